"""Each catalogue is complete: every message, no fuzzy guesses, the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from affresco.text import DEFAULT_LOCALE, LOCALE_DIR, LOCALES

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
Texts = str | tuple[str, ...] | list[str]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def extracted() -> Iterator[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT, methods, options, KEYWORDS
    ):
        yield message


@pytest.fixture(scope="module", params=[code for code in LOCALES if code != DEFAULT_LOCALE])
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with (LOCALE_DIR / request.param / "LC_MESSAGES" / "affresco.po").open("rb") as source:
        return read_po(source, locale=request.param, abort_invalid=True)


def forms(message: Texts | None) -> list[str]:
    return [message] if isinstance(message, str) else list(message or ())


def test_every_message_is_translated(catalogue: Catalog) -> None:
    missing = []
    for message in extracted():
        found = catalogue.get(forms(message)[0])
        if found is None or not all(forms(found.string)):
            missing.append(message)
    assert not missing


def test_nothing_is_fuzzy_or_left_over(catalogue: Catalog) -> None:
    wanted = {forms(message)[0] for message in extracted()}
    for message in catalogue:
        if message.id:
            assert not message.fuzzy, message.id
            assert forms(message.id)[0] in wanted, f"no longer used: {message.id!r}"


def test_placeholders_survive_translation(catalogue: Catalog) -> None:
    def placeholders(texts: Texts | None) -> set[str]:
        return set(PLACEHOLDER.findall(" ".join(forms(texts))))

    def holds(message: Message) -> bool:
        return placeholders(message.string) <= placeholders(message.id) and (
            not isinstance(message.id, str)
            or placeholders(message.string) == placeholders(message.id)
        )

    assert [message.id for message in catalogue if message.id and not holds(message)] == []


def test_a_catalogue_changes_with_the_texts_alone(catalogue: Catalog) -> None:
    path = LOCALE_DIR / str(catalogue.locale) / "LC_MESSAGES" / "affresco.po"
    head, _, messages = path.read_text(encoding="utf-8").partition("\n\n")
    assert "Plural-Forms" in head
    assert not re.search(r"-Date:|Translator:|Team:|Generated-By:|@", head)
    assert not re.search(r"(?m)^#: .*:\d", messages)
