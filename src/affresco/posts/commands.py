"""Writes: publish, delete; and those of ``editing`` and ``reactions``, so that all commands are found here.

Every command is one transaction: rows, events, jobs and live messages together or not at all. Posts
are locked in ascending order of id, each with its numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId, Training
from affresco.db import Database, Row, WriteTx
from affresco.events import kinds
from affresco.events.log import emit
from affresco.live import messages
from affresco.media import queries as media_queries
from affresco.media.model import MediaId
from affresco.posts import (
    access,
    checks,
    conversations,
    polls,
    queries,
    quotes,
    schedule_queries,
)
from affresco.posts.access import Gate
from affresco.posts.editing import change, edit, name
from affresco.posts.errors import (
    NobodyNamed,
    PictureUnusable,
    RemixForbidden,
    RemixTargetGone,
    ReplyTargetGone,
    ScheduledGone,
)
from affresco.posts.model import ALT_LIMIT, NewPicture, PostId, Publish
from affresco.posts.reactions import (
    announce_counts,
    bookmark,
    like,
    repost,
    unbookmark,
    unlike,
    unrepost,
)
from affresco.safety import commands as safety
from affresco.safety.model import Passage
from affresco.settings import Settings
from affresco.studio.library import access as library_access
from affresco.studio.library import commands as library
from affresco.studio.library.errors import OnTheWall
from affresco.studio.queries import candidate_by_media, source_posts

__all__ = [
    "bookmark",
    "change",
    "delete",
    "delete_unpublished",
    "edit",
    "like",
    "publish",
    "repost",
    "unbookmark",
    "unlike",
    "unrepost",
]


async def publish(
    database: Database, settings: Settings, author_id: int, command: Publish
) -> PostId:
    """Publish a post, a reply or a remix; with a key that was used before, returns that post.

    A reply that asks for a wider audience than its parent's gets its parent's. Recipes are those that
    the studio recorded for the pictures, and so is what they were made from: whoever publishes a
    picture of a remix publishes a remix, whatever the command says. The lineage is written here and
    nowhere else.

    Raises PersonNotFound, PictureUnusable, ReplyTargetGone, RemixTargetGone, RemixForbidden, NobodyNamed
    (a direct post that names nobody else), QuoteTargetGone, QuoteForbidden, ScheduledGone, Refused,
    CheckUnavailable and what ``checks.clean`` raises.
    """
    command = await _described(database, author_id, checks.clean(command))
    alts = [picture.alt for picture in command.pictures]
    options = command.poll.options if command.poll else ()
    passages = _passages((command.text, command.warning, *options), alts)
    decision = await safety.check_words(database, settings, author_id, passages, command.language)
    async with database.write() as tx:
        new = await queries.new_id(tx, author_id, command.idempotency_key)
        if new["found"] is not None:
            return PostId(new["found"])
        training: Training | None = command.training or new["training"]
        if training is None:
            raise PersonNotFound
        post_id: int = new["fresh"]
        if command.scheduled_id is not None and not await schedule_queries.take(
            tx, author_id, command.scheduled_id
        ):
            raise ScheduledGone
        remix_of_id = await _remix_of(tx, author_id, command)
        command = msgspec.structs.replace(command, remix_of_id=remix_of_id)
        parent, source, quoted = await _lock_origins(tx, author_id, command)
        for bound in (parent, quoted):
            if bound is not None:
                visibility = access.narrower(command.visibility, bound.visibility)
                command = msgspec.structs.replace(command, visibility=visibility)
        inserted = await queries.insert_post(
            tx,
            post_id,
            author_id,
            command,
            training=training,
            remix_policy=command.remix_policy or new["remix_policy"] or "nobody",
            licence=command.licence or new["licence"],
            in_reply_to_account_id=parent.account_id if parent else None,
            root_id=parent.root_id if parent else post_id,
        )
        if not inserted:
            found = await queries.id_by_key(tx, author_id, command.idempotency_key)
            assert found is not None, "the key that stood in the way belongs to a post"
            return PostId(found)
        await safety.mark(tx, "post", post_id, decision)
        await _attach(tx, post_id, author_id, command.pictures)
        tags, mentioned = await name(tx, post_id, command.text)
        if command.to:
            silent = await queries.insert_mentions(tx, post_id, command.to, silent=True)
            mentioned = (*mentioned, *silent)
        if command.visibility == "direct":
            others = set(mentioned) - {author_id}
            if not others:
                raise NobodyNamed
            root_id = parent.root_id if parent else post_id
            await conversations.take_up(tx, post_id, root_id, author_id, others)
        if command.poll is not None:
            await polls.insert(tx, post_id, command.poll)
        if source is not None:
            await queries.insert_lineage(tx, post_id, source.id)
        if quoted is not None:
            await quotes.insert(tx, post_id, quoted)
        await emit(tx, kinds.PostPublished(post_id, author_id))
        await _announce_post(tx, post_id, author_id, command, tags)
        for origin in {gate.id: gate for gate in (parent, source, quoted) if gate}.values():
            await announce_counts(tx, origin.id, origin.account_id)
        return PostId(post_id)


async def delete(
    database: Database, author_id: int, post_id: int, *, keep_pictures: bool = False
) -> None:
    """Delete a post with its pictures, replies to it staying. Raises PostNotFound, NotYours.

    keep_pictures: they go back to the author's studio, to be published anew. Its place in the family of
    remixes stays as a number, so that no line is broken.
    """
    async with database.write() as tx:
        parents = await queries.parent_ids(tx, post_id)
        row = await access.lock_own(tx, author_id, post_id, *parents)
        await remove(tx, post_id, row, parents, keep_pictures=keep_pictures)


async def remove(
    tx: WriteTx, post_id: int, row: Row, parents: Sequence[int], *, keep_pictures: bool = False
) -> None:
    """Delete a post that is held with its parents. row: of ``lock_posts_to_change``."""
    author_id = row["account_id"]
    async with conversations.shrinking(tx, post_id):
        tags = await queries.public_tags(tx, post_id)
        media_ids = [] if keep_pictures else await queries.media_ids(tx, post_id)
        mentioned_ids = await queries.mentioned_ids(tx, post_id)
        await queries.delete_post(tx, post_id)
    keys = await media_queries.delete(tx, media_ids) if media_ids else ()
    await emit(tx, kinds.PostDeleted(post_id, author_id, tuple(keys)))
    topics = [messages.post(post_id), messages.author(author_id)]
    if row["visibility"] == "public":
        topics += [messages.LOCAL, *map(messages.tag, tags)]
    gone = messages.PostDeleted(
        post_id=post_id,
        author_id=author_id,
        entry_id=post_id,
        audience=row["visibility"],
        mentioned_ids=tuple(mentioned_ids),
    )
    await messages.send(tx, gone, *topics)
    for parent_id, parent in (await queries.lock_posts(tx, parents)).items():
        await announce_counts(tx, parent_id, parent["account_id"])


async def delete_unpublished(
    database: Database, account_id: int, media_ids: Collection[int]
) -> None:
    """Delete pictures of one's own that no post shows, for good.

    Raises OnTheWall where a post shows one: nothing is deleted then; NothingChosen, PictureNotFound.
    """
    async with database.write() as tx:
        await library_access.check_own(tx, account_id, media_ids)
        # Whoever publishes one of them at this moment holds its row, or finds it gone.
        await media_queries.lock(tx, media_ids)
        if await queries.posts_of_media(tx, media_ids):
            raise OnTheWall
        await library.delete_pictures(tx, account_id, media_ids)


async def _described(database: Database, author_id: int, command: Publish) -> Publish:
    """With the pictures' own descriptions where the author gives none: they are looked at, too.

    A prompt that is private describes nothing to others: where an engine has no better words, there are
    none.
    """
    if not command.pictures:
        return command
    media_ids = [picture.media_id for picture in command.pictures]
    async with database.read() as tx:
        found = await media_queries.media_by_ids(tx, media_ids)
        recipes = await candidate_by_media(tx, AccountId(author_id), media_ids)

    def describe(picture: NewPicture) -> NewPicture:
        media, recipe = found.get(MediaId(picture.media_id)), recipes.get(picture.media_id)
        own = media.alt if media is not None and media.owner_id == author_id else ""
        alt = picture.alt or checks.clean_alt(own)
        if recipe is not None and command.recipe_visibility == "private":
            alt = "" if alt == checks.clean_alt(recipe.prompt[:ALT_LIMIT]) else alt
        return msgspec.structs.replace(picture, alt=alt)

    return msgspec.structs.replace(command, pictures=tuple(map(describe, command.pictures)))


def _passages(texts: Sequence[str], alts: Sequence[str]) -> tuple[Passage, ...]:
    """What rules look at. texts: the post's, and what else it says, may be empty."""
    said = (text for text in texts[1:] if text)
    return (
        Passage("text", texts[0]),
        *(Passage("text", text) for text in said),
        *(Passage("alt", alt) for alt in alts),
    )


async def _remix_of(tx: WriteTx, author_id: int, command: Publish) -> int | None:
    """The post that the first remixed picture was made from, else what the author names."""
    media_ids = [picture.media_id for picture in command.pictures]
    recorded = await source_posts(tx, author_id, media_ids) if media_ids else {}
    return next(iter(recorded.values()), command.remix_of_id)


async def _lock_origins(
    tx: WriteTx, author_id: int, command: Publish
) -> tuple[Gate | None, Gate | None, Gate | None]:
    """What is answered, what is remixed and what is quoted, all held."""
    named = (command.in_reply_to_id, command.remix_of_id, command.quote_of_id)
    wanted = {i for i in named if i is not None}
    gates = await access.lock_visible(tx, author_id, *wanted) if wanted else {}
    parent = gates.get(command.in_reply_to_id) if command.in_reply_to_id else None
    source = gates.get(command.remix_of_id) if command.remix_of_id else None
    if command.in_reply_to_id is not None and parent is None:
        raise ReplyTargetGone
    if command.remix_of_id is not None and source is None:
        raise RemixTargetGone
    if source is not None and not access.may_remix(
        source.remix_policy, source.account_id, author_id, follows=source.follows
    ):
        raise RemixForbidden
    quoted = gates.get(command.quote_of_id) if command.quote_of_id else None
    if command.quote_of_id is not None:
        quotes.check(quoted, author_id)
    return parent, source, quoted


async def _attach(
    tx: WriteTx, post_id: int, author_id: int, pictures: Sequence[NewPicture]
) -> None:
    if not pictures:
        return
    media_ids = [picture.media_id for picture in pictures]
    recipes = await candidate_by_media(tx, AccountId(author_id), media_ids)
    attached = await queries.insert_pictures(
        tx,
        post_id,
        author_id,
        media_ids,
        [picture.alt for picture in pictures],
        [recipes.get(media_id) for media_id in media_ids],
    )
    if attached != len(pictures):
        raise PictureUnusable
    for picture in pictures:
        if picture.focus is not None:
            await media_queries.set_focus(tx, author_id, picture.media_id, picture.focus)


async def _announce_post(
    tx: WriteTx, post_id: int, author_id: int, command: Publish, tags: Sequence[str]
) -> None:
    topics = [messages.author(author_id)]
    if command.visibility == "public" and command.in_reply_to_id is None:
        topics += [messages.LOCAL, *map(messages.tag, tags)]
    published = messages.PostPublished(post_id=post_id, author_id=author_id, entry_id=post_id)
    await messages.send(tx, published, *topics)
