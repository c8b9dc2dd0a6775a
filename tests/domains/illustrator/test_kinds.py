"""What an unlisted English noun is, out of WordNet: at least its kind, and never a wild guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from affresco.studio.engines.illustrator import prepare
from affresco.studio.engines.illustrator.assets import WORDNET
from affresco.studio.engines.illustrator.kinds import kinds
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

# Four files of a dictionary of seven words, in the format of WordNet 3.1: a licence, then a line a meaning.
_LICENCE = "  1 This is a licence, and no meaning.\n"
_NOUNS = (
    "00000010 05 n 01 seagull 0 000 | a bird\n"
    "00000020 05 n 01 squacco 0 001 @ 00000010 n 0000 | a bird of that kind\n"
    "00000030 18 n 01 zealfolk 0 000 | a person of no listed kind\n"
    "00000040 09 n 01 whimness 0 000 | a feeling, which cannot be seen\n"
    "00000050 06 n 01 teapot 0 000 | a vessel\n"
    "00000060 06 n 01 samobrew 0 001 @ 00000050 n 0000 | a vessel of that kind\n"
    "00000070 06 n 01 Berlinette 0 001 @ 00000050 n 0000 | a name\n"
    "00000080 06 n 01 scrubble 0 001 @ 00000050 n 0000 | mostly a verb\n"
)


def _index() -> str:
    lines = [line.split() for line in _NOUNS.splitlines()]
    return "".join(f"{line[4].lower()} n 1 0 1 0 {line[0]}\n" for line in lines)


def _senses() -> str:
    lines = [line.split() for line in _NOUNS.splitlines()]
    nouns = "".join(f"{line[4].lower()}%1:06:00:: {line[0]} 1 2\n" for line in lines)
    return nouns + "scrubble%2:35:00:: 00000999 1 9\n"


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    (tmp_path / "data.noun").write_text(_LICENCE + _NOUNS, encoding="utf-8")
    (tmp_path / "index.noun").write_text(_LICENCE + _index(), encoding="utf-8")
    (tmp_path / "index.sense").write_text(_senses(), encoding="utf-8")
    return tmp_path


def test_a_noun_is_the_nearest_listed_thing_above_it(dictionary: Path) -> None:
    found = kinds(lexicon(), dictionary)
    assert found["seagull"].split() == ["squacco"]
    assert found["teapot"].split() == ["samobrew"]


def test_a_person_is_at_least_a_person(dictionary: Path) -> None:
    assert "zealfolk" in kinds(lexicon(), dictionary)["person"].split()


@pytest.mark.parametrize("word", ["whimness", "berlinette", "scrubble", "seagull"])
def test_feelings_names_verbs_and_listed_words_are_left_out(dictionary: Path, word: str) -> None:
    found = kinds(lexicon(), dictionary)
    assert word not in {noun for line in found.values() for noun in line.split()}


def test_without_the_dictionary_nothing_is_known(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        kinds(lexicon(), tmp_path)
    assert prepare.prepare_kinds(tmp_path, tmp_path / "kinds.json") == 0
    assert not (tmp_path / "kinds.json").exists()


@pytest.mark.skipif(
    not (WORDNET / "data.noun").is_file() or not (WORDNET / "data.noun").stat().st_size,
    reason="the dictionary was not fetched",
)
def test_the_whole_dictionary_gives_kinds_of_concepts_that_can_be_drawn() -> None:
    words = lexicon()
    found = kinds(words)
    places = {f"@{name}" for name in words.settings}
    assert set(found) <= set(words.concepts) | places
    assert sum(len(line.split()) for line in found.values()) > 8_000
    assert "kittiwake" in found["seagull"].split()
    assert "haberdasher" in found["seller"].split() + found["person"].split()
