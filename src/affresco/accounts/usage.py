"""What may be done with what people post, in the words of each standard that machines read.

``Usage`` is what people said; ``Statement`` is the same as this instance says it. All doors take their words
from here, so that no two dialects can disagree. Pure. Each word has its source in docs/reference/consent.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.accounts.model import Consent
from affresco.accounts.model import Licence as Licence

LICENCES: Final[dict[Licence, tuple[str, str]]] = {
    "CC0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC BY": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
}
"""Open licence → (name with its version, address of its text)."""

_STRICTNESS: Final[tuple[Licence | None, ...]] = (
    "CC0",
    "CC BY",
    "CC BY-SA",
    None,
    "all rights reserved",
)

PAGE_PATH: Final = "/about/usage"
"""What it all means, for people, and how to ask for more."""
POLICY_PATH: Final = "/about/usage/policy.json"
"""The same for programs (ODRL)."""

DATA_MINING: Final = "http://ns.useplus.org/ldf/vocab/DMI-"
INTENTS: Final = "org.user-intents.declaration"

RESERVED: Final = (("content-usage", "train-ai=n"), ("tdm-reservation", "1"))
"""The headers of every answer whose handler knows nothing better."""


class Usage(msgspec.Struct, frozen=True):
    """What people said, or the strictest of what several said.

    training: may models learn from it. assistant: may the assistant here answer with it. licence: None for
    not said, which gives nothing.
    """

    training: Consent = "deny"
    assistant: Consent = "deny"
    licence: Licence | None = None


NOTHING: Final = Usage()
"""Of what is unknown, or nobody's."""


def strictest(usages: Iterable[Usage]) -> Usage:
    """What all of them allow together; ``NOTHING`` where there is none."""
    several = tuple(usages)
    if not several:
        return NOTHING
    return Usage(
        training="allow" if all(one.training == "allow" for one in several) else "deny",
        assistant="allow" if all(one.assistant == "allow" for one in several) else "deny",
        licence=strictest_licence(one.licence for one in several),
    )


def strictest_licence(licences: Iterable[Licence | None]) -> Licence | None:
    """The licence under which what contains all of these may go on; None where one was not said."""
    return max(licences, key=_STRICTNESS.index, default=None)


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """CAWG's training-mining-map-entry."""

    use: Literal["allowed", "notAllowed", "constrained"]
    constraint_info: str = ""


class Entries(
    msgspec.Struct,
    frozen=True,
    rename={
        "data_mining": "cawg.data_mining",
        "ai_inference": "cawg.ai_inference",
        "ai_training": "cawg.ai_training",
        "ai_generative_training": "cawg.ai_generative_training",
    },
):
    """CAWG's four pre-defined entries."""

    data_mining: Entry
    ai_inference: Entry
    ai_training: Entry
    ai_generative_training: Entry


class TrainingMining(msgspec.Struct, frozen=True):
    """The data of the assertion ``cawg.training-mining`` (CAWG, Training and Data Mining 1.1)."""

    entries: Entries


class Intent(msgspec.Struct, frozen=True, rename="camel"):
    """One intent of a declaration. updated_at: when the person last answered."""

    allow: bool
    updated_at: datetime


class Declaration(
    msgspec.Struct,
    frozen=True,
    rename={
        "type": "$type",
        "updated_at": "updatedAt",
        "synthetic_content_generation": "syntheticContentGeneration",
        "bulk_dataset": "bulkDataset",
    },
):
    """A record ``org.user-intents.declaration`` (Bluesky's proposal 0008). What nobody was asked here
    (archives, bridges to other networks) is left out: not declared."""

    updated_at: datetime
    synthetic_content_generation: Intent
    bulk_dataset: Intent
    type: Literal["org.user-intents.declaration"] = "org.user-intents.declaration"


class Statement(msgspec.Struct, frozen=True):
    """A usage as this instance says it. base_url: without a final slash."""

    usage: Usage
    base_url: str

    @property
    def trains(self) -> bool:
        return self.usage.training == "allow"

    @property
    def page(self) -> str:
        """Address of the page that explains, and says whom to ask for more."""
        return self.base_url + PAGE_PATH

    @property
    def policy(self) -> str:
        """Address of the policy for programs."""
        return self.base_url + POLICY_PATH

    @property
    def code(self) -> str:
        """A few characters that differ wherever the words differ, for tags of cached answers."""
        licence = _STRICTNESS.index(self.usage.licence)
        return f"{self.usage.training[0]}{self.usage.assistant[0]}{licence}"

    @property
    def content_usage(self) -> str:
        """The header and the rule of robots.txt (IETF AIPREF). Of searching nobody is asked: unknown."""
        return "train-ai=y" if self.trains else "train-ai=n"

    @property
    def tdm_reservation(self) -> Literal["0", "1"]:
        """TDMRep's ``tdm-reservation``: 1 where mining is reserved."""
        return "0" if self.trains else "1"

    @property
    def licence_url(self) -> str | None:
        """Where the text of the licence is; None without an open one."""
        known = LICENCES.get(self.usage.licence) if self.usage.licence else None
        return known[1] if known else None

    @property
    def data_mining(self) -> str:
        """``plus:DataMining`` (PLUS LDF 2.0.1, IPTC Photo Metadata)."""
        return DATA_MINING + ("ALLOWED" if self.trains else "PROHIBITED-EXCEPTSEARCHENGINEINDEXING")

    @property
    def training_mining(self) -> TrainingMining:
        """CAWG's assertion. What the assistant here may, others may not unasked: constrained."""
        learn = Entry("allowed" if self.trains else "notAllowed")
        answer = Entry("notAllowed")
        if self.usage.assistant == "allow":
            answer = Entry("constrained", f"{_words_of_assistant(self)} {self.page}")
        return TrainingMining(Entries(learn, answer, learn, learn))

    @property
    def words(self) -> str:
        """In plain words, for ``xmpRights:UsageTerms``. English: a file has no reader whom we know."""
        said = [
            "AI models may learn from it."
            if self.trains
            else "AI models may not learn from it; text and data mining is reserved.",
            _words_of_assistant(self)
            if self.usage.assistant == "allow"
            else "Assistants may not answer with it.",
        ]
        if self.usage.licence == "all rights reserved":
            said.append("All rights reserved.")
        elif self.usage.licence is not None:
            said.append("Licence: {}, {}".format(*LICENCES[self.usage.licence]))
        return " ".join((*said, self.page))

    @property
    def usage_info(self) -> tuple[str, ...]:
        """``usageInfo`` of schema.org and Croissant: the policy for programs, the page for people."""
        return (self.policy, self.page)

    def reservation(self) -> dict[str, str]:
        """HTTP headers of an answer that shows what the statement is about, whatever else it shows."""
        said = {"Content-Usage": self.content_usage, "tdm-reservation": self.tdm_reservation}
        if not self.trains:
            said["tdm-policy"] = self.policy
        return said

    def headers(self) -> dict[str, str]:
        """HTTP headers of an answer that is just what the statement is about: with its licence (RFC 4946)."""
        if self.licence_url is None:
            return self.reservation()
        return {**self.reservation(), "Link": f'<{self.licence_url}>; rel="license"'}

    def intents(
        self, training_at: datetime, assistant_at: datetime, licence_at: datetime
    ) -> Declaration:
        """Of an account. Its word for synthetic content covers every use by such models, so both questions
        must be answered with yes; public copies need the licence, too."""
        generation = Intent(
            self.trains and self.usage.assistant == "allow", max(training_at, assistant_at)
        )
        bulk = Intent(self.trains and self.licence_url is not None, max(training_at, licence_at))
        return Declaration(max(generation.updated_at, bulk.updated_at), generation, bulk)


def _words_of_assistant(statement: Statement) -> str:
    host = statement.base_url.partition("://")[2]
    return f"The assistant of {host} may answer with it; others ask first."
