"""What an answer rests on: only what the asker may see and its author allows, when the question is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from affresco.accounts import commands as accounts
from affresco.accounts import ties
from affresco.accounts.model import AccountId
from affresco.assistant.model import InThread
from affresco.db import Database
from affresco.posts import audience, commands
from affresco.posts.errors import PostNotFound
from affresco.posts.model import PostId
from domains.assistant.asked import Asked, asked, cited

FACT = "The ferry to Capraia leaves from pier 6."
QUESTION = "From which pier does the ferry to Capraia leave?"

Change = Callable[[Asked, AccountId, AccountId, PostId], Awaitable[object]]


async def delete(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await commands.delete(on.net.database, author, post_id)


async def edit(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await commands.edit(on.net.database, on.net.settings, author, post_id, "Nothing to see here.")


async def block(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await on.net.block(author, viewer)


async def be_blocked(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await on.net.block(viewer, author)


async def mute(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await ties.mute(on.net.database, viewer, author)


async def deny(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await accounts.set_assistant(on.net.database, author, "deny", "no")


async def leave(on: Asked, author: AccountId, viewer: AccountId, post_id: PostId) -> None:
    await on.net.delete_account(author)


CHANGES = (delete, edit, block, be_blocked, mute, deny, leave)


@pytest.mark.parametrize("indexed", [True, False], ids=["indexed", "fresh"])
@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_taken_back_is_in_no_answer(
    database: Database, change: Change, indexed: bool
) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        post_id = await on.net.post(ada, FACT)
        if indexed:
            await on.index(post_id)
        before = await on.ask(bo, QUESTION)
        assert cited(before) == {post_id}
        await change(on, ada, bo, post_id)
        after = await on.ask(bo, QUESTION)
        assert after.sentences == ()
        assert after.silence
        kept = await on.gesso.still_holds(before, bo)
        assert kept.sentences == ()
        assert kept.silence


@pytest.mark.parametrize("visibility", ["direct", "private"])
async def test_what_is_not_for_a_circle_is_never_in_an_answer(
    database: Database, visibility: str
) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        text = f"@bo {FACT}"
        await on.net.post(ada, text, visibility=visibility)
        for viewer in (ada, bo, None):
            assert cited(await on.ask(viewer, QUESTION)) == set()
        await on.index_all()
        for viewer in (ada, bo, None):
            assert cited(await on.ask(viewer, QUESTION)) == set()


@pytest.mark.parametrize("indexed", [True, False], ids=["indexed", "fresh"])
async def test_followers_alone_are_answered_from_what_is_for_followers(
    database: Database, indexed: bool
) -> None:
    async with asked(database) as on:
        ada, bo, cy = await on.net.people("ada", "bo", "cy")
        await on.net.follow(bo, ada)
        post_id = await on.net.post(ada, FACT, visibility="followers")
        if indexed:
            await on.index(post_id)
        assert cited(await on.ask(bo, QUESTION)) == {post_id}
        assert cited(await on.ask(cy, QUESTION)) == set()
        assert cited(await on.ask(None, QUESTION)) == set()
        await on.net.unfollow(bo, ada)
        assert cited(await on.ask(bo, QUESTION)) == set()


async def test_narrowed_to_followers_is_gone_for_others(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        post_id = await on.net.post(ada, FACT)
        await on.index(post_id)
        assert cited(await on.ask(bo, QUESTION)) == {post_id}
        await audience.narrow(database, ada, post_id, "followers")
        assert cited(await on.ask(bo, QUESTION)) == set()
        assert (await on.ask(bo, "How many posts are about the ferry?")).sentences == ()


async def test_what_is_in_no_list_is_found_in_its_thread_alone(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        root = await on.net.post(ada, "Ferries, a thread", visibility="unlisted")
        reply = await on.net.post(ada, FACT, visibility="unlisted", in_reply_to_id=root)
        await on.index_all()
        assert cited(await on.ask(bo, QUESTION)) == set()
        assert cited(await on.ask(bo, QUESTION, among=InThread(root))) == {reply}


async def test_a_post_may_differ_from_its_author(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        post_id = await on.net.post(ada, FACT, assistant="deny")
        await on.index(post_id)
        assert cited(await on.ask(bo, QUESTION)) == set()
        assert cited(await on.ask(ada, QUESTION)) == {post_id}, "one's own, to oneself"
        assert cited(await on.ask(None, QUESTION)) == set()


async def test_a_new_wording_answers_at_once_and_the_old_one_no_more(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        post_id = await on.net.post(ada, FACT)
        await on.index(post_id)
        await commands.edit(
            database, on.net.settings, ada, post_id, FACT.replace("pier 6", "pier 9")
        )
        answer = await on.ask(bo, QUESTION)
        assert "pier 9" in answer.text
        assert "pier 6" not in answer.text


async def test_a_prompt_that_is_not_open_is_never_used(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        prompt = "a marzipan lighthouse on stilts"
        secret = await on.net.post(ada, prompt=prompt, recipe_visibility="private")
        await on.index(secret)
        for viewer in (ada, bo, None):
            answer = await on.ask(viewer, "Where is the marzipan lighthouse?")
            assert answer.sentences == ()
            explained = await on.ask(viewer, "", task="explain", post_id=secret)
            assert "marzipan" not in explained.text


async def test_the_accounts_own_words_are_no_evidence(database: Database) -> None:
    """What Gesso once said in a thread does not become a fact by that."""
    async with asked(database) as on:
        gesso, bo = await on.net.people("gesso", "bo")
        async with database.write() as tx:
            await tx.run("INSERT INTO gesso_account (account_id) VALUES ($1)", gesso)
        post_id = await on.net.post(gesso, FACT)
        await on.index(post_id)
        assert cited(await on.ask(bo, QUESTION)) == set()


async def test_what_is_hidden_cannot_be_explained(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        post_id = await on.net.post(ada, FACT, visibility="followers")
        with pytest.raises(PostNotFound):
            await on.ask(bo, "", task="explain", post_id=post_id)


async def test_what_is_denied_is_not_explained(database: Database) -> None:
    async with asked(database) as on:
        ada, bo = await on.net.people("ada", "bo")
        post_id = await on.net.post(ada, FACT, assistant="deny")
        answer = await on.ask(bo, "", task="explain", post_id=post_id)
        assert answer.sentences == ()
        assert "author" in answer.silence
