"""What pages say of where pictures come from, in words for people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from affresco.accounts.model import Person
from affresco.feeds.model import PostView
from affresco.posts.model import Post
from affresco.runtime import Runtime
from affresco.studio.provenance.model import Credentials, Declared, Made, Report
from affresco.studio.provenance.queries import declared_of
from affresco.text import N_, _
from affresco.web.present import post_url
from affresco.web.workbench import picture_url

_SOURCES: Final = {
    "algorithmicMedia": N_("drawn by a program, without a trained model"),
    "trainedAlgorithmicMedia": N_("made by a trained model"),
    "compositeWithTrainedAlgorithmicMedia": N_("made in part by a trained model"),
    "compositeSynthetic": N_("put together with parts made by machines"),
    "algorithmicallyEnhanced": N_("altered by a program"),
    "digitalCapture": N_("taken with a camera"),
    "computationalCapture": N_("taken with a camera, several frames in one"),
    "digitalCreation": N_("made by a person with digital tools"),
    "humanEdits": N_("edited by a person"),
    "screenCapture": N_("taken from a screen"),
}
"""IPTC's vocabulary "Digital Source Type", the terms that one meets."""


Kind = Literal["ours", "altered", "signed", "tampered", "declared", "silent", "unreadable"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of the checking page.

    kind: ours | altered (ours, changed since) | signed (by somebody else) | tampered (not as somebody
    signed it) | declared (unsigned words) | silent (nothing found) | unreadable.
    draft_url: the workbench of the asker's own picture that is in no post.
    """

    kind: Kind
    signature: str
    watermark: bool
    source: str
    software: str
    made_at: datetime | None
    parents: int
    post_url: str | None
    author: Person | None
    draft_url: str | None = None


class OriginLine(msgspec.Struct, frozen=True):
    """Of one picture of a post. alt: which one; text: where it says it comes from."""

    alt: str
    text: str


def source_words(source_type: str) -> str:
    """How a picture came about, in the reader's language; the term itself where we have no words for it."""
    words = _SOURCES.get(source_type)
    return _(words) if words else source_type


def verdict(
    report: Report, made: Made | None, published: PostView | None, *, own: bool = False
) -> Verdict:
    """What to say of a file. made, published: what we remember of it, as far as the reader may know. own:
    whether the reader made it."""
    signed = report.credentials or Credentials(state="valid")
    fields = Declared(report.credentials, report.fields)
    return Verdict(
        kind=_kind(report),
        signature=_signature(report.credentials),
        watermark=report.watermark is not None,
        source=source_words(made.source_type if made else fields.source_type),
        software=f"{made.engine} {made.version}"
        if made
        else f"{fields.software} {signed.version}".strip(),
        made_at=made.made_at if made else _moment(signed.made_at),
        parents=signed.parents,
        post_url=post_url(published.author.handle, published.post.id) if published else None,
        author=published.author if published else None,
        draft_url=picture_url(made.media_id) if made and own and not published else None,
    )


def _moment(said: str) -> datetime | None:
    """When a signer says that it was; None for what is no moment with a time zone."""
    try:
        moment = datetime.fromisoformat(said)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _kind(report: Report) -> Kind:
    state = report.credentials.state if report.credentials else None
    if state == "ours":
        return "ours"
    if report.watermark is not None:
        return "altered"
    if state == "valid":
        return "signed"
    if state is not None:
        return "tampered"
    if report.fields is not None:
        return "declared"
    return "silent" if report.picture else "unreadable"


def _signature(credentials: Credentials | None) -> str:
    if credentials is None:
        return _("None.")
    if credentials.state == "ours":
        return _("Valid, by this network. The file is as it was signed.")
    name = credentials.signer or _("somebody unnamed")
    if credentials.state == "valid":
        return _(
            "Intact, by {name}. The file is as it was signed. We cannot vouch for who bears that name."
        ).format(name=name)
    if credentials.state == "altered":
        return _("Broken: the file was changed after {name} signed it.").format(name=name)
    return _("It cannot be checked.")


async def origin_lines(runtime: Runtime, post: Post) -> tuple[OriginLine, ...]:
    """What the pictures of a post say of their origin. Only uploads cost a query."""
    uploads = [picture.media.id for picture in post.pictures if picture.media.kind == "upload"]
    declared: dict[int, Declared] = {}
    if uploads:
        async with runtime.database.read() as tx:
            declared = await declared_of(tx, uploads)
    return tuple(
        OriginLine(picture.alt, _made_here(post, index))
        if picture.media.kind == "generated"
        else OriginLine(picture.alt, brought(declared.get(picture.media.id)))
        for index, picture in enumerate(post.pictures)
    )


def _made_here(post: Post, index: int) -> str:
    recipe = post.pictures[index].recipe
    if recipe is None:
        return _("Made here by a machine. The file is signed.")
    return _("Made here by {engine}. The file is signed.").format(engine=recipe.engine)


def brought(declared: Declared | None) -> str:
    """What an upload said of itself, in the reader's language."""
    if declared is None:
        return _("Uploaded. The file said nothing of its origin.")
    parts = [_("Uploaded.")]
    if declared.source_type or declared.software:
        how = source_words(declared.source_type) or _("made")
        said = _("It says: {how}, with {software}.") if declared.software else _("It says: {how}.")
        parts.append(said.format(how=how, software=declared.software))
    if declared.credentials is not None:
        parts.append(_("Its signature: {state}").format(state=_signature(declared.credentials)))
    return " ".join(parts)
