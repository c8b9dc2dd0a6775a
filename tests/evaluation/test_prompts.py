"""The evaluation set is whole: what is measured with must itself be right."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from evaluation.prompts import (
    VERDICTS,
    Prompt,
    PromptSet,
    Verdict,
    load_prompts,
    load_synonyms,
    load_verdicts,
)

SET = load_prompts()
EVERY = SET.all()


def test_ids_are_unique_and_speak_of_their_part() -> None:
    assert [i for i, n in Counter(p.id for p in EVERY).items() if n > 1] == []
    assert all(re.fullmatch(r"p\d{3}", p.id) for p in SET.prompt)
    assert all(re.fullmatch(r"h\d{2}", p.id) for p in SET.held_out)
    assert all(re.fullmatch(r"f\d{2}", p.id) for p in SET.fresh)


def test_there_are_enough_prompts_of_every_difficulty() -> None:
    assert len(SET.prompt) >= 220
    assert len(SET.held_out) == 16
    assert Counter(p.difficulty for p in SET.prompt)["hard"] >= 24


@pytest.mark.parametrize("prompt", EVERY, ids=lambda p: p.id)
def test_both_languages_are_there_and_of_a_persons_length(prompt: Prompt) -> None:
    for words in (prompt.en, prompt.it):
        assert words == words.strip()
        assert 1 <= len(words.split()) <= 28


def test_no_wish_is_there_twice() -> None:
    for language in ("en", "it"):
        assert len({p.words(language).lower() for p in EVERY}) == len(EVERY)


@pytest.mark.parametrize("prompt", EVERY, ids=lambda p: p.id)
def test_numbers_are_in_range_and_not_beside_many(prompt: Prompt) -> None:
    for subject in prompt.wanted():
        assert subject.count is None or 1 <= subject.count <= 12
        assert not (subject.many and subject.count is not None)


@pytest.mark.parametrize("prompt", EVERY, ids=lambda p: p.id)
def test_relations_join_what_is_named(prompt: Prompt) -> None:
    named = {s.what for s in prompt.wanted()} | {prompt.setting} | set(prompt.may)
    for who, verb, what in prompt.relations:
        assert who in named
        assert what in named
        assert verb


@pytest.mark.parametrize("prompt", EVERY, ids=lambda p: p.id)
def test_nothing_is_wanted_and_forbidden(prompt: Prompt) -> None:
    named = {s.what for s in prompt.wanted()} | set(prompt.may) | {prompt.setting}
    assert named.isdisjoint(prompt.must_not)


def test_a_field_that_nobody_knows_is_refused_by_name() -> None:
    text = '[[prompt]]\nid = "p001"\ndifficulty = "easy"\nen = "a"\nit = "b"\ncolor = "red"\n'
    with pytest.raises(msgspec.ValidationError, match="color"):
        msgspec.toml.decode(text + "[[held_out]]\n", type=PromptSet)


def test_synonyms_say_more_than_one_name_each() -> None:
    synonyms = msgspec.structs.asdict(load_synonyms())
    for facet, groups in synonyms.items():
        if facet != "kinds":
            assert [group for group in groups if len(set(group)) < 2] == []


def test_verdicts_judge_prompts_that_exist_once_a_language() -> None:
    verdicts = load_verdicts()
    assert {v.id for v in verdicts} <= {p.id for p in EVERY}
    assert [key for key, n in Counter((v.id, v.language) for v in verdicts).items() if n > 1] == []
    assert [v.id for v in verdicts if v.verdict != "good" and not v.why] == []


def test_rows_without_a_verdict_wait_and_others_must_be_known(tmp_path: Path) -> None:
    path = tmp_path / VERDICTS.name
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "language", "verdict", "why"])
        rows.writerow(["p001", "en", "partly", "awake"])
        rows.writerow(["p002", "en", "", ""])
    assert load_verdicts(path) == (Verdict("p001", "en", "partly", "awake"),)
    path.write_text("id,language,verdict,why\np001,en,fine,\n", encoding="utf-8")
    with pytest.raises(msgspec.ValidationError):
        load_verdicts(path)
