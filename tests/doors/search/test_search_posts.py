"""Posts by words, by meaning and by operators; and who may find what."""

from __future__ import annotations

from typing import Any

import pytest

from affresco.accounts import commands as accounts
from affresco.accounts import ties
from affresco.accounts.model import Profile
from affresco.posts import commands as posts
from world import Published, Resident, World


async def search(world: World, q: str, *, as_: Resident | None = None, **params: str) -> Any:
    """The answer of the search for everything."""
    answer = await world.api(
        "GET", "/api/v2/search", as_=as_, params={"type": "statuses", "q": q, **params}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def found(world: World, q: str, *, as_: Resident | None = None, **params: str) -> list[int]:
    """Ids of the statuses that it finds, the best first."""
    return [int(s["id"]) for s in (await search(world, q, as_=as_, **params))["statuses"]]


def ids(*published: Published) -> list[int]:
    return [post.id for post in published]


# words and meaning ------------------------------------------------------------------------------


async def test_words_are_found_in_all_their_forms_without_case_and_accents(world: World) -> None:
    ada = await world.person("ada")
    english = await world.post(by=ada, text="Two painted HARBOURS")
    italian = await world.post(by=ada, text="Le città sull'acqua", language="it")
    await world.work()
    assert await found(world, "harbour") == ids(english)
    assert await found(world, "citta") == ids(italian)
    assert await found(world, "CITTÀ acque") == ids(italian)


async def test_a_word_of_another_language_finds_what_is_meant(world: World) -> None:
    ada = await world.person("ada")
    kitten = await world.post(by=ada, text="A kitten asleep on the windowsill")
    await world.post(by=ada, text="Lighthouse in a storm, waves higher than the wall")
    await world.work()
    assert await found(world, "gatto") == ids(kitten)
    assert await found(world, "gattino che dorme") == ids(kitten)


async def test_what_a_picture_shows_is_not_drowned_out_by_what_is_said(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(
        by=ada,
        text="He has been out every night since March and will not say what for. #studies",
        pictures=1,
        prompt="portrait of an old fisherman, oil painting",
    )
    await world.work()
    assert await found(world, "vecchio marinaio") == ids(post)


async def test_descriptions_open_prompts_hashtags_and_names_are_searched(world: World) -> None:
    ada = await world.person("ada", name="Zoraide")
    post = await world.post(by=ada, pictures=1, prompt="obsidian staircase", text="See #marmalade")
    await world.work()
    for word in ("obsidian", "marmalade", "#marmalade", "zoraide"):
        assert await found(world, word) == ids(post), word


async def test_writing_without_spaces_is_found_by_its_parts(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="窓辺で眠る子猫の絵", language="ja")
    await world.work()
    assert await found(world, '"子猫"') == ids(post)
    assert await found(world, '"猫子"') == []


async def test_an_edit_is_found_by_its_new_words_alone(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="a marzipan tower")
    await world.work()
    await posts.edit(world.database, world.runtime.settings, ada.id, post.id, "a licorice bridge")
    await world.work()
    assert await found(world, "licorice") == ids(post)
    assert await found(world, '"marzipan"') == []


async def test_a_new_name_of_the_author_finds_older_posts(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="a tower")
    await accounts.update_profile(world.database, ada.id, Profile(name="Quenelle"))
    await world.work()
    assert await found(world, "quenelle") == ids(post)


# operators --------------------------------------------------------------------------------------


async def test_each_operator_finds_what_it_says(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    plain = await world.post(by=ada, text="wall one")
    picture = await world.post(by=bo, text="wall two", pictures=1, prompt="a wall")
    remix = await world.post(by=ada, text="wall three", remix_of=picture, remix_policy="nobody")
    reply = await world.post(by=bo, text="wall four https://example.org", reply_to=plain)
    tagged = await world.post(by=bo, text="muro cinque #mare", language="it")
    await world.work()
    cases = {
        "from:ada": [remix, plain],
        "from:@ada wall": [remix, plain],
        "-from:ada": [tagged, reply, picture],
        "has:picture": [remix, picture],
        "has:images": [remix, picture],
        "-has:picture": [tagged, reply, plain],
        "has:prompt": [remix, picture],
        "has:link": [reply],
        "engine:tests": [remix, picture],
        "-engine:tests": [tagged, reply, plain],
        "engine:other": [],
        "is:remix": [remix],
        "is:reply": [reply],
        "-is:reply has:picture": [remix, picture],
        "remix:nobody": [remix],
        f"remix:{picture.id}": [remix],
        f"remix:http://testserver/@bo/{picture.id}": [remix],
        "language:it": [tagged],
        "language:it language:en -has:picture": [tagged, reply, plain],
        "#mare": [tagged],
        "-#mare has:link": [reply],
        "after:2020": [tagged, reply, remix, picture, plain],
        "before:2020": [],
        "during:2019-02": [],
        '"wall two"': [picture],
        '"two wall"': [],
        '"wall" -two -three': [reply, plain],
        '-"wall two" is:remix': [remix],
    }
    for q, expected in cases.items():
        assert sorted(await found(world, q), reverse=True) == ids(*expected), q


async def test_operators_of_ones_own(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    own = await world.post(by=bo, text="mine")
    liked = await world.post(by=ada, text="liked")
    other = await world.post(by=cleo, text="other")
    await world.like(bo, liked)
    await world.follow(bo, cleo)
    await world.work()
    assert sorted(await found(world, "in:library", as_=bo)) == ids(own, liked)
    assert await found(world, "from:me", as_=bo) == ids(own)
    assert await found(world, "in:following", as_=bo) == ids(other)
    assert await found(world, "in:following from:ada", as_=bo) == []
    for q in ("in:library", "from:me", "in:following"):
        answer = await search(world, q)
        assert answer["statuses"] == []
        assert "signed in" in answer["affresco"]["problems"][0]


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("form:ada", "did you mean from:?"),
        ("colour:red", "There is no colour:"),
        ("from:nobody_here", "nobody called @nobody_here"),
        ("from: ada", "needs something right after it"),
        ("has:cats", "has: knows picture"),
        ("is:nice", "is: knows reply"),
        ("in:moon", "in: knows all"),
        ("before:soon", "write a day"),
        ("after:2026-13", "write a day"),
        ("-before:2026", "-before:2026 was left out"),
        ("remix:maybe", "who may remix"),
        ("language:english!", "no code of a language"),
        ("engine:???", "no name of an engine"),
        ("from:???", "no handle"),
        ("x" * 600, "first 500 characters"),
        ("a " * 100, "first 24 words"),
    ],
)
async def test_what_cannot_be_used_is_told(world: World, q: str, said: str) -> None:
    (problem, *_more) = (await search(world, q))["affresco"]["problems"]
    assert said in problem


async def test_problems_are_told_in_the_readers_language(world: World) -> None:
    bo = await world.person("bo", locale="it")
    answer = await search(world, "from:nobody_here", as_=bo)
    assert "nobody_here" in answer["affresco"]["problems"][0]


@pytest.mark.parametrize(
    "q",
    [
        "", " ", "-", '"', '""', "':*&|!()<->", "\\", "\x00", "'' OR 1=1", "🎨", "a" * 20_000, "猫 " * 500,
        "\u202e\u0301", "from:from:", "#", "@", "::", "-\"", "((((", "%_%", "before:0000", "remix:9" * 9,
    ],
)  # fmt: skip
async def test_whatever_is_typed_is_answered(world: World, q: str) -> None:
    await world.post(by=await world.person("ada"), text="a wall")
    await world.work()
    await search(world, q)
    answer = await world.api("GET", "/api/v2/search", params={"q": q})
    assert answer.status_code == 200


# who may find what ------------------------------------------------------------------------------


async def test_only_what_one_may_see_is_found(world: World) -> None:
    ada, follower, stranger = await world.people("ada", "follower", "stranger")
    await world.follow(follower, ada)
    text = "a porphyry column in the moonlight"
    everybody = await world.post(by=ada, text=text)
    unlisted = await world.post(by=ada, text=text, visibility="unlisted")
    followers = await world.post(by=ada, text=text, visibility="followers")
    named = await world.post(by=ada, text=f"{text} @stranger", visibility="direct")
    private = await world.post(by=ada, text=text, visibility="private")
    await world.work()
    for q in ("porphyry", "una colonna al chiaro di luna", "from:ada"):

        async def seen(who: Resident | None, q: str = q) -> set[int]:
            return set(await found(world, q, as_=who))

        assert await seen(None) == {everybody.id}, q
        assert await seen(follower) == {everybody.id, followers.id}, q
        assert await seen(stranger) == {everybody.id, named.id}, q
        every = {everybody.id, unlisted.id, followers.id, named.id, private.id}
        assert await seen(ada) == every, q
    await accounts.unfollow(world.database, follower.id, ada.id)
    assert await found(world, "porphyry", as_=follower) == ids(everybody)


async def test_a_private_prompt_is_found_by_nobody(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(
        by=ada, text="look", pictures=1, prompt="a zeppelin over rome", recipe_visibility="private"
    )
    await world.work()
    for q in ("zeppelin", "un dirigibile sopra Roma", "engine:tests", "has:prompt"):
        assert await found(world, q) == await found(world, q, as_=bo) == [], q


async def test_blocks_and_mutes_count_at_once(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="a porphyry column")
    await world.work()
    assert await found(world, "porphyry", as_=bo) == ids(post)
    await ties.mute(world.database, bo.id, ada.id)
    assert await found(world, "porphyry", as_=bo) == []
    await ties.unmute(world.database, bo.id, ada.id)
    assert await found(world, "porphyry", as_=bo) == ids(post)
    await ties.block(world.database, ada.id, bo.id)
    assert await found(world, "porphyry", as_=bo) == []
    assert await found(world, "porphyry") == ids(post)


async def test_a_deleted_post_is_not_found(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="a porphyry column")
    await world.work()
    await posts.delete(world.database, ada.id, post.id)
    assert await found(world, "porphyry") == []


# pages ------------------------------------------------------------------------------------------


async def test_results_come_in_pages_without_gaps(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    every = [await world.post(by=ada, text=f"wall number {n}") for n in range(7)]
    await world.post(by=ada, text="wall hidden", visibility="private")
    await world.work()
    walked: list[int] = []
    offset: int | None = 0
    while offset is not None:
        answer = await search(world, "wall", as_=bo, limit="3", offset=str(offset))
        walked += [int(s["id"]) for s in answer["statuses"]]
        offset = answer["affresco"]["next_offset"]
    assert sorted(walked) == ids(*every)
    assert await found(world, "wall", max_id=str(every[2].id)) == ids(every[1], every[0])
    assert await found(world, "wall", min_id=str(every[5].id)) == ids(every[6])
    assert await found(world, "wall", account_id=str(bo.id)) == []
    assert await found(world, "wall", account_id="1") == []
    assert len(await found(world, "wall", limit="-5")) == 1
    assert await found(world, "wall", offset="999999999") == []


async def test_an_address_of_ours_finds_what_it_names(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="a wall")
    hidden = await world.post(by=ada, text="a wall", visibility="private")
    await world.work()
    assert await found(world, f"http://testserver{post.url}", as_=bo) == ids(post)
    assert await found(world, f"http://testserver{hidden.url}", as_=bo) == []
    answer = await world.api(
        "GET", "/api/v2/search", as_=bo, params={"q": "http://testserver/@ada", "resolve": "true"}
    )
    assert [account["acct"] for account in answer.json()["accounts"]] == ["ada"]


async def test_everything_at_once(world: World) -> None:
    ada = await world.person("mareike")
    post = await world.post(by=ada, text="The sea #mare")
    await world.work()
    answer = (await world.api("GET", "/api/v2/search", as_=ada, params={"q": "mare"})).json()
    assert [account["acct"] for account in answer["accounts"]] == ["mareike"]
    assert [status["id"] for status in answer["statuses"]] == [str(post.id)]
    assert [tag["name"] for tag in answer["hashtags"]] == ["mare"]
    assert answer["hashtags"][0]["history"][0]["uses"] == "1"
    narrow = await world.token(ada, "read:statuses")
    assert (await world.api("GET", "/api/v2/search?q=mare", token=narrow)).status_code == 403


async def test_a_search_takes_as_many_queries_for_twenty_posts_as_for_one(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, text="wall number 0", pictures=1)
    await world.work()
    await search(world, "wall", as_=bo)
    async with world.counting() as for_one:
        await search(world, "wall -door", as_=bo)
    for number in range(1, 20):
        await world.post(by=ada, text=f"wall number {number}")
    await world.work()
    await search(world, "wall", as_=bo)
    async with world.counting() as for_twenty:
        assert len(await found(world, "wall -door", as_=bo)) == 20
    assert len(for_twenty) <= len(for_one) <= 12
