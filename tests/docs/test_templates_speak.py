"""Whatever people read can be translated: in templates, in errors, in scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "src/affresco/web/templates"
READ_ALOUD: Final = frozenset(
    {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder"}
    | {"aria-valuetext", "data-confirm", "data-confirm-label", "title"}
)
"""Attributes whose values people read or hear."""
SPOKEN_META: Final = frozenset({"description", "og:title", "og:description", "og:image:alt"})
SILENT: Final = frozenset({"script", "style", "code", "kbd"})
NAMES: Final = frozenset(
    {"Affresco", "English", "Italiano", "ChatGPT", "Claude", "JSON", "CSV"}
    | {"ArrowLeft", "ArrowRight", "ArrowDown"}  # keys, in aria-keyshortcuts
)
"""The same in every language."""
TRANSLATORS: Final = frozenset({"_", "gettext", "ngettext"})
HOLE: Final = "\0"
"""Stands where an expression stood."""


class Reader(HTMLParser):
    """Collects what a person would read of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)
        given = dict(attrs)
        spoken = [value for name, value in attrs if name in READ_ALOUD and value]
        if tag == "meta" and (given.get("name") or given.get("property")) in SPOKEN_META:
            spoken.append(given.get("content") or "")
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            spoken.append(given.get("value") or "")
        self.read += spoken

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._within or self._within[-1] not in SILENT:
            self.read.append(data)


def untranslated(source: str) -> list[str]:
    """What a template says in its own words. Text in ``{% trans %}`` and ``_()`` is not its own."""
    page, literals = _split(source)
    reader = Reader()
    reader.feed(page)
    reader.close()
    texts = [piece.strip() for text in reader.read for piece in text.split(HOLE)]
    return [text for text in texts if _says_something(text)] + [
        literal for literal in literals if re.match(r"[A-Z]", literal) and literal not in NAMES
    ]


def _says_something(text: str) -> bool:
    if re.fullmatch(r"(https?:/)?/[\w/-]*", text):  # an address
        return False
    words = re.findall(r"[^\W\d_]{2,}", text)
    return any(word not in NAMES for word in words)


def _split(source: str) -> tuple[str, list[str]]:
    """The page with holes for its expressions, and the strings in them that are not translated."""
    tokens = [
        token
        for token in Environment(extensions=["jinja2.ext.i18n"]).lex(source)
        if token[1] != "whitespace"
    ]
    page, literals, translating, unseen = "", [], False, False
    for place, (_line, kind, value) in enumerate(tokens):
        before = [text for _, _, text in tokens[max(place - 2, 0) : place]]
        if kind == "block_begin":
            words = [text for _, _, text in tokens[place + 1 : place + 3]]
            translating = words[0] == "trans" or (translating and words[0] != "endtrans")
            unseen = words == ["block", "body_class"]
        elif kind == "data" and not translating and not unseen:
            page += value
        elif kind == "variable_begin":
            page += HOLE
        elif kind == "string" and not (
            (len(before) == 2 and before[0] in TRANSLATORS and before[1] == "(")
            or _is_plural(tokens, place)
        ):
            literals.append(value[1:-1])
    return page, literals


def _is_plural(tokens: list[tuple[int, str, str]], place: int) -> bool:
    """Whether a string is the second argument of ``ngettext``."""
    return place >= 4 and tokens[place - 4][2] == "ngettext" and tokens[place - 1][2] == ","


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<img alt="A cat" src="cat.webp">', ["A cat"]),
        ('<input type="submit" value="Send">', ["Send"]),
        ('<meta name="description" content="A network">', ["A network"]),
        ('{{ button("Send it", kind="primary") }}', ["Send it"]),
        ('{% set title = "Settings" %}', ["Settings"]),
        ("{% trans %}Hello{% endtrans %} you", ["you"]),
        ('<p>{{ _("Hello") }} · {{ ngettext("%(num)s day", "Two days", n) }}</p>', []),
        ("{# A remark #}<code>affresco up</code><title>{{ title }} · Affresco</title>", []),
        ("{% trans %}Hello <b>{{ name }}</b>{% endtrans %}", []),
    ],
)
def test_this_test_can_fail(source: str, found: list[str]) -> None:
    assert untranslated(source) == found


def bare_messages(source: str) -> Iterator[str]:
    """Messages of errors, and notes after an action, that are plain strings."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assign(targets=[ast.Name("message")], value=ast.Constant(str(text))):
                yield text
            case ast.AnnAssign(target=ast.Name("message"), value=ast.Constant(str(text))):
                yield text
            case ast.Call(func=ast.Name("flash"), args=[_, _, ast.Constant(str(text))]):
                yield text
            case ast.Call(func=ast.Name("flash"), args=[_, _, ast.JoinedStr() as text]):
                yield ast.unparse(text)


def test_errors_and_notes_can_be_translated() -> None:
    sources = (ROOT / "src/affresco").rglob("*.py")
    assert [bare for path in sources for bare in bare_messages(path.read_text("utf-8"))] == []
    assert list(bare_messages('class Gone(Exception):\n    message = "Gone."')) == ["Gone."]
    assert list(bare_messages('flash(response, "info", "Saved.")')) == ["Saved."]


def sentences(script: str) -> list[str]:
    """String literals of a script with two words or more, the first one with a capital letter."""
    code = re.sub(r"(?m)//.*$|/\*[\s\S]*?\*/", "", script)
    return re.findall(r"""["'`]([A-Z][a-z]+ [^"'`]*)["'`]""", code)


def test_scripts_find_their_words_in_the_page() -> None:
    scripts = [
        path for path in (ROOT / "frontend/src").glob("*.ts") if not path.name.endswith("_test.ts")
    ]
    assert scripts
    assert [found for path in scripts for found in sentences(path.read_text("utf-8"))] == []
    assert sentences('toast("Nothing here", x) // "Not this"') == ["Nothing here"]
