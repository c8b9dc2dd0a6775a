"""The page of one's webhooks: add one, its secret, what was sent there, send it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from affresco.accounts import tokens
from affresco.settings import Settings
from affresco.worker import webhooks
from servers.hook_receiver import Receiver, receiver
from world import Resident, World

PAGE = "/settings/webhooks"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The program of these tests has a private address."""
    return Settings(
        data=str(tmp_path), secret="a key for tests, of 32 characters", hooks_private=True
    )


@pytest.fixture
def program() -> Iterator[Receiver]:
    with receiver() as program:
        yield program


async def added(world: World, who: Resident, program: Receiver, *events: str) -> tuple[str, str]:
    """The address of a new webhook's page, and its secret."""
    sent = {"url": program.url, "events": list(events)}
    answer = await world.post_form(PAGE, sent, as_=who)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    place = re.search(rf"{PAGE}/\d+", answer.text)
    assert place is not None
    return place[0], secret_in(answer.text)


def secret_in(page: str) -> str:
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", page)
    return str(secret)


async def test_from_adding_one_to_a_message_that_arrives(world: World, program: Receiver) -> None:
    ada, bo = await world.people("ada", "bo")
    page, secret = await added(world, ada, program, "notification.follow", "post.published")
    shown = (await world.get(page, as_=ada)).text
    assert "whsec_" not in shown, "it was shown once"
    assert "It was shown when it was made" in shown
    assert "somebody follows me, a post of mine is published." in shown
    await world.post_form(f"{page}/test", as_=ada)
    await webhooks.look(world.runtime)
    assert program.read(secret=secret)["type"] == "test"
    assert "arrived" in (await world.get(page, as_=ada)).text
    assert (await world.get(page, as_=bo)).status_code == 404


async def test_a_message_is_sent_again_by_hand(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    page, _ = await added(world, ada, program, "post.published")
    program.answers = [500]
    await world.post_form(f"{page}/test", as_=ada)
    await webhooks.look(world.runtime)
    shown = (await world.get(page, as_=ada)).text
    assert "is tried again" in shown
    assert "answer 500" in shown
    again = re.search(rf"{page}/deliveries/\d+/replay", shown)
    assert again is not None
    await world.post_form(again[0], as_=ada)
    await webhooks.look(world.runtime)
    assert len(program.ids()) == 2
    assert len(set(program.ids())) == 1


async def test_one_that_is_put_aside_is_taken_up_and_removed(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    page, _ = await added(world, ada, program, "post.published")
    program.answers = [410]
    await world.post_form(f"{page}/test", as_=ada)
    await webhooks.look(world.runtime)
    assert "put aside" in (await world.get(PAGE, as_=ada)).text
    await world.post_form(f"{page}/enable", as_=ada)
    assert "put aside" not in (await world.get(PAGE, as_=ada)).text
    await world.post_form(f"{page}/remove", as_=ada)
    assert (await world.get(page, as_=ada)).status_code == 404


async def test_a_new_secret_is_made_once_and_shown_once(world: World, program: Receiver) -> None:
    ada, bo = await world.people("ada", "bo")
    page, before = await added(world, ada, program, "post.published")
    assert (await world.post_form(f"{page}/secret", as_=bo)).status_code == 404
    turned = await world.post_form(f"{page}/secret", as_=ada)
    assert turned.headers["cache-control"] == "no-store"
    after = secret_in(turned.text)
    assert after != before
    assert "messages carry a signature of the secret before as well" in turned.text
    assert f'formaction="{page}/secret"' not in turned.text, "not twice in a day"
    back = await world.get(f"{page}/secret", as_=ada)
    assert (back.status_code, back.headers["location"]) == (303, page), "from there one goes back"
    again = await world.post_form(f"{page}/secret", as_=ada)
    assert again.status_code == 303
    assert "whsec_" not in (await world.get(page, as_=ada)).text
    await world.post_form(f"{page}/test", as_=ada)
    await webhooks.look(world.runtime)
    assert program.read(secret=after)["type"] == "test"


async def test_the_page_says_which_program_added_it(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    page, _ = await added(world, ada, program, "post.published")
    assert "Added by" not in (await world.get(page, as_=ada)).text
    token = await tokens.create_token(world.database, ada.id, "<Clerk>", ["read", "write"])
    new = {"url": program.url, "events": ["post.published"]}
    made = (await world.api("POST", "/api/affresco/v1/hooks", token=token, json=new)).json()
    assert "added by &lt;Clerk&gt;" in (await world.get(PAGE, as_=ada)).text
    shown = (await world.get(f"{PAGE}/{made['id']}", as_=ada)).text
    assert "Added by &lt;Clerk&gt;." in shown
    assert 'href="/settings/sessions"' in shown


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/x", "https://", "not an address", "http://[::1"]
)
async def test_a_bad_address_keeps_what_was_typed(world: World, url: str) -> None:
    ada = await world.person("ada")
    sent = {"url": url, "events": ["post.published"]}
    answer = await world.post_form(PAGE, sent, as_=ada)
    assert answer.status_code == 422
    assert 'value="post.published" checked' in answer.text
    assert 'value="notification.like" checked' not in answer.text


async def test_without_an_event_there_is_nothing_to_tell(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    answer = await world.post_form(PAGE, {"url": program.url}, as_=ada)
    assert answer.status_code == 422
    assert "at least one event" in answer.text
    assert program.url in answer.text
