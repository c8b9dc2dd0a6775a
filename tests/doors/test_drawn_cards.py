"""Kept cards: whatever a reader does, they see what a card drawn anew would show them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MethodType
from typing import Final, cast

import pytest
from jinja2 import Environment, nodes
from markupsafe import Markup

from affresco.accounts import preferences
from affresco.accounts.model import AccountId, Person, Preferences
from affresco.posts.model import Counts, NewPoll, PostId
from affresco.web import drawn, render, times
from affresco.web.drawn import Drawn, Look
from affresco.web.present import PostCard
from world import Published, Resident, World

ARTICLE: Final = re.compile(r"<article.*?</article>", re.DOTALL)
POLL: Final = NewPoll(options=("Ochre", "Umber"), seconds=3600)
ADA: Final = Person(
    id=AccountId(1),
    handle="ada",
    name="Ada",
    bio="",
    links=(),
    role="member",
    avatar=None,
    header=None,
    revision=1,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
TEMPLATES: Final = Path(render.TEMPLATES)


@pytest.fixture(scope="module")
def anew() -> Environment:
    """Templates that keep no card."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "Drawn", functools.partial(Drawn, room=0))
        return render.environment.__wrapped__()


class Wall:
    """What a reader sees on some pages, with kept cards and with cards drawn anew."""

    def __init__(self, world: World, anew: Environment, paths: tuple[str, ...]) -> None:
        self._world = world
        self._anew = anew
        self._paths = paths
        self._before: list[str] = []

    async def look(self, reader: Resident | None) -> list[str]:
        """All cards. Fails where a kept one is not what is drawn anew."""
        kept = await self._cards(reader)
        again = await self._cards(reader)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(render, "environment", lambda: self._anew)
            fresh = await self._cards(reader)
        assert kept == fresh
        assert again == fresh
        return fresh

    async def changes(self, reader: Resident | None) -> bool:
        """Whether the cards are others than at the last look."""
        before, self._before = self._before, await self.look(reader)
        return before != self._before

    async def _cards(self, reader: Resident | None) -> list[str]:
        pages = [(await self._world.get(path, as_=reader)).text for path in self._paths]
        return [card for page in pages for card in ARTICLE.findall(page)]


async def test_after_every_act_a_card_is_as_if_drawn_anew(world: World, anew: Environment) -> None:
    ada, bo = await world.people("ada", "bo")
    quoted = await world.post(by=bo, text="Of mine", pictures=1, prompt="a red door")
    post = await world.post(by=ada, text="Low tide", pictures=2, quote_of_id=quoted.id)
    poll = await world.post(by=ada, text="Which ground?", poll=POLL)
    warned = await world.post(by=ada, text="the end", warning="Spoils it", pictures=1)
    remix = await world.post(by=ada, remix_of=quoted, prompt="a blue door", sensitive=True)
    await world.post(by=bo, text="an answer", reply_to=post)
    wall = Wall(world, anew, ("/local", post.url, quoted.url, warned.url))
    await wall.look(None)

    async def form(path: str, **fields: object) -> None:
        assert (await world.post_form(path, fields, as_=bo)).status_code == 303

    def act(verb: str, on: Published) -> Callable[[], object]:
        return lambda: form(f"/posts/{on.id}/{verb}")

    reading = {"visibility": "public", "quote_policy": "everyone"}
    acts = {
        "like": act("like", post),
        "repost": act("repost", post),
        "bookmark": act("bookmark", post),
        "mute the thread": act("mute", post),
        "unlike": act("unlike", post),
        "unrepost": act("unrepost", post),
        "pin": act("pin", quoted),
        "vote": lambda: form(f"/posts/{poll.id}/vote", **{f"choice_{poll.id}": "1"}),
        "answer": lambda: world.post(by=bo, text="so it is", reply_to=post),
        "edit": lambda: form(f"/posts/{quoted.id}/edit", text="Of mine, later", alt_1="A door"),
        "take the quote away": act("unquote", post),
        "open warnings": lambda: form(
            "/settings/reading", expand_media="show_all", expand_warnings="yes", **reading
        ),
        "hide pictures": lambda: form("/settings/reading", expand_media="hide_all", **reading),
        "read Italian": lambda: form("/language", locale="it", next="/"),
        "filter": lambda: form("/settings/filters", words="tide", context="public", action="warn"),
        "delete": act("delete", quoted),
    }
    await wall.changes(bo)
    for name, do in acts.items():
        await do()  # type: ignore[misc]
        assert await wall.changes(bo), name
        await wall.look(ada)
        await wall.look(None)
    assert remix.id


async def test_what_an_author_does_reaches_kept_cards(world: World, anew: Environment) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="Wet plaster", pictures=1)
    wall = Wall(world, anew, ("/local", post.url))
    await wall.changes(bo)
    for path, fields in (
        ("/settings/profile", {"name": "Ada of the wall"}),
        (f"/posts/{post.id}/edit", {"text": "Dry plaster", "warning": "Old", "alt_1": ""}),
        (f"/posts/{post.id}/audience", {"visibility": "unlisted"}),
    ):
        assert (await world.post_form(path, fields, as_=ada)).status_code == 303, path
        await world.work()
        assert await wall.changes(bo), path


async def test_readers_who_see_the_same_share_a_card(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.post(by=ada, text="For everyone", pictures=1)
    await world.get("/local", as_=bo)
    with pytest.MonkeyPatch.context() as patch:
        kept = cast(MethodType, render.environment().globals["show_card"]).__self__
        patch.setattr(kept, "_draw", _refuses)
        page = await world.get("/local", as_=cleo)
    assert page.status_code == 200
    assert "For everyone" in page.text


async def test_wishes_of_one_reader_do_not_reach_another(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    post = await world.post(by=ada, pictures=1)
    await preferences.set_preferences(world.database, bo.id, Preferences(expand_media="hide_all"))
    for _turn in range(2):
        assert 'class="veil"' in (await world.get(post.url, as_=bo)).text
        assert 'class="veil"' not in (await world.get(post.url, as_=cleo)).text
        assert "/report?post=" in (await world.get(post.url, as_=cleo)).text
        assert "/report?post=" not in (await world.get(post.url)).text


def test_times_on_kept_cards_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Drawn(functools.partial(render._draw, render.environment()))
    post = a_card(created_at=datetime.now(UTC) - timedelta(minutes=5))
    assert "5 minutes ago" in kept.card(post, None)
    monkeypatch.setattr(times, "datetime", _Tomorrow)
    assert "1 day ago" in kept.card(post, None)


def test_what_is_kept_is_bounded_and_what_was_shown_last_stays() -> None:
    made: list[int] = []

    def draw(look: Look) -> Markup:
        made.append(look.card.id)
        return Markup("x" * 10_000)

    kept = Drawn(draw, room=5 * 13_000)
    for number in range(100):
        kept.card(a_card(number), None)
        kept.card(a_card(0), None)
        assert kept.weight <= 5 * 13_000
    assert len(kept) == 5
    assert made.count(0) == 1


def test_a_drawing_sees_nothing_that_a_look_does_not_say() -> None:
    """A name or filter that the card's macros begin to use must be in ``Look`` too."""
    environment = render.environment()
    harmless = {"_", "gettext", "ngettext", "icon", "asset"}
    of_the_look = {"hides", "unfolds"}
    names, filters = set(), set()
    for name in ("macros/post.html", "macros/ui.html"):
        tree = environment.parse((TEMPLATES / name).read_text())
        names |= {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}
        filters |= {found.name for found in tree.find_all(nodes.Filter)}
    used = names & set(environment.globals)
    assert used <= harmless | of_the_look | {"show_card"}
    assert filters & {"ago", "day", "moment"} == {"ago"}
    assert drawn.Look.__struct_fields__[2:5] == ("locale", "wishes", "said")


def a_card(number: int = 1, created_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> PostCard:
    return PostCard(
        id=PostId(number),
        entry_id=number,
        url=f"/@ada/{number}",
        author=ADA,
        text="",
        text_html=Markup("<p>Words</p>"),
        language="en",
        created_at=created_at,
        edited_at=None,
        visibility="public",
        recipe_visibility="open",
        pictures=(),
        counts=Counts(),
        liked=False,
        reposted=False,
        bookmarked=False,
        own=False,
        can_remix=False,
        remix_of=None,
        reposted_by=None,
        in_reply_to=None,
    )


def _refuses(*_about: object) -> Markup:
    raise AssertionError("a card was drawn anew")


class _Tomorrow(datetime):
    """A clock that is a day ahead."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + timedelta(days=1)
