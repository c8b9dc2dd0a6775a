"""Facts to what tools answer with. Pure."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator

from affresco.accounts.model import Person, Relationship
from affresco.feeds.model import Family, NotificationView, PostView, Reply
from affresco.mcp.entities import (
    CandidateOut,
    JobOut,
    NoticeOut,
    PersonOut,
    PictureOut,
    PostOut,
    RelativeOut,
    ReplyOut,
)
from affresco.mcp.model import Link
from affresco.media.model import Media
from affresco.media.tickets import Tickets
from affresco.posts.lineage import prompt_diff
from affresco.posts.model import LineageNode, PostId
from affresco.studio.errors import failure_text
from affresco.studio.model import Candidate, Generation
from affresco.studio.watching import UNDER_WAY
from affresco.text import N_, _

FAMILY_LIMIT = 60
"""Posts of a family that one answer shows: what a model can hold in mind."""
REPLIES_LIMIT = 40
TEXT_LIMIT = 280
"""Characters of a post in a line for those who read words."""

NOTICES = {
    "follow": N_("@{who} follows you"),
    "follow_request": N_("@{who} asks to follow you"),
    "like": N_("@{who} likes your post"),
    "reply": N_("@{who} answered you"),
    "repost": N_("@{who} reposted your post"),
    "remix": N_("@{who} remixed your post"),
    "quote": N_("@{who} quoted your post"),
    "mention": N_("@{who} mentioned you"),
    "post": N_("@{who} published a post"),
    "poll": N_("A poll by @{who} has ended"),
    "edit": N_("@{who} changed a post that you reposted or quoted"),
    "cited": N_("An answer of Gesso rests on your post"),
}


class Presenter:
    """base_url: of the instance. tickets: make addresses of pictures that are not for everybody work.
    viewer_id: for whose eyes all this is."""

    def __init__(self, base_url: str, tickets: Tickets, viewer_id: int) -> None:
        self._base = base_url
        self._tickets = tickets
        self._viewer_id = viewer_id

    def own(self, media: Media, prompt: str | None = None) -> PictureOut:
        """One of the viewer's own pictures, published or not."""
        return self.picture(self._tickets.on(media, self._viewer_id), media.alt, prompt)

    def picture(self, media: Media, alt: str, prompt: str | None = None) -> PictureOut:
        return PictureOut(
            id=str(media.id),
            url=self._base + media.path(),
            preview_url=self._base + media.path("preview"),
            width=media.width,
            height=media.height,
            description=alt,
            prompt=prompt,
        )

    def person(self, person: Person, tie: Relationship | None = None) -> PersonOut:
        return PersonOut(
            handle=person.handle,
            name=person.display_name,
            url=self._base + person.url,
            picture_url=self._base + person.avatar_url if person.avatar_url else None,
            bio=person.bio if tie is not None else "",
            following=tie.following if tie is not None else None,
            requested=tie.requested if tie is not None else None,
        )

    def post(self, view: PostView) -> PostOut:
        post = view.post
        open_recipe = post.shows_recipe_to(self._viewer_id)
        return PostOut(
            id=str(post.id),
            url=f"{self._base}/@{view.author.handle}/{post.id}",
            author=self.person(view.author),
            text=post.text,
            at=post.created_at,
            visibility=post.visibility,
            language=post.language,
            pictures=tuple(
                self.picture(
                    shown.media,
                    shown.alt,
                    shown.recipe.prompt if shown.recipe is not None and open_recipe else None,
                )
                for shown in post.pictures
            ),
            likes=view.counts.likes,
            replies=view.counts.replies,
            reposts=view.counts.reposts,
            remixes=view.counts.remixes,
            liked=view.state.liked,
            own=view.state.own,
            can_remix=view.state.may_remix,
            remix_of=None if post.parent_id is None else str(post.parent_id),
            reply_to=None if post.in_reply_to_id is None else str(post.in_reply_to_id),
            reposted_by=view.reposted_by.handle if view.reposted_by is not None else None,
            warning=post.warning,
            covered=post.veiled or bool(post.warning),
        )

    def job(self, job: Generation, locale: str) -> JobOut:
        failed = job.state == "failed"
        code = (job.error_code or "studio.engine_failed") if failed else ""
        return JobOut(
            job_id=str(job.id),
            state=job.state,
            over=job.state not in UNDER_WAY,
            task=job.task,
            prompt=job.prompt,
            instruction=job.steering.instruction,
            engine=job.engine,
            width=job.width,
            height=job.height,
            url=f"{self._base}/generations/{job.id}",
            candidates=tuple(map(self._candidate, job.candidates)),
            remix_of=None if job.source_post_id is None else str(job.source_post_id),
            error=failure_text(code, job.error_details, locale) if failed else "",
            error_code=code,
        )

    def _candidate(self, candidate: Candidate) -> CandidateOut:
        shown = self.own(candidate.media) if candidate.media is not None else None
        return CandidateOut(
            number=candidate.position + 1,
            image_id=shown.id if shown else None,
            url=shown.url if shown else None,
            preview_url=shown.preview_url if shown else None,
            width=shown.width if shown else None,
            height=shown.height if shown else None,
            description=shown.description if shown else "",
            prompt=candidate.prompt,
            not_understood=candidate.not_understood,
            withheld=candidate.refusal_id is not None and candidate.media is None,
        )

    def family(self, family: Family, post_id: PostId) -> tuple[RelativeOut, ...]:
        """The way from the first post to this one, then what was made of it, then the rest."""
        nodes = list(_nodes(family.root))
        if len(nodes) < 2:
            return ()
        known = {node.id: node for node in nodes}
        line = _line(known, post_id)
        below = {node.id for node in _nodes(known[post_id])} if post_id in known else set()
        near = [n for n in nodes if n.id in below and n.id not in line]
        rest = [n for n in nodes if n.id not in below and n.id not in line]
        first = [known[i] for i in reversed(line)]
        chosen = {node.id for node in [*first, *near, *rest][:FAMILY_LIMIT]}
        return tuple(self._relative(node, family, post_id) for node in nodes if node.id in chosen)

    def _relative(self, node: LineageNode, family: Family, post_id: PostId) -> RelativeOut:
        parent_id = None if node.parent_id is None else str(node.parent_id)
        view = family.views.get(node.id)
        if view is None:
            return RelativeOut(id=str(node.id), parent_id=parent_id, depth=node.depth, gone=True)
        parent = family.views.get(node.parent_id) if node.parent_id is not None else None
        prompt, before = self._prompt(view), self._prompt(parent)
        parts = prompt_diff(before, prompt) if prompt is not None and before is not None else ()
        shown = view.post.pictures[0] if view.post.pictures and not view.post.veiled else None
        return RelativeOut(
            id=str(node.id),
            parent_id=parent_id,
            depth=node.depth,
            here=node.id == post_id,
            url=f"{self._base}/@{view.author.handle}/{node.id}",
            author=view.author.handle,
            prompt=prompt,
            added=" ".join(part.text.strip() for part in parts if part.op == "added"),
            removed=" ".join(part.text.strip() for part in parts if part.op == "removed"),
            preview_url=self._base + shown.media.path("preview") if shown else None,
            description=shown.alt if shown else "",
        )

    def _prompt(self, view: PostView | None) -> str | None:
        """The first picture's, where the viewer may have it."""
        if view is None or not view.post.shows_recipe_to(self._viewer_id):
            return None
        return next((p.recipe.prompt for p in view.post.pictures if p.recipe is not None), None)

    def replies(self, replies: Iterable[Reply]) -> tuple[ReplyOut, ...]:
        """In the order of the thread, without what is gone, at most ``REPLIES_LIMIT``."""
        found: list[ReplyOut] = []
        waiting = [(1, reply) for reply in reversed(tuple(replies))]
        while waiting and len(found) < REPLIES_LIMIT:
            depth, reply = waiting.pop()
            if reply.view is not None:
                found.append(ReplyOut(depth, self.post(reply.view)))
            waiting += [(depth + 1, below) for below in reversed(reply.replies)]
        return tuple(found)

    def notice(self, view: NotificationView) -> NoticeOut:
        one = view.notification
        words = NOTICES.get(one.kind, N_("Something happened with @{who}"))
        url = f"{self._base}/@{view.post.author.handle}/{view.post.post.id}" if view.post else None
        return NoticeOut(
            id=str(one.id),
            kind=one.kind,
            text=_(words).format(who=view.actor.handle),
            at=one.at,
            seen=one.seen,
            who=view.actor.handle,
            post_id=None if one.post_id is None else str(one.post_id),
            post_url=url,
        )


def links(job: JobOut) -> tuple[Link, ...]:
    """The pictures of a job that are finished."""
    return tuple(
        Link(
            candidate.url,
            _("Picture {number}").format(number=candidate.number),
            candidate.description,
            kind_of(candidate.url),
        )
        for candidate in job.candidates
        if candidate.url is not None
    )


def kind_of(url: str) -> str:
    """The media type that a picture's address tells."""
    end = url.partition("?")[0].rpartition(".")[2]
    return f"image/{'jpeg' if end == 'jpg' else end}"


def line(post: PostOut) -> str:
    """A post in a few words, for those who read words."""
    text = post.warning or post.text
    short = text if len(text) <= TEXT_LIMIT else f"{text[:TEXT_LIMIT]}…"
    shown = "; ".join(picture.description for picture in post.pictures if not post.covered)
    pictures = f" [{shown}]" if shown else f" [{len(post.pictures)} 🖼]" if post.pictures else ""
    numbers = f"♥ {post.likes} · ↩ {post.replies} · ⑂ {post.remixes}"
    return f"@{post.author.handle} ({post.id}): {short}{pictures} · {numbers} · {post.url}"


def data_url(webp: bytes) -> str:
    """A small picture that needs no address."""
    return f"data:image/webp;base64,{base64.b64encode(webp).decode()}"


def _nodes(root: LineageNode) -> Iterator[LineageNode]:
    """Depth first, the root itself first. Families can be deep, so no recursion."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def _line(known: dict[PostId, LineageNode], post_id: PostId) -> list[PostId]:
    """From the post up to the first of its family."""
    found: list[PostId] = []
    at: PostId | None = post_id
    while at is not None and at in known and at not in found:
        found.append(at)
        at = known[at].parent_id
    return found
