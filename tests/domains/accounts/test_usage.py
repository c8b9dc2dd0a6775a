"""The words of each standard, and that the strictest of several holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from affresco.accounts.model import Consent
from affresco.accounts.usage import (
    NOTHING,
    RESERVED,
    Licence,
    Statement,
    Usage,
    strictest,
    strictest_licence,
)

LICENCES: tuple[Licence | None, ...] = (None, *get_args(Licence))
EVERY = [Usage(t, a, w) for t, a, w in product(get_args(Consent), get_args(Consent), LICENCES)]
USAGES = st.sampled_from(EVERY)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
GIVES: tuple[Licence | None, ...] = ("CC0", "CC BY", "CC BY-SA", None, "all rights reserved")
"""From what gives most to what gives least."""


def gives_no_more(one: Usage, other: Usage) -> bool:
    """Whether everything that the first allows, the second does, too."""
    return (
        (one.training == "deny" or other.training == "allow")
        and (one.assistant == "deny" or other.assistant == "allow")
        and GIVES.index(one.licence) >= GIVES.index(other.licence)
    )


@given(st.lists(USAGES, min_size=1))
def test_several_together_give_no_more_than_any_of_them(several: list[Usage]) -> None:
    together = strictest(several)
    assert all(gives_no_more(together, one) for one in several)


@given(st.lists(USAGES, min_size=1), USAGES)
def test_nothing_less_is_given_than_what_all_give(several: list[Usage], least: Usage) -> None:
    if all(gives_no_more(least, one) for one in several):
        assert gives_no_more(least, strictest(several))


@given(st.lists(USAGES, min_size=1))
def test_it_does_not_matter_who_is_asked_first(several: list[Usage]) -> None:
    assert strictest(reversed(several)) == strictest(several)
    assert strictest([*several, strictest(several)]) == strictest(several)


def test_of_nobody_nothing_is_known() -> None:
    assert strictest([]) == NOTHING == Usage("deny", "deny", None)
    assert strictest_licence([]) is None


def test_every_dialect_says_the_same_of_training() -> None:
    for usage in EVERY:
        said = Statement(usage, "https://a.example")
        yes = usage.training == "allow"
        entries = said.training_mining.entries
        use = "allowed" if yes else "notAllowed"
        assert said.content_usage == ("train-ai=y" if yes else "train-ai=n")
        assert said.tdm_reservation == ("0" if yes else "1")
        assert ("tdm-policy" in said.headers()) is not yes
        assert said.data_mining.endswith("/DMI-ALLOWED") is yes
        assert {entries.ai_training.use, entries.ai_generative_training.use} == {use}
        assert entries.data_mining.use == use
        intents = said.intents(NOON, NOON, NOON)
        assert yes or not intents.synthetic_content_generation.allow
        assert yes or not intents.bulk_dataset.allow


def test_what_the_assistant_here_may_is_not_given_to_all() -> None:
    for usage in EVERY:
        said = Statement(usage, "https://a.example")
        entry = said.training_mining.entries.ai_inference
        assert entry.use == ("constrained" if usage.assistant == "allow" else "notAllowed")
        assert ("https://a.example" in entry.constraint_info) is (usage.assistant == "allow")
        generation = said.intents(NOON, NOON, NOON).synthetic_content_generation
        assert generation.allow is (usage.training == usage.assistant == "allow")


def test_an_open_licence_has_an_address_and_no_other_has() -> None:
    for usage in EVERY:
        said = Statement(usage, "https://a.example")
        is_open = usage.licence in ("CC0", "CC BY", "CC BY-SA")
        assert (said.licence_url is not None) is is_open
        assert ("Link" in said.headers()) is is_open
        assert said.intents(NOON, NOON, NOON).bulk_dataset.allow is (
            is_open and usage.training == "allow"
        )


def test_statements_differ_in_words_and_code_alike() -> None:
    said = [Statement(usage, "https://a.example") for usage in EVERY]
    assert len({one.code for one in said}) == len({one.words for one in said}) == len(EVERY)


def test_what_no_handler_knows_is_reserved() -> None:
    told = Statement(NOTHING, "").reservation()
    assert dict(RESERVED).items() <= {name.lower(): value for name, value in told.items()}.items()


def test_a_declaration_has_the_shape_of_the_proposal() -> None:
    later = NOON + timedelta(days=1)
    said = Statement(Usage("allow", "deny", "CC BY"), "https://a.example")
    assert msgspec.to_builtins(said.intents(NOON, NOON, later), str_keys=True) == {
        "$type": "org.user-intents.declaration",
        "updatedAt": "2026-01-02T12:00:00Z",
        "syntheticContentGeneration": {"allow": False, "updatedAt": "2026-01-01T12:00:00Z"},
        "bulkDataset": {"allow": True, "updatedAt": "2026-01-02T12:00:00Z"},
    }
