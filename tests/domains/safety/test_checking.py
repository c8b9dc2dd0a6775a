"""What is refused is recorded, said, disputed and decided; what is not refused leaves no trace."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image
from structlog.testing import capture_logs

from affresco.accounts.errors import OwnersOnly
from affresco.accounts.model import AccountId, Viewer
from affresco.db.pool import ReadTx, WriteTx
from affresco.safety import access, commands, hydrate, levels
from affresco.safety.errors import (
    AdultContentOff,
    AppealClosed,
    AppealEmpty,
    AppealTooLong,
    BirthdayInvalid,
    NothingToDecide,
    RefusalNotFound,
    Refused,
    TooYoung,
)
from affresco.safety.model import Decision, Passage
from affresco.settings import Settings
from properties.network import Network

OURS = Settings()
ADULTS = Settings(adult_content=True)
TODAY = datetime.datetime.now(datetime.UTC).date()


async def check(
    net: Network, who: int, text: str, field: Any = "prompt", settings: Settings = OURS
) -> Decision:
    return await commands.check_words(net.database, settings, who, (Passage(field, text),), "en")


async def refused(net: Network, who: int, text: str, **options: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        await check(net, who, text, **options)
    return caught.value


async def owner(net: Network, handle: str = "owner_one") -> Viewer:
    account_id = await net.person(handle)
    async with net.database.write() as tx:
        await tx.run("UPDATE accounts SET role = 'owner' WHERE id = $1", account_id)
    return viewer(account_id, handle)


def viewer(account_id: AccountId, handle: str) -> Viewer:
    return Viewer(
        id=account_id,
        handle=handle,
        name="",
        role="member",
        locale="en",
        training="deny",
        avatar_url=None,
    )


def number(error: Refused) -> int:
    return int(error.details["refusal"])


async def test_innocent_words_ask_the_database_nothing(
    net: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await net.person("ada")

    async def forbidden(*_args: object) -> None:
        raise AssertionError("a query")

    for kind in (ReadTx, WriteTx):
        for name in ("rows", "row", "value"):
            monkeypatch.setattr(kind, name, forbidden)
    assert await check(net, ada, "a quiet harbour") == Decision()
    image = Image.new("RGB", (8, 8))
    assert (
        await commands.check_picture(net.database, OURS, ada, image, about="a quiet harbour")
        == Decision()
    )


async def test_a_refusal_names_rule_field_and_term_in_both_languages(net: Network) -> None:
    ada = await net.person("ada")
    error = await refused(net, ada, "Look, a N A K E D man")
    assert (error.code, error.status) == ("safety.refused", 422)
    assert error.details["term"] == "N A K E D"
    assert "“N A K E D” in your prompt" in error.text("en")
    assert "No nudity and no sex" in error.text("en")
    assert "Niente nudità e niente sesso" in error.text("it")
    assert str(error.details["appeal"]) in error.text("en")
    assert Refused(**error.details).text("en") == error.text("en"), "a job keeps the details alone"


async def test_a_refusal_is_recorded_once_for_the_same_text(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    first = await refused(net, ada, "a naked man")
    again = await refused(net, ada, "a naked man")
    other = await refused(net, bo, "a naked man")
    assert number(first) == number(again) != number(other)
    async with net.database.read() as tx:
        refusal = await access.get_own(tx, ada, number(first))
        rates = await hydrate.rates(tx)
        with pytest.raises(RefusalNotFound):
            await access.get_own(tx, bo, number(first))
    assert (refusal.times, refusal.text, refusal.spans) == (2, "a naked man", (2, 7))
    assert rates["sexual"].refused == 2


async def test_nothing_of_what_was_refused_is_in_the_log(net: Network) -> None:
    ada = await net.person("ada")
    with capture_logs() as logs:
        await refused(net, ada, "a naked man called Zebedee")
    assert logs
    assert "naked" not in str(logs)
    assert "Zebedee" not in str(logs)


async def test_an_appeal_that_is_overturned_allows_exactly_this_text(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    judge = await owner(net)
    text = "a naked neutron star"
    refusal = number(await refused(net, ada, text))
    await commands.appeal(net.database, ada, refusal, "  It is astronomy. ")
    async with net.database.read() as tx:
        (waiting,) = (await access.list_appeals(tx, judge)).refusals
    assert (waiting.id, waiting.appeal, waiting.is_open) == (refusal, "It is astronomy.", True)
    await commands.decide(net.database, judge, refusal, "overturned", "Of course.")
    assert await check(net, ada, text) == Decision()
    assert await check(net, ada, text, field="instruction") == Decision()
    await refused(net, ada, text + "s")
    await refused(net, bo, text)
    async with net.database.read() as tx:
        after = await access.get_own(tx, ada, refusal)
        rate = (await hydrate.rates(tx))["sexual"]
        assert (await access.list_appeals(tx, judge)).refusals == ()
    assert (after.verdict, after.verdict_words) == ("overturned", "Of course.")
    assert (rate.refused, rate.appealed, rate.decided, rate.wrong) == (3, 1, 1, 1)
    assert rate.share_wrong == pytest.approx(1 / 3)


async def test_an_appeal_that_is_upheld_changes_nothing(net: Network) -> None:
    ada = await net.person("ada")
    judge = await owner(net)
    refusal = number(await refused(net, ada, "a naked man"))
    await commands.appeal(net.database, ada, refusal, "Why not?")
    await commands.decide(net.database, judge, refusal, "upheld", "")
    assert number(await refused(net, ada, "a naked man")) == refusal
    async with net.database.read() as tx:
        rate = (await hydrate.rates(tx))["sexual"]
    assert (rate.refused, rate.decided, rate.wrong) == (1, 1, 0)


async def test_what_cannot_be_appealed_or_decided(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    judge = await owner(net)
    refusal = number(await refused(net, ada, "a naked man"))
    with pytest.raises(NothingToDecide):
        await commands.decide(net.database, judge, refusal, "upheld", "")
    with pytest.raises(AppealEmpty):
        await commands.appeal(net.database, ada, refusal, " \n\x00")
    with pytest.raises(AppealTooLong):
        await commands.appeal(net.database, ada, refusal, "x" * 1001)
    with pytest.raises(RefusalNotFound):
        await commands.appeal(net.database, bo, refusal, "mine")
    await commands.appeal(net.database, ada, refusal, "x" * 1000)
    with pytest.raises(AppealClosed):
        await commands.appeal(net.database, ada, refusal, "again")
    with pytest.raises(OwnersOnly):
        await commands.decide(net.database, viewer(bo, "bo"), refusal, "overturned", "")
    async with net.database.read() as tx:
        with pytest.raises(OwnersOnly):
            await access.list_appeals(tx, viewer(ada, "ada"))
    await commands.decide(net.database, judge, refusal, "upheld", "")
    with pytest.raises(NothingToDecide):
        await commands.decide(net.database, judge, refusal, "overturned", "")


async def test_ones_own_likeness_and_nobody_elses(net: Network) -> None:
    ada, _bo = await net.people("ada", "bo")
    assert await check(net, ada, "portrait of @Ada as a sailor") == Decision()
    assert "@bo" in str((await refused(net, ada, "portrait of @bo as a sailor")).details["term"])
    await refused(net, ada, "portrait of @ada beside a portrait of @bo")
    await refused(net, ada, "portrait of @ada as Taylor Swift")


async def test_adult_content_needs_the_owners_and_a_declaration(net: Network) -> None:
    ada = await net.person("ada")
    grown = TODAY.replace(year=TODAY.year - 30, day=1)
    with pytest.raises(AdultContentOff):
        await levels.declare_adult(net.database, OURS, ada, grown, "en")
    await refused(net, ada, "a nude", settings=ADULTS)
    await levels.declare_adult(net.database, ADULTS, ada, grown, "it")
    decision = await check(net, ada, "a nude", settings=ADULTS)
    assert decision.is_sensitive
    await refused(net, ada, "a nude", settings=OURS)
    await refused(net, ada, "a nude child", settings=ADULTS)
    await levels.choose_all_ages(net.database, ada)
    await refused(net, ada, "a nude", settings=ADULTS)


async def test_what_prompt_and_instruction_mean_together_is_refused(net: Network) -> None:
    """Also to adults: the child stands in one field, the rest in the other."""
    ada = await net.person("ada")
    grown = TODAY.replace(year=TODAY.year - 30, day=1)
    await levels.declare_adult(net.database, ADULTS, ada, grown, "en")
    passages = (Passage("prompt", "a child at the sea"), Passage("instruction", "make it nude"))
    with pytest.raises(Refused) as caught:
        await commands.check_words(net.database, ADULTS, ada, passages)
    assert caught.value.details["rule"] == "minors"
    harmless = (Passage("prompt", "a child at the sea"), Passage("instruction", "make it night"))
    assert await commands.check_words(net.database, ADULTS, ada, harmless) == Decision()


async def test_who_said_that_they_are_younger_cannot_say_otherwise_the_same_day(
    net: Network,
) -> None:
    ada = await net.person("ada")
    tomorrow = TODAY + datetime.timedelta(days=1)
    nearly = levels.birthday(tomorrow, -18)
    for born in (nearly, TODAY.replace(year=TODAY.year - 40, day=1)):
        with pytest.raises(TooYoung):
            await levels.declare_adult(net.database, ADULTS, ada, born, "en")
    await levels.choose_all_ages(net.database, ada)
    async with net.database.read() as tx:
        standing = await hydrate.standing(tx, ada)
    assert standing is not None
    assert standing.level == "all"
    assert standing.locked_until == levels.birthday(nearly, 18).isoformat()


@pytest.mark.parametrize("born", [TODAY + datetime.timedelta(days=1), datetime.date(1850, 1, 1)])
async def test_a_day_on_which_nobody_was_born(net: Network, born: datetime.date) -> None:
    ada = await net.person("ada")
    with pytest.raises(BirthdayInvalid):
        await levels.declare_adult(net.database, ADULTS, ada, born, "en")


def test_a_birthday_on_the_29th_of_february() -> None:
    assert levels.birthday(datetime.date(2008, 2, 29), 18) == datetime.date(2026, 3, 1)


async def test_marks_are_on_the_post_that_has_the_words(net: Network) -> None:
    ada = await net.person("ada")
    post = await net.post(ada, "This is nsfw, sorry")
    plain = await net.post(ada, "This is a harbour")
    async with net.database.read() as tx:
        marks = await hydrate.marks(tx, "post", [post, plain])
    assert {id_: [(m.rule, m.action) for m in found] for id_, found in marks.items()} == {
        post: [("sexual-words", "sensitive")]
    }


async def test_the_owners_own_rules_are_asked(net: Network, tmp_path: Path) -> None:
    ada = await net.person("ada")
    path = tmp_path / "rules.toml"
    path.write_text(
        """
[[rule]]
id = "marmots"
title = { en = "No marmots", it = "Niente marmotte" }
explanation = { en = "They bite.", it = "Mordono." }
fields = ["prompt"]
action = "refuse"
terms = ["marmot*"]
"""
    )
    with_own = Settings(rules=str(path))
    error = await refused(net, ada, "two marmots", settings=with_own)
    assert error.details["rule"] == "marmots"
    assert await check(net, ada, "two marmots") == Decision()


async def test_what_nobody_disputes_is_dropped_in_time(net: Network) -> None:
    """Also of a picture that came without words, and of people who are never refused again."""
    ada = await net.person("ada")
    for text in ("heil hitler", "sieg heil", "heil hitler, again"):
        await refused(net, ada, text)
    async with net.database.write() as tx:
        await tx.run("UPDATE refusals SET text = '', picture = 'x' WHERE text = 'sieg heil'")
        await tx.run(
            """UPDATE refusals SET at = now() - interval '91 days'
                WHERE text <> 'heil hitler, again'"""
        )
        await commands.tidy(tx)
        rows = await tx.rows("SELECT text, term, picture FROM refusals ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("", "", None),
        ("", "", None),
        ("heil hitler, again", "heil hitler", None),
    ]


async def test_what_was_dropped_is_there_again_when_it_is_refused_again(net: Network) -> None:
    ada = await net.person("ada")
    await refused(net, ada, "heil hitler")
    async with net.database.write() as tx:
        await tx.run("UPDATE refusals SET at = now() - interval '91 days'")
        await commands.tidy(tx)
    again = await refused(net, ada, "heil hitler")
    async with net.database.write() as tx:
        await commands.tidy(tx)
        refusal = await access.get_own(tx, ada, int(again.details["refusal"]))
    assert (refusal.text, refusal.term, refusal.spans) == ("heil hitler", "heil hitler", (0, 11))
    assert refusal.times == 2


async def test_what_is_disputed_stays_as_it_is(net: Network) -> None:
    ada = await net.person("ada")
    first = await refused(net, ada, "heil hitler")
    number = int(first.details["refusal"])
    await commands.appeal(net.database, ada, number, "Why?")
    async with net.database.read() as tx:
        before = await access.get_own(tx, ada, number)
    await refused(net, ada, "heil hitler")
    async with net.database.read() as tx:
        after = await access.get_own(tx, ada, number)
    assert after == msgspec.structs.replace(before, times=2)
