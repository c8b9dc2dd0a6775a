"""A program of somebody's own with a private address, which these tests allow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from affresco.settings import Settings
from servers.hook_receiver import Receiver, receiver


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data=str(tmp_path), secret="a key for tests, of 32 characters", hooks_private=True
    )


@pytest.fixture
def program() -> Iterator[Receiver]:
    with receiver() as program:
        yield program
