"""Figures, surveys and letters by cohort: what is told, and what is not told of fewer than five people."""

from __future__ import annotations

import re
from datetime import date, timedelta

from affresco.beta import figures, letters, surveys
from affresco.beta.figures import Figures, Overview
from affresco.beta.surveys import NewSurvey, Result
from world import Resident, World

PAGE = "/settings/cohorts"


async def group(world: World, name: str, count: int, *, days_ago: int = 40) -> list[Resident]:
    """So many people of a cohort that joined that long ago, each a minute after the other."""
    found = await world.people(*(f"{name}_{number}" for number in range(count)))
    async with world.database.write() as tx:
        await tx.run("INSERT INTO cohorts (name) VALUES ($1) ON CONFLICT DO NOTHING", name)
        for number, who in enumerate(found):
            await tx.run(
                """UPDATE accounts SET cohort = $2, created_at =
                       date_trunc('day', now(), 'UTC') - make_interval(days => $3)
                           + make_interval(mins => $4)
                   WHERE id = $1""",
                who.id,
                name,
                days_ago,
                number,
            )
        await tx.run(
            "DELETE FROM visits WHERE account_id = ANY($1::bigint[])", [w.id for w in found]
        )
    return found


async def here(world: World, who: list[Resident], days_ago: int) -> None:
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO visits (account_id, day)
               SELECT unnest($1::bigint[]), (now() AT TIME ZONE 'UTC')::date - $2::int""",
            [one.id for one in who],
            days_ago,
        )


async def look(world: World, owner: Resident) -> Overview:
    async with world.database.read() as tx:
        return await figures.overview(tx, owner.id)


def of(found: Overview, name: str) -> Figures:
    return next(one for one in found.groups if one.cohort == name)


async def results(world: World, owner: Resident) -> list[Result]:
    async with world.database.read() as tx:
        ((_survey, told),) = await surveys.every(tx, owner.id)
    return list(told)


async def test_a_visit_is_one_row_a_day(world: World) -> None:
    (ada,) = await world.people("ada")
    async with world.database.write() as tx:
        await tx.run("DELETE FROM visits")
        await tx.run("UPDATE sessions SET seen_at = now() - interval '1 hour'")
    for _ in range(3):
        await world.get("/", as_=ada)
    async with world.database.read() as tx:
        rows = await tx.rows(
            "SELECT account_id, day, (now() AT TIME ZONE 'UTC')::date AS today FROM visits"
        )
    assert [(row["account_id"], row["day"]) for row in rows] == [(ada.id, rows[0]["today"])]


async def test_figures_are_counted(world: World) -> None:
    owner = await world.owner()
    spring = await group(world, "spring", 5)
    await here(world, spring[:1], 40)
    await here(world, spring[:4], 39)
    await here(world, spring[:2], 33)
    await here(world, spring, 1)
    first = await world.post(by=spring[0], pictures=1)
    await world.post(by=spring[1], remix_of=first)
    await world.post(by=spring[1], reply_to=first)
    found = of(await look(world, owner), "spring")
    assert found.people == 5
    assert found.activated == 2 / 5
    assert (found.posts, found.remixes, found.replies) == (3 / 5, 1 / 5, 1 / 5)
    assert [(one.after, one.of, one.share) for one in found.returns] == [
        (1, 5, 0.8),
        (7, 5, 0.4),
        (30, 5, 0.0),
    ]
    assert [people for _day, people in found.days] == [5]
    assert found.first_picture is None
    assert found.failures is None
    page = await world.get(f"{PAGE}/figures", as_=owner)
    assert page.status_code == 200
    assert "80 %" in page.text


async def test_nothing_is_told_of_fewer_than_five(world: World) -> None:
    owner = await world.owner()
    few = await group(world, "few", 4)
    await here(world, few, 3)
    found = await look(world, owner)
    assert [one.cohort for one in found.groups] == []
    assert "few" in found.small
    page = (await world.get(f"{PAGE}/figures", as_=owner)).text
    assert "few" in page
    assert '<svg class="share"' not in page


async def test_a_new_person_changes_no_figure_until_there_are_five(world: World) -> None:
    owner = await world.owner()
    spring = await group(world, "spring", 9)
    for one in spring[:5]:
        await world.generate(by=one)
    await world.work()
    before = of(await look(world, owner), "spring")
    assert before.people == 5
    assert before.first_picture is not None
    await world.post(by=spring[7])
    await here(world, spring[:1], 40)  # since when days are kept
    await here(world, spring[4:], 39)
    await here(world, spring[:4], 2)
    assert of(await look(world, owner), "spring").activated == before.activated == 0
    assert of(await look(world, owner), "spring").days == ()
    (tenth,) = await group(world, "late", 1, days_ago=0)
    async with world.database.write() as tx:
        await tx.run("UPDATE accounts SET cohort = 'spring' WHERE id = $1", tenth.id)
    after = of(await look(world, owner), "spring")
    assert (after.people, after.activated) == (10, 0.1)
    # The day after the tenth's first is not over: those who were counted with it wait for it.
    assert (after.returns[0].of, after.returns[0].share) == (5, 0.2)


async def test_old_days_are_forgotten(world: World) -> None:
    (ada,) = await world.people("ada")
    await here(world, [ada], 399)
    await here(world, [ada], 401)
    async with world.database.write() as tx:
        await figures.tidy(tx)
    async with world.database.read() as tx:
        oldest: date = await tx.value("SELECT min(day) FROM visits")
        today: date = await tx.value("SELECT (now() AT TIME ZONE 'UTC')::date")
    assert today - oldest == timedelta(days=399)


async def test_a_letter_is_read_once(world: World) -> None:
    owner = await world.owner()
    ada, *others = await group(world, "spring", 7)
    (bo,) = await world.people("bo")
    form = {"cohort": "spring", "title": "Welcome", "text": "**Hello** <script>x</script>"}
    assert (await world.post_form(f"{PAGE}/letters", form, as_=owner)).status_code == 303
    home = (await world.get("/", as_=ada)).text
    assert "<strong>Hello</strong>" in home
    assert "<script>x" not in home
    assert "Welcome" not in (await world.get("/", as_=bo)).text
    (letter_id,) = re.findall(r"/letters/(\d+)/put-away", home)
    assert (await world.post_form(f"/letters/{letter_id}/put-away", as_=bo)).status_code == 404
    await world.post_form(f"/letters/{letter_id}/put-away", as_=ada)
    assert "Hello" not in (await world.get("/", as_=ada)).text
    sent = await world.get(f"{PAGE}/letters", as_=owner)
    assert "put away by" not in sent.text
    for one in others:
        await world.post_form(f"/letters/{letter_id}/put-away", as_=one)
    sent = await world.get(f"{PAGE}/letters", as_=owner)
    assert "put away by 5 people or more" in sent.text
    bad = await world.post_form(f"{PAGE}/letters", {"title": "T", "text": "x" * 6000}, as_=owner)
    assert bad.status_code == 422
    assert "x" * 6000 in bad.text
    assert (await world.post_form(f"{PAGE}/letters", form, as_=ada)).status_code == 403


async def test_owners_hear_of_the_week_once(world: World) -> None:
    owner = await world.owner()
    (ada,) = await world.people("ada")
    async with world.database.write() as tx:
        await letters.write_week(tx)
        assert await tx.value("SELECT count(*) FROM letters") == 0
        await tx.run(
            """INSERT INTO feedback (account_id, words, at)
               VALUES ($1, 'slow', date_trunc('week', now(), 'UTC') - interval '1 day')""",
            ada.id,
        )
        await letters.write_week(tx)
        await letters.write_week(tx)
        assert await tx.value("SELECT count(*) FROM letters") == 1
    assert "/settings/feedback/digest" in (await world.get("/", as_=owner)).text
    assert "/settings/feedback/digest" not in (await world.get("/", as_=ada)).text


async def test_a_question_comes_at_its_moment(world: World) -> None:
    owner = await world.owner()
    ada, bo = await group(world, "spring", 2)
    form = {
        "question": "Was it easy?",
        "choices": "Yes\nNo\n\n",
        "moment": "first_post",
        "cohort": "spring",
    }
    assert (await world.post_form(f"{PAGE}/surveys", form, as_=owner)).status_code == 303
    assert "Was it easy?" not in (await world.get("/", as_=ada)).text
    for one in (ada, bo):
        await world.post(by=one)
    home = (await world.get("/", as_=ada)).text
    assert "Was it easy?" in home
    (address,) = re.findall(r'action="(/surveys/\d+)"', home)
    empty = await world.post_form(address, {"words": "kept words"}, as_=ada)
    assert empty.status_code == 422
    assert "kept words" in empty.text
    await world.post_form(address, {"say": "later"}, as_=ada)
    assert "Was it easy?" not in (await world.get("/", as_=ada)).text
    async with world.database.write() as tx:
        await tx.run("UPDATE survey_answers SET later_at = now()")
    assert "Was it easy?" in (await world.get("/", as_=ada)).text
    await world.post_form(address, {"choice": "1", "words": "hm"}, as_=ada)
    await world.post_form(address, {"say": "never"}, as_=bo)
    for one in (ada, bo):
        assert "Was it easy?" not in (await world.get("/", as_=one)).text
    (stranger,) = await world.people("stranger")
    assert (await world.post_form(address, {"choice": "0"}, as_=stranger)).status_code == 404
    assert (await world.post_form(address, {"choice": "7"}, as_=ada)).status_code == 303
    bad = await world.post_form(f"{PAGE}/surveys", {**form, "choices": "One"}, as_=owner)
    assert bad.status_code == 422
    assert "Was it easy?" in bad.text


async def test_moments_of_remixes_and_days(world: World) -> None:
    owner = await world.owner()
    (ada,) = await group(world, "spring", 1, days_ago=3)
    base = NewSurvey(question="?", choices=("a", "b"), moment="first_remix")
    await surveys.ask(world.database, owner.id, base)
    week = NewSurvey(question="A week?", choices=("a", "b"), moment="days", days=7)
    await surveys.ask(world.database, owner.id, week)
    days = NewSurvey(question="Days?", choices=("a", "b"), moment="days", days=3)
    await surveys.ask(world.database, owner.id, days)

    async def due() -> str | None:
        async with world.database.read() as tx:
            found = await surveys.due(tx, ada.id)
        return found.question if found else None

    assert await due() == "Days?"
    post = await world.post(by=owner, pictures=1)
    await world.post(by=ada, remix_of=post)
    assert await due() == "?"


async def test_answers_are_told_in_fives(world: World) -> None:
    owner = await world.owner()
    people = await group(world, "spring", 9)
    (lone,) = await group(world, "lone", 1)
    new = NewSurvey(question="Well?", choices=("Yes", "No"), moment="days")
    survey = await surveys.ask(world.database, owner.id, new)
    for one in people[:4]:
        await surveys.answer(world.database, one.id, survey, 0, f"words of {one.handle}")
    await surveys.answer(world.database, lone.id, survey, 1, "secret")
    assert await results(world, owner) == []
    await surveys.decline(world.database, people[4].id, survey, later=False)
    assert await results(world, owner) == []
    await surveys.answer(world.database, people[5].id, survey, 1)
    (told,) = await results(world, owner)
    assert (told.cohort, told.people, told.counts) == ("spring", 5, (4, 1))
    assert len(told.words) == 4
    await surveys.answer(world.database, people[6].id, survey, 1, "the sixth")
    assert await results(world, owner) == [told]
    page = (await world.get(f"{PAGE}/surveys", as_=owner)).text
    assert "secret" not in page
    assert "the sixth" not in page
