"""What pushed notifications say, and of which one can be told."""

from __future__ import annotations

from typing import get_args

import pytest

from affresco.feeds.model import NotificationKind
from affresco.feeds.push.commands import check_endpoint
from affresco.feeds.push.errors import BadEndpoint
from affresco.feeds.push.model import ALERT_OF
from affresco.feeds.push.wording import TITLES, title

ON_THE_WEBSITE = ("cited", "webhook", "feedback", "appeal", "verdict")
"""Kinds that no device has a word for."""
KINDS: tuple[NotificationKind, ...] = tuple(
    kind for kind in get_args(NotificationKind) if kind not in ON_THE_WEBSITE
)


def test_every_kind_has_its_words_and_its_alert() -> None:
    assert set(TITLES) == set(ALERT_OF) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_put_in_as_they_are(kind: NotificationKind) -> None:
    said = title(kind, "{name} <b>", "en")
    assert kind == "poll" or "{name} <b>" in said


def test_http_is_for_the_owners_own_network() -> None:
    check_endpoint("http://10.0.0.7/push", private=True)
    with pytest.raises(BadEndpoint):
        check_endpoint("http://10.0.0.7/push", private=False)
