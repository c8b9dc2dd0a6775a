"""Facts about questions and answers: what doors ask Gesso and what it says.

Everything here is written to the database as it is (``gesso_turns.ask``, ``.answer``): a field may be added
with a default, none renamed without a migration.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.accounts.model import AccountId
from affresco.posts.model import PostId
from affresco.text import Locale

QUESTION_LIMIT: Final = 2_000
"""Characters of a question; more is refused, nothing is cut off silently."""

Voice = Literal["extractive", "model"]
Task = Literal["ask", "explain", "catch_up"]


# among which posts ------------------------------------------------------------------------------


class Everything(msgspec.Struct, frozen=True, tag="everything", tag_field="among"):
    """All that the viewer may see."""


class Following(msgspec.Struct, frozen=True, tag="following", tag_field="among"):
    """What those whom the viewer follows post, and the viewer's own."""


class InThread(msgspec.Struct, frozen=True, tag="thread", tag_field="among"):
    """The thread that a post is in."""

    post_id: int


class WithHashtag(msgspec.Struct, frozen=True, tag="hashtag", tag_field="among"):
    """name: without #, as it is kept."""

    name: str


class ByPerson(msgspec.Struct, frozen=True, tag="person", tag_field="among"):
    account_id: int


class InList(msgspec.Struct, frozen=True, tag="list", tag_field="among"):
    """The viewer's own list."""

    list_id: int


class SinceThen(msgspec.Struct, frozen=True, tag="since", tag_field="among"):
    """The viewer's home timeline since a moment: of the last visit, mostly."""

    at: datetime


Among = Everything | Following | InThread | WithHashtag | ByPerson | InList | SinceThen


# asking -----------------------------------------------------------------------------------------


class Exchange(msgspec.Struct, frozen=True):
    """An earlier question of the conversation and what was answered, as plain text."""

    question: str
    answer: str


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question. asker_id: whose budget it is. viewer_id: whose eyes the answer is for, None where
    everybody will read it: it rests on nothing that they may not see.

    text: "" for a task that needs no words. post_id: what is to be explained. earlier: the newest last.
    """

    asker_id: int
    viewer_id: int | None
    task: Task = "ask"
    text: str = ""
    among: Among = Everything()
    post_id: int | None = None
    locale: Locale = "en"
    earlier: tuple[Exchange, ...] = ()


# answering --------------------------------------------------------------------------------------


class Citation(msgspec.Struct, frozen=True):
    """The words of a post that a sentence rests on.

    part: where they stand; picture: in the description of picture number ``picture``, prompt: in its open
    prompt. quote: these words exactly, characters start … end of that part. revision: of the post when
    they were read. generated: the post shows a picture that an engine made.
    """

    post_id: PostId
    account_id: AccountId
    revision: int
    quote: str
    part: Literal["text", "picture", "prompt"] = "text"
    start: int = 0
    end: int = 0
    picture: int = 0
    generated: bool = False


class Sentence(msgspec.Struct, frozen=True):
    """One sentence, in the language of the question, and what it rests on: at least one post.

    kind: said, something that posts say. counted: a number from the database, its citations are examples.
    disagreement: posts contradict each other, citations of each side. made: how a picture was made, from
    its recipe and lineage.
    """

    text: str
    citations: tuple[Citation, ...]
    kind: Literal["said", "counted", "disagreement", "made"] = "said"


class Offer(msgspec.Struct, frozen=True):
    """What the asker may do next; nothing of it happens without them. A wider circle and a search are
    addresses to go to; the others are carried out by the same commands as a person's own.

    search: value is a query. wider: ask the same among more posts. draft_prompt: value is the words of a
    prompt. make_image: value is a prompt. remix: post_id is what is remixed. build_list: account_ids.
    """

    kind: Literal["search", "wider", "draft_prompt", "make_image", "remix", "build_list"]
    label: str
    value: str = ""
    post_id: int | None = None
    account_ids: tuple[int, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What Gesso says. sentences: () where it has nothing to go on, and then ``silence`` says so.

    fell_back: why the language model was not used though it is configured, as a message for the asker.
    dropped: sentences of the language model that posts do not bear out and that were not shown.
    """

    sentences: tuple[Sentence, ...] = ()
    silence: str = ""
    offers: tuple[Offer, ...] = ()
    voice: Voice = "extractive"
    fell_back: str = ""
    dropped: int = 0
    locale: Locale = "en"
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    @property
    def text(self) -> str:
        """The sentences after each other, or why there are none."""
        return " ".join(sentence.text for sentence in self.sentences) or self.silence


# while it is being made -------------------------------------------------------------------------


class Reading(msgspec.Struct, frozen=True, tag="reading", tag_field="event"):
    """posts: how many are being read for it."""

    posts: int


class Said(msgspec.Struct, frozen=True, tag="said", tag_field="event"):
    """The next sentence, borne out by posts: only such are ever shown."""

    sentence: Sentence


class FellBack(msgspec.Struct, frozen=True, tag="fell_back", tag_field="event"):
    """The language model failed; sentences said so far are taken back, the extractive voice begins anew."""

    why: str


class Answered(msgspec.Struct, frozen=True, tag="answered", tag_field="event"):
    """The whole answer: what was said before, and what follows from it."""

    answer: Answer


Piece = Reading | Said | FellBack | Answered
"""What ``Gesso.ask`` yields: Reading once, Said for each sentence, Answered at the end. FellBack: forget what
was said."""


# what the answer is made of -------------------------------------------------------------------------


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or line of a post that the viewer may see and whose author allows answers with it.

    text: characters start … end of the part. score: how much it has to do with the question, higher is
    more, comparable within one question only. likes … remixes: the post's counts.
    """

    post_id: PostId
    account_id: AccountId
    handle: str
    name: str
    revision: int
    text: str
    part: Literal["text", "picture", "prompt"]
    start: int
    end: int
    language: str
    at: datetime
    score: float
    picture: int = 0
    generated: bool = False
    likes: int = 0
    reposts: int = 0
    replies: int = 0
    remixes: int = 0

    def cite(self) -> Citation:
        """The whole passage as what a sentence rests on."""
        return Citation(
            post_id=self.post_id,
            account_id=self.account_id,
            revision=self.revision,
            quote=self.text,
            part=self.part,
            start=self.start,
            end=self.end,
            picture=self.picture,
            generated=self.generated,
        )


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """All that an answer may rest on. passages: the best first. counted: sentences with numbers from the
    database, and about how a picture was made, ready to be said. posts: how many were read. ready: the
    whole answer of the extractive voice, in its order, where it is not just ``counted`` and the best
    passages. silence: why there is nothing, where there is more to say than that nothing was found."""

    passages: tuple[Passage, ...] = ()
    counted: tuple[Sentence, ...] = ()
    posts: int = 0
    ready: tuple[Sentence, ...] = ()
    silence: str = ""
