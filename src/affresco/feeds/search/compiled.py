"""``Query`` → what the database is asked: handles become ids, words their forms in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from affresco.accounts import queries as account_queries
from affresco.db import ReadTx
from affresco.feeds.search import queries, terms
from affresco.feeds.search.described import LANGUAGES, PLAIN
from affresco.feeds.search.model import Problem, Query
from affresco.text import N_

CONFIGURATIONS: Final = (PLAIN, *LANGUAGES.values())
"""PostgreSQL's names of the languages in which a word is understood."""
SMALL_WORDS: Final = frozenset({"english"})
"""Languages whose small words (the, of) are left out, besides the viewer's own."""


class Compiled(msgspec.Struct, frozen=True, kw_only=True):
    """wanted: the tsquery of all of it, None for everything; filter: of all but the loose words; ranking: of
    words and phrases, by which what is found is put in order. authors: None for everybody's posts.
    nobody: somebody who does not exist is asked for, so nothing is found. spoken: what is sought by its
    meaning, "" where there are but small words.
    """

    query: Query
    wanted: str | None
    filter: str | None
    ranking: str | None
    authors: tuple[int, ...] | None
    nobody: bool
    spoken: str
    problems: tuple[Problem, ...]


async def compile_query(
    tx: ReadTx, query: Query, viewer_id: int | None, locale: str, followees: frozenset[int]
) -> Compiled:
    """Two statements at most. locale: the language whose small words the viewer leaves out."""
    handles = await _handles(tx, query, viewer_id)
    forms = await _forms(tx, query, locale)
    problems = [*query.problems, *_unknown(query, handles)]
    authors = _authors(query, handles, followees)
    if query.scope in ("library", "following") and viewer_id is None:
        problems.append(Problem(N_("in:{scope} is for those who have signed in."), _scope(query)))
    loose = _meaningful(query.words, forms)
    says = any(not forms[part].small for part in (*query.words, *query.phrases))
    marks = [terms.either(terms.quote(mark) for mark in group) for group in query.marks if group]
    unmarked = [terms.quote(mark) for mark in query.unmarked]
    unmarked += [terms.quote(f":from/{handles[h]}") for h in query.not_authors if h in handles]
    phrases = [forms[p].query for p in query.phrases if forms[p].query]
    without = [forms[w].query for w in query.without if forms[w].query]
    filters = [*marks, *phrases, *(terms.neither(part) for part in (*unmarked, *without))]
    return Compiled(
        query=query,
        wanted=terms.both([*loose, *filters]) or None,
        filter=terms.both(filters) or None,
        ranking=terms.both([*loose, *phrases]) or None,
        authors=authors,
        nobody=any(h not in handles for h in query.authors)
        or (query.scope in ("library", "following") and viewer_id is None),
        spoken=query.spoken if says else "",
        problems=tuple(problems),
    )


async def _handles(tx: ReadTx, query: Query, viewer_id: int | None) -> Mapping[str, int]:
    named = {*query.authors, *query.not_authors}
    if not named:
        return {}
    found: dict[str, int] = {}
    found.update(await account_queries.find_ids_by_handles(tx, named - {"me"}))
    if viewer_id is not None:
        found["me"] = viewer_id
    return found


def _unknown(query: Query, handles: Mapping[str, int]) -> Iterable[Problem]:
    for handle in (*query.authors, *query.not_authors):
        if handle == "me" and handle not in handles:
            yield Problem(N_("from:me is for those who have signed in."), {})
        elif handle not in handles:
            yield Problem(N_("There is nobody called @{handle} here."), {"handle": handle})


def _scope(query: Query) -> dict[str, str]:
    return {"scope": query.scope}


def _authors(
    query: Query, handles: Mapping[str, int], followees: frozenset[int]
) -> tuple[int, ...] | None:
    named = {handles[h] for h in query.authors if h in handles}
    if query.scope == "following":
        return tuple(named & followees if query.authors else followees)
    return tuple(named) if query.authors else None


async def _forms(tx: ReadTx, query: Query, locale: str) -> Mapping[str, queries.Forms]:
    sought = [*query.words, *query.phrases, *query.without]
    if not sought:
        return {}
    small = SMALL_WORDS | {LANGUAGES.get(locale, "english")}
    return await queries.forms(tx, sought, CONFIGURATIONS, small)


def _meaningful(words: Iterable[str], forms: Mapping[str, queries.Forms]) -> list[str]:
    """The words without the small ones, unless there are no others."""
    asked = [forms[word] for word in words if forms[word].query]
    return [one.query for one in asked if not one.small] or [one.query for one in asked]
