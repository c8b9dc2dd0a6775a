"""Addresses of what a host can read or attach without a tool: posts, people, pictures. Pure."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.text import N_

POSTS: Final = "affresco://posts/"
PEOPLE: Final = "affresco://people/"
PICTURES: Final = "affresco://pictures/"


class Template(msgspec.Struct, frozen=True):
    """A kind of resource. argument: what stands after the head. title: for people, translated."""

    head: str
    argument: str
    name: str
    title: str
    description: str
    mime: str | None

    @property
    def uri(self) -> str:
        return f"{self.head}{{{self.argument}}}"


TEMPLATES: Final = (
    Template(
        POSTS,
        "post_id",
        "post",
        N_("A post"),
        "A post with what it answers, its replies and its family of remixes, as open_post gives it.",
        "application/json",
    ),
    Template(
        PEOPLE,
        "handle",
        "person",
        N_("A person"),
        "Somebody's profile, as show_person gives it.",
        "application/json",
    ),
    Template(
        PICTURES,
        "image_id",
        "picture",
        N_("Picture"),
        "A picture of one's own or of a post, at most 640 pixels.",
        None,
    ),
)


def find(uri: str) -> tuple[Template, str] | None:
    """The kind of resource that an address means, and which one."""
    for template in TEMPLATES:
        if uri.startswith(template.head):
            return template, uri.removeprefix(template.head)
    return None
