"""Italian words that are in no list, through the English words of the same meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from affresco.studio.engines.illustrator.glossary import Glossary, glossary
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

# A dictionary of a few invented Italian words, in the form of MultiWordNet's tables.
_ITALIAN = (
    ("bolliccio", "n#01", "", ""),  # a teapot
    ("samovaro", "n#02", "", ""),  # a kind of teapot
    ("gelosiccia", "n#03 n#04", "", ""),  # a feeling as well as a teapot
    ("Teieretta", "n#01", "", ""),  # a name
    ("gatto", "n#01", "", ""),  # listed
    ("sferracchiare", "", "v#01", ""),
    ("zampettolare", "", "v#02", ""),
    ("vecchiastro", "", "", "a#01"),
)
_ENGLISH = (
    ("teapot", "n#01 n#04", "", ""),
    ("samobrew", "n#02", "", ""),
    ("whimness", "n#03", "", ""),
    ("knit", "", "v#01", ""),
    ("purlify", "", "v#02", ""),
    ("old", "", "", "a#01"),
)
_GLOSSES = (("n#01", "a vessel"), ("n#02", "a vessel with a tap"), ("n#03", "a feeling"))
_NOUNS = (
    "00000010 06 n 01 teapot 0 000 | a vessel\n"
    "00000020 06 n 01 samobrew 0 000 | a vessel with a tap\n"
    "00000030 12 n 01 whimness 0 000 | a feeling\n"
)
_INDEX = "teapot n 1 0 1 0 00000010\nsamobrew n 1 0 1 0 00000020\nwhimness n 1 0 1 0 00000030\n"


def _rows(table: str, rows: tuple[tuple[str, ...], ...]) -> str:
    cells = (", ".join(f"'{cell}'" if cell else "NULL" for cell in row) for row in rows)
    return "".join(f"INSERT INTO {table} VALUES ({row.replace(', ', ',')});\n" for row in cells)


@pytest.fixture
def found(tmp_path: Path) -> Glossary:
    for language in ("english", "italian", "common"):
        (tmp_path / language).mkdir()
    english = _rows("english_index", tuple((*row, "") for row in _ENGLISH))
    (tmp_path / "english" / "english_index.sql").write_text(english, encoding="utf-8")
    italian = _rows("italian_index", tuple((*row, "") for row in _ITALIAN))
    (tmp_path / "italian" / "italian_index.sql").write_text(italian, encoding="utf-8")
    glosses = _rows("english_synset", tuple((key, "x", "", gloss) for key, gloss in _GLOSSES))
    (tmp_path / "english" / "english_synset.sql").write_text(glosses, encoding="utf-8")
    wider = _rows("common_relation", (("@", "v#02", "v#01", ""), ("@", "n#02", "n#01", "")))
    (tmp_path / "common" / "common_relation.sql").write_text(wider, encoding="utf-8")
    (tmp_path / "data.noun").write_text(_NOUNS, encoding="utf-8")
    (tmp_path / "index.noun").write_text(_INDEX, encoding="utf-8")
    return glossary(lexicon(), {"samobrew": "teapot"}, tmp_path, tmp_path)


def _words(table: dict[str, str], term: str) -> list[str]:
    return table.get(term, "").split(",")


def test_a_noun_is_what_its_english_word_is(found: Glossary) -> None:
    assert "bolliccio" in _words(found.it, "concept:teapot")


def test_a_noun_may_be_known_by_its_kind(found: Glossary) -> None:
    assert "samovaro" in _words(found.it, "concept:teapot")


@pytest.mark.parametrize("word", ["gelosiccia", "Teieretta", "teieretta", "gatto"])
def test_what_mostly_cannot_be_seen_names_and_listed_words_are_left_out(
    found: Glossary, word: str
) -> None:
    assert all(word not in line.split(",") for line in found.it.values())


def test_a_verb_is_the_same_or_the_wider_verb(found: Glossary) -> None:
    assert _words(found.it, "relation:knit") == ["sferracchiare", "zampettolare"]
    assert _words(found.en, "relation:knit") == ["purlify"]


def test_an_adjective_is_what_its_english_word_is(found: Glossary) -> None:
    assert _words(found.it, "quality:old") == ["vecchiastro"]
