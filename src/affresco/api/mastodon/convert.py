"""Facts → Mastodon's entities. Pure: no I/O, no request.

Our words and theirs: a like is a favourite, a repost a reblog, an account's handle its username and
acct. Visibility: followers → private, private ("only me") → direct, as a direct message that mentions
nobody is seen by its author alone; the others have the same names.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from typing import Final
from urllib.parse import quote

import msgspec

from affresco.accounts.model import AccountId, Person, PersonCounts, Viewer
from affresco.accounts.model import Relationship as Standing
from affresco.api.mastodon import entities
from affresco.api.mastodon.entities import (
    Account,
    CredentialAccount,
    MediaAttachment,
    Mention,
    Notification,
    NotificationType,
    Status,
    StatusEdit,
    StatusVisibility,
    Tag,
)
from affresco.feeds.grouping import key_of
from affresco.feeds.model import NotificationKind, NotificationView, PollView, PostView, Timeline
from affresco.media.model import Media
from affresco.posts.filters import Match
from affresco.posts.markup import render
from affresco.posts.model import Edit, Poll, Post, QuotePolicy, Visibility
from affresco.posts.reports import Report as ReportFact
from affresco.studio.model import Recipe

POLICY_NAMES: Final[dict[QuotePolicy, entities.QuotePolicyName]] = {
    "everyone": "public",
    "followers": "followers",
    "nobody": "nobody",
}
MISSING_AVATAR: Final = "/avatars/original/missing.png"
MISSING_HEADER: Final = "/headers/original/missing.png"
"""Paths that Mastodon's clients know as "has none"; ``media`` serves them."""

VISIBILITY: Final[dict[Visibility, StatusVisibility]] = {
    "public": "public",
    "unlisted": "unlisted",
    "followers": "private",
    "direct": "direct",
    "private": "direct",
}
NOTIFICATION_TYPE: Final[dict[NotificationKind, NotificationType]] = {
    "follow": "follow",
    "follow_request": "follow_request",
    "like": "favourite",
    "reply": "mention",
    "mention": "mention",
    "repost": "reblog",
    "remix": "status",
    "post": "status",
    "quote": "quote",
    "poll": "poll",
    "edit": "update",
    "report": "admin.report",
    "sign_up": "admin.sign_up",
}
"""A remix comes as ``status``, which clients show as "NAME just posted" with the remix below."""

ASSISTANT_HANDLE: Final = "gesso"
"""The account of the assistant, the one here that is no person; the handle is reserved."""
PERMISSIONS: Final = {"owner": "1", "member": "0"}
"""Mastodon's bit mask: 1 is administrator."""

ACCOUNTS: Final = 8_192
"""Accounts that are kept ready."""

People = Mapping[AccountId, Person]
Numbers = Mapping[AccountId, PersonCounts]


def account(person: Person, counts: PersonCounts, base_url: str) -> Account:
    """A person. base_url: of the instance, without a final slash."""
    return _account(person, counts, base_url)


@lru_cache(maxsize=ACCOUNTS)
def _account(person: Person, counts: PersonCounts, base_url: str) -> Account:
    """Remembered by all that it is made of: writing the same person's note as HTML again and again was
    a third of a page of notifications."""
    avatar = base_url + (person.avatar.path("preview") if person.avatar else MISSING_AVATAR)
    header = base_url + (person.header.path("large") if person.header else MISSING_HEADER)
    return Account(
        id=str(person.id),
        username=person.handle,
        acct=person.handle,
        display_name=person.display_name,
        locked=person.locked,
        bot=person.handle == ASSISTANT_HANDLE,
        discoverable=person.discoverable,
        created_at=person.created_at,
        note=_absolute(render(person.bio), base_url),
        url=base_url + person.url,
        uri=base_url + person.url,
        avatar=avatar,
        avatar_static=avatar,
        header=header,
        header_static=header,
        followers_count=counts.followers,
        following_count=counts.following,
        statuses_count=counts.posts,
        fields=_fields(person),
    )


def credential_account(
    person: Person, viewer: Viewer, counts: PersonCounts, base_url: str
) -> CredentialAccount:
    """One's own account."""
    shown = account(person, counts, base_url)
    return CredentialAccount(
        **{name: getattr(shown, name) for name in Account.__struct_fields__},
        source=entities.Source(
            note=person.bio,
            fields=_plain_fields(person),
            privacy=VISIBILITY[viewer.preferences.visibility],
            sensitive=viewer.preferences.sensitive,
            language=viewer.preferences.language or viewer.locale,
            quote_policy=POLICY_NAMES[viewer.preferences.quote_policy],
        ),
        role=entities.RoleEntity(
            id=person.role, name=person.role, permissions=PERMISSIONS[person.role]
        ),
    )


def _fields(person: Person) -> tuple[entities.Field, ...]:
    return tuple(
        entities.Field(
            link.label,
            f'<a href="{escape(link.url)}" rel="nofollow noopener me">{escape(link.url)}</a>',
        )
        for link in person.links
    )


def _plain_fields(person: Person) -> tuple[entities.Field, ...]:
    return tuple(entities.Field(link.label, link.url) for link in person.links)


def relationship(standing: Standing) -> entities.Relationship:
    """How the viewer stands to a person."""
    return entities.Relationship(
        id=str(standing.id),
        following=standing.following,
        followed_by=standing.followed_by,
        showing_reblogs=standing.showing_reposts,
        notifying=standing.notifying,
        languages=standing.languages,
        blocking=standing.blocking,
        blocked_by=standing.blocked_by,
        muting=standing.muting,
        muting_notifications=standing.muting_notifications,
        requested=standing.requested,
        requested_by=standing.requested_by,
        endorsed=standing.endorsed,
        note=standing.note,
    )


def filter_result(match: Match, post_id: int) -> entities.FilterResult:
    """Why a post is filtered."""
    found = match.filter
    return entities.FilterResult(
        filter=entities.Filter(
            id=str(found.id),
            title=found.title,
            context=found.contexts,
            expires_at=found.expires_at,
            filter_action=found.action,
        ),
        keyword_matches=match.keywords or None,
        status_matches=(str(post_id),) if match.by_hand else None,
    )


def attachment(media: Media, alt: str, recipe: Recipe | None, base_url: str) -> MediaAttachment:
    """A picture. recipe: None where it is not for the viewer."""
    small = next((r for r in media.renditions if r.name == "preview"), None)
    original = _size(media.width, media.height)
    return MediaAttachment(
        id=str(media.id),
        url=base_url + media.path("original"),
        preview_url=base_url + media.path("preview"),
        meta=entities.MediaMeta(
            original,
            _size(small.width, small.height) if small else original,
            entities.FocusEntity(media.focus.x, media.focus.y),
        ),
        description=alt or None,
        affresco=entities.MediaNative(
            base64.b64encode(media.thumbhash).decode(), _recipe(recipe) if recipe else None
        ),
    )


def _size(width: int, height: int) -> entities.Size:
    return entities.Size(width, height, f"{width}x{height}", round(width / height, 4))


def _recipe(recipe: Recipe) -> entities.RecipeEntity:
    return entities.RecipeEntity(
        prompt=recipe.prompt,
        negative_prompt=recipe.negative_prompt,
        seed=recipe.seed,
        engine=recipe.engine,
        version=recipe.version,
        width=recipe.width,
        height=recipe.height,
    )


def status(view: PostView, people: People, numbers: Numbers, base_url: str) -> Status:
    """A post or a repost for its viewer.

    people: those whom the text mentions, as far as they exist. numbers: of the author and of who
    reposted it.
    """
    post = _post(view, people, numbers, base_url)
    if view.reposted_by is None:
        return post
    return _reblog(view, post, numbers, base_url)


def _post(
    view: PostView, people: People, numbers: Numbers, base_url: str, *, outermost: bool = True
) -> Status:
    post, state, counts = view.post, view.state, view.counts
    url = f"{base_url}/@{view.author.handle}/{post.id}"
    return Status(
        id=str(post.id),
        created_at=post.created_at,
        in_reply_to_id=_id(post.in_reply_to_id),
        in_reply_to_account_id=_id(post.in_reply_to_account_id),
        sensitive=post.veiled or bool(post.warning),
        spoiler_text=post.warning,
        visibility=VISIBILITY[post.visibility],
        language=post.language,
        uri=url,
        url=url,
        replies_count=counts.replies,
        reblogs_count=counts.reposts,
        favourites_count=counts.likes,
        edited_at=post.edited_at,
        favourited=state.liked,
        reblogged=state.reposted,
        bookmarked=state.bookmarked,
        muted=state.muted,
        pinned=post.pinned and state.own,
        content=_absolute(post.html, base_url),
        account=account(view.author, numbers[view.author.id], base_url),
        media_attachments=attachments(view, base_url),
        mentions=tuple(
            _mention(people[person_id], base_url)
            for person_id in post.mentioned_ids
            if person_id in people
        ),
        tags=tuple(Tag(name, f"{base_url}/tags/{quote(name)}") for name in post.tags),
        filtered=tuple(filter_result(match, post.id) for match in view.filtered),
        poll=poll(view.poll) if view.poll else None,
        quote=_quote(view, people, numbers, base_url, outermost=outermost),
        quotes_count=counts.quotes,
        quote_approval=_approval(view),
        affresco=_native(view),
    )


def poll(view: PollView) -> entities.Poll:
    """A poll for its viewer."""
    return entities.Poll(
        id=str(view.poll.id),
        expires_at=view.poll.expires_at,
        expired=view.ended,
        multiple=view.poll.multiple,
        votes_count=sum(view.totals or ()),
        voters_count=view.poll.voters,
        voted=view.voted,
        own_votes=view.votes,
        options=tuple(
            entities.PollOption(option.title, view.totals[at] if view.totals else None)
            for at, option in enumerate(view.poll.options)
        ),
    )


def _quote(
    view: PostView, people: People, numbers: Numbers, base_url: str, *, outermost: bool
) -> entities.Quote | None:
    quoted = view.quoted
    if quoted is None:
        return None
    state: entities.QuoteStateName = "accepted"
    if quoted.revoked:
        state = "revoked"
    elif outermost and quoted.view is None:
        state = "deleted"
    if not outermost:
        return entities.Quote(state, quoted_status_id=None if quoted.revoked else str(quoted.id))
    inside = quoted.view
    return entities.Quote(
        state, _post(inside, people, numbers, base_url, outermost=False) if inside else None
    )


QUOTED_BY: Final[dict[QuotePolicy, tuple[entities.QuotedBy, ...]]] = {
    "everyone": ("public",),
    "followers": ("followers",),
    "nobody": (),
}
"""Our words for who may quote, in theirs."""


def _approval(view: PostView) -> entities.QuoteApproval:
    post = view.post
    shared = post.visibility in ("public", "unlisted")
    return entities.QuoteApproval(
        automatic=QUOTED_BY[post.quote_policy] if shared else (),
        manual=(),
        current_user="automatic" if view.state.may_quote else "denied",
    )


def _reblog(view: PostView, post: Status, numbers: Numbers, base_url: str) -> Status:
    """A repost around its post: an id, a moment and an account of its own, nothing else."""
    assert view.reposted_by is not None
    return Status(
        id=str(view.entry_id),
        created_at=moment_of(view.entry_id),
        sensitive=post.sensitive,
        spoiler_text=post.spoiler_text,
        visibility=post.visibility,
        language=post.language,
        uri=f"{post.uri}#repost-{view.entry_id}",
        url=post.url,
        replies_count=post.replies_count,
        reblogs_count=post.reblogs_count,
        favourites_count=post.favourites_count,
        favourited=post.favourited,
        reblogged=post.reblogged,
        bookmarked=post.bookmarked,
        muted=post.muted,
        content=post.content,
        filtered=post.filtered,
        reblog=post,
        account=account(view.reposted_by, numbers[view.reposted_by.id], base_url),
        affresco=post.affresco,
    )


def attachments(view: PostView, base_url: str) -> tuple[MediaAttachment, ...]:
    """The pictures of a post, with their recipes where they are for the viewer."""
    shows = view.post.recipe_visibility == "open" or view.state.own
    return tuple(
        attachment(picture.media, picture.alt, picture.recipe if shows else None, base_url)
        for picture in view.post.pictures
    )


def _native(view: PostView) -> entities.StatusNative:
    post = view.post
    return entities.StatusNative(
        visibility=post.visibility,
        recipe_visibility=post.recipe_visibility,
        remix=post.remix_policy,
        training=post.training,
        assistant=post.assistant,
        licence=post.licence,
        likeness=post.likeness if view.state.own else None,
        remix_of_id=_id(post.parent_id),
        remixes_count=view.counts.remixes,
        may_remix=view.state.may_remix,
    )


def _mention(person: Person, base_url: str) -> Mention:
    return Mention(str(person.id), person.handle, person.handle, base_url + person.url)


def report(told: ReportFact, target: Account) -> entities.Report:
    """What the owners were told."""
    return entities.Report(
        id=str(told.id),
        action_taken=told.resolved_at is not None,
        action_taken_at=told.resolved_at,
        category=told.category,
        comment=told.comment,
        created_at=told.created_at,
        status_ids=tuple(map(str, told.post_ids)) or None,
        rule_ids=told.rules or None,
        target_account=target,
    )


def notification(
    view: NotificationView, people: People, numbers: Numbers, base_url: str
) -> Notification:
    """Somebody did something. people, numbers: as in ``status``, and of the one who did it."""
    post = status(view.post, people, numbers, base_url) if view.post else None
    return notification_about(view, numbers, base_url, post)


def notification_about(
    view: NotificationView, numbers: Numbers, base_url: str, post: Status | None
) -> Notification:
    """``notification`` about a status that is ready."""
    fact = view.notification
    return Notification(
        id=str(fact.id),
        type=NOTIFICATION_TYPE[fact.kind],
        group_key=key_of(fact),
        created_at=fact.at,
        account=account(view.actor, numbers[view.actor.id], base_url),
        status=post,
        affresco=entities.NotificationNative(fact.kind, fact.seen),
    )


def wordings(
    post: Post,
    poll: Poll | None,
    earlier: Sequence[Edit],
    author: Account,
    pictures: tuple[MediaAttachment, ...],
    base_url: str,
) -> tuple[StatusEdit, ...]:
    """The wordings of a post, oldest first, the present one last. earlier: oldest first.

    Pictures that left the post are their owner's alone again, and in none of them.
    """
    hung = {picture.id: picture for picture in pictures}
    shown = [
        StatusEdit(
            content=_absolute(render(edit.text), base_url),
            spoiler_text=edit.warning,
            sensitive=edit.sensitive or bool(edit.warning),
            created_at=edit.at,
            account=author,
            media_attachments=tuple(
                msgspec.structs.replace(hung[str(media_id)], description=alt or None)
                for media_id, alt in zip(edit.media_ids, edit.alts, strict=True)
                if str(media_id) in hung
            ),
            poll=_edited_poll(edit.poll),
        )
        for edit in earlier
    ]
    present = StatusEdit(
        content=_absolute(post.html, base_url),
        spoiler_text=post.warning,
        sensitive=post.veiled or bool(post.warning),
        created_at=post.edited_at or post.created_at,
        account=author,
        media_attachments=pictures,
        poll=_edited_poll([option.title for option in poll.options] if poll else ()),
    )
    return (*shown, present)


def _edited_poll(titles: Sequence[str]) -> entities.EditedPoll | msgspec.UnsetType:
    if not titles:
        return msgspec.UNSET
    return entities.EditedPoll(tuple(map(entities.EditedOption, titles)))


def only(timeline: Timeline, *, without_reposts: bool, only_media: bool) -> Timeline:
    """A page without what the client does not want; its cursors stay, so the next page follows on."""
    kept = tuple(
        view
        for view in timeline.items
        if not (without_reposts and view.reposted_by is not None)
        and not (only_media and not view.post.pictures)
    )
    return msgspec.structs.replace(timeline, items=kept)


def moment_of(entry_id: int) -> datetime:
    """When an id was made: its upper 48 bits are milliseconds since 1970."""
    return datetime.fromtimestamp((entry_id >> 16) / 1000, UTC)


def _absolute(html: str, base_url: str) -> str:
    """Our links are paths; a client on another host needs whole addresses."""
    return html.replace('href="/', f'href="{base_url}/')


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
