"""What ``macros/studio.html`` ``composer`` takes: a form to start from nothing, or from a post."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from affresco.accounts.model import Person
from affresco.feeds.model import PostView
from affresco.posts.model import PostId
from affresco.studio.model import COUNT_LIMIT, SIZES, Format, Generation, Recipe
from affresco.web.orders import NewPictures
from affresco.web.present import PictureCard, picture_card, post_url

NO_ERRORS: Final[Mapping[str, str]] = MappingProxyType({})


class RemixSource(msgspec.Struct, frozen=True):
    """The post that a remix starts from. prompt: None where its author keeps it private."""

    id: PostId
    url: str
    author: Person
    prompt: str | None
    picture: PictureCard | None


class ComposerForm(msgspec.Struct, frozen=True, kw_only=True):
    """The studio's form as it is shown. errors: by field, already translated.

    seed: of the first picture, from an open recipe: the same words give the parent's picture again,
    and changed words change only what they name.
    """

    csrf_token: str
    idempotency_key: str
    prompt: str = ""
    engine: str | None = None
    count: int = 4
    format: Format = "1:1"
    seed: int | None = None
    errors: Mapping[str, str] = NO_ERRORS
    remix_of: RemixSource | None = None
    negative_prompt: str = ""
    palette: str = ""
    style_media_id: int | None = None
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    batch: bool = False

    @property
    def is_steered(self) -> bool:
        """Whether more than words is asked for: then the rest of the form stands open."""
        told = (self.negative_prompt, self.palette, self.style_media_id, self.steps)
        return any((*told, self.guidance, self.scheduler, self.batch))


def empty_form(
    csrf_token: str,
    style_media_id: int | None = None,
    palette: str = "",
    engine: str | None = None,
) -> ComposerForm:
    """A form to start from nothing, or with the look or the colours of one of one's own pictures.

    engine: one that takes them, None for the first.
    """
    return ComposerForm(
        csrf_token=csrf_token,
        idempotency_key=secrets.token_urlsafe(16),
        engine=engine,
        style_media_id=style_media_id,
        palette=palette,
    )


def remix_form(csrf_token: str, parent: PostView, viewer_id: int) -> ComposerForm:
    """A form that starts from a post: with its recipe where that is open, else with its format alone."""
    recipe = next((p.recipe for p in parent.post.pictures if p.recipe is not None), None)
    is_open = parent.post.shows_recipe_to(viewer_id)
    return ComposerForm(
        csrf_token=csrf_token,
        idempotency_key=secrets.token_urlsafe(16),
        prompt=recipe.prompt if recipe is not None and is_open else "",
        engine=recipe.engine if recipe is not None else None,
        format=format_of(recipe) if recipe is not None else "1:1",
        seed=recipe.seed if recipe is not None and is_open else None,
        remix_of=remix_source(parent, viewer_id),
    )


def form_of(job: Generation, csrf_token: str, remix_of: RemixSource | None) -> ComposerForm:
    """A form with everything that a job was told, to paint once more or otherwise; with seeds of its own."""
    told = job.steering
    return ComposerForm(
        csrf_token=csrf_token,
        idempotency_key=secrets.token_urlsafe(16),
        prompt=job.prompt,
        engine=job.engine,
        count=job.count,
        format=format_of(job),
        remix_of=remix_of,
        negative_prompt=told.negative_prompt,
        palette=" ".join(told.palette),
        style_media_id=job.style_media_id,
        steps=told.steps,
        guidance=told.guidance,
        scheduler=told.scheduler,
    )


def form_again(
    sent: NewPictures, csrf_token: str, errors: Mapping[str, str], remix_of: RemixSource | None
) -> ComposerForm:
    """The form with everything that was typed. errors: by field, already translated."""
    return ComposerForm(
        csrf_token=csrf_token,
        idempotency_key=sent.idempotency_key or secrets.token_urlsafe(16),
        prompt=sent.prompt,
        engine=sent.engine,
        count=sent.count if 1 <= sent.count <= COUNT_LIMIT else COUNT_LIMIT,
        format=sent.format,
        seed=sent.seed,
        errors=errors,
        remix_of=remix_of,
        negative_prompt=sent.negative_prompt,
        palette=sent.palette,
        style_media_id=sent.style_media_id,
        steps=sent.steps,
        guidance=sent.guidance,
        scheduler=sent.scheduler,
        batch=sent.batch,
    )


def remix_source(parent: PostView, viewer_id: int) -> RemixSource:
    """The parent of a remix, as far as the viewer may know it."""
    post = parent.post
    recipe = next((p.recipe for p in post.pictures if p.recipe is not None), None)
    return RemixSource(
        id=post.id,
        url=post_url(parent.author.handle, post.id),
        author=parent.author,
        prompt=recipe.prompt if recipe is not None and post.shows_recipe_to(viewer_id) else None,
        picture=picture_card(post.pictures[0]) if post.pictures else None,
    )


def format_of(made: Recipe | Generation) -> Format:
    """The format whose proportions are nearest to a recipe's, or a job's."""
    ratio = made.width / made.height
    return min(SIZES, key=lambda name: abs(SIZES[name][0] / SIZES[name][1] - ratio))
