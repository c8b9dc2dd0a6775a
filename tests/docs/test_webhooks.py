"""What the page on webhooks says is so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import cast

from affresco.hooks import signing
from affresco.hooks.model import ATTEMPTS, CONSUMER_EVENTS, PAUSES, PERSON_EVENTS

PAGE = (Path(__file__).parents[2] / "docs/reference/webhooks.md").read_text()


def test_its_check_accepts_our_signatures_and_no_others() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)
    is_ours = cast(Callable[[str, dict[str, str], bytes], bool], names["is_ours"])
    key = signing.secret_of(b"an instance's secret", 7)
    headers = signing.headers([key], "post-1", 1_795_416_000, b"{}")
    assert is_ours(signing.shown(key), headers, b"{}")
    assert not is_ours(signing.shown(key), headers, b"{ }")
    assert not is_ours(signing.shown(key), headers | {"webhook-id": "post-2"}, b"{}")
    assert not is_ours(signing.shown(signing.secret_of(b"another's", 7)), headers, b"{}")
    new = signing.secret_of(b"an instance's secret", 7, turns=1)
    both = signing.headers([new, key], "post-1", 1_795_416_000, b"{}")
    assert is_ours(signing.shown(new), both, b"{}")
    assert is_ours(signing.shown(key), both, b"{}"), "while it is changed"
    assert not is_ours(signing.shown(new), headers, b"{}")


def test_it_names_every_event_and_the_pauses() -> None:
    for event in (*PERSON_EVENTS, *CONSUMER_EVENTS):
        assert f"`{event}`" in PAGE or f"`.{event.removeprefix('notification.')}`" in PAGE, event
    assert ATTEMPTS == 10
    assert 3 <= sum(pause.total_seconds() for pause in PAUSES) / 86_400 < 3.2
