"""Consumers from the command line."""

from __future__ import annotations

from pathlib import Path

from setup.command import affresco, refusal


def test_a_consumer_is_let_in_listed_given_another_key_and_shut_out(tmp_path: Path) -> None:
    consumers = ("commons", "consumers")
    who = ("a laboratory", "--contact", "lab@example.org", "--purpose", "to learn")
    wrong = affresco(*consumers, "add", *who, "--scopes", "stream everything", folder=tmp_path)
    assert "stream, datasets" in refusal(wrong)
    key = affresco(*consumers, "add", *who, folder=tmp_path).stdout.strip()
    assert key.startswith("affc_")
    (line,) = affresco(*consumers, "list", folder=tmp_path).stdout.splitlines()
    number, said = line.split(maxsplit=1)
    assert "a laboratory" in said
    assert "has not accepted the terms" in said
    assert key not in line
    another = affresco(*consumers, "rotate", number, folder=tmp_path).stdout.strip()
    assert another.startswith("affc_")
    assert another != key
    assert affresco(*consumers, "revoke", number, folder=tmp_path).returncode == 0
    assert "shut out" in affresco(*consumers, "list", folder=tmp_path).stdout
    assert "no such consumer" in refusal(affresco(*consumers, "revoke", "9" * 30, folder=tmp_path))
