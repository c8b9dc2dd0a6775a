"""Short lines of the lexicon: ``heron = "airone | grey heron | wader grey size=0.9"``.

The first part has the Italian forms, the second further English forms (the name of the concept is
the first), the third says how it looks, in words of :mod:`subjects.families`:

* a kind (``wader``, or ``food:nut`` for one of another family), parts, poses and patterns;
* colours: the first is the usual one, ``second=`` and ``accent=`` name the others;
* lengths such as ``neck=1.3`` (1 is usual) and ``size=0.5`` (height beside other subjects);
* ``at=lake``: where it is at home; ``glyph=shark``: the Noto drawing that shows it.

An Italian form may begin with its article (``la volpe``), which tells the gender.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from affresco.studio.engines.illustrator.subjects.families import FAMILIES, FamilyInfo, Shape

_LENGTHS = frozenset(("body", "neck", "legs", "head", "ears", "tail", "wings", "beak"))
_FEMININE, _MASCULINE = ("la ",), ("il ", "lo ")

Fields = dict[str, str | float | bool | Shape | None]


class FaultyLine(ValueError):
    """A line of the lexicon that cannot be read; the message names the line and the word."""


def gendered(forms: str) -> tuple[str, str]:
    """Take the article off the first Italian form: ``"la volpe, …"`` → (``"volpe, …"``, ``"f"``)."""
    for articles, gender in ((_FEMININE, "f"), (_MASCULINE, "m")):
        for article in articles:
            if forms.startswith(article):
                return forms.removeprefix(article), gender
    return forms, ""


def fields(name: str, line: str, usual: str, colours: Collection[str]) -> Fields:
    """The fields of a concept from its short line.

    `usual` is the shape of its family, as ``"bird songbird"``, or "". Raises FaultyLine.
    """
    parts = [part.strip() for part in line.split("|")]
    italian, more, look = (*parts, "", "")[:3]
    if len(parts) > 3 or not italian:
        raise FaultyLine(f"{name}: write Italian | further English | look, not {line!r}")
    forms, gender = gendered(italian)
    english = ", ".join(part for part in (name.replace("-", " "), more) if part)
    found: Fields = {"en": english, "it": forms, "art": name}
    if gender:
        found["feminine" if gender == "f" else "masculine"] = True
    words = look.split()
    glyph = next((word for word in words if word.startswith("glyph=")), "")
    family, _, kind = usual.partition(" ")
    described = _Described(name, family, kind)
    for word in words:
        described.read(word, colours)
    if described.size:
        found["scale"] = described.size
    if described.home:
        found["setting"] = described.home
    if glyph:
        found["art"] = glyph.removeprefix("glyph=")
        found["colour"] = described.values.get("colour")
    elif described.family:
        found["form"] = "shape"
        found["art"] = STAND_INS.get(described.family, "bust-in-silhouette")
        found["shape"] = described.shape()
    return found


class _Described:
    """What the words of a look add up to."""

    def __init__(self, name: str, family: str, kind: str) -> None:
        self.name, self.family, self.kind = name, family, kind
        self.size, self.home = 0.0, ""
        self.values: dict[str, str] = {}
        self.lengths: dict[str, float] = {}
        self.parts: list[str] = []

    @property
    def info(self) -> FamilyInfo:
        return FAMILIES.get(self.family, _NO_FAMILY)

    def shape(self) -> Shape:
        return msgspec.convert(
            {
                "family": self.family,
                "kind": self.kind or self.info.kinds[0],
                "parts": self.parts,
                **self.values,
                **self.lengths,
            },
            Shape,
        )

    def read(self, word: str, colours: Collection[str]) -> None:
        key, equals, value = word.partition("=")
        family, colon, kind = word.partition(":")
        if equals:
            self._assign(key, value)
        elif colon and kind in FAMILIES.get(family, _NO_FAMILY).kinds:
            self.family, self.kind = family, kind
        elif word in colours:
            self.values["colour"] = word
        elif not self.family:
            self._guess(word)
        elif word in self.info.kinds:
            self.kind = word
        elif word in self.info.poses:
            self.values["pose"] = word
        elif word in self.info.patterns:
            self.values["pattern"] = word
        elif word in self.info.parts:
            self.parts.append(word)
        else:
            raise FaultyLine(f"{self.name}: {self.family} knows no {word!r}")

    def _guess(self, word: str) -> None:
        """In a family without a shape the first kind of any family counts, tools first."""
        for family in ("tool", *FAMILIES):
            if word in FAMILIES[family].kinds:
                self.family, self.kind = family, word
                return
        raise FaultyLine(f"{self.name}: no family draws {word!r}")

    def _assign(self, key: str, value: str) -> None:
        if key == "size":
            self.size = float(value)
        elif key == "at":
            self.home = value
        elif key in _LENGTHS:
            self.lengths[key] = float(value)
        elif key in ("colour", "second", "accent"):
            self.values[key] = value
        elif key == "prop":
            self.values["prop"] = value.replace("_", " ")
        elif key != "glyph":
            raise FaultyLine(f"{self.name}: {key!r} cannot be set")


_NO_FAMILY = FamilyInfo(())

# Noto drawings used where a shape cannot be: as the head of a rider, in a logo.
STAND_INS = {
    "bird": "bird",
    "quadruped": "deer",
    "sea": "fish",
    "insect": "beetle",
    "flower": "blossom",
    "plant": "herb",
    "tree": "deciduous-tree",
    "building": "house",
    "vehicle": "automobile",
    "vessel": "sailboat",
    "aircraft": "airplane",
    "tool": "toolbox",
    "instrument": "guitar",
    "food": "shallow-pan-of-food",
    "garment": "t-shirt",
    "furniture": "chair",
    "person": "person",
}
