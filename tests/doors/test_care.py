"""Care through the doors: refused, told why, appealed, decided; rules and rates for everybody."""

from __future__ import annotations

import re

import pytest

from affresco.media import commands as media
from pictures import painting
from world import Resident, World

TEXT = "Death of a hydrangea; heil hitler, said the villain"


async def refused_post(world: World, who: Resident, text: str = TEXT) -> str:
    """Try to publish; the page to appeal on."""
    page = await world.post_form("/publish", {"text": text}, as_=who)
    assert page.status_code == 422
    found = re.search(r'href="(/safety/refusals/\d+)"', page.text)
    assert found is not None
    return found[1]


async def test_a_refused_post_comes_back_with_the_rule_the_words_and_an_appeal(
    world: World,
) -> None:
    ada = await world.person("ada")
    page = await world.post_form("/publish", {"text": TEXT}, as_=ada)
    assert page.status_code == 422
    assert "“heil hitler” in your text goes against the rule “No hate”." in page.text
    assert f">{TEXT}</textarea>" in page.text.replace("\n", ""), "nothing that was typed is lost"
    assert ">Appeal</a>" in page.text


async def test_a_reply_and_an_edit_are_refused_like_a_post(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="A harbour")
    for path in (f"/posts/{post.id}/reply", f"/posts/{post.id}/edit"):
        page = await world.post_form(path, {"text": TEXT}, as_=ada)
        assert page.status_code == 422
        assert 'href="/safety/refusals/' in page.text
    assert "A harbour" in (await world.get(post.url, as_=ada)).text


async def test_a_description_is_refused_at_its_own_field(world: World) -> None:
    ada = await world.person("ada")
    first, second = await world.picture(by=ada), await world.picture(by=ada)
    page = await world.post_form(
        "/publish",
        {"media_id": [first.id, second.id], "alt_1": "A harbour", "alt_2": "Sieg heil"},
        as_=ada,
    )
    assert page.status_code == 422
    assert re.search(r'id="alt_2-error".*?“Sieg heil”', page.text, re.DOTALL)


async def test_a_description_that_came_with_an_upload_is_looked_at_too(world: World) -> None:
    ada = await world.person("ada")
    runtime = world.runtime
    encoded = media.encode(painting((64, 64)))
    picture = await media.save(
        runtime.database, runtime.store, ada.id, "upload", encoded, "Sieg heil"
    )
    sent = {"media_id": str(picture.id), "alt_1": ""}
    page = await world.post_form("/publish", sent, as_=ada)
    assert page.status_code == 422
    assert "“Sieg heil”" in page.text


async def test_words_that_look_like_markup_stay_words(world: World) -> None:
    ada = await world.person("ada")
    text = "heil <hitler> said <i>"
    page = await world.post_form("/publish", {"text": text}, as_=ada)
    assert "“heil &lt;hitler”" in page.text
    assert "heil <hitler" not in page.text
    appeal = await refused_post(world, ada, text)
    assert "heil <hitler" not in (await world.get(appeal, as_=ada)).text


async def test_from_refusal_to_a_verdict(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    owner = await world.owner()
    address = await refused_post(world, ada)
    assert (await world.get(address, as_=bo)).status_code == 404
    assert (await world.get(address)).status_code == 303
    page = await world.get(address, as_=ada)
    assert "<mark>heil hitler</mark>" in page.text
    sent = await world.post_form(f"{address}/appeal", {"words": "He is the villain."}, as_=ada)
    assert (sent.status_code, sent.headers["location"]) == (303, address)
    told = (await world.get(address, as_=ada)).text
    assert "Your appeal is with the owners." in told
    assert "An owner will decide." in told

    queue = await world.get("/settings/appeals", as_=owner)
    assert "<mark>heil hitler</mark>" in queue.text
    assert "He is the villain." in queue.text
    assert "@ada" in queue.text
    number = address.rpartition("/")[2]
    decided = await world.post_form(
        f"/settings/appeals/{number}",
        {"verdict": "overturned", "words": "It is a story."},
        as_=owner,
    )
    assert decided.headers["location"] == "/settings/appeals"
    assert "He is the villain." not in (await world.get("/settings/appeals", as_=owner)).text

    outcome = (await world.get(address, as_=ada)).text
    assert "You were right" in outcome
    assert "It is a story." in outcome
    assert (await world.post_form("/publish", {"text": TEXT}, as_=ada)).status_code == 303
    assert (await world.post_form("/publish", {"text": TEXT}, as_=bo)).status_code == 422
    rates = (await world.get("/about/safety")).text
    assert re.search(r"No hate</th><td>2</td><td>1</td><td>1</td><td>1 \(50.0 %\)", rates)


async def test_a_worker_drops_the_text_of_what_nobody_disputes(world: World) -> None:
    ada = await world.person("ada")
    address = await refused_post(world, ada)
    async with world.database.write() as tx:
        await tx.run("UPDATE refusals SET at = now() - interval '91 days'")
    await world.generate(by=ada)
    await world.work()
    page = (await world.get(address, as_=ada)).text
    assert "The text is not kept any more." in page
    assert "heil hitler" not in page


async def test_an_upheld_appeal_says_so(world: World) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    address = await refused_post(world, ada)
    await world.post_form(f"{address}/appeal", {"words": "Why?"}, as_=ada)
    path = f"/settings/appeals/{address.rpartition('/')[2]}"
    await world.post_form(path, {"verdict": "upheld", "words": "Not even so."}, as_=owner)
    page = (await world.get(address, as_=ada)).text
    assert "The refusal stands" in page
    assert "Not even so." in page
    again = await world.post_form(path, {"verdict": "overturned"}, as_=owner)
    assert again.status_code == 303
    assert "Nobody waits" in (await world.get("/settings/appeals", as_=owner)).text


async def test_owners_hear_of_an_appeal_and_who_appeals_of_the_verdict(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    owner = await world.owner()
    for text in (TEXT, f"{TEXT} once more", f"{TEXT} and again"):
        address = await refused_post(world, ada, text)
        await world.post_form(f"{address}/appeal", {"words": "Why?"}, as_=ada)
    await world.work()
    page = (await world.get("/notifications", as_=owner)).text
    assert page.count("<b>ada</b> appealed against a refusal") == 1
    assert 'href="/settings/appeals"' in page
    assert "appealed against" not in (await world.get("/notifications", as_=ada)).text
    for verdict in ("overturned", "upheld"):
        waiting = (await world.get("/settings/appeals", as_=owner)).text
        path = re.findall(r'action="(/settings/appeals/[0-9]+)"', waiting)[0]
        await world.post_form(path, {"verdict": verdict}, as_=owner)
        await world.work()
    page = (await world.get("/notifications", as_=ada)).text
    assert page.count("Your appeal is decided") == 1
    assert 'href="/safety/refusals"' in page
    assert owner.handle not in page
    for other in (bo, owner):
        assert "is decided" not in (await world.get("/notifications", as_=other)).text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Say in a few words why"),
        (" ", "Say in a few words why"),
        ("x" * 1001, "at most 1000 are possible"),
    ],
)
async def test_an_appeal_that_cannot_be_taken_comes_back(
    world: World, words: str, says: str
) -> None:
    ada = await world.person("ada")
    address = await refused_post(world, ada)
    page = await world.post_form(f"{address}/appeal", {"words": words}, as_=ada)
    assert page.status_code == 422
    assert says in page.text
    assert words.strip() in page.text
    assert "Send the appeal" in page.text


async def test_only_owners_decide(world: World) -> None:
    ada = await world.person("ada")
    address = await refused_post(world, ada)
    await world.post_form(f"{address}/appeal", {"words": "Why?"}, as_=ada)
    number = address.rpartition("/")[2]
    assert (await world.get("/settings/appeals", as_=ada)).status_code == 403
    for path, method in (
        (f"/settings/appeals/{number}", world.post_form),
        (f"/settings/appeals/{number}/picture.webp", world.get),
    ):
        sent = {"verdict": "overturned"} if method == world.post_form else None
        answer = (
            await world.post_form(path, sent, as_=ada) if sent else await world.get(path, as_=ada)
        )
        assert answer.status_code == 403
    assert (await world.post_form("/publish", {"text": TEXT}, as_=ada)).status_code == 422


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "99999999999999999999999"])
async def test_numbers_that_no_refusal_has(world: World, number: str) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    for path in (f"/safety/refusals/{number}", f"/settings/appeals/{number}/picture.webp"):
        who = owner if "settings" in path else ada
        assert (await world.get(path, as_=who)).status_code == 404
    sent = await world.post_form(f"/safety/refusals/{number}/appeal", {"words": "x"}, as_=ada)
    assert sent.status_code == 404
    sent = await world.post_form(f"/settings/appeals/{number}", {"verdict": "upheld"}, as_=owner)
    assert sent.status_code in (303, 404)


async def test_the_list_of_ones_own_refusals(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    address = await refused_post(world, ada)
    page = (await world.get("/safety/refusals", as_=ada)).text
    assert f'href="{address}"' in page
    assert address not in (await world.get("/safety/refusals", as_=bo)).text
    assert "Nothing of yours" in (await world.get("/safety/refusals", as_=bo)).text
    for number in range(21):
        await refused_post(world, bo, f"{TEXT} {number}")
    first = (await world.get("/safety/refusals", as_=bo)).text
    older = re.search(r'href="(/safety/refusals\?before=\d+)"', first)
    assert older is not None
    second = (await world.get(older[1], as_=bo)).text
    assert len(re.findall(r'href="/safety/refusals/\d+"', second)) == 1


async def test_the_rules_are_there_for_everybody_in_both_languages(world: World) -> None:
    english = await world.get("/about/safety", headers={"Accept-Language": "en"})
    assert "Real people only of themselves" in english.text
    assert "Everything here is for all ages." in english.text
    italian = await world.person("gina", locale="it")
    assert (
        "Le persone vere solo di se stesse" in (await world.get("/about/safety", as_=italian)).text
    )


async def test_a_refusal_in_the_readers_language(world: World) -> None:
    gina = await world.person("gina", locale="it")
    page = await world.post_form("/publish", {"text": TEXT}, as_=gina)
    assert "Niente odio" in page.text


async def test_a_post_that_is_marked_says_so_and_a_sad_one_is_met_kindly(world: World) -> None:
    ada = await world.person("ada")
    for text, told in (
        ("nsfw talk", "marked as sensitive"),
        ("voglio morire", "You are not alone"),
    ):
        sent = await world.post_form("/publish", {"text": text}, as_=ada)
        assert sent.status_code == 303
        assert told in (await world.get(sent.headers["location"], as_=ada)).text


async def test_a_sad_prompt_is_painted_and_met_kindly(world: World) -> None:
    ada = await world.person("ada")
    sent = await world.post_form(
        "/generations", {"prompt": "voglio morire, mare di notte"}, as_=ada
    )
    assert sent.status_code == 303
    assert "You are not alone" in (await world.get(sent.headers["location"], as_=ada)).text


async def test_a_program_is_told_with_code_and_details(world: World) -> None:
    ada = await world.person("ada")
    answer = await world.api("POST", "/api/v1/statuses", as_=ada, json={"status": TEXT})
    assert answer.status_code == 422
    fault = answer.json()
    assert fault.get("code", "safety.refused") == "safety.refused"
    assert "heil hitler" in fault["error"]
    assert "/safety/refusals/" in fault["error"]
