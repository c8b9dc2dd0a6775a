"""Facts about rules, what they found, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, NewType

import msgspec

from affresco.accounts.model import AccountId

RefusalId = NewType("RefusalId", int)
FieldName = Literal["prompt", "negative_prompt", "instruction", "text", "alt", "image"]
Action = Literal["refuse", "sensitive", "warn"]
"""Not carried out; carried out and marked; carried out, and the person is told something."""
Level = Literal["all", "adult"]
Verdict = Literal["upheld", "overturned"]
Subject = Literal["generation", "media", "post"]
"""What can carry marks."""

RULES_FILE: Final = "rules"
"""The source of what the rules file found; other sources are names of classifiers."""

APPEAL_LIMIT: Final = 1000
"""Characters of an appeal, and of the words of its decision."""

TEXT_KEPT: Final = 10_000
"""Characters of a refused text that are kept, for its owner and the owners of the place."""

KEPT_DAYS: Final = 90
"""After so many days the text of a refusal that nobody disputed is dropped; its number stays."""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in both languages."""

    en: str
    it: str

    def in_(self, locale: str) -> str:
        return self.it if locale == "it" else self.en


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule, as its file has it.

    terms: each is enough. together: one of each list within ``near`` words of one another (0: anywhere
    in the text). exceptions: phrases in which a term means something else. for_adults: what happens in
    place of ``action`` to people who may see adult content, None for no difference. always: nobody can
    switch it off.
    """

    id: str
    title: Wording
    explanation: Wording
    fields: frozenset[FieldName]
    action: Action
    for_adults: Action | None = None
    always: bool = False
    terms: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    near: int = 0
    exceptions: tuple[str, ...] = ()

    def action_for(self, *, adult: bool) -> Action:
        return self.for_adults if adult and self.for_adults is not None else self.action


class Passage(msgspec.Struct, frozen=True):
    """Words of a person, and what they are."""

    field: FieldName
    text: str


class Finding(msgspec.Struct, frozen=True):
    """What a classifier thinks. rule: the id of the rule that is touched. label: in the classifier's own
    words. score: 0 … 1."""

    rule: str
    label: str
    score: float


class Hit(msgspec.Struct, frozen=True):
    """A rule that is touched. term: as it was written, "" where a classifier looked at the whole. spans:
    pairs of places in the text, in characters. source: ``RULES_FILE`` or the name of a classifier.
    handle: the one that was named, where the term is about a handle."""

    rule: Rule
    field: FieldName
    text: str
    term: str
    source: str
    spans: tuple[int, ...] = ()
    handle: str | None = None


class Mark(msgspec.Struct, frozen=True):
    """What a thing carries from now on. action: ``sensitive`` or ``warn``."""

    rule: str
    action: Action
    source: str


class Decision(msgspec.Struct, frozen=True):
    """What was checked may be carried out, with these marks."""

    marks: tuple[Mark, ...] = ()

    @property
    def is_sensitive(self) -> bool:
        return any(mark.action == "sensitive" for mark in self.marks)


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not carried out. text: "" for a picture and when it was dropped. spans: where
    in the text. times: how often it was tried. appeal: why the person disagrees."""

    id: RefusalId
    account_id: AccountId
    rule: str
    field: FieldName
    term: str
    source: str
    text: str
    spans: tuple[int, ...]
    about: str
    has_picture: bool
    times: int
    at: datetime
    appeal: str | None
    appealed_at: datetime | None
    verdict: Verdict | None
    verdict_words: str
    decided_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether an appeal waits for its decision."""
        return self.appealed_at is not None and self.verdict is None


class RefusalPage(msgspec.Struct, frozen=True):
    """Refusals of one person, newest first; or appeals, the oldest first. next: cursor, None at the end."""

    refusals: tuple[Refusal, ...]
    next: int | None


class Rate(msgspec.Struct, frozen=True):
    """How a rule does. refused: texts and pictures. wrong: of these, overturned on appeal."""

    rule: str
    refused: int = 0
    appealed: int = 0
    decided: int = 0
    wrong: int = 0

    @property
    def share_wrong(self) -> float:
        """Of all that was refused, 0 … 1."""
        return self.wrong / self.refused if self.refused else 0.0


class Standing(msgspec.Struct, frozen=True):
    """What the rules need to know of a person. locked_until: the day on which somebody who said that they
    are younger may declare again, ISO."""

    handle: str
    level: Level
    locked_until: str | None = None


class Trouble(msgspec.Struct, frozen=True):
    """A classifier that does not answer, and since when."""

    name: str
    reason: str
    since: datetime
