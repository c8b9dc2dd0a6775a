"""The one way by which posts reach an answer: found by words, meaning, graph and time, for one viewer.

Ids come from the index and, where that lags behind, from the table itself. Whatever they come from, the
author's consent is asked of the database and the viewer's permission of the reader, at that moment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from affresco.accounts import list_queries, lists
from affresco.accounts import queries as account_queries
from affresco.accounts.model import Ties
from affresco.assistant import queries
from affresco.assistant.errors import CircleUnknown
from affresco.assistant.found import (
    EACH,
    Found,
    Sought,
    Source,
    fresh_ones,
    has_all,
    likeliest,
    narrowed,
    weigh_words,
)
from affresco.assistant.model import (
    Ask,
    ByPerson,
    Following,
    InList,
    InThread,
    SinceThen,
    WithHashtag,
)
from affresco.assistant.queries import Circle
from affresco.assistant.questions import Question
from affresco.db import Database, ReadTx
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.feeds.search import fold, terms
from affresco.feeds.search import queries as search_queries
from affresco.feeds.search.compiled import CONFIGURATIONS, compile_query
from affresco.feeds.search.dates import first_id
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.model import HIGHEST
from affresco.feeds.search.queries import Reach
from affresco.posts import access, hydrate
from affresco.posts.markup import normalise_tag
from affresco.posts.model import PostId

OF_MANY: Final = 1_000
"""Newest posts of which those with most response are chosen."""
OF_ALL: Final = 5_000
"""The same where no words are asked for."""
NOWADAYS: Final = timedelta(days=3)
"""What is new is no older."""
LATEST: Final = 300
"""Newest posts of a circle that one is told of who wants to catch up."""
NEAR: Final = 100
AMONG: Final = 1_000
"""Newest posts of a narrow circle of which the meaning is compared."""
NEAR_ENOUGH: Final = 0.2
"""Likeness from which on a post may have to do with a question; less than in search, as questions are less
like their answers than words are like posts, and more is asked of them later."""
TAIL: Final = 1_000
"""Newest posts, and events, among which what is not indexed yet is looked for …"""
FRESH: Final = 300
"""… and how many of these are compared in memory."""
ASKING: Final = 8
"""Best posts of which the replies are read as well …"""
REPLIES_EACH: Final = 6


class Retrieval:
    """One a process."""

    def __init__(self, database: Database, reader: Reader, finder: Finder) -> None:
        self._database = database
        self._reader = reader
        self._finder = finder

    async def find(self, ask: Ask, question: Question, now: datetime) -> Found:
        """Posts that may have to do with a question. Raises CircleUnknown and other NotFound for a circle
        that is not there for the viewer."""
        viewer_id = ask.viewer_id
        ties = await self._reader.ties(viewer_id)
        async with self._database.read() as tx:
            people = await account_queries.find_ids_by_handles(tx, question.handles)
            circle = await self._circle(tx, ask, question, ties, people, now)
            sought = await self._sought(tx, ask, question, ties, people)
            circle = narrowed(circle, sought.compiled)
            if sought.compiled.nobody:
                return Found(sources=(), weights={}, circle=circle, wanted=None, ties=ties)
            ids, weights = await self._by_words(tx, question, sought, circle)
            tail = await queries.unindexed(tx, TAIL, FRESH)
        near = await self._by_meaning(question, sought, circle)
        chosen = likeliest(ids, near)
        views = await self.usable(viewer_id, [*chosen, *tail], circle.root_id is not None)
        late = [views[PostId(i)] for i in tail if PostId(i) in views]
        fresh = fresh_ones(question, late, circle, sought)
        late_ids, root_id = set(tail), circle.root_id
        rest = [
            i
            for i in chosen
            if PostId(i) in views
            and i not in late_ids
            # What is near in meaning was looked for everywhere.
            and (root_id is None or views[PostId(i)].post.root_id == root_id)
        ]
        sources = [*fresh, *(Source(views[PostId(i)], near.get(i, 0.0)) for i in rest)]
        sources = _with_questions(sources)
        sources += await self._replies(ask, sources[:ASKING], {s.view.post.id for s in sources})
        return Found(
            sources=tuple(sources),
            weights=weights,
            circle=circle,
            wanted=sought.wanted,
            ties=ties,
            fresh=tuple(one.view.post.id for one in fresh if has_all(question, one.view)),
        )

    async def usable(
        self, viewer_id: int | None, ids: Collection[int], unlisted: bool
    ) -> dict[PostId, PostView]:
        """Those of the posts that an answer for the viewer may rest on: whose authors allow it, that the
        viewer may see and wants to meet, as they are now. unlisted: also those that are in no list."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        async with self._database.read() as tx:
            rows = {row["id"]: row for row in await queries.allowed(tx, wanted, viewer_id or 0)}
        views = await self._reader.wanted(viewer_id, [i for i in wanted if i in rows])
        stale = [
            view.post.id
            for view in views.values()
            if view.post.revision != rows[view.post.id]["revision"]
            or view.post.visibility != rows[view.post.id]["visibility"]
        ]
        if stale:
            views = await self._afresh(viewer_id, views, stale)
        return {
            post_id: view
            for post_id, view in views.items()
            if not any(match.filter.action != "blur" for match in view.filtered)
            and (unlisted or view.post.visibility != "unlisted" or view.state.own)
            and view.post.visibility not in ("direct", "private")
        }

    async def _afresh(
        self, viewer_id: int | None, views: Mapping[PostId, PostView], stale: Collection[int]
    ) -> dict[PostId, PostView]:
        """What memory does not know yet to have changed is read again, and judged again."""
        ties = await self._reader.ties(viewer_id)
        async with self._database.read() as tx:
            posts = await hydrate.posts(tx, stale)
        kept = {post_id: view for post_id, view in views.items() if post_id not in stale}
        for post_id, post in posts.items():
            if access.shows(post, viewer_id, ties):
                kept[post_id] = msgspec.structs.replace(views[post_id], post=post)
        return kept

    # what is looked for -------------------------------------------------------------------------

    async def _circle(
        self,
        tx: ReadTx,
        ask: Ask,
        question: Question,
        ties: Ties,
        people: Mapping[str, int],
        now: datetime,
    ) -> Circle:
        viewer_id, among = ask.viewer_id, ask.among
        above, below = 0, HIGHEST
        if question.window is not None and question.only_then:
            above, below = question.window.above, question.window.below
        elif question.kind == "trending" and question.asks_nothing:
            above = first_id(now - NOWADAYS)
        authors: list[int] | None = None
        root_id: int | None = None
        match among:
            case Following() | SinceThen() | InList() if viewer_id is None:
                raise CircleUnknown
            case Following():
                authors = [*ties.followees, viewer_id or 0]
            case SinceThen(at=at):
                authors = [*ties.followees, viewer_id or 0]
                above = max(above, first_id(at) - 1)
            case ByPerson(account_id=account_id):
                authors = [account_id]
            case InList(list_id=list_id):
                await lists.get(tx, viewer_id or 0, list_id)
                authors = list(await list_queries.member_ids(tx, list_id))
            case InThread(post_id=post_id):
                root_id = (await self._reader.post(viewer_id, post_id)).post.root_id
            case _:
                pass
        if question.by_them and people:
            named = set(people.values())
            authors = list(named if authors is None else named.intersection(authors))
        stamp = now.timestamp()
        muted = [account for account in ties.muted if ties.mutes(account, stamp)]
        return Circle(
            viewer_id=viewer_id or 0,
            followees=list(ties.followees),
            authors=authors,
            without=[*ties.apart, *muted],
            root_id=root_id,
            below=below,
            above=above,
        )

    async def _sought(
        self,
        tx: ReadTx,
        ask: Ask,
        question: Question,
        ties: Ties,
        people: Mapping[str, int],
    ) -> Sought:
        tags = [*question.tags]
        if isinstance(ask.among, WithHashtag):
            tags.append(normalise_tag(ask.among.name) or "")
        query = msgspec.structs.replace(
            question.query,
            phrases=tuple(fold.line(phrase) for phrase in question.phrases if fold.line(phrase)),
            marks=(*question.query.marks, *((f":tag/{tag}",) for tag in tags if tag)),
        )
        compiled = await compile_query(tx, query, ask.viewer_id, question.locale, ties.followees)
        typed = [word.folded for word in question.words]
        every = [*typed, *(word.folded for word in question.inside)]
        forms = await search_queries.forms(tx, every, CONFIGURATIONS, frozenset()) if every else {}
        found = [forms[word].query for word in every]
        if not question.by_them:
            found += [terms.quote(f":from/{account_id}") for account_id in people.values()]
            found += [terms.quote(handle) for handle in people]
        filters = [compiled.filter] if compiled.filter else []
        singles = [terms.both([one, *filters]) if one else "" for one in found]
        asked = [one for one in found[: len(typed)] if one]
        joint = [terms.both([*asked, *filters])] if len(asked) > 1 else []
        if 2 < len(asked) <= 6:
            joint += [
                terms.both([*asked[:left], *asked[left + 1 :], *filters])
                for left in range(len(asked))
            ]
        if not any(singles) and compiled.filter:
            joint = [terms.both(filters)]
        ways = [terms.both(asked)] if asked else []
        if question.inside:
            left_out = {word.folded for word in question.instead}
            ways.append(terms.both(forms[w].query for w in every if w not in left_out))
        everything = terms.both([terms.either(ways), *filters] if ways else filters) or None
        return Sought(compiled, tuple(singles), tuple(joint), everything)

    async def _by_words(
        self, tx: ReadTx, question: Question, sought: Sought, circle: Circle
    ) -> tuple[dict[int, float], dict[str, float]]:
        """(posts with how much of the question they have, the weights of its words)."""
        asked = [one for one in (*sought.singles, *sought.joint) if one]
        if not asked or question.kind in ("best", "trending", "catch_up"):
            return await self._by_response(tx, question, sought, circle)
        found = await queries.having(tx, asked, circle, EACH)
        lists_of = iter(found)
        singles = [next(lists_of) if one else [] for one in sought.singles]
        joint = list(lists_of)
        typed = [word.folded for word in question.words]
        weights = weigh_words(typed, singles)
        scores: dict[int, float] = {}
        for number, one in enumerate(singles):
            worth = weights[typed[number]] if number < len(typed) else 0.2
            for post_id, _author in one:
                scores[post_id] = scores.get(post_id, 0.0) + worth
        for number, one in enumerate(joint):
            for post_id, _author in one:
                left_out = 0.0 if number == 0 else weights[typed[number - 1]]
                scores[post_id] = max(scores.get(post_id, 0.0), 1.0 - left_out)
        return scores, weights

    async def _by_response(
        self, tx: ReadTx, question: Question, sought: Sought, circle: Circle
    ) -> tuple[dict[int, float], dict[str, float]]:
        """Posts with all the words, or any of the circle, those with most response first."""
        typed = [word.folded for word in question.words]
        weights = {word: 1 / len(typed) for word in typed}
        if sought.wanted:
            (found,) = await queries.having(tx, [sought.wanted], circle, OF_MANY)
            if not found and len(sought.singles) > 1:
                some = await queries.having(tx, [s for s in sought.singles if s], circle, EACH)
                found = [one for each in some for one in each]
            best = await queries.answered(tx, dict(found))
        else:
            looked_at = LATEST if question.kind == "catch_up" else OF_ALL
            best = [i for i, _author in await queries.newest(tx, circle, looked_at, OF_MANY)]
        return {post_id: 1.0 - place / OF_MANY for place, post_id in enumerate(best)}, weights

    async def _by_meaning(
        self, question: Question, sought: Sought, circle: Circle
    ) -> dict[int, float]:
        """Posts near in meaning, with their likeness. One word alone means nothing to the encoder."""
        spoken = question.spoken
        if question.kind != "fact" or len(fold.words(spoken)) < 3 or not question.words:
            return {}
        vector = await self._finder.vector(spoken)
        if vector is None:
            return {}
        reach = Reach(
            viewer_id=circle.viewer_id,
            followees=circle.followees,
            authors=circle.authors,
            library=False,
            below=circle.below,
            above=circle.above,
        )
        narrow = (
            bool(sought.compiled.filter) or circle.authors is not None or circle.root_id is not None
        )
        narrow = narrow or circle.above > 0 or circle.below < HIGHEST
        async with self._database.read() as tx:
            if narrow:
                found = await search_queries.near_among(
                    tx, vector, sought.compiled.filter, reach, AMONG, NEAR
                )
            else:
                found = await search_queries.near(tx, vector, reach, NEAR, NEAR, 10)
            ids = {post_id for post_id, likeness in found if likeness >= NEAR_ENOUGH}
            usable = {row["id"] for row in await queries.allowed(tx, ids, circle.viewer_id)}
        near: dict[int, float] = {}
        for post_id, likeness in found:
            if post_id in usable:
                near[post_id] = max(near.get(post_id, 0.0), likeness)
        return near

    async def _replies(self, ask: Ask, sources: Sequence[Source], known: set[int]) -> list[Source]:
        """What was answered to posts that ask something themselves: there the answer stands."""
        asking = {one.view.post.id: one.view for one in sources if "?" in one.view.post.text}
        if not asking:
            return []
        async with self._database.read() as tx:
            found = [
                (i, parent)
                for i, parent in await queries.replies(tx, asking.keys(), REPLIES_EACH)
                if i not in known
            ]
        views = await self.usable(ask.viewer_id, [i for i, _parent in found], False)
        return [
            Source(views[PostId(i)], 0.0, asking[PostId(parent)])
            for i, parent in found
            if PostId(i) in views
        ]


def _with_questions(sources: Sequence[Source]) -> list[Source]:
    """Replies with what they answer, where that was found as well."""
    known = {source.view.post.id: source.view for source in sources}
    return [
        source
        if source.view.post.in_reply_to_id not in known
        else msgspec.structs.replace(source, answers=known[source.view.post.in_reply_to_id])
        for source in sources
    ]
