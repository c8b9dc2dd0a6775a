"""A client for Affresco's native API and the parts of Mastodon's that go with it, for Python programs.

    from affresco.client import Affresco

    with Affresco("http://127.0.0.1:8000", token="…") as affresco:
        job = affresco.wait(affresco.make("a quiet harbour at dawn", count=2))
        first = job.candidates[0]
        affresco.publish("Look!", pictures=[first.media_id], licence="CC BY")

``AsyncAffresco`` is the same with ``await`` and ``async for``. Both stand on httpx and msgspec alone and
import nothing else of Affresco's: what they send and understand is in ``calls``, when they try again and how
much they take in ``trying`` (both send nothing), what comes back in ``models``. Fields that an instance of
another version adds are passed over.

A call that fails for the moment (429, 502, 503, 504, no connection) is tried again, up to ``retries`` times,
if that does no harm: reading, writing with a key that makes it happen once, and what surely did not happen.
It comes back when the instance says (``Retry-After``), or later and later; where that is more than a minute,
the error is raised at once. The token is sent to the instance alone, wherever a picture lies.
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
