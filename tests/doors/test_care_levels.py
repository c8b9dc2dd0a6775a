"""All ages and adult: a declaration on the settings page."""

from __future__ import annotations

import msgspec
import pytest

from affresco.settings import Settings
from world import World


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An instance that allows adult content."""
    return msgspec.structs.replace(settings, adult_content=True)


async def test_an_adult_declares_and_goes_back(world: World) -> None:
    ada = await world.person("ada")
    page = (await world.get("/settings/content", as_=ada)).text
    assert "I am 18 or older" in page
    sent = await world.post_form("/settings/content/adult", {"born": "1990-05-04"}, as_=ada)
    assert sent.status_code == 303
    assert "Back to all ages" in (await world.get("/settings/content", as_=ada)).text
    assert "1990" not in (await world.get("/settings/content", as_=ada)).text
    await world.post_form("/settings/content/all-ages", {}, as_=ada)
    assert "I am 18 or older" in (await world.get("/settings/content", as_=ada)).text


@pytest.mark.parametrize("born", ["", "yesterday", "2024-02-30", "1066-10-14"])
async def test_a_day_that_is_none_comes_back(world: World, born: str) -> None:
    ada = await world.person("ada")
    page = await world.post_form("/settings/content/adult", {"born": born}, as_=ada)
    assert page.status_code == 422
    assert "Give the day" in page.text


async def test_a_child_stays_with_all_ages(world: World) -> None:
    ada = await world.person("ada")
    for born in ("2020-01-01", "1990-01-01"):
        page = await world.post_form("/settings/content/adult", {"born": born}, as_=ada)
        assert page.status_code == 422
        assert "18 years and more" in page.text
        assert "I am 18 or older" not in page.text


async def test_the_settings_lead_to_content_and_owners_to_appeals(world: World) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    page = (await world.get("/settings/content", as_=ada)).text
    assert 'href="/safety/refusals"' in page
    assert 'href="/settings/appeals"' not in page
    assert 'href="/settings/appeals"' in (await world.get("/settings/content", as_=owner)).text


async def test_the_public_page_says_what_adults_may_make(world: World) -> None:
    page = (await world.get("/about/safety")).text
    assert "Adult content may be made here" in page
    assert "For adults: Marked as sensitive." in page
