"""Entries → ``PostView``s for one viewer: load what is needed in batches, apply the rules, put together.

The rules are those of ``posts.access`` and are applied on every read, whatever came from memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from affresco.accounts.model import Person, Ties
from affresco.feeds.facts import NO_COUNTS, Facts, Reading
from affresco.feeds.model import Entry, Parent, PollView, PostView, Quoted
from affresco.media.tickets import Tickets
from affresco.posts.access import may_quote, may_remix, shows
from affresco.posts.filters import Match, Sieve
from affresco.posts.hydrate import NOTHING_DONE, Done, Reactions
from affresco.posts.model import Counts, Poll, Post, PostId, Quote, ViewerState
from affresco.posts.polls import has_ended

NOTHING: Final = Done({}, set())
FOR_ALL: Final = ("public", "unlisted")
STRANGER: Final = ViewerState()


class _Loaded(msgspec.Struct, frozen=True):
    """Everything that the views of one page are put together from."""

    viewer_id: int | None
    posts: Mapping[int, Post]
    parents: Mapping[int, Post]
    people: Mapping[int, Person]
    counts: Mapping[int, Counts]
    reactions: Mapping[int, Reactions]
    ties: Ties
    muted: Collection[int] = ()
    polls: Mapping[int, Poll] = {}
    quoted: Mapping[int, PostView] = {}
    sieve: Sieve | None = None
    now: datetime = datetime.min
    tickets: Tickets | None = None


async def views(
    facts: Facts,
    source: Reading,
    viewer_id: int | None,
    entries: Sequence[Entry],
    *,
    outermost: bool = True,
) -> list[PostView | None]:
    """A view for each entry, None where the post is gone or hidden from the viewer.

    outermost: with what they quote, which comes without what it quotes itself.
    """
    posts = await facts.posts(source, {entry.post_id for entry in entries})
    wanted = {post.parent_id for post in posts.values() if post.parent_id is not None}
    parents = await facts.posts(source, wanted) if wanted else {}
    ties = await facts.ties(source, viewer_id)
    posts = _visible(posts, viewer_id, ties)
    parents = _visible(parents, viewer_id, ties)
    people = await facts.people(source, _people_of(entries, posts, parents))
    counts = await facts.counts(source, posts.keys())
    known = NOTHING
    if viewer_id is not None and posts:
        known = await facts.done(source, viewer_id, posts.keys())
    asking = [post.id for post in posts.values() if post.poll_id is not None]
    polls = await facts.polls(source, asking) if asking else {}
    quoted = await _quoted(facts, source, viewer_id, posts) if outermost else {}
    sieve = None
    if viewer_id is not None and ties.filters:
        sieve = await facts.sieve(source, viewer_id)
    loaded = _Loaded(
        viewer_id,
        posts,
        parents,
        people,
        counts,
        known.reactions,
        ties,
        known.muted,
        polls,
        quoted,
        sieve,
        datetime.now(UTC),
        facts.tickets,
    )
    return [_view(entry, loaded) for entry in entries]


async def _quoted(
    facts: Facts, source: Reading, viewer_id: int | None, posts: Mapping[int, Post]
) -> dict[int, PostView]:
    """What the posts quote, by its id, as far as the viewer may see it."""
    ids = {
        post.quote.id for post in posts.values() if post.quote and post.quote.state == "accepted"
    }
    if not ids:
        return {}
    entries = [Entry(post_id, post_id) for post_id in ids]
    found = await views(facts, source, viewer_id, entries, outermost=False)
    return {view.post.id: view for view in found if view is not None}


async def visible(
    facts: Facts, source: Reading, viewer_id: int | None, ids: Iterable[int]
) -> dict[int, Post]:
    """Those of the posts that the viewer may see, and nothing besides: for readers of live events."""
    posts = await facts.posts(source, set(ids))
    return _visible(posts, viewer_id, await facts.ties(source, viewer_id))


def _visible(posts: Mapping[int, Post], viewer_id: int | None, ties: Ties) -> dict[int, Post]:
    return {post_id: post for post_id, post in posts.items() if shows(post, viewer_id, ties)}


def _people_of(
    entries: Iterable[Entry], posts: Mapping[int, Post], parents: Mapping[int, Post]
) -> set[int]:
    ids: set[int] = {entry.reposted_by for entry in entries if entry.reposted_by is not None}
    for post in posts.values():
        ids.add(post.account_id)
        if post.in_reply_to_account_id is not None:
            ids.add(post.in_reply_to_account_id)
    ids.update(post.account_id for post in parents.values())
    return ids


def _view(entry: Entry, loaded: _Loaded) -> PostView | None:
    post = loaded.posts.get(entry.post_id)
    if post is None:
        return None
    if loaded.tickets is not None and loaded.viewer_id is not None:
        post = _with_tickets(post, loaded.tickets, loaded.viewer_id)
    people = loaded.people
    author = people.get(post.account_id)
    if entry.reposted_by in loaded.ties.apart:
        return None
    reposted_by = None if entry.reposted_by is None else people.get(entry.reposted_by)
    if author is None or (entry.reposted_by is not None and reposted_by is None):
        return None
    answered = post.in_reply_to_account_id
    return PostView(
        entry_id=entry.id,
        post=post,
        author=author,
        counts=loaded.counts.get(post.id, NO_COUNTS),
        state=_state(post, loaded),
        reposted_by=reposted_by,
        replies_to=None if answered is None else people.get(answered),
        parent=None if post.parent_id is None else _parent(post.parent_id, loaded),
        poll=None if post.poll_id is None else _poll(post, loaded),
        quoted=None if post.quote is None else _quote(post.quote, loaded),
        filtered=_filtered(post, loaded),
    )


def _with_tickets(post: Post, tickets: Tickets, viewer_id: int) -> Post:
    """With addresses of pictures that are for this viewer, where they are not for everybody."""
    if not post.pictures or post.visibility in FOR_ALL:
        return post
    pictures = tuple(
        msgspec.structs.replace(picture, media=tickets.on(picture.media, viewer_id))
        for picture in post.pictures
    )
    return msgspec.structs.replace(post, pictures=pictures)


def _filtered(post: Post, loaded: _Loaded) -> tuple[Match, ...]:
    """Why the viewer does not want to meet it; one's own is not filtered."""
    if loaded.sieve is None or post.account_id == loaded.viewer_id:
        return ()
    poll = loaded.polls.get(post.id)
    options = () if poll is None else tuple(option.title for option in poll.options)
    return loaded.sieve.find(post, options, loaded.now)


def _state(post: Post, loaded: _Loaded) -> ViewerState:
    viewer_id = loaded.viewer_id
    if viewer_id is None:
        return STRANGER
    done = loaded.reactions.get(post.id, NOTHING_DONE)
    follows = post.account_id in loaded.ties.followees
    return ViewerState(
        liked=done.liked,
        reposted=done.reposted,
        bookmarked=done.bookmarked,
        own=post.account_id == viewer_id,
        may_remix=may_remix(post.remix_policy, post.account_id, viewer_id, follows=follows),
        may_quote=may_quote(
            post.quote_policy, post.visibility, post.account_id, viewer_id, follows=follows
        ),
        muted=post.root_id in loaded.muted,
        votes=done.votes,
    )


def _poll(post: Post, loaded: _Loaded) -> PollView | None:
    poll = loaded.polls.get(post.id)
    if poll is None:
        return None
    ended = has_ended(poll)
    votes = loaded.reactions.get(post.id, NOTHING_DONE).votes
    known = ended or not poll.hide_totals
    return PollView(
        poll=poll,
        ended=ended,
        voted=bool(votes) or post.account_id == loaded.viewer_id,
        votes=votes,
        totals=tuple(option.votes for option in poll.options) if known else None,
    )


def _quote(quote: Quote, loaded: _Loaded) -> Quoted:
    view = loaded.quoted.get(quote.id)
    revoked = quote.state == "revoked"
    return Quoted(quote.id, revoked=revoked, hidden=not revoked and view is None, view=view)


def _parent(parent_id: PostId, loaded: _Loaded) -> Parent:
    post = loaded.parents.get(parent_id)
    author = None if post is None else loaded.people.get(post.account_id)
    if post is None or author is None:
        return Parent(parent_id)
    return Parent(parent_id, post, author)
