"""What tests of local models share. The library is imported when one asks: it may not be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from affresco.studio.engines.diffusers.holder import Holder


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny pipeline of each family."""
    import tiny_models

    folder = tmp_path_factory.mktemp("models")
    tiny_models.stable_diffusion(folder / "sd")
    tiny_models.stable_diffusion_xl(folder / "xl")
    tiny_models.flux(folder / "flux")
    return folder


@pytest.fixture(scope="module")
def holder() -> Iterator[Holder]:
    """The one thread and the budget that a module's engines share."""
    holder = Holder()
    yield holder
    holder.thread.shutdown()
