"""The official conformance suite, in both revisions: all of it with its own example behind our door, and
with what is ours behind it, all but what only that example has."""

from __future__ import annotations

import pytest

from doors.mcp.conformance import REVISIONS, everything_behind, installable, listening, report
from world import World

pytestmark = pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")
"""The suite tries what the newest revision advises against."""

CALLS_ITS_OWN = frozenset(
    {
        "elicitation-sep1034-defaults",
        "elicitation-sep1330-enums",
        "input-required-result-basic-elicitation",
        "input-required-result-basic-list-roots",
        "input-required-result-basic-sampling",
        "input-required-result-capability-check",
        "input-required-result-multi-round",
        "input-required-result-multiple-input-requests",
        "input-required-result-non-tool-request",
        "input-required-result-request-state",
        "input-required-result-result-type",
        "input-required-result-tampered-state",
        "prompts-get-embedded-resource",
        "prompts-get-simple",
        "prompts-get-with-args",
        "prompts-get-with-image",
        "resources-read-binary",
        "resources-read-text",
        "resources-templates-read",
        "tools-call-audio",
        "tools-call-elicitation",
        "tools-call-embedded-resource",
        "tools-call-error",
        "tools-call-image",
        "tools-call-mixed-content",
        "tools-call-sampling",
        "tools-call-simple-text",
        "tools-call-with-logging",
        "tools-call-with-progress",
    }
)
"""Scenarios that call tools, prompts and resources by names that only the suite's example has."""
NOT_OFFERED = frozenset({"resources-subscribe", "resources-unsubscribe"})
"""There is nothing to be told without a stream that stays open (ADR 0028)."""
IN_PART = frozenset({"server-stateless"})
"""Four of its checks call tools of the example."""


WHOLE = {"2025-11-25": (30, (68, 68)), "2026-07-28": (37, (115, 115))}
"""(scenarios, checks passed and in all), of those that count."""
OURS = {"2025-11-25": (39, 60), "2026-07-28": (77, 105)}


@pytest.fixture(autouse=True)
async def suite() -> None:
    if not await installable():
        pytest.skip("the conformance suite cannot be had: no deno, or no npm registry")


@pytest.mark.parametrize("revision", REVISIONS)
async def test_the_protocol_passes_whole(world: World, revision: str) -> None:
    async with listening(world, *everything_behind()) as url:
        found = await report(url, revision)
    print(f"the protocol, {revision}:", *found.told())
    assert found.failing == set()
    assert (len(found.scenarios), found.checks) == WHOLE[revision]


@pytest.mark.parametrize("revision", REVISIONS)
async def test_what_is_ours_passes_all_that_can_be_asked_of_it(world: World, revision: str) -> None:
    async with listening(world) as url:
        found = await report(url, revision)
    print(f"what is ours, {revision}:", *found.told())
    absent = CALLS_ITS_OWN | NOT_OFFERED | IN_PART
    assert found.failing == absent & set(found.scenarios)
    assert found.checks == OURS[revision]
