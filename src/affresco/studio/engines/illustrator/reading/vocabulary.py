"""What the data files of the lexicon hold: one struct for each kind of entry.

The fields are those of the TOML files; ``lexicon/README.md`` explains them for people who write words.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from affresco.studio.engines.illustrator.subjects.families import Shape

from .verbs import articulated, english_forms, italian_forms

Language = Literal["en", "it"]
LANGUAGES: tuple[Language, Language] = ("en", "it")
Kind = Literal[
    "concept",
    "setting",
    "style",
    "time",
    "weather",
    "mood",
    "quality",
    "colour",
    "relation",
    "number",
    "size",
    "pose",
    "material",
    "camera",
    "season",
    "of",
    "article",
    "negation",
    "boundary",
    "silent",
    "body",
    "compare",
    "copula",
    "region",
]
Fact = tuple[Kind, str]

_FEMININE_ENDINGS = ("a", "zione", "sione", "trice", "tà", "tù", "udine")


def _inflected(verbs: str, language: Language) -> list[str]:
    """The forms of a list of infinitives; in Italian also after "che"."""
    if language == "en":
        return [form for verb in listed(verbs) for form in english_forms(verb)]
    return [form for verb in listed(verbs) for form in italian_forms(verb)]


def listed(text: str) -> list[str]:
    """Split ``"a, b, c"`` into its parts."""
    return [part for part in (piece.strip() for piece in text.split(",")) if part]


class Named(msgspec.Struct, frozen=True):
    """Something with forms in both languages."""

    en: str
    it: str
    name_en: str = ""
    name_it: str = ""

    def forms(self, language: Language) -> list[str]:
        return listed(self.en if language == "en" else self.it)

    def name(self, language: Language) -> str:
        given = self.name_en if language == "en" else self.name_it
        return given or next(iter(self.forms(language)), "")


class Concept(Named, frozen=True, forbid_unknown_fields=True):
    """Something that can be drawn."""

    id: str = ""
    family: str = ""
    art: str = ""
    form: Literal["whole", "head", "bust", "person", "drawn", "shape"] = "whole"
    scale: float = 1.0
    shape: Shape | None = None  # for form "shape"; see subjects.families
    setting: str = ""
    colour: str | None = None
    face: str = ""
    glows: bool = False
    feminine: bool = False
    masculine: bool = False
    colour_word: bool = False  # its Italian name is a colour too (rosa)

    @property
    def is_feminine(self) -> bool:
        """Gender of the first Italian form."""
        noun = listed(self.it)[0].split()[0]
        ends = noun.endswith(_FEMININE_ENDINGS) and not noun.endswith("ista")
        return self.feminine or (ends and not self.masculine)


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How concepts of one kind behave."""

    setting: str
    living: bool = False
    flies: bool = False
    swims: bool = False
    held: bool = False
    shape: str = ""  # how a short line is drawn: family and kind of subjects.families


class Setting(Named, frozen=True, forbid_unknown_fields=True, rename={"drawn_as": "as"}):
    """A place."""

    drawn_as: str = ""  # the place that stands for it while it has no drawing of its own

    in_en: str = ""
    in_it: str = ""
    outdoors: bool = False
    fixed_light: bool = False  # the place brings its own light, whatever the time of day
    motif: str = ""


class Style(Named, frozen=True, forbid_unknown_fields=True):
    """A way of painting."""

    setting: str = ""
    time: str = ""


class Time(Named, frozen=True, forbid_unknown_fields=True):
    """A time of day."""

    at_en: str = ""
    at_it: str = ""


class Weather(Named, frozen=True, forbid_unknown_fields=True):
    """A weather, or something that happens in the air."""

    in_en: str = ""
    in_it: str = ""


class Mood(Named, frozen=True, forbid_unknown_fields=True):
    """A mood of the whole picture."""

    time: str = ""
    setting: str = ""
    figure: bool = False


class Colour(Named, frozen=True, forbid_unknown_fields=True):
    """A colour in OKLCH."""

    lch: tuple[float, float, float] = (0.5, 0.0, 0.0)


class Relation(Named, frozen=True, forbid_unknown_fields=True, rename={"drawn_as": "as"}):
    """A verb or preposition between two entities."""

    drawn_as: str = ""  # the relation that is laid out instead

    says_en: str = ""
    says_it: str = ""
    holds: bool = False
    prop: str = ""
    place: bool = False  # a preposition: it says where, not what somebody does
    verbs_en: str = ""
    verbs_it: str = ""

    def forms(self, language: Language) -> list[str]:
        verbs = self.verbs_en if language == "en" else self.verbs_it
        forms = super().forms(language)
        if language == "it":
            forms = [joined for form in forms for joined in articulated(form)]
        return [*forms, *_inflected(verbs, language)]


class Pose(Named, frozen=True, forbid_unknown_fields=True):
    """What somebody does alone."""

    quality: str = ""  # the word of subjects.families that draws it
    verbs_en: str = ""
    verbs_it: str = ""

    def forms(self, language: Language) -> list[str]:
        verbs = self.verbs_en if language == "en" else self.verbs_it
        return [*super().forms(language), *_inflected(verbs, language)]


class Material(Named, frozen=True, forbid_unknown_fields=True):
    """What a thing is made of. `of_en`, `of_it`: nouns, of which "made of …" and "di …" are made."""

    of_en: str = ""
    of_it: str = ""

    def forms(self, language: Language) -> list[str]:
        if language == "en":
            made = [f"{by} {noun}" for noun in listed(self.of_en) for by in _MADE_OF_EN]
        else:
            made = [f"{by} {noun}" for noun in listed(self.of_it) for by in _MADE_OF_IT]
        return [*super().forms(language), *made]


_MADE_OF_EN = (
    "made of", "made from", "made out of", "built of", "built from", "carved from", "carved in",
    "carved out of", "sculpted in", "woven from", "cast in", "folded from", "out of", "of",
)  # fmt: skip
_MADE_OF_IT = (
    *(f"{made}{vowel} {by}" for made in ("fatt", "costruit", "scolpit", "intagliat", "intrecciat",
      "realizzat", "ricavat") for vowel in "oaie" for by in ("di", "in", "con", "d")),
    "di", "in", "d",
)  # fmt: skip


class ModelScene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that stands for a place."""

    says: str
    setting: str
    time: str = ""
    weather: str = ""


class Feeling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feeling: the hue, in OKLCH degrees, that paints it, and its landscape."""

    name: str
    says: str
    hue: float
    setting: str
    time: str = ""


class Composed(Named, frozen=True, forbid_unknown_fields=True, rename={"concept": "is"}):
    """A word that says a thing and something about it: a chapel is a small church."""

    concept: str = ""
    size: str = ""
    colour: str = ""
    material: str = ""
    quality: str = ""
    pose: str = ""
    role: str = ""
    count: str = ""

    def facts(self) -> tuple[Fact, ...]:
        """What it says beside the thing."""
        given: tuple[tuple[Kind, str], ...] = (
            ("size", self.size),
            ("colour", self.colour),
            ("material", self.material),
            ("quality", self.quality),
            ("pose", self.pose),
            ("concept", self.role),
            ("number", self.count),
        )
        return tuple((kind, value) for kind, value in given if value)


class Region(Named, frozen=True, forbid_unknown_fields=True):
    """Proper names that stand for a place when no common word names one. landmark: the concept of the sight
    that stands in its distance, "" for none."""

    setting: str = ""
    landmark: str = ""


class Implied(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What goes without saying where something is named: fireworks are seen at night."""

    setting: str = ""
    time: str = ""
    season: str = ""
    weather: str = ""
