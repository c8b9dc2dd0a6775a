"""People, and an instance with rules."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from affresco.db import Database
from properties.network import Network, network


@pytest.fixture
async def net(database: Database) -> AsyncIterator[Network]:
    async with network(database) as running:
        yield running
