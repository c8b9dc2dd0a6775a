"""What doors lead to: engines that answer elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from servers.openai_images import ImagesServer, images_server


@pytest.fixture
async def images() -> AsyncIterator[ImagesServer]:
    async with images_server() as server:
        yield server
