"""Help with words beside the form: nothing is followed by itself."""

from __future__ import annotations

import re
from html import unescape

from affresco.accounts import limits
from world import World

FORM = {"prompt": "a street, no people", "count": "2", "format": "3:2", "engine": "illustrator"}


async def test_suggestions_stand_beside_the_form_as_it_was(world: World) -> None:
    (ada,) = await world.people("ada")
    page = (await world.post_form("/studio/words", FORM, as_=ada)).text
    assert "Say how it is made" in page
    assert re.search(r"<textarea[^>]*name=\"prompt\"[^>]*>\s*a street, no people</textarea>", page)
    assert 'value="3:2" checked' in page
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM generations") == 0


async def test_what_is_taken_stands_in_the_form_and_is_not_painted(world: World) -> None:
    (ada,) = await world.people("ada")
    page = (await world.post_form("/studio/words", FORM, as_=ada)).text
    taken = [unescape(found) for found in re.findall(r'name="take" value="([^"]+)"', page)]
    assert "a street" in taken
    sent = {**FORM, "take": "a street", "negative_prompt": "fog"}
    answer = await world.post_form("/studio/words", sent, as_=ada)
    assert re.search(r">\s*a street</textarea>", answer.text)
    assert 'name="negative_prompt" type="text" value="fog, people"' in answer.text
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM generations") == 0


async def test_a_remix_stays_one_while_its_words_are_helped_with(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="a quiet harbour")
    sent = {**FORM, "remix_of_id": str(post.id), "seed": "7", "count": "9"}
    for taken in ({}, {"take": "a loud harbour"}):
        page = (await world.post_form("/studio/words", {**sent, **taken}, as_=bo)).text
        assert f'name="remix_of_id" value="{post.id}"' in page
        assert 'name="seed" value="7"' in page
        assert 'name="count" value="4" checked' in page


async def test_a_remix_that_is_none_any_more_loses_no_words(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, remix_policy="nobody")
    answer = await world.post_form("/studio/words", {**FORM, "remix_of_id": str(post.id)}, as_=bo)
    assert "a street, no people</textarea>" in answer.text
    assert 'id="remix_of_id-error"' in answer.text


async def test_scripts_get_the_suggestions_alone(world: World) -> None:
    (ada,) = await world.people("ada")
    answer = await world.post_form("/studio/words", FORM, as_=ada, htmx=True)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "data-take" in answer.text


async def test_a_model_that_somebody_pays_for_is_not_asked_for_ever(world: World) -> None:
    (ada,) = await world.people("ada")
    key = limits.WORDS_BY_ACCOUNT.key(str(ada.id))
    for _ in range(limits.WORDS_BY_ACCOUNT.hits):
        await limits.hit(world.database, key, 10**6, limits.WORDS_BY_ACCOUNT.seconds)
    assert (await world.post_form("/studio/words", FORM, as_=ada)).status_code == 429


async def test_nothing_to_help_with(world: World) -> None:
    (ada,) = await world.people("ada")
    assert (
        "Say in a few words"
        in (await world.post_form("/studio/words", {"prompt": " "}, as_=ada)).text
    )
    assert (await world.post_form("/studio/words", FORM)).status_code == 303
