"""Rules and classifiers are looked at by the doctor and when a process starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from setup.command import affresco, free_port

BROKEN = """
[[rule]]
id = "marmots"
title = { en = "No marmots", it = "Niente marmotte" }
explanation = { en = "They bite.", it = "Mordono." }
fields = ["prompt"]
action = "shout"
terms = ["marmot*"]
"""


def test_the_rules_of_ours_hold(tmp_path: Path) -> None:
    result = affresco("doctor", "--port", str(free_port()), folder=tmp_path)
    assert "✓ Rules: " in result.stdout


@pytest.mark.parametrize("command", ["doctor", "up", "worker"])
def test_a_slip_in_the_owners_rules_is_named_with_its_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "mine.toml").write_text(BROKEN)
    (tmp_path / "affresco.toml").write_text('rules = "mine.toml"\n')
    port = () if command == "worker" else ("--port", str(free_port()))
    result = affresco(command, *port, folder=tmp_path)
    said = result.stdout + result.stderr
    assert result.returncode == 1
    assert "mine.toml, line 7" in said
    assert "shout" in said
    assert not (tmp_path / ".affresco" / "database").exists(), "nothing was started"


def test_each_classifier_says_how_it_is(tmp_path: Path) -> None:
    (tmp_path / "affresco.toml").write_text(
        """
classifiers = ["nsfw", "away", "wrong"]
[classifier.away]
kind = "moderation"
url = "http://127.0.0.1:1/v1"
[classifier.wrong]
kind = "oracle"
"""
    )
    result = affresco("doctor", "--port", str(free_port()), folder=tmp_path)
    assert result.returncode == 1
    assert "✓ Classifier nsfw" in result.stdout
    assert "✗ Classifier away: The classifier away cannot work here: it cannot be reached" in (
        result.stdout
    )
    assert "✗ Classifier wrong" in result.stdout
    assert "moderation, nsfw" in result.stdout


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('classifier = "x"', "[classifier.NAME]"),
        ('[classifier.x]\nkind = "nsfw"\ndown = "maybe"', "classifier.x"),
        ('classifiers = ["a", "a"]', "twice"),
        ('classifiers = ["rules"]', "rules"),
    ],
)
def test_a_slip_in_the_settings_is_named(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "affresco.toml").write_text(table)
    result = affresco("doctor", "--port", str(free_port()), folder=tmp_path)
    assert result.returncode == 1
    assert "✗ Settings" in result.stdout
    assert said in result.stdout
