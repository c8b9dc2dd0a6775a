"""Tickets to pictures."""

from __future__ import annotations

from affresco.media.tickets import TERM, Tickets

KEY = "0123456789abcdef"


def test_a_ticket_is_for_one_viewer_one_picture_and_a_while() -> None:
    clock = [1_000_000.0]
    tickets = Tickets(b"secret", lambda: clock[0])
    ticket = tickets.issue(KEY, 77)
    assert tickets.read(KEY, ticket) == 77
    assert tickets.read(KEY[::-1], ticket) is None
    assert tickets.read(KEY, ticket.replace("4d", "4e", 1)) is None
    assert Tickets(b"another", lambda: clock[0]).read(KEY, ticket) is None
    clock[0] += TERM
    assert tickets.read(KEY, ticket) == 77
    clock[0] += TERM
    assert tickets.read(KEY, ticket) is None


def test_what_is_no_ticket_opens_nothing() -> None:
    tickets = Tickets(b"secret")
    for text in ("", ".", "..", "1.2.3", "x.y.z", "-1.ff.", "é.1.é", "1" * 500, "1.2.3.4"):
        assert tickets.read(KEY, text) is None
