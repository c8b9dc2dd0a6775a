"""What people type into the search field → ``Query``. Pure; nothing that is typed is an error.

What cannot be used is left out and told (``Query.problems``), never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

from affresco.feeds.search import fold
from affresco.feeds.search.dates import Span, read_span
from affresco.feeds.search.model import HIGHEST, Problem, Query, Scope
from affresco.posts.markup import normalise_tag
from affresco.text import N_

TEXT_LIMIT: Final = 500
"""Characters of a search."""
TERMS_LIMIT: Final = 24
"""Words, phrases and operators of a search; also words in one phrase."""

HAS: Final[dict[str, str]] = {
    "picture": ":has/picture",
    "image": ":has/picture",
    "media": ":has/picture",
    "alt": ":has/alt",
    "link": ":has/link",
    "poll": ":has/poll",
    "quote": ":has/quote",
    "warning": ":has/warning",
    "prompt": ":has/prompt",
}
IS: Final[dict[str, str]] = {
    "reply": ":is/reply",
    "remix": ":is/remix",
    "quote": ":has/quote",
    "edited": ":is/edited",
    "sensitive": ":is/sensitive",
}
REMIX: Final[dict[str, str]] = {
    "everyone": ":remix/everyone",
    "followers": ":remix/followers",
    "nobody": ":remix/nobody",
}
SCOPES: Final[dict[str, Scope]] = {
    "all": "all",
    "public": "public",
    "library": "library",
    "following": "following",
}
OPERATORS: Final = (
    "from", "has", "is", "in", "before", "after", "during", "engine", "remix", "language",
)  # fmt: skip

_TERM: Final = re.compile(
    r"(?P<minus>-?)(?:(?P<name>[A-Za-z]+):(?:\"(?P<quoted>[^\"]*)\"?|(?P<value>\S*))"
    r"|\"(?P<phrase>[^\"]*)\"?|(?P<word>\S+))"
)
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»", '"'))
_HANDLE: Final = re.compile(r"@?([a-z0-9_]{2,30})(?:@.*)?")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)*")
_ENGINE: Final = re.compile(r"[a-z][a-z0-9_.-]{0,59}")
_POST: Final = re.compile(r"(?:.*/)?([0-9]{1,19})")


def parse(text: str) -> Query:
    """The search that a text asks for."""
    reading = _Reading(text)
    return reading.query()


class _Reading:
    """One text while it is read from left to right."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.replace("\x00", " ").split())
        self.words: list[str] = []
        self.phrases: list[str] = []
        self.without: list[str] = []
        self.spoken: list[str] = []
        self.required: list[tuple[str, ...]] = []
        self.choices: dict[str, list[str]] = {}
        self.unmarked: list[str] = []
        self.authors: list[str] = []
        self.not_authors: list[str] = []
        self.span = Span(0, HIGHEST)
        self.scope: Scope = "all"
        self.problems: list[Problem] = []

    def query(self) -> Query:
        if len(self.text) > TEXT_LIMIT:
            self._tell(N_("Only the first {limit} characters were used."), limit=str(TEXT_LIMIT))
            self.text = self.text[:TEXT_LIMIT]
        found = list(_TERM.finditer(self.text.translate(_QUOTES)))
        if len(found) > TERMS_LIMIT:
            self._tell(N_("Only the first {limit} words were used."), limit=str(TERMS_LIMIT))
        for match in found[:TERMS_LIMIT]:
            self._read(match)
        return Query(
            text=self.text,
            words=tuple(dict.fromkeys(self.words)),
            phrases=tuple(dict.fromkeys(self.phrases)),
            without=tuple(dict.fromkeys(self.without)),
            spoken=" ".join(self.spoken),
            marks=(*self.required, *(tuple(group) for group in self.choices.values())),
            unmarked=tuple(self.unmarked),
            authors=tuple(dict.fromkeys(self.authors)),
            not_authors=tuple(dict.fromkeys(self.not_authors)),
            below=self.span.below,
            above=self.span.above,
            scope=self.scope,
            problems=tuple(self.problems),
        )

    def _read(self, match: re.Match[str]) -> None:
        minus = bool(match["minus"])
        if match["name"] is not None:
            value = match["value"] if match["quoted"] is None else match["quoted"]
            self._operator(match["name"], value, minus, match[0])
        elif match["phrase"] is not None:
            self._phrase(match["phrase"], minus)
        elif match["word"].startswith("#"):
            self._tag(match["word"], minus)
        else:
            self._word(match["word"], minus)

    def _word(self, typed: str, minus: bool) -> None:
        word = _line(typed)
        if not word:
            return
        if minus:
            self.without.append(word)
        else:
            self.words.append(word)
            self.spoken.append(typed)

    def _phrase(self, typed: str, minus: bool) -> None:
        phrase = _line(typed)
        if not phrase:
            return
        if minus:
            self.without.append(phrase)
        else:
            self.phrases.append(phrase)
            self.spoken.append(typed)

    def _tag(self, typed: str, minus: bool) -> None:
        tag = normalise_tag(typed)
        if tag is None:
            self._word(typed, minus)
        else:
            self._mark(f":tag/{tag}", minus)

    def _operator(self, name: str, value: str, minus: bool, typed: str) -> None:
        name, wanted = name.lower(), value.strip().lower()
        if name not in OPERATORS:
            self._unknown(name, wanted, minus, typed)
            return
        if not wanted:
            self._tell(
                N_("{operator}: needs something right after it, as in {example}."),
                operator=name,
                example=_EXAMPLES[name],
            )
            return
        _READERS[name](self, wanted, minus)

    def _unknown(self, name: str, value: str, minus: bool, typed: str) -> None:
        """An address, a time or an operator mistyped; its words are searched for."""
        near = get_close_matches(name, OPERATORS, 1)
        if value and not value.startswith("//") and near:
            self._tell(
                N_("There is no {operator}:, did you mean {near}:? It was searched for as words."),
                operator=name,
                near=near[0],
            )
        elif value and not value.startswith("//"):
            self._tell(
                N_(
                    "There is no {operator}:, so it was searched for as words. There are "
                    "{operators}."
                ),
                operator=name,
                operators=_listed(OPERATORS),
            )
        self._word(typed.removeprefix("-") if minus else typed, minus)

    # operators ----------------------------------------------------------------------------------

    def _from(self, value: str, minus: bool) -> None:
        handle = _HANDLE.fullmatch(value)
        if handle is None:
            self._tell(
                N_("{value} is no handle, so from: was left out. Write from:ada or from:me."),
                value=value,
            )
            return
        (self.not_authors if minus else self.authors).append(handle[1])

    def _has(self, value: str, minus: bool) -> None:
        self._one_of("has", HAS, value, minus)

    def _is(self, value: str, minus: bool) -> None:
        self._one_of("is", IS, value, minus)

    def _one_of(self, name: str, known: dict[str, str], value: str, minus: bool) -> None:
        mark = known.get(value.removesuffix("s"), known.get(value))
        if mark is None:
            self._tell(
                N_("{operator}:{value} was left out: {operator}: knows {values}."),
                operator=name,
                value=value,
                values=_listed(known),
            )
            return
        self._mark(mark, minus)

    def _in(self, value: str, minus: bool) -> None:
        scope = SCOPES.get(value)
        if scope is None or minus:
            self._tell(
                N_("{operator}:{value} was left out: {operator}: knows {values}."),
                operator="in",
                value=value,
                values=_listed(SCOPES),
            )
            return
        self.scope = scope

    def _engine(self, value: str, minus: bool) -> None:
        if not _ENGINE.fullmatch(value):
            self._tell(N_("{value} is no name of an engine, so engine: was left out."), value=value)
        elif minus:
            self.unmarked.append(f":engine/{value}")
        else:
            self.choices.setdefault("engine", []).append(f":engine/{value}")

    def _remix(self, value: str, minus: bool) -> None:
        post = _POST.fullmatch(value)
        if post is not None:
            self._mark(f":remix/of/{int(post[1])}", minus)
        elif value in REMIX:
            self._mark(REMIX[value], minus)
        else:
            self._tell(
                N_(
                    "remix:{value} was left out: write who may remix ({values}), or the number or "
                    "address of a post for its remixes."
                ),
                value=value,
                values=_listed(REMIX),
            )

    def _language(self, value: str, minus: bool) -> None:
        if not _LANGUAGE.fullmatch(value):
            self._tell(
                N_("{value} is no code of a language, so language: was left out. Write en or it."),
                value=value,
            )
            return
        mark = f":language/{value.partition('-')[0]}"
        if minus:
            self.unmarked.append(mark)
        else:
            self.choices.setdefault("language", []).append(mark)

    def _before(self, value: str, minus: bool) -> None:
        self._dated("before", value, minus, lambda span: Span(0, span.above + 1))

    def _after(self, value: str, minus: bool) -> None:
        self._dated("after", value, minus, lambda span: Span(span.below - 1, HIGHEST))

    def _during(self, value: str, minus: bool) -> None:
        self._dated("during", value, minus, lambda span: span)

    def _dated(self, name: str, value: str, minus: bool, of: Callable[[Span], Span]) -> None:
        span = read_span(value)
        if span is None or minus:
            self._tell(
                N_("{operator}:{value} was left out: write a day, a month or a year, 2026-11-22."),
                operator=f"-{name}" if minus else name,
                value=value,
            )
            return
        bound = of(span)
        self.span = Span(max(self.span.above, bound.above), min(self.span.below, bound.below))

    def _mark(self, mark: str, minus: bool) -> None:
        if minus:
            self.unmarked.append(mark)
        else:
            self.required.append((mark,))

    def _tell(self, message: str, **details: str) -> None:
        self.problems.append(Problem(message, details))


_READERS: Final[dict[str, Callable[[_Reading, str, bool], None]]] = {
    "from": _Reading._from,
    "has": _Reading._has,
    "is": _Reading._is,
    "in": _Reading._in,
    "before": _Reading._before,
    "after": _Reading._after,
    "during": _Reading._during,
    "engine": _Reading._engine,
    "remix": _Reading._remix,
    "language": _Reading._language,
}
_EXAMPLES: Final[dict[str, str]] = {
    "from": "from:ada",
    "has": "has:picture",
    "is": "is:reply",
    "in": "in:library",
    "before": "before:2026-11-22",
    "after": "after:2026-11",
    "during": "during:2026",
    "engine": "engine:illustrator",
    "remix": "remix:everyone",
    "language": "language:it",
}


def _line(typed: str) -> str:
    return " ".join(fold.words(typed)[:TERMS_LIMIT])


def _listed(names: dict[str, str] | dict[str, Scope] | tuple[str, ...]) -> str:
    return ", ".join(names)
