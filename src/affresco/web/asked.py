"""Questions and answers → what the templates of Gesso show. All but ``look_up`` is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

import msgspec

from affresco.accounts.model import Person
from affresco.assistant.circles import label_of, value_of
from affresco.assistant.conversations import State, Turn
from affresco.assistant.model import (
    Answer,
    Ask,
    Citation,
    InThread,
    Offer,
    Sentence,
)
from affresco.assistant.passages import part_of
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.posts.model import PostId
from affresco.text import _
from affresco.web.present import post_url, summary

AROUND: Final = 280
"""Characters of a post that are shown before and after the words that an answer rests on."""

Views = Mapping[PostId, PostView]


class Source(msgspec.Struct, frozen=True):
    """Words that an answer rests on, in their post. anchor: the element that opens with a click on the
    number. mark: the very words, between before and after. where: which part of the post they stand in.
    generated: posted as an AI image. url: of the post."""

    number: int
    anchor: str
    url: str
    author: Person
    at: datetime
    language: str
    before: str
    mark: str
    after: str
    where: str
    generated: bool


class Said(msgspec.Struct, frozen=True):
    """A sentence with the numbers of its sources: (number, anchor)."""

    text: str
    kind: str
    marks: tuple[tuple[int, str], ...]


class OfferCard(msgspec.Struct, frozen=True):
    """A button under an answer. url: where it leads; "" for one that asks again among more, or that makes a
    list, as ``kind`` says."""

    kind: str
    label: str
    url: str = ""


class TurnCard(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its answer. state: making, answered, stopped, failed. dropped: sentences
    of a language model that no post bears out. about: the post that is
    explained. circle: among which posts, in words; among: as the form sends it."""

    id: int
    conversation_id: int
    question: str
    task: str
    post_id: int | None
    about: str
    about_url: str
    circle: str
    among: str
    state: str
    at: datetime
    locale: str
    said: tuple[Said, ...] = ()
    sources: tuple[Source, ...] = ()
    silence: str = ""
    offers: tuple[OfferCard, ...] = ()
    fell_back: str = ""
    by_model: bool = False
    dropped: int = 0
    status: str = ""


STATES: Final[dict[State, str]] = {
    "asked": "making",
    "answered": "answered",
    "stopped": "stopped",
    "failed": "failed",
    "refused": "failed",
}


async def look_up(reader: Reader, viewer_id: int, turns: Sequence[Turn]) -> dict[PostId, PostView]:
    """The posts that turns speak of, as far as the viewer may see them."""
    wanted = {
        citation.post_id
        for turn in turns
        if turn.answer is not None
        for sentence in turn.answer.sentences
        for citation in sentence.citations
    }
    wanted |= {PostId(turn.ask.post_id) for turn in turns if turn.ask.post_id is not None}
    wanted |= {
        PostId(turn.ask.among.post_id) for turn in turns if isinstance(turn.ask.among, InThread)
    }
    return await reader.views(viewer_id, wanted) if wanted else {}


def turn_card(turn: Turn, views: Views, names: Mapping[str, str], status: str = "") -> TurnCard:
    """A turn for its asker. names: of circles that have one, by their value. status: what is going on."""
    ask, answer = turn.ask, turn.answer or Answer(locale=turn.ask.locale)
    about = views.get(PostId(ask.post_id)) if ask.post_id is not None else None
    sources = _Sources(turn.id, views)
    said = tuple(
        shown for shown in (sources.say(sentence) for sentence in answer.sentences) if shown.marks
    )
    state = STATES[turn.state]
    return TurnCard(
        id=turn.id,
        conversation_id=turn.conversation_id,
        question=ask.text or _question(ask),
        task=ask.task,
        post_id=ask.post_id,
        about=summary(about.post, 120) if about else "",
        about_url=post_url(about.author.handle, about.post.id) if about else "",
        circle=names.get(value_of(ask.among)) or label_of(ask.among),
        among=value_of(ask.among),
        state=state,
        at=turn.at,
        locale=answer.locale,
        said=said,
        sources=tuple(sources.found),
        silence=_silence(answer, said) if state == "answered" else "",
        offers=tuple(map(_offer, answer.offers)),
        fell_back=answer.fell_back,
        by_model=answer.voice == "model",
        dropped=answer.dropped,
        status=status,
    )


def _question(ask: Ask) -> str:
    return _("Explain this post") if ask.task == "explain" else _("Catch me up")


def _silence(answer: Answer, said: Sequence[Said]) -> str:
    if said:
        return ""
    if answer.sentences:
        return _(
            "What this answer rested on was changed or withdrawn, so it is not shown any more."
        )
    return answer.silence or _("I found nothing here that I may answer with.")


class _Sources:
    """Numbers the sources of one answer in the order in which they are named."""

    def __init__(self, turn_id: int, views: Views) -> None:
        self.found: list[Source] = []
        self._turn_id = turn_id
        self._views = views
        self._numbers: dict[tuple[int, str, int, int, int], Source] = {}

    def say(self, sentence: Sentence) -> Said:
        sources = [s for s in map(self._source, sentence.citations) if s is not None]
        marks = dict.fromkeys((source.number, source.anchor) for source in sources)
        return Said(sentence.text, sentence.kind, tuple(marks))

    def _source(self, citation: Citation) -> Source | None:
        view = self._views.get(citation.post_id)
        if view is None:
            return None
        key = (citation.post_id, citation.part, citation.picture, citation.start, citation.end)
        if key not in self._numbers:
            number = len(self.found) + 1
            source = _in_its_post(citation, view, number, f"source-{self._turn_id}-{number}")
            self._numbers[key] = source
            self.found.append(source)
        return self._numbers[key]


def _in_its_post(citation: Citation, view: PostView, number: int, anchor: str) -> Source:
    whole = part_of(view, citation.part, citation.picture) or ""
    start, end = citation.start, citation.end
    if whole[start:end] != citation.quote:
        start = whole.find(citation.quote)
        end = start + len(citation.quote)
    before, after = ("", "") if start < 0 else (whole[:start], whole[end:])
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return Source(
        number=number,
        anchor=anchor,
        url=post_url(view.author.handle, view.post.id),
        author=view.author,
        at=view.post.created_at,
        language=view.post.language,
        before=before,
        mark=citation.quote,
        after=after,
        where=_where(citation),
        generated=citation.generated,
    )


def _where(citation: Citation) -> str:
    match citation.part:
        case "picture":
            return _("In the description of a picture")
        case "prompt":
            return _("In the prompt of a picture")
        case _:
            return ""


def _offer(offer: Offer) -> OfferCard:
    match offer.kind:
        case "search":
            return OfferCard(offer.kind, offer.label, f"/search?q={quote(offer.value)}")
        case "draft_prompt" | "make_image":
            return OfferCard(offer.kind, offer.label, f"/?prompt={quote(offer.value)}#studio")
        case "remix":
            return OfferCard(offer.kind, offer.label, f"/?remix={offer.post_id}#studio")
        case _:
            return OfferCard(offer.kind, offer.label)
