"""Prompts: beginnings of a conversation that hosts put into a menu, in the person's language. Pure.

A prompt says in the person's words what it would like; the tools do the rest, with all their questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from affresco.mcp.errors import BadArguments
from affresco.text import N_, _, translate

LONGEST: Final = 2_000
"""Characters of an argument."""
Kind = Literal["words", "post", "hashtag"]


class Argument(msgspec.Struct, frozen=True):
    """What a person fills in. title: translated. kind: what a host may offer to choose from."""

    name: str
    title: str
    kind: Kind = "words"
    required: bool = True


class Prompt(msgspec.Struct, frozen=True):
    """A prompt. title, text: for people, translated; text names the arguments in braces. more: what stands
    below it where the optional argument is given."""

    name: str
    title: str
    text: str
    arguments: tuple[Argument, ...] = ()
    more: str = ""


PROMPTS: Final = (
    Prompt(
        "make_a_picture",
        N_("Make a picture and show variations"),
        N_(
            "Make pictures on Affresco of: {subject}. Show them to me, then make variations of the one "
            "that I choose. Publish nothing."
        ),
        (Argument("subject", N_("What to show")),),
    ),
    Prompt(
        "catch_me_up",
        N_("Catch me up on my feed"),
        N_(
            "Look at my Affresco feed and my notifications, and tell me in a few lines what is new, most "
            "interesting first, with the addresses of the posts. Do not like, answer or publish anything."
        ),
    ),
    Prompt(
        "remix_this_post",
        N_("Remix a post"),
        N_(
            "Open post {post} on Affresco and show me its picture and its prompt. If its author allows "
            "remixes, make one and show it to me. Publish nothing."
        ),
        (
            Argument("post", N_("The post's number or address"), "post"),
            Argument("idea", N_("What should be different"), required=False),
        ),
        N_("What should be different: {idea}"),
    ),
    Prompt(
        "around_a_hashtag",
        N_("What people make with a hashtag"),
        N_(
            "Look at the newest posts on Affresco with the hashtag #{hashtag}. Tell me what people make and "
            "how they describe it, with the addresses of the posts, then suggest three pictures of my own."
        ),
        (Argument("hashtag", N_("Hashtag"), "hashtag"),),
    ),
)
BY_NAME: Final[Mapping[str, Prompt]] = {prompt.name: prompt for prompt in PROMPTS}


def said(prompt: Prompt, given: Mapping[str, str], locale: str) -> str:
    """What the person says with it. Raises BadArguments."""
    known = {argument.name for argument in prompt.arguments}
    for name in given:
        if name not in known:
            raise BadArguments(reason=_("there is no “{name}” here").format(name=name[:40]))
    filled = {name: value.strip().removeprefix("#") for name, value in given.items()}
    for argument in prompt.arguments:
        value = filled.get(argument.name, "")
        if argument.required and not value:
            raise BadArguments(reason=_("“{name}” is missing").format(name=argument.name))
        if len(value) > LONGEST:
            raise BadArguments(reason=_("“{name}” is too long").format(name=argument.name))
    text = translate(prompt.text, locale)
    if prompt.more and all(filled.get(one.name) for one in prompt.arguments):
        text += " " + translate(prompt.more, locale)
    # One pass, so that braces in what was filled in stay as they are.
    return text.format_map(filled)
