"""What a question is taken for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from affresco.assistant.model import Ask
from affresco.assistant.questions import Question, language_of, read

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
"""A Monday."""


def asked(text: str, **choices: object) -> Question:
    return read(Ask(asker_id=1, viewer_id=1, text=text, **choices), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When does the market open?", "en"),
        ("Quando apre il mercato?", "it"),
        ("È aperto?", "it"),
        ("museo aperto domenica", "it"),
        ("sunday museum opening", "en"),
        ("🐈", "it"),
        ("xyzzy", "it"),
    ],
)
def test_the_language(text: str, language: str) -> None:
    assert language_of(text, "it") == language


@pytest.mark.parametrize(
    ("text", "kind", "asks"),
    [
        ("When does the market open?", "fact", "when"),
        ("A che ora chiude la biblioteca?", "fact", "when"),
        ("Dov'è il gatto?", "fact", "where"),
        ("Who won?", "fact", "who"),
        ("How much is a ticket?", "fact", "price"),
        ("Quanto costa il biglietto?", "fact", "price"),
        ("How many people came to the festival?", "fact", "number"),
        ("Is the bridge open?", "fact", "whether"),
        ("Perché il ponte è chiuso?", "fact", "why"),
        ("Where is the best pizza in town?", "fact", "where"),
        ("What do people say about the bridge?", "fact", "what"),
        ("How many posts are about kites?", "count", "number"),
        ("Quante persone hanno scritto di aquiloni?", "count", "number"),
        ("Since when do people post about kites?", "since", "when"),
        ("What's trending?", "trending", "what"),
        ("Cosa succede oggi?", "trending", "what"),
        ("best posts about kites", "best", ""),
        ("i post più amati della settimana", "best", ""),
        ("catch me up on #kites", "catch_up", ""),
        ("@ada?", "catch_up", ""),
    ],
)
def test_the_kind(text: str, kind: str, asks: str) -> None:
    question = asked(text)
    assert (question.kind, question.asks) == (kind, asks)


def test_its_words_are_what_it_is_about() -> None:
    question = asked("Please tell me, when does the Fuochi Fatui concert begin?")
    assert [word.folded for word in question.words] == ["fuochi", "fatui", "concert", "begin"]
    assert [word.folded for word in question.names] == ["fuochi", "fatui"]


def test_what_is_in_brackets_does_instead() -> None:
    question = asked("Quanti post parlano di aquiloni rossi (red kites)?")
    assert [word.folded for word in question.words] == ["aquiloni", "rossi"]
    assert [word.folded for word in question.inside] == ["red", "kites"]
    assert question.instead == question.words


def test_names_tags_phrases_and_operators() -> None:
    question = asked('What did @ada post about "blue boats" #mare from:bo before:2026-11?')
    assert question.handles == ("ada",)
    assert question.by_them
    assert question.tags == ("mare",)
    assert question.phrases == ("blue boats",)
    assert question.query.authors == ("bo",)
    assert question.query.below < 2**63 - 1


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("How many posts today?", (2026, 11, 23), None),
        ("quanti post ieri?", (2026, 11, 22), (2026, 11, 23)),
        ("what did people post since Thursday?", (2026, 11, 19), None),
        ("cosa hanno scritto da lunedì?", (2026, 11, 23), None),
        ("posts of last week", (2026, 11, 16), (2026, 11, 23)),
        ("i post del mese scorso", (2026, 10, 1), (2026, 11, 1)),
        ("posts of the last 3 days", (2026, 11, 20, 15, 30), None),
        ("i post degli ultimi 2 giorni", (2026, 11, 21, 15, 30), None),
    ],
)
def test_a_span_of_time(text: str, start: tuple[int, ...], end: tuple[int, ...] | None) -> None:
    window = asked(text).window
    assert window is not None
    assert window.start == datetime(*start, tzinfo=UTC)  # type: ignore[misc,arg-type]
    assert window.end == (None if end is None else datetime(*end, tzinfo=UTC))  # type: ignore[misc,arg-type]


def test_letters_that_look_otherwise_are_the_same() -> None:
    plain = asked("Where is the CAFÉ Müller?")
    strange = asked("Where is the \uff23\uff21\uff26\u00c9 Mu\u0308ller\u200b?")
    assert [w.folded for w in plain.words] == [w.folded for w in strange.words]


def test_a_question_of_one_script_without_spaces() -> None:
    assert asked("市場はどこですか").words
