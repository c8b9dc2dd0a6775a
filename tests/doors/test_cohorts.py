"""Cohorts: lists of addresses with slips in them, links with a limit, the waiting list, what is switched."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from affresco.accounts.errors import CohortClosed, EmailInvalid, OwnersOnly, RateLimited
from affresco.accounts.invitations import get_open, invite, redeem
from affresco.accounts.model import Invite
from affresco.beta import cohorts, invitees, typos, waiting
from affresco.beta.cohort_errors import CohortExists, TooManyLines
from world import Resident, World

PAGE = "/settings/cohorts"


def links_of(page: str) -> list[str]:
    return re.findall(r"<code[^>]*>http://testserver/join/([^<]+)</code>", page)


async def made(world: World, owner: Resident, name: str = "spring") -> str:
    return await cohorts.create(world.database, owner.id, name)


async def cohort_of(world: World, handle: str) -> str | None:
    async with world.database.read() as tx:
        found: str | None = await tx.value("SELECT cohort FROM accounts WHERE handle = $1", handle)
    return found


async def put_into(world: World, who: Resident, cohort: str) -> None:
    async with world.database.write() as tx:
        await tx.run("UPDATE accounts SET cohort = $2 WHERE id = $1", who.id, cohort)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ada@gmial.com", "ada@gmail.com"),
        ("ada@gmail.con", "ada@gmail.com"),
        ("ada@gmail", "ada@gmail.com"),
        ("ada@@example.org", "ada@example.org"),
        ("ada at example.org", "ada@example.org"),
        ("ada (at) example.org", "ada@example.org"),
        ("adagmail.com", "ada@gmail.com"),
        ("a..da@example.org", "a.da@example.org"),
        ("ada@gmail,com", "ada@gmail.com"),
        ("ada@example.cmo", "ada@example.com"),
        ("ada@example.org", None),
        ("ada@mail.com", None),
        ("ada@ymail.com", None),
        ("nobody", None),
    ],
)
def test_what_was_probably_meant(written: str, meant: str | None) -> None:
    assert typos.meant(written) == meant


def test_a_list_is_read_line_by_line() -> None:
    text = "Ada <ADA@example.org>, bo@example.org\r\n\nbo@example.org;\nnope\ncy@gmial.com\n"
    found = invitees.check(text)
    assert found.good == ("ada@example.org", "bo@example.org")
    assert found.folded == 1
    said = [(one.line, one.written, one.wrong, one.meant) for one in found.problems]
    assert said == [
        (4, "nope", "no_address", None),
        (5, "cy@gmial.com", "typo", "cy@gmail.com"),
    ]
    assert invitees.check("cy@gmial.com", as_written=True).good == ("cy@gmial.com",)
    with pytest.raises(TooManyLines):
        invitees.check("a@example.org\n" * 6000)


async def test_a_thousand_with_a_slip_in_every_third(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)
    slips = ("p{}@gmial.com", "p{} example.org", "p{}@@example.org", "p{}@example.con")
    lines = [
        (slips[n // 3 % 4] if n % 3 == 0 else "p{}@example.org").format(n) for n in range(1000)
    ]
    form = {"cohort": "spring", "addresses": "\n".join(lines), "days": "14"}
    checked = await world.post_form(f"{PAGE}/list", {**form, "check": "yes"}, as_=owner)
    assert checked.status_code == 200
    assert "666 addresses are good" in checked.text
    assert "334 lines need a look" in checked.text
    assert 'value="p0@gmail.com"' in checked.text
    assert not links_of(checked.text)
    page = await world.post_form(f"{PAGE}/list", form, as_=owner)
    assert len(set(links_of(page.text))) == 666
    kept = re.findall(r'name="fix" value="([^"]*)"', page.text)
    assert len(kept) == 334
    # The corrected lines go out; who has a link gets no second one.
    again = {"cohort": "spring", "addresses": "p1@example.org", "days": "14", "fix": kept}
    rest = await world.post_form(f"{PAGE}/list", again, as_=owner)
    mended = [one for one in kept if invitees.check(html.unescape(one)).good]
    assert len(links_of(rest.text)) == len(mended) == 250
    assert "A link for it is out already" in rest.text
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM invitations") == 666 + len(mended)
        opened = await get_open(tx, links_of(page.text)[0])
    assert (opened.cohort, opened.uses_allowed) == ("spring", 1)


async def test_of_very_many_slips_none_is_lost(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)
    wrong = [f"p{n}@@example.org" for n in range(700)]
    form = {"cohort": "spring", "addresses": "\n".join(["a@example.org", *wrong]), "days": "3"}
    page = await world.post_form(f"{PAGE}/list", form, as_=owner)
    assert len(links_of(page.text)) == 1
    assert len(re.findall(r'name="fix"', page.text)) == 500
    assert "\n".join(wrong[500:]) in page.text


async def test_nothing_typed_is_lost(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)
    form = {"cohort": "spring", "addresses": "nope <b>\nada@example.org", "days": "0"}
    page = await world.post_form(f"{PAGE}/list", form, as_=owner)
    assert page.status_code == 422
    assert "nope &lt;b&gt;" in page.text
    assert "ada@example.org" in page.text
    bad = await world.post_form(f"{PAGE}/list", {**form, "addresses": "nope"}, as_=owner)
    assert bad.status_code == 422
    assert "No address here can be invited" in bad.text
    assert 'value="nope"' in bad.text


async def test_the_table_is_no_formula(world: World) -> None:
    owner = await world.owner()
    data = {"lines": "=cmd@example.org\thttp://testserver/join/x\n"}
    table = await world.post_form(f"{PAGE}/links.csv", data, as_=owner)
    rows = list(csv.reader(io.StringIO(table.text)))
    assert rows == [["address", "link"], ["'=cmd@example.org", "http://testserver/join/x"]]
    assert "attachment" in table.headers["content-disposition"]


async def test_a_link_lets_so_many_into_the_cohort(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)
    page = await world.post_form(
        f"{PAGE}/link", {"cohort": "spring", "uses": "2", "days": "3"}, as_=owner
    )
    (code,) = links_of(page.text.replace(" data-copy-source", ""))
    form = {
        "handle": "ada",
        "email": "ada@example.org",
        "password": "wet plaster dries",
        "training": "deny",
        "assistant": "deny",
        "remix": "everyone",
        "locale": "en",
    }
    await world.post_form(f"/join/{code}", form)
    assert await cohort_of(world, "ada") == "spring"
    async with world.database.read() as tx:
        left = await get_open(tx, code)
    assert (left.uses, left.uses_allowed) == (1, 2)
    bad = await world.post_form(f"{PAGE}/link", {"cohort": "spring", "uses": "0"}, as_=owner)
    assert bad.status_code == 422


async def test_renamed_it_takes_everything_along_and_closed_it_takes_nobody(world: World) -> None:
    owner = await world.owner()
    (ada,) = await world.people("ada")
    await put_into(
        world, ada, "autumn"
    )  # a name that an invitation gave, as before there were cohorts
    code = await world.invitation(cohort="autumn")
    await made(world, owner)
    with pytest.raises(CohortExists):
        await cohorts.rename(world.database, owner.id, "autumn", "spring")
    page = await world.post_form(f"{PAGE}/rename", {"cohort": "autumn", "name": "fall"}, as_=owner)
    assert page.headers["location"] == f"{PAGE}/one?name=fall"
    assert await cohort_of(world, "ada") == "fall"
    await world.post_form(f"{PAGE}/close", {"cohort": "fall"}, as_=owner)
    assert "withdrawn" in (await world.get(f"/join/{code}")).text
    with pytest.raises(CohortClosed):
        await invitees.invite(world.database, owner.id, "fall", invitees.check("x@example.org"), 3)
    assert "closed" in (await world.get(PAGE, as_=owner)).text


async def test_only_owners(world: World) -> None:
    owner = await world.owner()
    (ada,) = await world.people("ada")
    await made(world, owner)
    places = ("", "/one?name=spring", "/waiting")
    assert [(await world.get(PAGE + place, as_=ada)).status_code for place in places] == [403] * 3
    for place in ("", "/list", "/link", "/flags", "/rename", "/close", "/links.csv"):
        form = {"cohort": "spring", "name": "x", "addresses": "x@example.org"}
        assert (await world.post_form(PAGE + place, form, as_=ada)).status_code == 403, place
    with pytest.raises(OwnersOnly):
        await waiting.invite(world.database, ada.id, [], "spring", 3)
    assert (await world.get(f"{PAGE}/one?name=nothing", as_=owner)).status_code == 404
    assert (await world.get(f"{PAGE}/one?name=%00", as_=owner)).status_code == 404


async def test_the_waiting_list_tells_nobody_who_is_on_it(world: World) -> None:
    (ada,) = await world.people("ada")
    owner = await world.owner()
    await made(world, owner)
    answers = []
    for email in ("new@example.org", "new@example.org", ada.email):
        answer = await world.post_form("/join/wait", {"email": email, "words": "<i>why</i>"})
        answers.append(
            (answer.status_code, answer.headers["location"], answer.cookies.get("affresco_flash"))
        )
    assert len(set(answers)) == 1
    bad = await world.post_form("/join/wait", {"email": "nope", "words": "my reasons"})
    assert bad.status_code == 422
    assert "my reasons" in bad.text
    async with world.database.read() as tx:
        found, _more = await waiting.every(tx, owner.id)
    assert [one.address for one in found] == ["new@example.org", ada.email]
    page = await world.get(f"{PAGE}/waiting", as_=owner)
    assert "&lt;i&gt;why&lt;/i&gt;" in page.text
    form = {"who": [str(found[0].id)], "cohort": "spring", "days": "3"}
    invited = await world.post_form(f"{PAGE}/waiting/invite", form, as_=owner)
    assert len(links_of(invited.text)) == 1
    twice = await world.post_form(f"{PAGE}/waiting/invite", form, as_=owner)
    assert not links_of(twice.text)
    await world.post_form(f"{PAGE}/waiting/forget", {"who": [str(found[1].id)]}, as_=owner)
    assert "Nobody waits" in (await world.get(f"{PAGE}/waiting", as_=owner)).text


async def test_the_waiting_list_has_a_limit(world: World) -> None:
    for number in range(10):
        await waiting.ask(world.database, "192.0.2.7", f"w{number}@example.org", "")
    with pytest.raises(RateLimited):
        await waiting.ask(world.database, "192.0.2.7", "more@example.org", "")
    with pytest.raises(EmailInvalid):
        await waiting.ask(world.database, "192.0.2.8", "nobody", "")


async def test_what_is_switched_off_is_not_there(world: World) -> None:
    owner = await world.owner()
    ada, bo = await world.people("ada", "bo")
    await made(world, owner)
    await put_into(world, ada, "spring")
    await put_into(world, owner, "spring")
    assert 'href="/duels"' in (await world.get("/", as_=ada)).text
    form = {"cohort": "spring", "duels": "off", "gesso": "off", "webhooks": ""}
    await world.post_form(f"{PAGE}/flags", form, as_=owner)
    home = (await world.get("/", as_=ada)).text
    assert 'href="/duels"' not in home
    assert 'href="/gesso"' not in home
    shut = await world.get("/duels/taste", as_=ada)
    assert shut.status_code == 404
    assert "not open to your group" in shut.text
    assert (await world.post_form("/duels", {}, as_=ada)).status_code == 404
    for address in ("http://testserver//duels", "/duels/", "http://testserver//gesso"):
        assert (await world.get(address, as_=ada)).status_code == 404, address
    assert (await world.post_form("/studio/taste", {}, as_=ada)).status_code == 404
    assert "Use my taste" not in home
    assert "/gesso" not in (await world.get(f"/@{bo.handle}", as_=ada)).text
    assert (await world.get("/settings/webhooks", as_=ada)).status_code == 200
    for other in (bo, owner):
        assert (await world.get("/duels", as_=other)).status_code == 200
        assert 'href="/duels"' in (await world.get("/", as_=other)).text
    await world.post_form(f"{PAGE}/flags", {"cohort": "spring"}, as_=owner)
    assert (await world.get("/duels", as_=ada)).status_code == 200
    assert "Use my taste" in (await world.get("/", as_=ada)).text


async def test_what_is_switched_off_is_not_there_for_programs_either(world: World) -> None:
    owner = await world.owner()
    ada, bo = await world.people("ada", "bo")
    await made(world, owner)
    await put_into(world, ada, "spring")
    form = {"cohort": "spring", "duels": "off", "gesso": "off", "webhooks": "off"}
    await world.post_form(f"{PAGE}/flags", form, as_=owner)
    for path in ("duels", "taste", "ask/conversations", "hooks"):
        address = f"/api/affresco/v1/{path}"
        shut = await world.api("GET", address, as_=ada)
        assert (shut.status_code, shut.json()["code"]) == (404, "beta.not_open_yet"), path
        assert (await world.api("GET", address, as_=bo)).status_code == 200, path


async def test_a_closed_cohort_takes_in_nobody(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)
    await world.post_form(f"{PAGE}/close", {"cohort": "spring", "closed": "yes"}, as_=owner)
    form = {"cohort": "spring", "uses": "1", "days": "3"}
    assert (await world.post_form(f"{PAGE}/link", form, as_=owner)).status_code == 409
    page = await world.post_form("/settings/invitations", form, as_=owner)
    assert page.status_code == 409
    assert "This cohort is closed" in page.text
    with pytest.raises(CohortClosed):
        await invite(world.database, Invite(cohort="spring"))


async def rows_of(world: World, table: str) -> list[str | None]:
    async with world.database.read() as tx:
        return [row["address"] for row in await tx.rows(f"SELECT address FROM {table} ORDER BY id")]


async def test_addresses_are_forgotten(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)
    checked = invitees.check("a@example.org\nb@example.org\nc@example.org")
    await waiting.ask(world.database, "192.0.2.7", "a@example.org", "")
    links, _left = await invitees.invite(world.database, owner.id, "spring", checked, 3)
    async with world.database.write() as tx:
        await redeem(tx, links[0].code)
        await tx.run("UPDATE invitations SET expires_at = now() WHERE address = 'b@example.org'")
    assert await rows_of(world, "invitations") == [None, "b@example.org", "c@example.org"]
    async with world.database.write() as tx:
        await waiting.tidy(tx)
    assert await rows_of(world, "invitations") == [None, None, "c@example.org"]
    assert await rows_of(world, "waiting_list") == ["a@example.org"]
    async with world.database.write() as tx:
        await tx.run("UPDATE waiting_list SET invited_at = now() - interval '61 days'")
        await waiting.tidy(tx)
    assert await rows_of(world, "waiting_list") == []


async def test_whose_link_ran_out_may_wait_again(world: World) -> None:
    owner = await world.owner()
    await made(world, owner)

    async def waits() -> list[tuple[str, str]]:
        async with world.database.read() as tx:
            found, _more = await waiting.every(tx, owner.id)
        return [(one.address, one.words) for one in found]

    for number, said in enumerate(("first", "again")):
        await waiting.ask(world.database, "192.0.2.7", "a@example.org", said)
        assert await waits() == ([("a@example.org", "first")] if number == 0 else [])
        if number == 0:
            async with world.database.read() as tx:
                ((one,), _more) = await waiting.every(tx, owner.id)
            await waiting.invite(world.database, owner.id, [one.id], "spring", 3)
    async with world.database.write() as tx:
        await tx.run("UPDATE invitations SET expires_at = now()")
    await waiting.ask(world.database, "192.0.2.7", "a@example.org", "at last")
    assert await waits() == [("a@example.org", "at last")]


def test_a_list_that_is_made_to_be_slow_is_read_in_time() -> None:
    blanks = "x" + " " * 310 + "y"
    found = invitees.check("\n".join([blanks] * 5000))
    assert {problem.wrong for problem in found.problems} == {"no_address"}
    with pytest.raises(TooManyLines):
        invitees.check("a@b.example," * 500_000)
