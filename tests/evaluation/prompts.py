"""The evaluation set of the illustrator: prompt pairs with the graph that a reader expects.

The data (``illustrator/prompts.toml``, ``illustrator/synonyms.toml``, ``illustrator/verdicts.csv``)
is written for people who do not program; what each field means stands at the head of each file.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal

import msgspec

DATA = Path(__file__).parent / "illustrator"
VERDICTS = DATA / "verdicts.csv"

Difficulty = Literal["easy", "medium", "hard"]
Judgement = Literal["good", "partly", "wrong"]


class Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that must be seen."""

    what: str
    count: int | None = None  # None: nothing was said, so one
    many: bool = False
    colour: str | None = None
    material: str | None = None
    size: Literal["small", "large"] | None = None
    look: str | None = None
    pose: str | None = None
    trade: str | None = None
    kind: str | None = None  # drawn as this family it is half right


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wish in two languages, and what it means."""

    id: str
    difficulty: Difficulty
    en: str
    it: str
    subjects: tuple[str | Subject, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()
    setting: str | None = None
    style: str | None = None
    time: str | None = None
    season: str | None = None
    weather: tuple[str, ...] = ()
    mood: str | None = None
    camera: str | None = None
    title: str | None = None
    may: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()

    def wanted(self) -> tuple[Subject, ...]:
        """The subjects, those written as a bare name included."""
        return tuple(Subject(what=s) if isinstance(s, str) else s for s in self.subjects)

    def words(self, language: Literal["en", "it"]) -> str:
        """The wish in one language."""
        return self.en if language == "en" else self.it


class PromptSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: what is mended with, what is only measured with, and what came after the mending."""

    prompt: tuple[Prompt, ...]
    held_out: tuple[Prompt, ...]
    fresh: tuple[Prompt, ...] = ()

    def all(self) -> tuple[Prompt, ...]:
        return self.prompt + self.held_out + self.fresh


class Synonyms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that mean the same, by facet."""

    things: tuple[tuple[str, ...], ...] = ()
    colours: tuple[tuple[str, ...], ...] = ()
    materials: tuple[tuple[str, ...], ...] = ()
    relations: tuple[tuple[str, ...], ...] = ()
    poses: tuple[tuple[str, ...], ...] = ()
    settings: tuple[tuple[str, ...], ...] = ()
    times: tuple[tuple[str, ...], ...] = ()
    weather: tuple[tuple[str, ...], ...] = ()
    moods: tuple[tuple[str, ...], ...] = ()
    styles: tuple[tuple[str, ...], ...] = ()
    cameras: tuple[tuple[str, ...], ...] = ()
    kinds: dict[str, tuple[str, ...]] = {}  # family → members
    is_a: dict[str, tuple[str, ...]] = {}  # thing → what is one too, but not the other way round
    small_one: dict[str, str] = {}  # young or little thing → what it is a small one of
    shown_by: dict[str, tuple[str, ...]] = {}  # thing → hours or weather that show it


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody who looked at a picture thought of it."""

    id: str
    language: Literal["en", "it"]
    verdict: Judgement
    why: str = ""
    scene: str = ""  # digest of the scene that was judged: another scene wants judging again


def load_prompts() -> PromptSet:
    """Read the prompts. Raises msgspec.ValidationError naming the field that is wrong."""
    return msgspec.toml.decode((DATA / "prompts.toml").read_bytes(), type=PromptSet)


def load_synonyms() -> Synonyms:
    """Read the synonyms. Raises msgspec.ValidationError naming the field that is wrong."""
    return msgspec.toml.decode((DATA / "synonyms.toml").read_bytes(), type=Synonyms)


def load_verdicts(path: Path = VERDICTS) -> tuple[Verdict, ...]:
    """Read a judged CSV (columns id, language, verdict, why, scene); rows without a verdict are left out.

    Raises msgspec.ValidationError for a verdict other than good, partly or wrong.
    """
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row.get("verdict")]
    return msgspec.convert(rows, type=tuple[Verdict, ...])
