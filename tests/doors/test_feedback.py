"""Feedback: what is sent is what was shown; the team sorts and answers; the person hears of it."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from datetime import timedelta

import httpx
import pytest
from PIL import Image

from affresco.accounts import sessions
from affresco.accounts.errors import OwnersOnly
from affresco.accounts.model import Viewer
from affresco.beta import board, feedback
from affresco.beta.errors import (
    AnsweredElsewhere,
    FeedbackNotFound,
    MergeImpossible,
    NotToBeShared,
)
from affresco.beta.model import Change, Context, Feedback, NewFeedback
from world import Resident, World

BOARD = "/settings/feedback"


async def sent(world: World, who: Resident) -> list[Feedback]:
    async with world.database.read() as tx:
        found, _more = await feedback.mine(tx, who.id)
    return list(found)


async def say(world: World, who: Resident, words: str, **more: object) -> int:
    command = NewFeedback(words=words, **more)  # type: ignore[arg-type]
    return await feedback.send(world.database, who.id, command)


def picture(side: int = 40, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, kind)
    return out.getvalue()


async def post_files(
    world: World, who: Resident, data: dict[str, object], file: tuple[str, bytes, str]
) -> httpx.Response:
    return await world.post_form("/feedback", data, as_=who, files={"screenshot": file})


async def viewer_of(world: World, who: Resident) -> Viewer:
    found = await sessions.find_viewer(world.database, who.session)
    assert found is not None
    return found


async def test_only_what_was_kept_is_sent(world: World) -> None:
    (ada,) = await world.people("ada")
    page = await world.get("/feedback/new?from=/local", as_=ada)
    assert "/local" in page.text
    form = {
        "words": "The <b>wall</b> is too slow",
        "mood": "2",
        "name": ["page", "browser", "error"],
        "value": ["/local", "Netscape 4", "x is not a function"],
        "keep": ["0", "2", "7"],
        "back": "/local",
    }
    answer = await world.post_form("/feedback", form, as_=ada)
    assert (answer.status_code, answer.headers["location"]) == (303, "/local")
    (one,) = await sent(world, ada)
    assert one.words == "The <b>wall</b> is too slow"
    assert one.mood == 2
    assert one.context == (Context("page", "/local"), Context("error", "x is not a function"))
    shown = await world.get("/feedback", as_=ada)
    assert "&lt;b&gt;wall&lt;/b&gt;" in shown.text
    assert "Netscape" not in shown.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": "  \u200b "}, "Say a word"),
        ({"words": "x" * 6000}, "6000"),
        ({"mood": "9"}, "1 to 5"),
    ],
)
async def test_what_cannot_be_used_comes_back_whole(
    world: World, change: dict[str, str], said: str
) -> None:
    (ada,) = await world.people("ada")
    form = {"words": "hello", "name": ["page"], "value": ["/x"], "keep": ["0"], **change}
    page = await world.post_form("/feedback", form, as_=ada)
    assert page.status_code == 422
    assert said in page.text
    assert change.get("words", "hello").strip("\u200b ") in page.text
    assert 'value="/x"' in page.text
    assert await sent(world, ada) == []


async def test_a_screenshot_is_pixels_and_nothing_else(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    owner = await world.owner()
    good = await post_files(world, ada, {"words": "look"}, ("p.png", picture(3000), "image/png"))
    assert good.status_code == 303
    (one,) = await sent(world, ada)
    address = f"/feedback/{one.id}/screenshot"
    kept = await world.get(address, as_=ada)
    image = Image.open(io.BytesIO(kept.content))
    assert (image.format, image.size) == ("WEBP", (1600, 1600))
    assert (await world.get(address, as_=owner)).status_code == 200
    assert (await world.get(address, as_=bo)).status_code == 404
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for data, kind in ((script, "image/svg+xml"), (b"GIF89a;alert(1)", "image/gif")):
        bad = await post_files(world, ada, {"words": "precious words"}, ("p", data, kind))
        assert bad.status_code == 422, kind
        assert "precious words" in bad.text
    assert len(await sent(world, ada)) == 1


async def test_fifty_megabytes_are_refused_before_they_are_read(world: World) -> None:
    (ada,) = await world.people("ada")
    huge = await post_files(world, ada, {"words": "big"}, ("p.png", bytes(50 << 20), "image/png"))
    assert huge.status_code == 413
    assert await sent(world, ada) == []


async def test_the_same_key_is_the_same_feedback(world: World) -> None:
    (ada,) = await world.people("ada")
    ids = await asyncio.gather(*(say(world, ada, "once", key="k") for _ in range(5)))
    assert len(set(ids)) == 1


async def test_an_answer_is_heard_of_and_seen_once(world: World) -> None:
    (ada,) = await world.people("ada")
    owner = await world.owner()
    number = await say(world, ada, "Where are the foxes?", mood=3)
    page = await world.get(BOARD, as_=owner)
    assert "Where are the foxes?" in page.text
    form = {
        "state": "planned",
        "tags": "Animals, #wishes , animals",
        "owner": str(owner.id),
        "words": "Next week.",
    }
    assert (await world.post_form(f"{BOARD}/{number}", form, as_=owner)).status_code == 303
    (one,) = await sent(world, ada)
    assert (one.state, one.tags, one.owner_id, one.news) == (
        "planned",
        ("animals", "wishes"),
        owner.id,
        True,
    )
    assert [reply.words for reply in one.replies] == ["Next week."]
    assert "answered your feedback" in (await world.get("/notifications", as_=ada)).text
    assert "Next week." in (await world.get("/feedback", as_=ada)).text
    assert not (await sent(world, ada))[0].news
    # What changes nothing for the person tells them nothing.
    quiet = {"state": "planned", "tags": "animals", "words": ""}
    await world.post_form(f"{BOARD}/{number}", quiet, as_=owner)
    assert not (await sent(world, ada))[0].news


async def test_the_board_is_the_teams(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    number = await say(world, ada, "hm")
    for address in ("", f"/{number}", "/digest", "/export.json", "/export.csv"):
        assert (await world.get(BOARD + address, as_=bo)).status_code == 403
    viewer = await viewer_of(world, bo)
    with pytest.raises(OwnersOnly):
        await board.change(world.database, viewer, number, Change(state="done"))
    with pytest.raises(OwnersOnly):
        await board.merge(world.database, viewer, number, number)
    assert (await world.post_form(f"/feedback/{number}/delete", as_=bo)).status_code == 404
    assert (await world.post_form(f"/feedback/{number}/delete", as_=ada)).status_code == 303
    assert await sent(world, ada) == []


async def test_the_board_finds_by_state_tag_mood_and_words(world: World) -> None:
    (ada,) = await world.people("ada")
    owner = await world.owner()
    viewer = await viewer_of(world, owner)
    first = await say(world, ada, "The colours are lovely", mood=5)
    await say(world, ada, "The Colours are awful", mood=1)
    await board.change(world.database, viewer, first, Change(state="done", tags=("praise",)))

    async def found(query: str) -> int:
        return (await world.get(f"{BOARD}?{query}", as_=owner)).text.count("<article")

    assert await found("") == 1
    assert await found("state=done") == 1
    assert await found("state=done&tag=praise&mood=5&words=colours") == 1
    assert await found("mood=1&words=COLOURS") == 1
    assert await found("words=100%25_nothing") == 0
    assert await found("state=unheard-of&mood=x&words=%00") == 1


async def test_duplicates_are_put_together_with_their_people(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    owner = await world.owner()
    viewer = await viewer_of(world, owner)
    target, same, third = [
        await say(world, who, "dark mode", may_share=True) for who in (ada, bo, cy)
    ]
    await board.change(world.database, viewer, target, Change(state="looking", words="For ada."))
    await board.change(world.database, viewer, target, Change(state="new", shared=True))
    await board.change(world.database, viewer, same, Change(state="new", shared=True))
    await feedback.vote(world.database, cy.id, same, on=True)
    await board.merge(world.database, viewer, same, target)
    async with world.database.read() as tx:
        one, merged = await board.one(tx, viewer, target)
    assert (one.votes, [m.account_id for m in merged]) == (2, [bo.id])
    for wrong in ((target, target), (third, same), (same, third), (third, 1)):
        with pytest.raises(MergeImpossible):
            await board.merge(world.database, viewer, *wrong)
    await board.change(world.database, viewer, target, Change(state="done", words="There."))
    (bos,) = await sent(world, bo)
    assert (bos.news, [reply.words for reply in bos.replies]) == (True, ["There."])
    assert bos.state == "done"
    with pytest.raises(AnsweredElsewhere):
        await board.change(world.database, viewer, same, Change(state="declined", words="No."))
    assert "/merge" not in (await world.get(f"{BOARD}/{same}", as_=owner)).text
    await board.merge(world.database, viewer, target, third)
    async with world.database.read() as tx:
        _one, merged = await board.one(tx, viewer, third)
    assert {m.account_id for m in merged} == {ada.id, bo.id}


async def test_votes_are_for_what_is_shared_and_not_ones_own(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    viewer = await viewer_of(world, await world.owner())
    kept = await say(world, ada, "for the team alone")
    with pytest.raises(NotToBeShared):
        await board.change(world.database, viewer, kept, Change(state="new", shared=True))
    number = await say(world, ada, "a secret wish", may_share=True)
    with pytest.raises(FeedbackNotFound):
        await feedback.vote(world.database, bo.id, number, on=True)
    assert "a secret wish" not in (await world.get("/feedback", as_=bo)).text
    await board.change(world.database, viewer, number, Change(state="new", shared=True))
    with pytest.raises(FeedbackNotFound):
        await feedback.vote(world.database, ada.id, number, on=True)
    page = await world.get("/feedback", as_=bo)
    assert "a secret wish" in page.text
    assert not re.search(r"\bada\b", page.text)
    votes = [feedback.vote(world.database, bo.id, number, on=True) for _ in range(4)]
    await asyncio.gather(*votes)
    assert "· 1" in (await world.get("/feedback", as_=bo)).text


async def test_exports_hold_everything_and_no_formula(world: World) -> None:
    (ada,) = await world.people("ada")
    owner = await world.owner()
    words = ['=HYPERLINK("http://x")', 'two\nlines, and "quotes"', "+1", "però 🎨"]
    for said in words:
        await say(world, ada, said, context=(Context("page", "@x"),))
    rows = json.loads((await world.get(f"{BOARD}/export.json", as_=owner)).text)
    assert [row["words"] for row in rows] == words
    table = list(
        csv.DictReader(io.StringIO((await world.get(f"{BOARD}/export.csv", as_=owner)).text))
    )
    assert [row["words"] for row in table] == ["'" + words[0], words[1], "'+1", words[3]]
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in table for cell in row.values())


async def test_an_empty_export_is_still_json(world: World) -> None:
    owner = await world.owner()
    assert json.loads((await world.get(f"{BOARD}/export.json", as_=owner)).text) == []


async def test_what_it_is_about_must_be_there(world: World) -> None:
    (ada,) = await world.people("ada")
    owner = await world.owner()
    number = await say(world, ada, "This picture is odd")
    for field, said in (("post", "no post"), ("generation", "no job")):
        form = {"state": "new", "words": "precious words", field: "123"}
        page = await world.post_form(f"{BOARD}/{number}", form, as_=owner)
        assert page.status_code == 422
        assert said in page.text
        assert "precious words" in page.text
    post = await world.post(by=ada)
    form = {"state": "new", "post": str(post.id)}
    assert (await world.post_form(f"{BOARD}/{number}", form, as_=owner)).status_code == 303
    assert (await world.get(f"{BOARD}?tag=%00", as_=owner)).status_code == 200


async def test_a_form_sent_twice_is_one_feedback(world: World) -> None:
    (ada,) = await world.people("ada")
    page = (await world.get("/feedback/new", as_=ada)).text
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    for _ in range(2):
        await world.post_form("/feedback", {"words": "once", "key": key}, as_=ada)
    assert len(await sent(world, ada)) == 1


async def a_week_ago(world: World) -> None:
    async with world.database.write() as tx:
        await tx.run("UPDATE feedback SET at = at - interval '7 days'")
        await tx.run("UPDATE feedback_replies SET at = at - interval '7 days'")


async def test_the_week_is_over_and_tells_no_mood_of_a_few(world: World) -> None:
    owner = await world.owner()
    viewer = await viewer_of(world, owner)
    people = await world.people("a1", "b1", "c1", "d1", "e1")
    for who in people[:4]:
        await say(world, who, "hello", mood=4)
    await a_week_ago(world)
    number = await say(world, people[4], "hello", mood=2)
    await board.change(world.database, viewer, number, Change(state="done", words="Done."))
    address = f"{BOARD}/digest"
    page = (await world.get(address, as_=owner)).text
    assert "<dt>Came in</dt><dd>4</dd>" in page
    assert "<dt>Done</dt><dd>0</dd>" in page
    assert "Fewer than five" in page
    await a_week_ago(world)
    page = (await world.get(address, as_=owner)).text
    assert "<dt>Came in</dt><dd>1</dd>" in page
    assert "<dt>Done</dt><dd>1</dd>" in page
    async with world.database.write() as tx:
        await tx.run("UPDATE feedback SET at = (SELECT min(at) FROM feedback)")
        before = await board.digest(tx)
    week = before.since.date()
    page = (await world.get(f"{address}?week={week}", as_=owner)).text
    assert "3.6 / 5" in page
    for other in (week + timedelta(days=1), week + timedelta(days=70), "nonsense"):
        assert "3.6 / 5" not in (await world.get(f"{address}?week={other}", as_=owner)).text
