"""The Italian catalogue is complete: every message, no fuzzy guesses, the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def extracted() -> Iterator[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT, methods, options, KEYWORDS
    ):
        yield message


@pytest.fixture(scope="module")
def italian() -> Catalog:
    path = ROOT / "src/affresco/locale/it/LC_MESSAGES/affresco.po"
    with path.open("rb") as source:
        return read_po(source, locale="it")


def forms(message: str | tuple[str, ...] | list[str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def test_every_message_is_translated(italian: Catalog) -> None:
    missing = []
    for message in extracted():
        found = italian.get(forms(message)[0])
        if found is None or not all(forms(found.string)):
            missing.append(message)
    assert not missing


def test_nothing_is_fuzzy_or_left_over(italian: Catalog) -> None:
    wanted = {forms(message)[0] for message in extracted()}
    for message in italian:
        if message.id:
            assert not message.fuzzy, message.id
            assert forms(message.id)[0] in wanted, f"no longer used: {message.id!r}"


def test_placeholders_survive_translation(italian: Catalog) -> None:
    def placeholders(texts: str | tuple[str, ...]) -> set[str]:
        return set(PLACEHOLDER.findall(" ".join(forms(texts))))

    def holds(message: Message) -> bool:
        return placeholders(message.string) <= placeholders(message.id) and (
            not isinstance(message.id, str)
            or placeholders(message.string) == placeholders(message.id)
        )

    assert [message.id for message in italian if message.id and not holds(message)] == []
