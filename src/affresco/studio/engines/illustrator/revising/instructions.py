"""Instructions taken apart: "make it night and add snow" is a light and a weather.

An instruction is cut at conjunctions and pauses that belong to no phrase of the lexicon; each clause
begins with a command, or goes on with the one before it. Commands are patterns over words in small
letters without punctuation, in English and Italian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from affresco.studio.engines.illustrator.reading.items import items, language_of
from affresco.studio.engines.illustrator.reading.lexicon import Language, Lexicon
from affresco.studio.engines.illustrator.reading.tokens import PAUSE, split

from .doing import is_verb, subject_of
from .patterns import (
    ADD,
    ARROW,
    AWAY,
    BUT,
    COLOUR_OF,
    DEGREES,
    ENGLISH,
    ENLARGE,
    GIVES,
    HAS,
    IN_PLACE,
    INSTEAD,
    IT,
    ITALIAN,
    KEEP,
    MANY,
    NEW,
    NEW_THOUGHT,
    NOISE,
    OWNED_COLOUR,
    POLITE,
    PRONOUN,
    REMOVE,
    REPLACE,
    RETOLD,
    SET,
    SHRINK,
    SKY,
    WHERE,
    Verb,
)


class Command(msgspec.Struct, frozen=True):
    """One clause. what: its words; to: for "replace", what comes instead, ("?",) where `what` has both.
    it: whether a pronoun stands for the subject: "make it blue"; many: for all of them; where: whether
    it says where to; gives: whether somebody gets something; has: whether
    it says what there is with them. clause: all of its words, to say that it was
    not understood."""

    verb: Verb
    what: tuple[str, ...]
    language: Language
    clause: str
    to: tuple[str, ...] = ()
    it: bool = False
    many: bool = False
    where: bool = False
    gives: bool = False
    has: bool = False


_GOES_ON: frozenset[Verb] = frozenset(("add", "remove", "set"))


def commands(instruction: str, words: Lexicon) -> list[Command]:
    """The commands of an instruction, in order. Any text is allowed."""
    spoken = OWNED_COLOUR.sub(r"colour of the \g<who>", instruction)
    tokens = split(ARROW.sub(" becomes ", spoken))
    language = _language(tokens, words)
    found: list[Command] = []
    before: Command | None = None
    for clause in _joined(_clauses(tokens, language, words)):
        command = _command(clause, language)
        if command.verb == "say" and before is not None and before.verb in _GOES_ON:
            command = _going_on(command, before)
        found.append(command)
        before = (
            msgspec.structs.replace(command, verb="add") if command.verb == "replace" else command
        )
    return found


def _going_on(command: Command, before: Command) -> Command:
    """A clause without a command goes on with the one before it."""
    if command.clause.split()[0] in BUT:  # "no dog, but a fox"
        return msgspec.structs.replace(command, verb="add")
    if before.verb == "remove" and NEW_THOUGHT.match(command.clause):
        return command
    if before.verb == "set" and is_verb(command.what[0], command.language):
        # "make the dog wear a hat and hold a balloon"
        who = subject_of(before.what, command.language)
        return msgspec.structs.replace(
            command, verb="set", what=(*who, *command.what), it=before.it and not who
        )
    return msgspec.structs.replace(command, verb=before.verb)


def _language(tokens: Sequence[str], words: Lexicon) -> Language:
    italian = sum(token in ITALIAN for token in tokens)
    english = sum(token in ENGLISH for token in tokens)
    if italian != english:
        return "it" if italian > english else "en"
    return language_of(tokens, words)


def _clauses(tokens: Sequence[str], language: Language, words: Lexicon) -> Iterator[str]:
    """Clauses as words joined by spaces; none is empty."""
    clause: list[str] = []
    for item in items(tokens, language, words):
        ends = item.kind == "boundary" or item.text == PAUSE
        opens = item.kind == "negation" and item.text in ("without", "senza") and clause
        if (ends or opens) and clause and clause[-1] not in BUT:
            yield " ".join(clause)
            clause = []
        if not ends or item.text in BUT:
            clause.append(item.text)
    if clause and clause[-1] not in BUT:
        yield " ".join(clause)


def _joined(clauses: Iterator[str]) -> Iterator[str]:
    """ "Instead of the dog, a fox" is one clause."""
    held = ""
    for clause in clauses:
        if held:
            yield f"{held} , {clause}"
            held = ""
        elif IN_PLACE.match(clause) and not NEW.search(clause):
            held = clause
        else:
            yield clause
    if held:
        yield held


def _command(clause: str, language: Language) -> Command:
    text = POLITE.sub("", clause)
    shorter = NOISE.sub("", text).strip()
    text = shorter if len(shorter.split()) > 1 else text
    for pattern, told in RETOLD:
        text = pattern.sub(told, text)

    def command(verb: Verb, what: str, to: str = "", it: bool = False) -> Command:
        return Command(
            verb, tuple(what.split()), language, clause, tuple(to.split()), it,
            many=bool(MANY.search(text)),
            where=bool(WHERE.match(text)),
            gives=bool(GIVES.match(text)),
            has=bool(HAS.match(text)),
        )  # fmt: skip

    both = IN_PLACE.match(text)
    if both:
        gone, _, comes = both["both"].partition(" , ")
        return command("replace", gone, comes or "?")
    for pattern in REPLACE:
        match = pattern.match(text)
        if match and not re.fullmatch(IT, match["what"]):
            to = ADD.match(match["to"])
            what = COLOUR_OF.match(match["what"])
            if what:
                return command("set", f"{what['what']} {match['to']}")
            return command("replace", match["what"], to["what"] if to else match["to"])
    match = REMOVE.match(text)
    if match:
        return command("remove", SKY.sub("", match["what"]))
    match = KEEP.match(text)
    if match:
        return command("keep", match["what"])
    match = ENLARGE.match(text)
    if match:
        return command("larger", match["what"])
    match = SHRINK.match(text)
    if match:
        return command("smaller", match["what"])
    for verb, pattern in DEGREES:
        if pattern.search(text):
            rest = " ".join(pattern.sub(" ", text).split())
            inner = _inner(rest)
            return command(verb, inner, it=bool(PRONOUN.match(f"{rest} ")) or not inner)
    match = AWAY.match(text)
    if match:
        return command("remove", match["what"])
    match = INSTEAD.match(text)
    if match:
        return command("instead", _inner(match["a"] or match["b"]))
    it = bool(PRONOUN.match(text))
    match = None if it else ADD.match(text)
    if match:
        return command("add", SKY.sub("", match["what"]))
    match = SET.match(text)
    if match:
        return command("set", match["what"], it=it)
    return command("say", text)


def _inner(text: str) -> str:
    """The words without a command before them: of "make the moon" the moon."""
    if re.fullmatch(f"(?:\\w+ )?{IT}", text):
        return ""
    match = ADD.match(text) or SET.match(text)
    return match["what"] if match else text
