"""A post explained: who, what, how its pictures were made, what it comes from, how people respond."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from affresco.assistant import phrases, queries
from affresco.assistant.digest import response, told
from affresco.assistant.extractive import sentence
from affresco.assistant.model import Ask, Citation, Evidence, Passage, Sentence
from affresco.assistant.numbers import example
from affresco.assistant.passages import is_generated, passages
from affresco.assistant.questions import Question
from affresco.assistant.retrieval import Retrieval
from affresco.db import Database
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.posts.model import Picture, PostId
from affresco.text import N_, Locale, translate

OWN: Final = 2
"""Sentences of the post itself."""
REPLIES_READ: Final = 60
REPLIES: Final = 2

NOT_ALLOWED: Final = N_("The author of this post does not let me answer with it.")


class Explaining:
    """One a process."""

    def __init__(self, database: Database, reader: Reader, retrieval: Retrieval) -> None:
        self._database = database
        self._reader = reader
        self._retrieval = retrieval

    async def explain(self, ask: Ask, question: Question, now: datetime) -> Evidence:
        """All that is to be said of ``ask.post_id``. Raises PostNotFound, also for what is hidden."""
        post_id = ask.post_id or 0
        await self._reader.post(ask.viewer_id, post_id)
        view = (await self._usable(ask, [post_id])).get(PostId(post_id))
        locale = question.locale
        if view is None:
            return Evidence(posts=0, silence=translate(NOT_ALLOWED, locale))
        near = [i for i in (_parent(view), view.post.in_reply_to_id, _quoted(view)) if i]
        async with self._database.read() as tx:
            found = await queries.replies(tx, [post_id], REPLIES_READ)
        views = await self._usable(ask, [*near, *(i for i, _parent_id in found)])
        answers = [views[PostId(i)] for i, _parent_id in found if PostId(i) in views]
        answers.sort(key=lambda one: (-response(one), one.post.id))
        own = passages(view, behind_warning=ask.viewer_id is not None)
        said = [sentence(one, now, locale) for one in own[:OWN]] or [_shown(view, now, locale)]
        made = [
            *(
                one
                for n, picture in enumerate(view.post.pictures)
                for one in _made(view, n, picture, locale)
            ),
            *_comes_from(view, views, locale),
        ]
        counted = _response(view, locale)
        replied = [passages(one)[0] for one in answers if passages(one)][:REPLIES]
        ready = (*said, *made, *counted, *(sentence(one, now, locale) for one in replied))
        return Evidence(
            passages=(*own[:6], *_first_of(near, views), *replied),
            counted=(*made, *counted),
            posts=1 + len(views),
            ready=ready,
        )

    async def _usable(self, ask: Ask, ids: Collection[int]) -> dict[PostId, PostView]:
        return await self._retrieval.usable(ask.viewer_id, ids, unlisted=True)


def _parent(view: PostView) -> int | None:
    return None if view.parent is None else view.post.parent_id


def _quoted(view: PostView) -> int | None:
    quote = view.post.quote
    return None if quote is None or quote.state == "revoked" else quote.id


def _first_of(ids: Sequence[int], views: dict[PostId, PostView]) -> list[Passage]:
    told_of = (passages(views[PostId(i)]) for i in ids if PostId(i) in views)
    return [some[0] for some in told_of if some]


def _shown(view: PostView, now: datetime, locale: Locale) -> Sentence:
    """Of a post that has no words."""
    text = translate(N_("{name} posted this {when}."), locale).format(
        name=view.author.display_name, when=phrases.when(view.post.created_at, now, locale)
    )
    return Sentence(text, (example(view),))


def _made(view: PostView, number: int, picture: Picture, locale: Locale) -> list[Sentence]:
    """How a picture came about, as far as its author tells it to everybody."""
    if not is_generated(picture):
        text = N_("The picture was uploaded; it was not made here.")
        return [Sentence(translate(text, locale), (example(view),), "made")]
    recipe = picture.recipe
    if view.post.recipe_visibility != "open" or recipe is None:
        text = N_("The picture is an AI image; how it was made its author keeps to themselves.")
        return [Sentence(translate(text, locale), (example(view),), "made")]
    details = {
        "engine": recipe.engine,
        "seed": str(recipe.seed),
        "size": f"{recipe.width} × {recipe.height}",
        "words": phrases.words_of(recipe.prompt),
        "instruction": phrases.words_of(recipe.instruction or ""),
    }
    frame = N_(
        "The picture is an AI image, made with {engine} from the words “{words}” (seed {seed}, {size} "
        "pixels)."
    )
    if recipe.instruction:
        frame = N_(
            "The picture is an AI image, changed with {engine} by the words “{instruction}” (seed {seed}, "
            "{size} pixels)."
        )
    elif not recipe.prompt:
        frame = N_("The picture is an AI image, made with {engine} (seed {seed}, {size} pixels).")
    proof = example(view)
    if recipe.prompt and not recipe.instruction:
        post = view.post
        proof = Citation(
            post_id=post.id,
            account_id=post.account_id,
            revision=post.revision,
            quote=recipe.prompt,
            part="prompt",
            start=0,
            end=len(recipe.prompt),
            picture=number,
            generated=True,
        )
    return [Sentence(translate(frame, locale).format(**details), (proof,), "made")]


def _comes_from(view: PostView, views: dict[PostId, PostView], locale: Locale) -> list[Sentence]:
    """What it remixes, answers and quotes, as far as that may be told."""
    said: list[Sentence] = []
    for post_id, frame, hidden in (
        (
            view.post.parent_id,
            N_("It is a remix of a post by {name}: “{words}”"),
            N_("It is a remix of a post that is gone or that I may not use."),
        ),
        (view.post.in_reply_to_id, N_("It answers {name}: “{words}”"), ""),
        (_quoted(view), N_("It quotes {name}: “{words}”"), ""),
    ):
        if post_id is None:
            continue
        other = views.get(PostId(post_id))
        if other is None:
            if hidden:
                said.append(Sentence(translate(hidden, locale), (example(view),), "made"))
            continue
        cited = example(other)
        text = translate(frame, locale).format(
            name=other.author.display_name, words=phrases.words_of(cited.quote) or "…"
        )
        said.append(Sentence(text, (example(view), cited), "made"))
    return said


def _response(view: PostView, locale: Locale) -> list[Sentence]:
    numbers = told(view, locale)
    if not numbers:
        return []
    text = translate(N_("So far it has {response}."), locale).format(response=numbers)
    return [Sentence(text, (example(view),), "counted")]
