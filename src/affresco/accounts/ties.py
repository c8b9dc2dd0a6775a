"""How people stand to each other: follow and ask to, block, mute, note down, endorse. Each may be repeated.

Two people are held (``tie_queries.hold_pair``) while something between them changes. Whoever is concerned
hears of it on ``account:ID``: caches have to forget what they know before the next page is shown.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from affresco.accounts import block_queries, hydrate, queries, rules, tie_queries
from affresco.accounts.errors import (
    CannotBlockSelf,
    CannotFollowSelf,
    FollowRefused,
    FollowRequestNotFound,
    LanguageInvalid,
    NoteTooLong,
    NotFollowed,
    PersonMoved,
    PersonNotFound,
    TermInvalid,
)
from affresco.accounts.model import AccountId, FollowWish
from affresco.db import Database, WriteTx
from affresco.events import kinds
from affresco.events.log import emit
from affresco.live import messages

LANGUAGES: Final = 20
NOTE_LIMIT: Final = 2000
"""Characters."""
TERM_LIMIT: Final = 10 * 366 * 24 * 3600
"""Seconds of the longest mute that ends by itself."""
AS_USUAL: Final = FollowWish()

# follows ----------------------------------------------------------------------------------------


async def follow(
    database: Database,
    follower_id: AccountId,
    followee_id: AccountId,
    wish: FollowWish = AS_USUAL,
) -> bool:
    """Follow somebody, or ask to where they want to be asked; whether one follows now.

    Again with another wish changes how they are followed. Raises CannotFollowSelf, PersonNotFound,
    FollowRefused, PersonMoved, LanguageInvalid.
    """
    if follower_id == followee_id:
        raise CannotFollowSelf
    wish = msgspec.structs.replace(wish, languages=_clean_languages(wish.languages))
    async with database.write() as tx:
        await tie_queries.hold_pair(tx, follower_id, followee_id)
        door = await tie_queries.door_of(tx, followee_id)
        if door is None or not await queries.exists(tx, follower_id):
            raise PersonNotFound
        if await tie_queries.are_apart(tx, follower_id, followee_id):
            raise FollowRefused
        changed = await tie_queries.change_follow(
            tx, follower_id, followee_id, wish.reposts, wish.notify, wish.languages
        )
        if changed is not None:
            if changed:
                await _tell_follower(tx, follower_id)
            return True
        if door["moved_to_id"] is not None:
            successor = (await hydrate.people(tx, [door["moved_to_id"]]))[door["moved_to_id"]]
            raise PersonMoved(handle=successor.handle)
        reposts = wish.reposts is not False
        options = (reposts, bool(wish.notify), wish.languages or None)
        if door["locked"]:
            if await tie_queries.insert_request(tx, follower_id, followee_id, *options):
                await emit(tx, kinds.FollowRequested(follower_id, followee_id))
            return False
        await tie_queries.insert_follow(tx, follower_id, followee_id, *options)
        await emit(tx, kinds.Followed(follower_id, followee_id))
        await _tell_follower(tx, follower_id)
        return True


async def go_along(
    tx: WriteTx,
    follower_id: AccountId,
    old_id: AccountId,
    new_id: AccountId,
    options: tuple[bool, bool, list[str] | None],
) -> None:
    """Follow the account that took another one's place, and the other no more; ask to where that is wanted.

    options: reposts, notify, languages, as the old one was followed. Nothing changes for the new account
    itself, and where either blocks the other.
    """
    if follower_id == new_id:
        return
    await tie_queries.hold_pair(tx, follower_id, new_id)
    door = await tie_queries.door_of(tx, new_id)
    if door is None or await tie_queries.are_apart(tx, follower_id, new_id):
        return
    if not await queries.follows(tx, follower_id, new_id):
        if door["locked"]:
            if await tie_queries.insert_request(tx, follower_id, new_id, *options):
                await emit(tx, kinds.FollowRequested(follower_id, new_id))
        elif await tie_queries.insert_follow(tx, follower_id, new_id, *options):
            await emit(tx, kinds.Followed(follower_id, new_id))
            await _tell_follower(tx, follower_id)
    await tie_queries.hold_pair(tx, follower_id, old_id)
    await _end_follow(tx, follower_id, old_id)


def _clean_languages(languages: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Each once, without empty ones. Raises LanguageInvalid."""
    if languages is None:
        return None
    clean = tuple(dict.fromkeys(name.strip().lower() for name in languages if name.strip()))
    for name in clean:
        if not re.fullmatch(r"[a-z]{2,3}", name) or len(clean) > LANGUAGES:
            raise LanguageInvalid(given=name[:20], most=LANGUAGES)
    return clean


async def unfollow(database: Database, follower_id: AccountId, followee_id: AccountId) -> None:
    """Follow somebody no more, or ask no more; again is the same as once."""
    async with database.write() as tx:
        await tie_queries.hold_pair(tx, follower_id, followee_id)
        await _end_request(tx, follower_id, followee_id)
        await _end_follow(tx, follower_id, followee_id)


async def remove_follower(
    database: Database, account_id: AccountId, follower_id: AccountId
) -> None:
    """Be followed by somebody no more, who is not told; again is the same as once."""
    await unfollow(database, follower_id, account_id)


async def grant(database: Database, account_id: AccountId, follower_id: AccountId) -> None:
    """Let somebody follow who asked to. Raises FollowRequestNotFound."""
    async with database.write() as tx:
        await tie_queries.hold_pair(tx, account_id, follower_id)
        await _grant(tx, account_id, follower_id)


async def refuse(database: Database, account_id: AccountId, follower_id: AccountId) -> None:
    """Do not let somebody follow who asked to. Raises FollowRequestNotFound."""
    async with database.write() as tx:
        await tie_queries.hold_pair(tx, account_id, follower_id)
        if not await _end_request(tx, follower_id, account_id):
            raise FollowRequestNotFound


async def set_locked(database: Database, account_id: AccountId, locked: bool) -> None:
    """Whether one wants to be asked. Who is not asked any more lets in all who asked.

    Raises PersonNotFound.
    """
    async with database.write() as tx:
        before = await tie_queries.set_locked(tx, account_id, locked)
        if before is None:
            raise PersonNotFound
        if before and not locked:
            for follower_id in await tie_queries.requester_ids(tx, account_id):
                await _grant(tx, account_id, AccountId(follower_id))
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def set_discoverable(database: Database, account_id: AccountId, discoverable: bool) -> None:
    """Whether one wants to be shown where people look for people whom they do not know."""
    async with database.write() as tx:
        await tie_queries.set_discoverable(tx, account_id, discoverable)
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def _grant(tx: WriteTx, account_id: AccountId, follower_id: AccountId) -> None:
    asked = await tie_queries.take_request(tx, follower_id, account_id)
    if asked is None:
        raise FollowRequestNotFound
    await tie_queries.insert_follow(
        tx, follower_id, account_id, asked["reposts"], asked["notify"], asked["languages"]
    )
    await emit(tx, kinds.FollowRequestEnded(follower_id, account_id))
    await emit(tx, kinds.Followed(follower_id, account_id, asked=True))
    await _tell_follower(tx, follower_id)


async def _end_request(tx: WriteTx, follower_id: AccountId, followee_id: AccountId) -> bool:
    if await tie_queries.take_request(tx, follower_id, followee_id) is None:
        return False
    await emit(tx, kinds.FollowRequestEnded(follower_id, followee_id))
    return True


async def _end_follow(tx: WriteTx, follower_id: AccountId, followee_id: AccountId) -> None:
    """With all that only those whom one follows can be part of."""
    if not await queries.delete_follow(tx, follower_id, followee_id):
        return
    await tie_queries.delete_endorsement(tx, follower_id, followee_id)
    for list_id in await tie_queries.leave_lists(tx, follower_id, followee_id):
        await messages.send(tx, messages.ListChanged(list_id), messages.account(follower_id))
    await emit(tx, kinds.Unfollowed(follower_id, followee_id))
    await _tell_follower(tx, follower_id)


async def _tell_follower(tx: WriteTx, follower_id: AccountId) -> None:
    await messages.send(tx, messages.FollowsChanged(follower_id), messages.account(follower_id))


# blocks and mutes -------------------------------------------------------------------------------


async def block(database: Database, account_id: AccountId, target_id: AccountId) -> None:
    """Neither sees or hears anything of the other any more, and neither follows the other.

    Raises CannotBlockSelf, PersonNotFound.
    """
    async with database.write() as tx:
        await _begin(tx, account_id, target_id)
        if not await block_queries.insert_block(tx, account_id, target_id):
            return
        for one, other in ((account_id, target_id), (target_id, account_id)):
            await _end_request(tx, one, other)
            await _end_follow(tx, one, other)
        await emit(tx, kinds.Blocked(account_id, target_id))
        await _tell_apart(tx, account_id, target_id)


async def unblock(database: Database, account_id: AccountId, target_id: AccountId) -> None:
    """Again is the same as once. What the block ended does not begin again."""
    async with database.write() as tx:
        await tie_queries.hold_pair(tx, account_id, target_id)
        if await block_queries.delete_block(tx, account_id, target_id):
            await _tell_apart(tx, account_id, target_id)


async def mute(
    database: Database,
    account_id: AccountId,
    target_id: AccountId,
    *,
    notifications: bool = True,
    seconds: int = 0,
) -> None:
    """See nothing of somebody on timelines, who is not told. Again replaces what was said before.

    notifications: hear nothing of what they do either. seconds: until it ends by itself; 0: for good.
    Raises CannotBlockSelf, TermInvalid, PersonNotFound.
    """
    if not 0 <= seconds <= TERM_LIMIT:
        raise TermInvalid(most=TERM_LIMIT)
    until = datetime.now(UTC) + timedelta(seconds=seconds) if seconds else None
    async with database.write() as tx:
        await _begin(tx, account_id, target_id)
        await block_queries.sweep_mutes(tx, account_id)
        await block_queries.set_mute(tx, account_id, target_id, notifications, until)
        await emit(tx, kinds.Muted(account_id, target_id, notifications))
        await messages.send(tx, messages.TiesChanged(account_id), messages.account(account_id))


async def unmute(database: Database, account_id: AccountId, target_id: AccountId) -> None:
    """Again is the same as once."""
    async with database.write() as tx:
        if await block_queries.delete_mute(tx, account_id, target_id):
            await messages.send(tx, messages.TiesChanged(account_id), messages.account(account_id))


async def _begin(tx: WriteTx, account_id: AccountId, target_id: AccountId) -> None:
    if account_id == target_id:
        raise CannotBlockSelf
    await tie_queries.hold_pair(tx, account_id, target_id)
    if await tie_queries.door_of(tx, target_id) is None or not await queries.exists(tx, account_id):
        raise PersonNotFound


async def _tell_apart(tx: WriteTx, account_id: AccountId, target_id: AccountId) -> None:
    for concerned in (account_id, target_id):
        await messages.send(tx, messages.TiesChanged(concerned), messages.account(concerned))


# notes and endorsements -------------------------------------------------------------------------


async def write_note(
    database: Database, account_id: AccountId, target_id: AccountId, text: str
) -> None:
    """Write something down about somebody, for oneself alone; "" takes it away.

    Raises NoteTooLong, PersonNotFound.
    """
    clean = rules.clean_text(text)
    if len(clean) > NOTE_LIMIT:
        raise NoteTooLong(most=NOTE_LIMIT, length=len(clean))
    async with database.write() as tx:
        if not await queries.exists(tx, target_id):
            raise PersonNotFound
        if clean:
            await tie_queries.set_note(tx, account_id, target_id, clean)
        else:
            await tie_queries.delete_note(tx, account_id, target_id)


async def endorse(database: Database, account_id: AccountId, target_id: AccountId) -> None:
    """Show somebody on one's own profile. Raises NotFollowed."""
    async with database.write() as tx:
        await tie_queries.hold_pair(tx, account_id, target_id)
        if not await queries.follows(tx, account_id, target_id):
            raise NotFollowed
        await tie_queries.insert_endorsement(tx, account_id, target_id)


async def unendorse(database: Database, account_id: AccountId, target_id: AccountId) -> None:
    """Again is the same as once."""
    async with database.write() as tx:
        await tie_queries.delete_endorsement(tx, account_id, target_id)
