"""Build step: what an English verb that is in no list looks like when somebody does it.

WordNet orders verbs by what they are ways of: to saunter is a way to walk, to guzzle a way to drink.
Every verb that the lexicon does not have gets the nearest pose (for who does it alone) and the
nearest relation (for what it is done to) of the lexicon at or above it. Above these stand a few
wide verbs of WordNet, with the act that shows them. A verb that has nothing above it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .assets import WORDNET
from .kinds import Synset, mostly, read_synsets
from .reading.lexicon import Lexicon
from .reading.vocabulary import listed

_HIGHEST: Final = 5  # steps up that still say what is to be seen
_SENSES: Final = 2  # of a verb of the lexicon, and of one that is sought
# Verbs of the lexicon that are above half of all verbs, and verbs whose first sense is another.
_TOO_WIDE: Final = frozenset(
    ("move", "make", "take", "do", "get", "go up", "raise", "bring", "set", "find", "show", "share",
     "stop", "touch", "count", "see", "face", "reach", "hide", "land", "rise", "grow", "split", "meet",
     "tell", "serve", "light", "drop", "check", "treat", "pass", "return", "enter", "leave", "arrive",
     "study", "perform", "draw", "shape", "create", "hit", "beat", "form", "charge", "free", "save",
     "fix", "dress", "stand", "shoot", "film", "record", "work", "sail", "present", "discover",
     "plant", "walk", "lead", "approach", "lean", "hang", "clear")
)  # fmt: skip
# WordNet's wide verbs (word, number of the sense), and the pose and the relation that show them.
_WIDE: Final = (
    ("travel", 1, "walk", ""), ("walk", 1, "walk", ""),
    ("run", 1, "run", ""), ("ingest", 2, "eat", "eat"), ("eat", 1, "eat", "eat"),
    ("drink", 1, "eat", "eat"), ("look", 1, "", "look-at"), ("perceive", 1, "", "look-at"),
    ("see", 1, "", "look-at"), ("examine", 1, "", "look-at"),
    ("communicate", 2, "", "talk"), ("talk", 2, "chat", "talk"), ("utter", 1, "howl", "talk"),
    ("sing", 2, "sing", ""), ("make noise", 1, "howl", ""), ("cry", 2, "howl", ""),
    ("touch", 1, "", "kick"), ("hold", 2, "", "hold"), ("grasp", 1, "", "hold"), ("carry", 1, "", "carry"),
    ("rest", 2, "lie", ""), ("sleep", 1, "sleep", ""), ("give", 3, "", "give"),
    ("transfer", 5, "", "give"), ("throw", 1, "", "throw"), ("propel", 1, "", "throw"),
    ("fight", 2, "argue", "fight"), ("compete", 1, "run", "race"), ("hit", 3, "", "kick"),
    ("push", 1, "", "push"), ("pull", 1, "", "pull"), ("clean", 1, "", "polish"), ("wash", 2, "", "polish"),
    ("cut", 1, "", "cut"), ("create", 2, "work", "make"), ("make", 3, "work", "make"),
    ("create from raw material", 1, "work", "make"), ("repair", 1, "", "repair"),
    ("cook", 3, "cook", "bake"), ("sew", 1, "work", "sew"), ("fasten", 1, "", "help"),
    ("cover", 1, "", "polish"), ("dig", 1, "", "build"), ("play", 1, "celebrate", "play"),
    ("celebrate", 1, "celebrate", ""), ("gesticulate", 1, "wave", ""), ("dance", 2, "dance", ""),
    ("jump", 1, "jump", "cross"), ("climb", 1, "", "climb"), ("fly", 1, "fly", ""),
    ("fall", 3, "fall", ""), ("swim", 1, "swim", ""), ("search", 1, "", "look-for"),
    ("catch", 4, "", "catch"), ("pick", 4, "", "pick"), ("write", 1, "", "write"), ("draw", 2, "", "paint"),
    ("think", 3, "think", ""), ("breathe", 1, "yawn", "blow"), ("wear", 1, "", "wear"),
    ("sit", 1, "sit", ""), ("lie", 1, "lie", ""), ("tremble", 1, "shiver", ""), ("kiss", 1, "kiss", "kiss"),
)  # fmt: skip


def acts(words: Lexicon, folder: Path = WORDNET) -> dict[str, str]:
    """``pose relation`` → the verbs that look like it, parted by blanks; ``-`` where there is none.

    After an ``ing`` stand those that are mostly nouns: only "lining" is what somebody does.

    Raises FileNotFoundError without WordNet.
    """
    known = read_synsets(folder / "data.verb")
    senses = _senses(folder / "index.verb")
    verbs = mostly(folder / "index.sense", "2")
    poses, relations = _landings(words, senses)
    found: dict[str, list[str]] = defaultdict(list)
    for verb, offsets in senses.items():
        known_as = {term.kind for term in words.find("en", (verb,))}
        if not verb.isalpha() or len(verb) < 3 or known_as & {"relation", "pose"}:
            continue
        pose = _above(offsets[:_SENSES], known, poses)
        relation = _above(offsets[:_SENSES], known, relations)
        if pose or relation:
            only = "" if verbs.get(verb, False) else " ing"
            found[f"{pose or '-'} {relation or '-'}{only}"].append(verb)
    return {act: " ".join(sorted(below)) for act, below in sorted(found.items())}


def _senses(path: Path) -> dict[str, list[str]]:
    """Verb → its synsets, the most usual sense first."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.startswith(" "):
            part = line.split()
            found[part[0].replace("_", " ")] = part[-int(part[2]) :]
    return found


def _landings(
    words: Lexicon, senses: Mapping[str, list[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Synset → the pose, and synset → the relation that shows it."""
    poses: dict[str, str] = {}
    relations: dict[str, str] = {}
    for verb, number, pose, relation in _WIDE:
        offsets = senses.get(verb, [])
        if number <= len(offsets):
            if pose:
                poses.setdefault(offsets[number - 1], pose)
            if relation:
                relations.setdefault(offsets[number - 1], relation)
    for table, entries in ((poses, words.poses), (relations, words.relations)):
        for name, entry in entries.items():
            for written in listed(entry.verbs_en):
                verb = written.partition("=")[0].strip()
                if verb not in _TOO_WIDE:
                    for offset in senses.get(verb, [])[:1]:
                        table.setdefault(offset, name)
    return poses, relations


def _above(offsets: list[str], known: Mapping[str, Synset], ours: Mapping[str, str]) -> str:
    """The nearest act at or above the first of the senses that has one."""
    for sense in offsets:
        level = [sense]
        for _ in range(_HIGHEST):
            for offset in level:
                if offset in ours:
                    return ours[offset]
            level = [above for offset in level for above in known[offset].above]
    return ""
