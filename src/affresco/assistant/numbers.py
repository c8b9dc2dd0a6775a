"""How many, since when, what is trending: numbers from the database, with examples that show them.

Only posts that the asker may see and whose authors allow it are counted: a number must not tell of others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from affresco.assistant import phrases, queries
from affresco.assistant.found import Found
from affresco.assistant.model import Ask, Citation, Sentence
from affresco.assistant.passages import telling
from affresco.assistant.questions import Question
from affresco.assistant.retrieval import Retrieval
from affresco.assistant.times import Window
from affresco.db import Database
from affresco.feeds.model import PostView
from affresco.feeds.search import terms
from affresco.feeds.search.dates import TAIL_BITS
from affresco.posts.model import PostId
from affresco.text import N_, Locale, catalogue, translate

COUNT_LIMIT: Final = 10_000
"""Posts are counted no further."""
EXAMPLES: Final = 3
RECENT: Final = timedelta(days=3)
"""What trends look back at."""
TRENDS_LOOKED_AT: Final = 5_000
TRENDS: Final = 3


class Numbers:
    """One a process."""

    def __init__(self, database: Database, retrieval: Retrieval) -> None:
        self._database = database
        self._retrieval = retrieval

    async def count(self, ask: Ask, question: Question, found: Found) -> tuple[Sentence, ...]:
        """How many posts of how many people; how many likes, replies or remixes a post has."""
        if question.counted in ("likes", "remixes", "replies") and found.sources:
            best = max((one.view for one in found.sources), key=_response)
            return (_of_post(best, question),)
        having = await self._all(question, found)
        if not having:
            return ()
        ids = sorted((post_id for post_id, _author in having), reverse=True)
        authors = {author for _post_id, author in having}
        views = await self._retrieval.usable(ask.viewer_id, ids[: EXAMPLES * 4], True)
        examples = [views[PostId(i)] for i in ids if PostId(i) in views][:EXAMPLES]
        if not examples:
            return ()
        text = _counted_text(question, len(having), len(authors))
        return (Sentence(text, tuple(example(view) for view in examples), "counted"),)

    async def since(self, ask: Ask, question: Question, found: Found) -> tuple[Sentence, ...]:
        """When the first post about it was published."""
        having = await self._all(question, found)
        if not having or len(having) >= COUNT_LIMIT:
            return ()
        oldest = sorted(post_id for post_id, _author in having)[: EXAMPLES * 4]
        views = await self._retrieval.usable(ask.viewer_id, oldest, True)
        for post_id in oldest:
            view = views.get(PostId(post_id))
            if view is not None:
                return (_first(view, question.locale),)
        return ()

    async def trends(
        self, ask: Ask, question: Question, found: Found, now: datetime
    ) -> tuple[Sentence, ...]:
        """The hashtags that most people use now."""
        window = question.window or Window(now - RECENT)
        async with self._database.read() as tx:
            rows = await queries.trending(
                tx, window.above, window.below, found.circle.without, TRENDS_LOOKED_AT, TRENDS
            )
        ids = [i for row in rows for i in row["examples"]]
        views = await self._retrieval.usable(ask.viewer_id, ids, False)
        said: list[Sentence] = []
        for row in rows:
            examples = [views[PostId(i)] for i in row["examples"] if PostId(i) in views]
            if examples:
                text = translate(
                    N_("#{tag} is what {people} posted about since {day}: {posts}."),
                    question.locale,
                ).format(
                    tag=row["tag"],
                    people=phrases.people(row["people"], question.locale),
                    posts=phrases.posts(row["posts"], question.locale),
                    day=phrases.day(window.start, question.locale),
                )
                said.append(Sentence(text, tuple(example(one) for one in examples), "counted"))
        return tuple(said)

    async def _all(self, question: Question, found: Found) -> list[tuple[int, int]]:
        """(id, author) of every post that counts, up to the limit."""
        parts = [found.wanted] if found.wanted else []
        if question.counted == "pictures":
            parts.append(terms.quote(":has/picture"))
        async with self._database.read() as tx:
            if parts:
                wanted = terms.both(parts)
                (having,) = await queries.having(tx, [wanted], found.circle, COUNT_LIMIT)
            else:
                having = await queries.newest(tx, found.circle, COUNT_LIMIT, COUNT_LIMIT)
        counted = dict(having)
        for source in found.sources:
            post = source.view.post
            wanted_kind = question.counted != "pictures" or post.pictures
            if post.id in found.fresh and wanted_kind:
                counted[post.id] = post.account_id
        return list(counted.items())


def example(view: PostView) -> Citation:
    """A post as proof of a number: by the first thing that it says."""
    told = telling(view)
    if told:
        return told[0].cite()
    post = view.post
    return Citation(post_id=post.id, account_id=post.account_id, revision=post.revision, quote="")


def about(question: Question) -> str:
    """What is counted, in the words of the question; "" for everything."""
    parts = [f"#{tag}" for tag in question.tags]
    parts += [f"@{handle}" for handle in question.handles]
    parts += [word.text for word in question.words if word.text not in question.phrases]
    return " ".join(dict.fromkeys(parts))


def _counted_text(question: Question, count: int, people: int) -> str:
    locale = question.locale
    subject = about(question)
    if count >= COUNT_LIMIT:
        frame = translate(N_("There are {count} posts or more about “{about}”."), locale)
    elif subject:
        frame = catalogue(locale).ngettext(
            "I find {posts} with “{about}”, by {people}{span}.",
            "I find {posts} with “{about}”, by {people}{span}.",
            count,
        )
    else:
        frame = catalogue(locale).ngettext(
            "I find {posts} by {people}{span}.", "I find {posts} by {people}{span}.", count
        )
    return frame.format(
        posts=phrases.posts(count, locale),
        people=phrases.people(people, locale),
        about=subject,
        count=phrases.decimal(count, locale),
        span=_span(question, locale),
    )


def _span(question: Question, locale: Locale) -> str:
    window = question.window
    if window is None or not question.only_then:
        return ""
    if window.end is None:
        return translate(N_(", since {day}"), locale).format(day=phrases.day(window.start, locale))
    last = window.end - timedelta(seconds=1)
    if last.date() == window.start.date():
        return translate(N_(", on {day}"), locale).format(day=phrases.day(window.start, locale))
    return translate(N_(", from {day} to {last}"), locale).format(
        day=phrases.day(window.start, locale), last=phrases.day(last, locale)
    )


def _first(view: PostView, locale: Locale) -> Sentence:
    cited = example(view)
    at = datetime.fromtimestamp((view.post.id >> TAIL_BITS) / 1000, UTC)
    frame = (
        N_("The first post about it that I find is by {name}, on {day}: “{words}”")
        if cited.quote
        else N_("The first post about it that I find is by {name}, on {day}.")
    )
    text = translate(frame, locale).format(
        name=view.author.display_name,
        day=phrases.day(at, locale),
        words=phrases.words_of(cited.quote),
    )
    return Sentence(text, (cited,))


def _of_post(view: PostView, question: Question) -> Sentence:
    locale, counts = question.locale, view.counts
    number = {
        "likes": lambda: phrases.likes(counts.likes, locale),
        "remixes": lambda: phrases.remixes(counts.remixes, locale),
    }.get(question.counted, lambda: phrases.replies(counts.replies, locale))()
    cited = example(view)
    text = translate(N_("The post by {name} has {number}: “{words}”"), locale).format(
        name=view.author.display_name, number=number, words=phrases.words_of(cited.quote)
    )
    return Sentence(text, (cited,))


def _response(view: PostView) -> tuple[int, int]:
    counts = view.counts
    return (
        counts.likes + 2 * counts.reposts + 2 * counts.remixes + counts.replies,
        view.post.id,
    )


def together(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Each once."""
    return tuple({sentence.text: sentence for sentence in sentences}.values())
