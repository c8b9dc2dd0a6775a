"""The sample network, read from ``sample.toml``: who is there, what they make, what they say."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from affresco.accounts.model import Answers, Consent, Licence, RemixPolicy, Training
from affresco.studio.model import Format
from affresco.text import Locale

PATH: Final = Path(__file__).with_name("sample.toml")
CHANCE: Final = 1508
"""Seed of what the file leaves open (who follows and likes whom): the sample is always the same."""


class SamplePerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account. portrait: the prompt of its picture. licence, choices: left out where it has not said."""

    handle: str
    name: str
    locale: Locale
    training: Training
    bio: str
    portrait: str
    remix: RemixPolicy = "everyone"
    licence: Licence | None = None
    choices: Consent | None = None
    credit: bool = False

    @property
    def further(self) -> Answers:
        """What it says besides what is asked at the door."""
        credit = True if self.credit else None
        return Answers(licence=self.licence, choices=self.choices, credit=credit)


class SamplePost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post with one picture. remix: the name of the post that it starts from. candidates: so many are
    painted, and one of them is chosen."""

    name: str
    by: str
    prompt: str
    format: Format
    text: str
    remix: str | None = None
    candidates: int = 1

    @property
    def chosen(self) -> int:
        """The position of the candidate that is posted."""
        return random.Random(self.name).randrange(self.candidates)


class SampleAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says in a thread."""

    by: str
    text: str


class SampleReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reply to a post, and the answers to it, each to the one before."""

    to: str
    by: str
    text: str
    answers: tuple[SampleAnswer, ...] = ()


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in the file."""

    people: tuple[SamplePerson, ...]
    posts: tuple[SamplePost, ...]
    replies: tuple[SampleReply, ...]

    @property
    def steps(self) -> int:
        """How many things there are to do, for a progress bar."""
        lines = sum(1 + len(reply.answers) for reply in self.replies)
        return 2 * len(self.people) + 2 * len(self.posts) + lines

    def follows(self) -> list[tuple[str, str]]:
        """(follower, followee): everybody follows five to nine others, or all where there are fewer."""
        chance = random.Random(CHANCE)
        handles = [person.handle for person in self.people]
        most = len(handles) - 1
        return [
            (one, other)
            for one in handles
            for other in chance.sample(
                [h for h in handles if h != one], min(chance.randint(5, 9), most)
            )
        ]

    def likes(self) -> list[tuple[str, str]]:
        """(handle, name of a post): some posts please many, most please some."""
        return self._marks(random.Random(CHANCE + 1), (0.1, 0.25, 0.25, 0.45, 0.75))

    def reposts(self) -> list[tuple[str, str]]:
        """(handle, name of a post): one in five posts is passed on by somebody."""
        return self._marks(random.Random(CHANCE + 2), (0.0, 0.0, 0.0, 0.0, 0.1))

    def _marks(self, chance: random.Random, shares: Sequence[float]) -> list[tuple[str, str]]:
        found = []
        for post in self.posts:
            share = chance.choice(shares)
            others = [person.handle for person in self.people if person.handle != post.by]
            found += [(handle, post.name) for handle in others if chance.random() < share]
        return found


def read_sample(path: Path = PATH) -> Sample:
    """Read the file. Raises msgspec.ValidationError naming the place of a mistake."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Sample)
