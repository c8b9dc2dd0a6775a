"""Change a post that is there: its words, its pictures, its poll. What it was stays in its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from affresco.accounts import queries as account_queries
from affresco.accounts.model import AccountId
from affresco.db import Database, Row, WriteTx
from affresco.db.again import again
from affresco.events import kinds
from affresco.events.log import emit
from affresco.live import messages
from affresco.media import queries as media_queries
from affresco.media.model import CENTRE, Focus
from affresco.posts import (
    access,
    checks,
    consent,
    conversations,
    edit_queries,
    markup,
    polls,
    queries,
)
from affresco.posts.errors import AltsMismatch, NotYours, PictureUnusable, RemixNeedsPost
from affresco.posts.model import Change, Edit, NewPicture, Post
from affresco.safety import commands as safety
from affresco.safety.model import Decision, Passage
from affresco.settings import Settings
from affresco.studio.model import Recipe
from affresco.studio.queries import candidate_by_media, source_posts


async def edit(
    database: Database,
    settings: Settings,
    author_id: int,
    post_id: int,
    text: str | None,
    alts: Sequence[str] | None = None,
    *,
    warning: str | None = None,
    sensitive: bool | None = None,
) -> None:
    """``change`` of words alone."""
    wish = Change(
        text=text,
        alts=None if alts is None else tuple(alts),
        warning=warning,
        sensitive=sensitive,
    )
    await change(database, settings, author_id, post_id, wish)


async def change(
    database: Database, settings: Settings, author_id: int, post_id: int, wish: Change
) -> None:
    """Change a post of one's own. Pictures that leave it are in the author's studio again.

    Raises PostNotFound, NotYours, EmptyPost, TextTooLong, WarningTooLong, AltTooLong, AltsMismatch,
    TooManyPictures, PictureUnusable, RemixNeedsPost, BadLanguage, PollOptionsWrong, PollTimeWrong, Refused,
    CheckUnavailable.
    """
    async with database.read() as tx:
        post = await access.get_post(tx, author_id, post_id)
    if post.account_id != author_id:
        raise NotYours
    wish = _clean(wish)
    decision = await safety.check_words(
        database, settings, author_id, _passages(post, wish), wish.language or post.language
    )

    async def write() -> None:
        async with database.write() as tx:
            await _change_within(tx, author_id, post, wish, decision)

    # Somebody may allow, at the same moment, a post that contains this one.
    await again(write)


async def _change_within(
    tx: WriteTx, author_id: int, post: Post, wish: Change, decision: Decision
) -> None:
    post_id = post.id
    row = await access.lock_own(tx, author_id, post_id)
    then = await _then(tx, post_id, row)
    now = _now(then, wish, quotes=post.quote is not None)
    language: str = wish.language or row["language"]
    moved = await _focus(tx, author_id, wish.pictures or ())
    reworded = (now, language) != (then, row["language"])
    fresh = set(now.media_ids) - set(then.media_ids)
    chosen = await consent.choose_within(tx, row, wish, fresh)
    if not isinstance(wish.poll, msgspec.UnsetType):
        await polls.change(tx, post_id, author_id, wish.poll)
    if not reworded and not moved:
        if chosen:
            await consent.tell(tx, post_id, author_id)
        return
    await edit_queries.insert_edit(tx, then, post_id)
    await edit_queries.set_words(tx, post_id, now.text, now.warning, now.sensitive, language)
    if now.media_ids != then.media_ids:
        await _hang(tx, post_id, author_id, now)
    elif now.alts != then.alts:
        await edit_queries.set_alts(tx, post_id, now.alts)
    await safety.mark_anew(tx, "post", post_id, decision)
    await _tell(tx, post, row, now.text)


def _clean(wish: Change) -> Change:
    if wish.language is not None:
        checks.check_language(wish.language)
    return msgspec.structs.replace(
        wish,
        alts=None if wish.alts is None else tuple(map(checks.clean_alt, wish.alts)),
        pictures=None if wish.pictures is None else checks.clean_pictures(wish.pictures),
        warning=None if wish.warning is None else checks.clean_warning(wish.warning),
        poll=polls.clean(wish.poll) if wish.poll else wish.poll,
    )


def _passages(post: Post, wish: Change) -> tuple[Passage, ...]:
    """What rules look at: all that the post will say. Raises EmptyPost, TextTooLong."""
    alts: Sequence[str] = [picture.alt for picture in post.pictures]
    if wish.pictures is not None:
        alts = [picture.alt for picture in wish.pictures]
    elif wish.alts is not None:
        alts = wish.alts
    text = post.text if wish.text is None else wish.text
    text = checks.clean_text(text, has_pictures=bool(alts) or post.quote is not None)
    warning = post.warning if wish.warning is None else wish.warning
    options = wish.poll.options if wish.poll else ()
    return (
        Passage("text", text),
        *(Passage("text", said) for said in (warning, *options) if said),
        *(Passage("alt", alt) for alt in alts),
    )


async def _then(tx: WriteTx, post_id: int, row: Row) -> Edit:
    """What a post is before the change. row: of ``lock_posts_to_change``."""
    return Edit(
        revision=row["revision"],
        text=row["text"],
        alts=tuple(row["alts"]),
        at=row["worded_at"],
        warning=row["warning"],
        sensitive=row["sensitive"],
        media_ids=tuple(row["media_ids"]),
        poll=await polls.titles(tx, post_id),
    )


def _now(then: Edit, wish: Change, *, quotes: bool) -> Edit:
    """What it is to be, in the same words as what it was. Raises EmptyPost, TextTooLong, AltsMismatch."""
    alts, media_ids = then.alts if wish.alts is None else wish.alts, then.media_ids
    if wish.pictures is not None:
        alts = tuple(picture.alt for picture in wish.pictures)
        media_ids = tuple(picture.media_id for picture in wish.pictures)
    if len(alts) != len(media_ids):
        raise AltsMismatch(pictures=len(media_ids), alts=len(alts))
    text = then.text if wish.text is None else wish.text
    poll = then.poll
    if not isinstance(wish.poll, msgspec.UnsetType):
        poll = wish.poll.options if wish.poll else ()
    return msgspec.structs.replace(
        then,
        text=checks.clean_text(text, has_pictures=bool(media_ids) or quotes),
        alts=alts,
        warning=then.warning if wish.warning is None else wish.warning,
        sensitive=then.sensitive if wish.sensitive is None else wish.sensitive,
        media_ids=media_ids,
        poll=poll,
    )


async def _hang(tx: WriteTx, post_id: int, author_id: int, now: Edit) -> None:
    """The pictures of a post, anew; those that were there keep their recipes.

    Raises PictureUnusable, RemixNeedsPost: the lineage of a post is written when it is published.
    """
    taken = await edit_queries.take_pictures(tx, post_id)
    fresh = [media_id for media_id in now.media_ids if media_id not in taken]
    recorded = await source_posts(tx, author_id, fresh) if fresh else {}
    made = await candidate_by_media(tx, AccountId(author_id), fresh) if fresh else {}
    if set(recorded.values()) - set(await queries.parent_ids(tx, post_id)):
        raise RemixNeedsPost
    hung = await queries.insert_pictures(
        tx, post_id, author_id, now.media_ids, now.alts, _recipes(now.media_ids, taken, made)
    )
    if hung != len(now.media_ids):
        raise PictureUnusable


def _recipes(
    media_ids: Sequence[int], taken: Mapping[int, Row | None], made: Mapping[int, Recipe]
) -> list[Recipe | None]:
    def recipe_of(media_id: int) -> Recipe | None:
        kept = taken.get(media_id)
        return made.get(media_id) if kept is None else msgspec.convert(kept, Recipe)

    return [recipe_of(media_id) for media_id in media_ids]


async def _focus(tx: WriteTx, author_id: int, pictures: Sequence[NewPicture]) -> bool:
    """Keep what crops keep in sight; whether anything is new."""
    moved = False
    for picture in pictures:
        if picture.focus is not None:
            moved |= await media_queries.set_focus(tx, author_id, picture.media_id, picture.focus)
    return moved


async def focus(database: Database, owner_id: int, media_id: int, point: Focus = CENTRE) -> None:
    """Say what of one's own picture crops keep in sight, be it in a post or not."""
    async with database.write() as tx:
        if await media_queries.set_focus(tx, owner_id, media_id, point):
            for post_id in (await queries.posts_of_media(tx, [media_id])).values():
                changed = messages.PostChanged(post_id, owner_id)
                await messages.send(tx, changed, messages.post(post_id), messages.author(owner_id))


async def _tell(tx: WriteTx, post: Post, row: Row, text: str) -> None:
    """Hashtags and mentions, the event, and the live message. post: as it was."""
    author_id = post.account_id
    tags, mentioned = await name(tx, post.id, text, again=True)
    if row["visibility"] == "direct" and mentioned:
        everybody = {*post.mentioned_ids, *mentioned, author_id}
        for account_id in set(mentioned) - {author_id}:
            await conversations.join(tx, post.id, row["root_id"], account_id, everybody)
    await emit(tx, kinds.PostEdited(post.id, author_id, mentioned))
    topics = [messages.post(post.id), messages.author(author_id)]
    if post.visibility == "public" and post.in_reply_to_id is None:
        topics += [messages.LOCAL, *map(messages.tag, tags)]
    await messages.send(tx, messages.PostChanged(post.id, author_id), *topics)


async def name(
    tx: WriteTx, post_id: int, text: str, *, again: bool = False
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Record hashtags and mentions. (the tags, ids of people not mentioned before)."""
    named = markup.names(text)
    handles = named.handles
    found = await account_queries.find_ids_by_handles(tx, handles) if handles else {}
    if again:
        await queries.drop_other_names(tx, post_id, named.tags, found.values())
    if named.tags:
        await queries.insert_tags(tx, post_id, named.tags)
    fresh = await queries.insert_mentions(tx, post_id, found.values()) if found else []
    return named.tags, tuple(fresh)
