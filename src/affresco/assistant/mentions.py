"""@gesso in a post: reactions that take up the question, a job that answers it in the thread.

The answer is a post like any other, by the assistant's account. It is public only below a public question,
made with a stranger's eyes, and only where the author of the thread allows it; else it is a direct post to
whoever asked, made with their eyes. A job may run twice: the reply has a key. An answer goes when the
question goes, and when what it rests on does not hold any more.
"""

from __future__ import annotations

from typing import Final, cast

import msgspec
import structlog

from affresco.accounts import hydrate as account_hydrate
from affresco.accounts import tie_queries
from affresco.accounts.model import AccountId
from affresco.assistant import account, account_queries, budget, conversations, replies
from affresco.assistant import conversation_queries as queries
from affresco.assistant.errors import AssistantOff, QuestionsSpent
from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Answer, Ask
from affresco.assistant.replies import Why
from affresco.db import Database, ReadTx, WriteTx
from affresco.errors import AffrescoError, NotFound, Unavailable
from affresco.events import kinds
from affresco.events.queue import enqueue
from affresco.live import messages
from affresco.posts import access, commands, hydrate, markup
from affresco.posts import queries as post_queries
from affresco.posts.errors import PostNotFound, ReplyTargetGone
from affresco.posts.model import Post, PostId, Publish, Visibility
from affresco.runtime import Runtime
from affresco.text import Locale, translate

log = structlog.get_logger(__name__)

LANE: Final = "gesso"
AT_ONCE: Final = 4
"""Answers that one worker makes at a time; each may wait for a language model."""


class AnswerPost(msgspec.Struct, frozen=True, tag="answer", tag_field="do"):
    """Answer a question in a post."""

    turn_id: int


class CheckReply(msgspec.Struct, frozen=True, tag="check", tag_field="do"):
    """Take an answer in a thread back if it does not hold any more."""

    turn_id: int


Job = AnswerPost | CheckReply
_decoder: Final = msgspec.json.Decoder(Job)


class Plan(msgspec.Struct, frozen=True):
    """How a question in a post is answered. viewer_id: with whose eyes. why: it is for the asker alone."""

    visibility: Visibility
    viewer_id: int | None
    locale: Locale
    why: Why | None


# reactions ----------------------------------------------------------------------------------------


async def take_up(tx: WriteTx, event: kinds.PostPublished) -> None:
    """A post names the assistant: its question is written down, and answered by a job."""
    if not await post_queries.hold_post(tx, event.post_id):
        return
    post = (await hydrate.posts(tx, [event.post_id])).get(PostId(event.post_id))
    if post is None or account.HANDLE not in markup.names(post.text).handles:
        return
    me = await account.ensure(tx)
    if post.account_id == me or post.visibility == "private":
        return
    if await tie_queries.are_apart(tx, post.account_id, me):
        return
    await _name(tx, post, me)
    possible = replies.asks(post, None, replies.locale_of(post, "en"))
    asked = possible[0] if possible else Ask(asker_id=post.account_id, viewer_id=None)
    turn_id = await queries.insert_asked_in(tx, post.account_id, post.id, asked)
    if turn_id is not None:
        await enqueue(tx, LANE, msgspec.json.encode(AnswerPost(turn_id)))


async def take_back(tx: WriteTx, event: kinds.PostDeleted) -> None:
    """The answer goes with the question; answers elsewhere that rest on the post are looked at."""
    me = await account.find(tx)
    if me is None:
        return
    if event.account_id != me:
        for reply_id in await queries.answers_below(tx, me, event.post_id):
            await _delete(tx, me, reply_id)
    await _check_citing(tx, post_id=event.post_id)


async def look_again(
    tx: WriteTx,
    event: kinds.PostEdited | kinds.PostNarrowed | kinds.PostWithdrawn,
) -> None:
    """A post says something else, to fewer people, or must not be answered with any more. An answer below a
    question that fewer people may see goes: it must not be seen by more."""
    me = await account.find(tx)
    if me is not None and isinstance(event, kinds.PostNarrowed):
        for reply_id in await queries.answers_below(tx, me, event.post_id):
            await _delete(tx, me, reply_id)
    await _check_citing(tx, post_id=event.post_id)


async def look_again_at_author(
    tx: WriteTx, event: kinds.AssistantForbidden | kinds.AccountDeleted | kinds.Blocked
) -> None:
    """What somebody posted must not be answered with any more, or not to everybody. Answers to questions
    that went with their account go, too."""
    me = await account.find(tx)
    if me is not None and isinstance(event, kinds.AccountDeleted):
        for reply_id in await queries.answers_to_nothing(tx, me):
            await _delete(tx, me, reply_id)
    await _check_citing(tx, account_id=event.account_id)


async def _name(tx: WriteTx, post: Post, me: AccountId) -> None:
    """The first post that names it comes before its account."""
    if await post_queries.insert_mentions(tx, post.id, [me]):
        changed = messages.PostChanged(post.id, post.account_id)
        await messages.send(tx, changed, messages.post(post.id), messages.author(post.account_id))


async def _check_citing(
    tx: WriteTx, *, post_id: int | None = None, account_id: int | None = None
) -> None:
    for turn_id in await queries.replies_citing(tx, post_id, account_id):
        await enqueue(tx, LANE, msgspec.json.encode(CheckReply(turn_id)))


# jobs ---------------------------------------------------------------------------------------------


async def carry_out(runtime: Runtime, gesso: Gesso, payload: bytes) -> None:
    """One job of the lane. Raises Unavailable where something is down; the job is then run again."""
    job = _decoder.decode(payload)
    match job:
        case AnswerPost(turn_id):
            await _answer(runtime, gesso, turn_id)
        case CheckReply(turn_id):
            await _check(runtime, gesso, turn_id)


async def _answer(runtime: Runtime, gesso: Gesso, turn_id: int) -> None:
    database, settings = runtime.database, runtime.settings
    async with database.read() as tx:
        row = await queries.asked_in(tx, turn_id)
        me = await account.find(tx)
        if row is None or me is None:
            return
        try:
            post = await access.get_post(tx, me, row["asked_in_id"])
        except PostNotFound:  # withdrawn from it, or a block
            post = None
        plan = None if post is None else await _plan(tx, post)
        told = await queries.refused_today(tx, row["account_id"])
        said_id = await post_queries.id_by_key(tx, me, _key(turn_id))
    if said_id is not None and row["answer"] is not None:  # said before a worker was killed
        await _end(database, turn_id, said_id, msgspec.convert(row["answer"], Answer))
        return
    try:
        if post is None or plan is None:
            await conversations.end(database, turn_id, "failed")
            return
        answer, refusal = await _made(runtime, gesso, turn_id, post, plan)
        if refusal is not None:
            if told:
                await conversations.end(database, turn_id, "failed")
                return
            plan = msgspec.structs.replace(plan, visibility="direct", why=None)
        if refusal is None:
            answer = await gesso.still_holds(answer, plan.viewer_id)
            async with database.write() as tx:
                await queries.keep_answer(tx, turn_id, answer)
        text = await _text(runtime, answer, plan) if refusal is None else refusal
        reply_id = await commands.publish(
            database,
            settings,
            me,
            Publish(
                text=text,
                visibility=plan.visibility,
                in_reply_to_id=post.id,
                to=(post.account_id,) if plan.visibility == "direct" else (),
                language=plan.locale,
                assistant="deny",
                quote_policy="nobody",
                idempotency_key=_key(turn_id),
            ),
        )
    except ReplyTargetGone:  # the question went with its turn, or is not for it to see any more
        await conversations.end(database, turn_id, "failed")
        return
    except Unavailable:
        raise
    except AffrescoError as error:  # a rule of the instance, say: nothing is said then
        log.warning("question in a post not answered", turn_id=turn_id, reason=error.code)
        await conversations.end(database, turn_id, "failed")
        return
    except Exception:  # the boundary to voices: whatever they raise, there is an end
        log.exception("question in a post not answered", turn_id=turn_id)
        await conversations.end(database, turn_id, "failed")
        return
    await _end(database, turn_id, reply_id, None if refusal is not None else answer)


def _key(turn_id: int) -> str:
    """Of the reply: it is published once, however often the job is run."""
    return f"gesso-{turn_id}"


async def _end(database: Database, turn_id: int, reply_id: int, kept: Answer | None) -> None:
    """The question is answered. kept: what was said, None for a refusal."""
    async with database.write() as tx:
        if await queries.set_reply(tx, turn_id, reply_id, kept) and kept is not None:
            await conversations.cite(tx, turn_id, kept)
            # Of what changed since ``still_holds`` the reactions could not know that it is cited.
            await enqueue(tx, LANE, msgspec.json.encode(CheckReply(turn_id)))


async def _plan(tx: ReadTx, post: Post) -> Plan | None:
    """None where the asker is gone."""
    row = await account_queries.wishes(tx, post.account_id)
    if row is None:
        return None
    locale = replies.locale_of(post, cast(Locale, row["locale"]))
    why: Why | None = None
    if post.visibility not in ("public", "unlisted"):
        why = "audience"
    elif replies.wants_privacy(post):
        why = "asked"
    elif row["assistant_replies"] == "asker":
        why = "setting"
    elif await _forbidden(tx, post):
        why = "author"
    if why is None:
        return Plan(post.visibility, None, locale, None)
    return Plan("direct", post.account_id, locale, why)


async def _forbidden(tx: ReadTx, post: Post) -> bool:
    """Whether the author of the thread does not want the assistant in it. Who asks below their own post
    wants it there."""
    root = (await hydrate.posts(tx, [post.root_id])).get(post.root_id)
    if root is None or root.account_id == post.account_id:
        return False
    return await account_queries.forbids(tx, root.id)


async def _made(
    runtime: Runtime, gesso: Gesso, turn_id: int, post: Post, plan: Plan
) -> tuple[Answer, str | None]:
    """The answer, or why there is none today."""
    try:
        model = await _count(runtime, turn_id, post.account_id)
    except (QuestionsSpent, AssistantOff) as error:
        return Answer(locale=plan.locale), replies.plain(error.text(plan.locale))
    answer = Answer(locale=plan.locale, silence=translate(replies.NOTHING_ASKED, plan.locale))
    for ask in replies.asks(post, plan.viewer_id, plan.locale):
        try:
            answer = await gesso.answer(ask, model=model)
        except NotFound:  # what is to be explained is not for these eyes
            continue
        async with runtime.database.write() as tx:
            await budget.spend(tx, runtime.settings.gesso, post.account_id, answer)
        if answer.sentences:
            break
    return answer, None


async def _count(runtime: Runtime, turn_id: int, asker_id: int) -> bool:
    """Count the question once, however often the job is run; whether a language model may be used."""
    async with runtime.database.write() as tx:
        if await queries.set_counted(tx, turn_id):
            return (await budget.count(tx, runtime.settings, asker_id)).model
        return await budget.may_use_model(tx, runtime.settings, asker_id)


async def _text(runtime: Runtime, answer: Answer, plan: Plan) -> str:
    """The reply, with links to the posts that are cited."""
    cited = {c.post_id: c.account_id for s in answer.sentences for c in s.citations}
    async with runtime.database.read() as tx:
        people = await account_hydrate.people(tx, set(cited.values()))
    addresses = {
        int(post_id): f"{runtime.base_url}{people[account_id].url}/{post_id}"
        for post_id, account_id in cited.items()
        if account_id in people
    }
    return replies.compose(answer, addresses, plan.locale, plan.why)


async def _check(runtime: Runtime, gesso: Gesso, turn_id: int) -> None:
    async with runtime.database.read() as tx:
        row = await queries.replied(tx, turn_id)
        reply = None
        if row is not None:
            reply = (await hydrate.posts(tx, [row["reply_id"]])).get(PostId(row["reply_id"]))
    if row is None or reply is None:
        return
    answer = msgspec.convert(row["answer"], Answer)
    viewer_id = row["account_id"] if reply.visibility == "direct" else None
    holds = await gesso.still_holds(answer, viewer_id)
    if len(holds.sentences) < len(answer.sentences):
        async with runtime.database.write() as tx:
            await _delete(tx, reply.account_id, reply.id)


async def _delete(tx: WriteTx, me: AccountId, reply_id: int) -> None:
    parents = await post_queries.parent_ids(tx, reply_id)
    try:
        row = await access.lock_own(tx, me, reply_id, *parents)
    except PostNotFound:
        return
    await commands.remove(tx, reply_id, row, parents)
