"""The tool that asks Gesso, this place's own assistant, which answers from posts alone."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from affresco.accounts import hydrate
from affresco.assistant.model import QUESTION_LIMIT, Ask, Everything, InThread, Sentence
from affresco.mcp.entities import AnswerOut, CitedOut, SentenceOut
from affresco.mcp.ids import number
from affresco.mcp.model import Caller, Told
from affresco.text import N_, translate

NOTICE: Final = N_("Written by an AI. Each sentence names the words of the posts that it rests on.")


class AskGesso(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: Annotated[
        str,
        msgspec.Meta(
            max_length=QUESTION_LIMIT,
            description="In any of the person's languages; may be left out with post_id.",
        ),
    ] = ""
    post_id: Annotated[
        str | None,
        msgspec.Meta(
            description="A post to explain, or whose thread is asked about; leave out to ask about all."
        ),
    ] = None
    conversation_id: Annotated[
        str | None, msgspec.Meta(description="Of an earlier answer, to ask on.")
    ] = None


async def ask_gesso(caller: Caller, asked: AskGesso) -> Told:
    """Raises EmptyQuestion, QuestionsSpent, TooManyAtOnce, NothingToExplain, ConversationNotFound, BadId."""
    post_id = number(asked.post_id) if asked.post_id else None
    explain = post_id is not None and not asked.question.strip()
    ask = Ask(
        asker_id=caller.id,
        viewer_id=caller.id,
        task="explain" if explain else "ask",
        text=asked.question,
        among=InThread(post_id) if post_id is not None and not explain else Everything(),
        post_id=post_id if explain else None,
        locale=caller.me.locale,
    )
    earlier = number(asked.conversation_id) if asked.conversation_id else None
    begun = await caller.asking.begin(ask, earlier)
    answer = await caller.asking.whole(begun)
    data = AnswerOut(
        conversation_id=str(begun.conversation_id),
        question=asked.question,
        sentences=await _sentences(caller, answer.sentences),
        silence=answer.silence,
        notice=translate(NOTICE, answer.locale),
        questions_left=begun.grant.left,
    )
    lines = [
        f"{one.text} ({', '.join(dict.fromkeys(cited.url for cited in one.rests_on))})"
        for one in data.sentences
    ]
    return Told(text="\n".join([*(lines or [data.silence]), data.notice]), data=data)


async def _sentences(caller: Caller, said: tuple[Sentence, ...]) -> tuple[SentenceOut, ...]:
    authors = {citation.account_id for sentence in said for citation in sentence.citations}
    async with caller.database.read() as tx:
        people = await hydrate.people(tx, authors)
    handles = {person.id: person.handle for person in people.values()}
    return tuple(
        SentenceOut(
            sentence.text,
            sentence.kind,
            tuple(
                CitedOut(
                    post_id=str(cited.post_id),
                    url=f"{caller.base_url}/@{handles[cited.account_id]}/{cited.post_id}",
                    author=handles[cited.account_id],
                    quote=cited.quote,
                )
                for cited in sentence.citations
                if cited.account_id in handles
            ),
        )
        for sentence in said
    )
