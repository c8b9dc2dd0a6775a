"""The town that the assistant is examined in: ``gesso/world.toml`` as people, posts and questions."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final, Literal, get_args

import msgspec

from affresco.accounts.model import Consent
from affresco.assistant.model import Answer
from affresco.posts import commands as posts
from affresco.posts import consent
from affresco.posts.model import NewPicture, PostId, Publish, Visibility
from world import Published, Resident, World

FOLDER: Final = Path(__file__).parent / "gesso"
Kind = Literal[
    "single",
    "several",
    "trend",
    "contradiction",
    "picture",
    "fresh",
    "changed",
    "unanswerable",
    "forbidden",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ASKER: Final = "lena"
"""Who asks: somebody whom nobody knows and who follows nobody."""


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post of the town, see the head of the file."""

    id: str
    by: str
    language: str
    ago: int
    text: str
    likes: int = 0
    alt: str = ""
    generated: bool = False
    audience: Visibility = "public"
    hidden: Literal["", "denying", "blocked", "prompt"] = ""
    prompt: str = ""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked, and how one knows a right answer."""

    id: str
    kind: Kind
    en: str
    it: str
    posts: tuple[Said, ...] = ()
    expect: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    change: Literal["", "edited", "deleted", "denied"] = ""
    then: str = ""

    @property
    def to_be_silent(self) -> bool:
        """Whether the right answer is that there is none."""
        return not self.expect

    def is_right(self, answer: Answer) -> bool:
        """Whether the answer says what it should, or nothing where there is nothing to say."""
        if self.leaks(answer):
            return False
        if self.to_be_silent:
            return not answer.sentences
        text = told(answer)
        return all(any(word.casefold() in text for word in group) for group in self.expect)

    def leaks(self, answer: Answer) -> bool:
        """Whether it says what it must not."""
        return any(word.casefold() in told(answer) for word in self.never)


class Town(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[str, ...]
    asked: tuple[Question, ...]


class Built(msgspec.Struct, frozen=True):
    """A town that stands. ids: name in the file → post; of what is fresh, nothing yet."""

    town: Town
    people: dict[str, Resident]
    asker: Resident
    ids: dict[str, PostId]


def told(answer: Answer) -> str:
    """All that a reader gets to see of an answer, in small letters."""
    quotes = (citation.quote for one in answer.sentences for citation in one.citations)
    offers = (f"{offer.label} {offer.value}" for offer in answer.offers)
    return " ".join([answer.text, *quotes, *offers]).casefold()


def load_town() -> Town:
    """From the file. Raises msgspec.ValidationError."""
    data = tomllib.loads((FOLDER / "world.toml").read_text(encoding="utf-8"))
    return msgspec.convert(data, Town)


async def build(world: World, town: Town) -> Built:
    """Everybody joins and posts what is not fresh, the oldest first; the index is brought up to date."""
    people = {handle: await world.person(handle, assistant="allow") for handle in town.people}
    asker = await world.person(ASKER)
    built = Built(town, people, asker, {})
    earlier = [(said, one) for one in town.asked if one.kind != "fresh" for said in one.posts]
    for said, _question in sorted(earlier, key=lambda pair: -pair[0].ago):
        await post(world, built, said)
    await world.work()
    return built


async def post(world: World, built: Built, said: Said) -> None:
    """Publish one post of the town."""
    by = built.people[said.by]
    if said.hidden == "blocked":
        await world.block(by, built.asker)
    pictures = []
    if said.alt or said.prompt:
        words = said.prompt or said.alt if said.generated or said.prompt else None
        media = await world.picture(by=by, prompt=words)
        pictures = [NewPicture(media_id=media.id, alt=said.alt)]
    choice: Consent | None = "deny" if said.hidden == "denying" else None
    post_id = await posts.publish(
        world.database,
        world.runtime.settings,
        by.id,
        Publish(
            text=said.text,
            pictures=tuple(pictures),
            visibility=said.audience,
            language=said.language,
            assistant=choice,
            recipe_visibility="private" if said.hidden == "prompt" else "open",
        ),
    )
    built.ids[said.id] = post_id
    likers = [person for person in built.people.values() if person.id != by.id]
    for liker in likers[: said.likes]:
        await world.like(liker, Published(id=post_id, by=by, pictures=()))


async def change(world: World, built: Built, question: Question) -> None:
    """What happens to the post in the second before the question is asked."""
    (said,) = question.posts
    by, post_id = built.people[said.by], built.ids[said.id]
    match question.change:
        case "edited":
            await posts.edit(world.database, world.runtime.settings, by.id, post_id, question.then)
        case "deleted":
            await posts.delete(world.database, by.id, post_id)
        case "denied":
            await consent.set_assistant(world.database, by.id, post_id, "deny")
