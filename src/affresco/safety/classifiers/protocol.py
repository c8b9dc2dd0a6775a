"""What a classifier is. One lives in each process that checks; it is asked before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import msgspec
from PIL import Image

from affresco.safety.model import Finding


class ClassifierDown(Exception):
    """It does not answer. The message is for the owner, and says nothing of what was asked."""


class Classifier(Protocol):
    """``check_text`` and ``check_image`` return what they find, nothing where all is well, and raise
    ClassifierDown. They keep no copy and write nothing of what they see to the log."""

    name: str

    @property
    def reads(self) -> frozenset[str]:
        """Of ``text`` and ``image``, what it can look at; it is never asked about anything else."""
        ...

    def check(self) -> None:
        """Whether it can work here: looks at this machine alone. Raises ClassifierUnusable."""
        ...

    async def examine(self) -> str:
        """A few words for the owner on how it stands; asks its server, where it has one. Raises
        ClassifierUnusable with what is wrong and what helps."""
        ...

    async def check_text(self, text: str, language: str) -> tuple[Finding, ...]:
        """text: not empty. language: a code such as ``it``, "" where it is not known."""
        ...

    async def check_image(self, image: Image.Image) -> tuple[Finding, ...]:
        """image: RGB, or RGBA."""
        ...


Options = TypeVar("Options", bound=msgspec.Struct)


class Kind(msgspec.Struct, Generic[Options], frozen=True):
    """A sort of classifier: what an entry point of the group ``affresco.classifiers`` names.

    options: what its tables in the settings hold beside ``kind`` and ``down``; a struct that forbids
    unknown fields. create: makes the one of this name. Raises ClassifierUnusable. Importing a kind and
    creating one load no model.
    """

    options: type[Options]
    create: Callable[[str, Options], Classifier]
