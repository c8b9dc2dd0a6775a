"""Tools that others notice: publish, reply, like, follow.

Publishing says first where it will go, and waits for the person's word (``confirming``).
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from affresco.accounts import commands as accounts
from affresco.accounts import ties
from affresco.accounts.access import get_person_by_handle
from affresco.mcp.confirming import SECONDS, confirmation_for, key_of
from affresco.mcp.entities import DoneOut, FollowedOut, PictureOut, PostOut, PublishedOut
from affresco.mcp.errors import Declined
from affresco.mcp.ids import PostIdText, number
from affresco.mcp.looking import get_own_view, presenter
from affresco.mcp.model import Asks, Caller, Told
from affresco.mcp.present import line
from affresco.media.model import MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import checks, reactions
from affresco.posts.commands import publish
from affresco.posts.errors import PictureUnusable, PostNotFound, ReplyTargetGone
from affresco.posts.model import (
    PICTURES_LIMIT,
    NewPicture,
    PostId,
    Publish,
    RecipeVisibility,
    RemixPolicy,
    Visibility,
)
from affresco.studio.queries import candidate_by_media, source_posts
from affresco.text import N_, _

Confirmation = Annotated[
    str | None,
    msgspec.Meta(
        description="Leave out at first: nothing is published then, and the answer is a preview with a "
        "confirmation. Show the preview to the person; only if they agree, call again with the same "
        "arguments and the confirmation."
    ),
]
Text = Annotated[str, msgspec.Meta(description="The words. #hashtags and @handles count.")]
WHERE: dict[Visibility, str] = {
    "public": N_(
        "For everybody: it appears in the feeds of this place and can be found on the web"
    ),
    "unlisted": N_("For everybody with the address, in no list of everybody's posts"),
    "followers": N_("For those who follow you"),
    "direct": N_("For those who are named in it"),
    "private": N_("For you alone"),
}


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture to publish."""

    image_id: Annotated[str, msgspec.Meta(description="One of the person's own pictures.")]
    description: Annotated[
        str,
        msgspec.Meta(description="For those who cannot see it; leave out for the picture's own."),
    ] = ""


class _Agreed(msgspec.Struct, frozen=True):
    """What the person says yes to."""

    where: str
    command: Publish


Pictures = Annotated[tuple[Shown, ...], msgspec.Meta(max_length=PICTURES_LIMIT)]


class PublishPost(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    text: Text = ""
    images: Pictures = ()
    visibility: Annotated[
        Visibility | None,
        msgspec.Meta(description="Who sees it; leave out for what the person usually chooses."),
    ] = None
    show_prompt: Annotated[
        bool, msgspec.Meta(description="Whether others see how the pictures were made.")
    ] = True
    remixes_by: Annotated[
        RemixPolicy | None,
        msgspec.Meta(
            description="Who may make pictures from these; leave out for what the person usually chooses."
        ),
    ] = None
    sensitive: Annotated[
        bool, msgspec.Meta(description="Cover the pictures until somebody asks for them.")
    ] = False
    warning: Annotated[str, msgspec.Meta(description="Stands before the text, which folds.")] = ""
    language: Annotated[str, msgspec.Meta(description="Of the text, e.g. en or it.")] = ""
    confirmation: Confirmation = None


class ReplyToPost(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    post_id: PostIdText
    text: Text = ""
    images: Pictures = ()
    language: Annotated[str, msgspec.Meta(description="Of the text, e.g. en or it.")] = ""
    confirmation: Confirmation = None


class LikePost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    post_id: PostIdText
    liked: Annotated[bool, msgspec.Meta(description="false takes a like back.")] = True


class FollowPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    handle: Annotated[str, msgspec.Meta(description="With or without @.")]
    following: Annotated[bool, msgspec.Meta(description="false stops following.")] = True


async def publish_post(caller: Caller, asked: PublishPost) -> Told | Asks:
    """Raises NotConfirmed, Declined, and what ``posts.commands.publish`` does."""
    usual = caller.me.preferences
    command = Publish(
        text=asked.text,
        pictures=_pictures(asked.images),
        visibility=asked.visibility or usual.visibility,
        recipe_visibility=_recipe(show=asked.show_prompt),
        remix_policy=asked.remixes_by,
        language=asked.language or usual.language or caller.me.locale,
        warning=asked.warning,
        sensitive=asked.sensitive or usual.sensitive,
    )
    remixed = await _remixed(caller, command)
    where = _(WHERE[command.visibility])
    if remixed is not None:
        where += ". " + _("As a remix of @{handle}'s post").format(handle=remixed.author.handle)
    return await _publish(caller, "publish_post", asked.confirmation, command, where)


async def reply_to_post(caller: Caller, asked: ReplyToPost) -> Told | Asks:
    """Raises ReplyTargetGone, NotConfirmed, Declined, and what ``posts.commands.publish`` does."""
    target = PostId(number(asked.post_id))
    try:
        view = await caller.reader.post(caller.id, target)
    except PostNotFound as error:
        raise ReplyTargetGone from error
    usual = caller.me.preferences
    visibility = view.post.visibility if view.post.visibility != "private" else usual.visibility
    handle = f"@{view.author.handle} "
    text = asked.text if view.state.own or handle.strip() in asked.text else handle + asked.text
    command = Publish(
        text=text,
        pictures=_pictures(asked.images),
        visibility=visibility,
        in_reply_to_id=target,
        language=asked.language or usual.language or caller.me.locale,
    )
    where = _("As an answer to @{handle}'s post").format(handle=view.author.handle)
    where += f". {_(WHERE[visibility])}"
    return await _publish(caller, "reply_to_post", asked.confirmation, command, where)


async def like_post(caller: Caller, asked: LikePost) -> Told:
    """Raises PostNotFound."""
    post_id = PostId(number(asked.post_id))
    act = reactions.like if asked.liked else reactions.unlike
    await act(caller.database, caller.id, post_id)
    post = await get_own_view(caller, post_id)
    data = DoneOut(post_id=post.id, liked=post.liked, likes=post.likes)
    return Told(text=(_("Liked") if post.liked else _("Not liked")) + f": {line(post)}", data=data)


async def follow_person(caller: Caller, asked: FollowPerson) -> Told:
    """Raises PersonNotFound, CannotFollowSelf, FollowRefused, PersonMoved."""
    async with caller.database.read() as tx:
        person = await get_person_by_handle(tx, asked.handle)
    follows = False
    if asked.following:
        follows = await accounts.follow(caller.database, caller.id, person.id)
    else:
        await ties.unfollow(caller.database, caller.id, person.id)
    data = FollowedOut(
        handle=person.handle, following=follows, requested=asked.following and not follows
    )
    if data.following:
        said = _("You follow @{handle} now.")
    elif data.requested:
        said = _("@{handle} wants to be asked, and has been.")
    else:
        said = _("You do not follow @{handle}.")
    return Told(text=said.format(handle=person.handle), data=data)


def _pictures(images: tuple[Shown, ...]) -> tuple[NewPicture, ...]:
    return tuple(NewPicture(number(one.image_id), alt=one.description) for one in images)


def _recipe(*, show: bool) -> RecipeVisibility:
    return "open" if show else "private"


async def _publish(
    caller: Caller,
    tool: str,
    confirmation: str | None,
    command: Publish,
    where: str,
) -> Told | Asks:
    """Publish what was confirmed; else ask for the person's word, in the way that the host has.

    What is confirmed is what would happen, not what was asked for: who sees it may follow from what the
    person usually chooses, or from the post that is answered, and these may be others by then.
    """
    content = _Agreed(where, command)
    if caller.said is not None:
        if not caller.said.yes:
            raise Declined
        confirmation = caller.said.state
    preview = await _preview(caller, command, where)
    if not confirmation:
        value = confirmation_for(caller, tool, content)
        if caller.asks:
            return Asks(_question(preview), value)
        said = _("Nothing is published yet. Show this to the person and ask them.")
        data = msgspec.structs.replace(preview, confirmation=value, minutes=SECONDS // 60)
        return Told(text=f"{said}\n{_question(preview)}\nconfirmation: {value}", data=data)
    key = key_of(caller, tool, content, confirmation)
    post_id = await publish(
        caller.database,
        caller.runtime.settings,
        caller.id,
        msgspec.structs.replace(command, idempotency_key=key),
    )
    post = await get_own_view(caller, post_id)
    done = msgspec.structs.replace(
        preview, state="published", post=post, url=post.url, text=post.text, pictures=post.pictures
    )
    return Told(text=_("Published: {url}").format(url=post.url) + f"\n{line(post)}", data=done)


async def _preview(caller: Caller, command: Publish, where: str) -> PublishedOut:
    """What would be published. Raises PictureUnusable, and what ``checks.clean`` raises."""
    clean = checks.clean(command)
    ids = [picture.media_id for picture in clean.pictures]
    async with caller.database.read() as tx:
        found = await media_by_ids(tx, ids)
        recipes = await candidate_by_media(tx, caller.id, ids) if ids else {}
    shown = presenter(caller)
    pictures: list[PictureOut] = []
    for picture in clean.pictures:
        media = found.get(MediaId(picture.media_id))
        if media is None or media.owner_id != caller.id:
            raise PictureUnusable
        recipe = recipes.get(media.id)
        open_ = recipe is not None and command.recipe_visibility == "open"
        out = shown.own(media, recipe.prompt if recipe is not None and open_ else None)
        pictures.append(msgspec.structs.replace(out, description=picture.alt or media.alt))
    return PublishedOut(
        state="preview",
        where=where,
        author=caller.me.handle,
        text=clean.text,
        warning=clean.warning,
        pictures=tuple(pictures),
    )


async def _remixed(caller: Caller, command: Publish) -> PostOut | None:
    """The post that the pictures were made from, where the person can see it."""
    ids = [picture.media_id for picture in command.pictures]
    if not ids:
        return None
    async with caller.database.read() as tx:
        recorded = await source_posts(tx, caller.id, ids)
    views = await caller.reader.views(caller.id, recorded.values())
    return next((presenter(caller).post(view) for view in views.values()), None)


def _question(preview: PublishedOut) -> str:
    head = _("Publish as @{handle}?").format(handle=preview.author)
    shown = [f"[{one.description or one.id}] {one.url}" for one in preview.pictures]
    covered = [f"[{preview.warning}]"] if preview.warning else []
    return "\n".join([head, f"{preview.where}.", "", *covered, preview.text, *shown]).strip()
