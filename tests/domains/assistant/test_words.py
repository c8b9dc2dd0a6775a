"""Words, values and passages: what the rules about answers stand on."""

from __future__ import annotations

import asyncio

import pytest

from affresco.assistant import nearness, words
from affresco.assistant.passages import spans
from affresco.assistant.phrases import clipped, plain
from affresco.assistant.turns import Turns
from affresco.assistant.values import values


@pytest.mark.parametrize(
    ("one", "other"),
    [("opened", "opens"), ("mercati", "mercato"), ("children", "child"), ("aprì", "apre")],
)
def test_forms_of_one_word_are_the_same(one: str, other: str) -> None:
    assert words.forms(one) & words.forms(other)


@pytest.mark.parametrize(("one", "other"), [("post", "pasta"), ("casa", "cosa"), ("bo", "boa")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert not words.forms(one) & words.forms(other)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("at 9:30 on Friday", {"9:30", "day 4"}),
        ("alle 9 di venerdì", {"9:00", "day 4"}),
        ("from 9am to 5 pm", {"9:00", "17:00"}),
        ("1,200 people", {"1200"}),
        ("1.200 persone", {"1200"}),
        ("twelve boats in May", {"12", "month 5"}),
        ("you may go", set()),
        ("a mezzogiorno", {"12:00"}),
    ],
)
def test_what_a_text_states(text: str, stated: set[str]) -> None:
    assert values(text).all == stated


@pytest.mark.parametrize("text", ["it is not open", "isn’t open", "non è aperto", "never"])
def test_what_a_text_denies(text: str) -> None:
    assert values(text).negated


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "@ada @bo Good morning. See you at 9.30! #kites #wind",
            ["Good morning.", "See you at 9.30!"],
        ),
        ("- one\n- two\n\nhttps://example.org/x", ["one", "two"]),
        ("#harbour", []),
        ("@ada", []),
        ("🐈🐈", []),
        ("Dr. Neri came. She left.", ["Dr. Neri came.", "She left."]),
    ],
)
def test_passages_are_sentences_just_where_they_stand(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == parts


def test_glued_addresses_take_no_time_to_speak_of() -> None:
    """Each might end where the next begins: told apart in all ways, these take longer than a life."""
    text = "http://a" * 60 + " ends"
    assert [text[start:end] for start, end in spans(text)] == [text]


def test_a_long_quotation_ends_where_a_clause_does() -> None:
    text = "One thing, and another thing; " * 30
    short = clipped(text, 100)
    assert text.startswith(short)
    assert len(short) <= 100
    assert short.endswith(("thing", "thing,", "thing;"))


def test_marks_of_emphasis_are_not_said() -> None:
    assert plain("a **bold** [link](https://example.org) and snake_case") == (
        "a bold link and snake_case"
    )


@pytest.mark.parametrize(("one", "other"), [("gatto", "cat"), ("library", "biblioteca")])
def test_a_translation_is_the_same_word(one: str, other: str) -> None:
    (token,), others = words.tokens(one), words.tokens(other)
    nearness.learn([token, *others])
    assert nearness.nearest(token, others) >= nearness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("gatto", "dog"), ("aperto", "closed"), ("treno", "bus"), ("Monday", "venerdì")],
)
def test_another_word_is_not(one: str, other: str) -> None:
    (token,), others = words.tokens(one), words.tokens(other)
    nearness.learn([token, *others])
    assert nearness.nearest(token, others, nearness.SAME_FOREIGN) == 0.0


async def test_nobodys_crowd_keeps_another_waiting() -> None:
    turns, order = Turns(1), []

    async def ask(asker: int) -> None:
        async with turns.turn(asker):
            await asyncio.sleep(0)
            order.append(asker)

    await asyncio.gather(*(ask(1) for _ in range(20)), ask(2))
    assert sorted(order) == [1] * 20 + [2]
    assert order.index(2) <= 3


async def test_who_gives_up_waiting_leaves_no_gap() -> None:
    turns = Turns(1)
    async with turns.turn(1):
        waiting = [asyncio.create_task(turns._take(2)) for _ in range(3)]
        await asyncio.sleep(0)
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    async with asyncio.timeout(1), turns.turn(3), Turns(1).turn(3):
        pass
    async with asyncio.timeout(1), turns.turn(4):
        pass
