"""A post as it is indexed: its words by weight, its marks, the text that is understood. Pure.

What is for its author alone is left out for everybody: a prompt, an engine and a seed of a recipe that is
not open are in no index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

import msgspec

from affresco.accounts.model import AccountId, Person
from affresco.feeds.search import fold
from affresco.posts.model import Post, PostId, Visibility

FoundBy = Literal["everybody", "followers", "named", "author"]
Part = Literal["words", "pictures"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""Of a post: each has a meaning of its own."""

FOUND_BY: Final[dict[Visibility, FoundBy]] = {
    "public": "everybody",
    "unlisted": "author",
    "followers": "followers",
    "direct": "named",
    "private": "author",
}
"""Who may find a post: never more than may see it; what is unlisted is not for searches."""

LANGUAGES: Final[dict[str, str]] = {
    "en": "english",
    "it": "italian",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "nl": "dutch",
}
"""Languages whose words are found in all their forms, with PostgreSQL's name for each."""
FEWEST_WORDS: Final = 3
"""Words of a post whose meaning is worth keeping."""
PLAIN: Final = "simple"
"""PostgreSQL's name for words as they stand."""


class Described(msgspec.Struct, frozen=True):
    """text, around, prompt, author: words with spaces between, by their weight. marks: see ``marks``."""

    post_id: PostId
    account_id: AccountId
    found_by: FoundBy
    revision: int
    language: str
    text: str
    around: str
    prompt: str
    author: str
    marks: tuple[str, ...]
    tags: tuple[str, ...]


def describe(post: Post, author: Person) -> Described:
    """The post as it is indexed."""
    around = [*post.tags, *(picture.alt for picture in post.pictures)]
    return Described(
        post_id=post.id,
        account_id=post.account_id,
        found_by=FOUND_BY[post.visibility],
        revision=post.revision,
        language=LANGUAGES.get(base_language(post.language), PLAIN),
        text=fold.line(f"{post.warning} {post.text}"),
        around=fold.line(" ".join(around)),
        prompt=fold.line(" ".join(_prompts(post))),
        author=fold.line(f"{author.handle} {author.name}"),
        marks=tuple(sorted(set(marks(post)))),
        tags=post.tags,
    )


def marks(post: Post) -> Iterator[str]:
    """What a post is, one word each: what operators ask for."""
    yield f":from/{post.account_id}"
    yield f":language/{base_language(post.language)}"
    yield f":remix/{post.remix_policy}"
    if post.pictures:
        yield ":has/picture"
    if any(picture.alt for picture in post.pictures):
        yield ":has/alt"
    if 'href="http' in post.html:
        yield ":has/link"
    if post.warning:
        yield ":has/warning"
    if post.poll_id is not None:
        yield ":has/poll"
    if post.quote is not None:
        yield ":has/quote"
    if post.veiled:
        yield ":is/sensitive"
    if post.in_reply_to_id is not None:
        yield ":is/reply"
    if post.edited_at is not None:
        yield ":is/edited"
    if post.parent_id is not None:
        yield ":is/remix"
        yield f":remix/of/{post.parent_id}"
    for tag in post.tags:
        yield f":tag/{tag}"
    for picture in post.pictures:
        if picture.recipe is not None and post.recipe_visibility == "open":
            yield ":has/prompt"
            yield f":engine/{picture.recipe.engine.lower()}"


def meant(post: Post) -> dict[Part, str]:
    """The texts of which the meanings are kept: what a post says; and what its pictures show, by their
    descriptions and open prompts. Each would drown the other out.

    What has fewer than ``FEWEST_WORDS`` is left out: the encoder finds every single word like every other
    (*dog* and *cat* 0.7).
    """
    said = (post.warning, post.text)
    shown = (*(picture.alt for picture in post.pictures), *_prompts(post))
    texts: dict[Part, str] = {"words": _lines(said), "pictures": _lines(shown)}
    return {part: text for part, text in texts.items() if len(fold.words(text)) >= FEWEST_WORDS}


def _lines(texts: Iterable[str]) -> str:
    """Each that says something once, on lines of their own."""
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def base_language(tag: str) -> str:
    """The language of a BCP 47 tag, without script and region."""
    return tag.partition("-")[0].lower()


def _prompts(post: Post) -> list[str]:
    if post.recipe_visibility != "open":
        return []
    recipes = [picture.recipe for picture in post.pictures if picture.recipe is not None]
    return [text for recipe in recipes for text in (recipe.prompt, recipe.instruction) if text]
