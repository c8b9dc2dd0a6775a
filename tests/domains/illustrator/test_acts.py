"""Verbs that are in no list look like what they are ways of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from affresco.studio.engines.illustrator import prepare, understand
from affresco.studio.engines.illustrator.acts import acts
from affresco.studio.engines.illustrator.assets import ACTS, WORDNET
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

fetched = pytest.mark.skipif(
    not (WORDNET / "data.verb").is_file(), reason="the dictionary was not fetched"
)
prepared = pytest.mark.skipif(not ACTS.is_file(), reason="the build step was left out")


@cache
def every_act() -> dict[str, str]:
    return acts(lexicon())


def act_of(verb: str) -> tuple[str, str]:
    """The pose and the relation of a verb; "-" where it has none."""
    for act, line in every_act().items():
        if verb in line.split():
            pose, relation, *_ = act.split(" ")
            return pose, relation
    return "-", "-"


@fetched
@pytest.mark.parametrize(
    ("verb", "pose", "relation"),
    [("saunter", "walk", "-"), ("guzzle", "eat", "eat"), ("glimpse", "-", "look-at"),
     ("snooze", "sleep", "-")],
)  # fmt: skip
def test_a_verb_is_shown_by_what_it_is_a_way_of(verb: str, pose: str, relation: str) -> None:
    assert act_of(verb) == (pose, relation)


@fetched
def test_every_act_is_one_of_the_lexicon() -> None:
    words = lexicon()
    for act in every_act():
        pose, relation, *only = act.split(" ")
        assert pose == "-" or pose in words.poses
        assert relation == "-" or relation in words.relations
        assert only in ([], ["ing"])


@fetched
def test_verbs_of_the_lexicon_are_left_out() -> None:
    assert act_of("sleep") == act_of("chase") == ("-", "-")


def test_without_the_dictionary_nothing_is_known(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        acts(lexicon(), tmp_path)
    assert prepare.prepare_acts(tmp_path, tmp_path / "acts.json") == 0
    assert not (tmp_path / "acts.json").exists()


@prepared
@pytest.mark.parametrize(
    ("words", "pose", "relation"),
    [
        ("a monk ambling through a forest", "walk", None),
        ("a bear guzzling honey", None, "eat"),
        ("un orso che trangugia miele", None, "eat"),
        ("two knights jousting", "fight", None),
    ],
)
def test_unlisted_verbs_are_read(words: str, pose: str | None, relation: str | None) -> None:
    entities = understand(words).entities
    assert entities[0].pose == pose
    assert entities[-1].relation == relation


@prepared
def test_a_noun_that_is_also_a_verb_stays_a_noun() -> None:
    assert understand("laundry hanging on a line between two trees").entities[0].pose == "hang"
