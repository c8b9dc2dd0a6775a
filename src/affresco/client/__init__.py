"""A client for Affresco's native API and the parts of Mastodon's that go with it, for Python programs.

    from affresco.client import Affresco

    with Affresco("http://127.0.0.1:8000", token="…") as affresco:
        job = affresco.wait(affresco.make("a quiet harbour at dawn", count=2))
        first = job.candidates[0]
        affresco.publish("Look!", pictures=[first.media_id], licence="CC BY")

``AsyncAffresco`` is the same with ``await`` and ``async for``. Both stand on httpx and msgspec alone and
import nothing else of Affresco's: what they send and understand is in ``calls`` (pure), what comes back in
``models``. Fields that an instance of another version adds are passed over.

A call that fails for the moment (429, 503, no connection) is tried again, up to ``retries`` times and as the
instance says, if it does no harm: reading, and writing with a key that makes it happen once.
"""

from __future__ import annotations

from affresco.client.aio import AsyncAffresco
from affresco.client.errors import ClientError, Refused, Unreachable
from affresco.client.models import (
    Account,
    Answer,
    Candidate,
    Citation,
    Context,
    Diff,
    Engine,
    Failure,
    Generation,
    Lineage,
    Media,
    Native,
    Notification,
    Page,
    Preview,
    Relative,
    Sentence,
    State,
    Status,
    Step,
)
from affresco.client.sync import Affresco

__all__ = [
    "Account",
    "Affresco",
    "Answer",
    "AsyncAffresco",
    "Candidate",
    "Citation",
    "ClientError",
    "Context",
    "Diff",
    "Engine",
    "Failure",
    "Generation",
    "Lineage",
    "Media",
    "Native",
    "Notification",
    "Page",
    "Preview",
    "Refused",
    "Relative",
    "Sentence",
    "State",
    "Status",
    "Step",
    "Unreachable",
]
