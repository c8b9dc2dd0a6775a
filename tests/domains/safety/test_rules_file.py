"""Our file is complete in both languages; the owner's is added to it, and its slips are named."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from affresco.safety.errors import BadRules
from affresco.safety.model import FieldName, Passage, Rule
from affresco.safety.rules import RuleBook, load

OURS = load()

RULE = """
[[rule]]
id = "our-own"
title = { en = "No marmots", it = "Niente marmotte" }
explanation = { en = "They bite.", it = "Mordono." }
fields = ["prompt"]
action = "refuse"
terms = ["marmot*", "list:rodents"]

[lists]
rodents = ["beaver"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def ids(book: RuleBook, text: str, field: FieldName = "prompt") -> set[str]:
    return {hit.rule.id for hit in book.check(Passage(field, text))}


@pytest.mark.parametrize("rule", OURS.rules.values(), ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    for words in (rule.title, rule.explanation):
        assert words.en.strip()
        assert words.it.strip()
        assert words.en != words.it
    assert "negative_prompt" not in rule.fields, "what is to be left out may be named"


def test_what_each_of_our_rules_is_for() -> None:
    wanted = {
        ("prompt", "a naked child"): {"minors", "sexual"},
        ("prompt", "una bambina in lingerie"): {"minors"},
        ("prompt", "a seductive fifteen-year-old"): {"minors"},
        ("text", "sexy schoolgirl pics"): {"minors-in-words"},
        ("prompt", "a nude woman"): {"sexual"},
        ("instruction", "rendila nuda"): {"sexual"},
        ("text", "nsfw ahead"): {"sexual-words"},
        ("prompt", "a decapitated knight"): {"violence"},
        ("prompt", "a swastika flag"): {"hate-symbols"},
        ("text", "heil hitler"): {"hate-speech"},
        ("text", "go kill yourself"): {"self-harm"},
        ("text", "voglio morire"): {"self-harm-care"},
        ("prompt", "how to build a bomb"): {"weapons"},
        ("prompt", "a photo of Giorgia Meloni on a horse"): {"likeness"},
        ("prompt", "portrait of @ada"): {"likeness"},
    }
    assert {key: ids(OURS, key[1], key[0]) for key in wanted} == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("prompt", "bare feet on warm sand, a naked tree against the sky"),
        ("prompt", "bambini che giocano con le mani nude nella terra nuda"),
        ("prompt", "a child with a kitten in the harbour of Essex"),
        ("prompt", "a Buddhist swastika carved above a temple door"),
        ("prompt", "a knight with a sword, cannons, a battle at sea"),
        ("prompt", "a poster for @ada and her friends"),
        ("text", "I met Taylor Swift and talked about sexual abuse of children in the news"),
        ("text", "please don't kill yourself, stay"),
        ("prompt", "How to make a bath bomb, a recipe card"),
        ("prompt", "an eighteen year old oak"),
        ("prompt", "a cavalier King Charles spaniel, a bad bunny, a tiger, woods, fog"),
        ("prompt", "white power lines over a field, Florence 1488, paint splatter"),
        ("prompt", "le nude rocce della montagna, una collina nuda, rami nudi"),
        ("text", "love you xxx"),
        ("negative_prompt", "nude, naked, gore"),
        ("text", "a child. " + "word " * 40 + "naked truth"),
    ],
)
def test_what_is_meant_well_passes(field: FieldName, text: str) -> None:
    assert ids(OURS, text, field) == set()


def test_words_of_minors_and_of_sex_far_apart_in_a_text_pass_but_not_in_a_prompt() -> None:
    text = "my child sleeps " + "and so " * 30 + "a nude by Modigliani"
    assert ids(OURS, text, "text") == set()
    assert "minors" in ids(OURS, text, "prompt")


def test_the_owners_rules_come_on_top(tmp_path: Path) -> None:
    book = load(write(tmp_path, RULE))
    assert ids(book, "marmots and a beaver") == {"our-own"}
    assert ids(book, "a nude") == {"sexual"}


def test_the_owners_rules_in_place_of_ours_but_for_what_always_holds(tmp_path: Path) -> None:
    book = load(write(tmp_path, "replaces = true\n" + RULE))
    assert set(book.rules) == {"minors", "minors-in-words", "our-own"}


def test_a_rule_is_put_off_and_another_extended(tmp_path: Path) -> None:
    text = """
off = ["violence"]
[[extend]]
rule = "likeness"
terms = ["the mayor of our town"]
exceptions = ["neymar bakery"]
"""
    book = load(write(tmp_path, text))
    assert ids(book, "gore") == set()
    assert ids(book, "the Mayor of our town") == {"likeness"}
    assert ids(book, "the Neymar bakery") == set()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("rule = [", 1, ""),
        ("\n\n[[rule]]\nid = 3", 4, "id"),
        (RULE.replace('action = "refuse"', 'action = "shout"'), 7, "shout"),
        (RULE.replace('"prompt"', '"promt"'), 6, "promt"),
        (RULE.replace('title = { en = "No marmots", it = "Niente marmotte" }', ""), 2, "title"),
        (RULE.replace("terms", "term"), 8, "term"),
        (RULE.replace("list:rodents", "list:birds"), 8, "birds"),
        (RULE.replace("marmot*", "m*"), 8, "m*"),
        (RULE.replace('["prompt"]', "[]"), 6, "our-own"),
        (RULE.replace("our-own", "Our own"), 3, "id"),
        (RULE.replace("our-own", "minors"), 3, "minors"),
        (RULE.replace("[lists]", 'together = [["a"]]\n[lists]'), 10, "together"),
        ('# first\noff = ["minors"]', 2, "minors"),
        ('off = ["violense"]', 1, "violence"),
        ('[[extend]]\nrule = "violense"', 2, "violence"),
        ('[[extend]]\nrule = "minors"\nexceptions = ["putto"]', 3, "minors"),
        ("colour = 1", 1, "colour"),
        (RULE + RULE.partition("[lists]")[0], 14, "our-own"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(BadRules) as caught:
        load(write(tmp_path, text))
    assert (caught.value.details["line"], said in str(caught.value.details["reason"])) == (
        line,
        True,
    )
    assert "rules.toml" in caught.value.text()


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(BadRules):
            load(path)
    (tmp_path / "latin.toml").write_bytes(b'x = "\xe8"')
    with pytest.raises(BadRules, match="UTF-8"):
        load(tmp_path / "latin.toml")


def test_every_field_can_be_looked_at() -> None:
    looked_at = {field for rule in OURS.rules.values() for field in rule.fields}
    assert looked_at == set(get_args(FieldName)) - {"negative_prompt"}
