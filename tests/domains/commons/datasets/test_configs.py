"""Each config: what its rows say, what they leave out, and the forms that libraries of training read."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import datasets
import webdataset
from PIL import Image

from affresco.commons.people import pseudonym
from affresco.posts.model import NewPicture, Publish
from affresco.posts.schedule import schedule
from giving import giver, job, made, shown, texture
from world import Resident, World


def loaded(folder: Path, config: str, cache: Path, split: str = "train") -> datasets.Dataset:
    """As a lab loads it."""
    return datasets.load_dataset(str(folder), config, split=split, cache_dir=str(cache))


def masked(world: World, who: Resident) -> str:
    """What stands for somebody in releases."""
    return pseudonym(world.runtime.secret, 0, who.id)


async def test_edits_follow_the_lineage_turn_by_turn(world: World, tmp_path: Path) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo", licence="CC BY-SA", credit=True)
    first = await shown(world, ada, "a quiet harbour", 1)
    turns = [first]
    for number, instruction in enumerate(("make it night", "add a boat"), start=1):
        pictures = await job(
            world,
            bo,
            f"a quiet harbour, {instruction}",
            [texture(10 + number)],
            task="instruct",
            source_media_id=turns[-1].pictures[0].id,
            instruction=instruction,
        )
        post = await world.post(by=bo, pictures=pictures, remix_of=turns[-1])
        turns.append(post)
    await made(world, tmp_path)
    rows = sorted(loaded(tmp_path / "v1", "edits", tmp_path / "cache"), key=lambda row: row["turn"])
    assert [row["turn"] for row in rows] == [1, 2]
    assert [row["edit_prompt"] for row in rows] == ["make it night", "add a boat"]
    assert [row["family"] for row in rows] == [str(first.id)] * 2
    assert rows[0]["original_prompt"] == "a quiet harbour"
    assert rows[1]["original_image_uid"] == rows[0]["edited_image_uid"]
    assert rows[0]["original_author"] == masked(world, ada)
    assert rows[0]["editor"] == f"@{bo.handle}"
    assert {row["licence"] for row in rows} == {"CC BY-SA"}, "the strictest of the two"
    assert isinstance(rows[0]["original_image"], Image.Image)


async def test_rankings_have_the_likes_of_those_who_allow_it(world: World, tmp_path: Path) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo", credit=True)
    cy = await giver(world, "cy", choices=None)
    one = await shown(world, ada, "A quiet  harbour", 1)
    two = await shown(world, ada, "a quiet harbour", 2)
    for who in (bo, cy):
        await world.like(who, one)
    await world.repost(bo, two)
    await world.like(ada, one)
    await made(world, tmp_path)
    rows = list(loaded(tmp_path / "v1", "rankings", tmp_path / "cache"))
    told = {(row["kind"], row["image_uid"], row["user_id"]) for row in rows}
    assert told == {
        ("like", str(one.pictures[0].id), masked(world, bo)),
        ("repost", str(two.pictures[0].id), masked(world, bo)),
    }
    assert len({row["set"] for row in rows}) == 1, "the same words but for space and case"


async def test_a_dialogue_has_only_what_was_given(world: World, tmp_path: Path) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo", credit=True)
    closed = await world.person("closed")
    post = await shown(world, ada, "a quiet harbour", 1, text="Look, @closed.")
    answer = await world.post(by=bo, text=f"Lovely, @{ada.handle}!", reply_to=post)
    unheard = await world.post(by=closed, text="Not for machines.", reply_to=post)
    await world.post(by=bo, text="Below what was not given.", reply_to=unheard)
    await world.post(by=ada, text="Thanks.", reply_to=answer)
    await made(world, tmp_path)
    (row,) = loaded(tmp_path / "v1", "dialogue", tmp_path / "cache")
    texts = [message["text"] for message in row["messages"]]
    assert texts == [
        f"Look, @{masked(world, closed)}.",
        f"Lovely, @{masked(world, ada)}!",
        "Thanks.",
    ]
    assert [message["reply_to"] for message in row["messages"]] == [None, 0, 1]
    assert row["messages"][1]["user_id"] == f"@{bo.handle}"
    assert isinstance(row["image"], Image.Image)


async def test_a_choice_is_a_preference_unless_what_was_left_is_planned(
    world: World, tmp_path: Path
) -> None:
    ada = await giver(world, "ada")
    for words in ("a quiet harbour", "a loud market"):
        pictures = await job(world, ada, words, [texture(1), texture(2)])
        await world.post(by=ada, pictures=pictures[:1])
    planned = Publish(text="tomorrow", pictures=(NewPicture(pictures[1].id),))
    await schedule(world.database, ada.id, planned, datetime.now(UTC) + timedelta(days=1))
    await made(world, tmp_path)
    rows = list(loaded(tmp_path / "v1", "preferences", tmp_path / "cache"))
    assert [(row["kind"], row["caption"]) for row in rows] == [("choice", "a quiet harbour")]


async def test_duels_are_preferences_and_ties_stay_out_of_chats(
    world: World, tmp_path: Path
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    posts = [await shown(world, ada, "a quiet harbour", number) for number in range(3)]
    shy = await shown(world, ada, "a secret", 7, recipe_visibility="private")
    async with world.database.write() as tx:
        for first, second, choice in ((0, 1, "second"), (0, 2, "tie"), (1, 2, "skip")):
            await tx.run(
                """INSERT INTO duels (account_id, prompt, first_media_id, second_media_id, first_post_id,
                                      second_post_id, first_on_left, choice)
                   VALUES ($1, 'a quiet harbour', $2, $3, $4, $5, true, $6)""",
                bo.id,
                *(posts[first].pictures[0].id, posts[second].pictures[0].id),
                *(posts[first].id, posts[second].id, choice),
            )
    await made(world, tmp_path)
    rows = sorted(
        loaded(tmp_path / "v1", "preferences", tmp_path / "cache"), key=lambda row: row["label_0"]
    )
    assert [(row["kind"], row["label_0"], row["label_1"]) for row in rows] == [
        ("duel", 0.0, 1.0),
        ("duel", 0.5, 0.5),
    ]
    assert rows[0]["best_image_uid"] == str(posts[1].pictures[0].id)
    assert {row["user_id"] for row in rows} == {masked(world, bo)}
    (chat,) = loaded(tmp_path / "v1", "preferences-trl", tmp_path / "cache")
    assert chat["prompt"] == [
        {"role": "user", "content": [{"type": "text", "text": "a quiet harbour"}]}
    ]
    assert chat["chosen"][0]["content"][0]["type"] == "image"
    assert len(chat["images"]) == 2
    assert chat["key"] == rows[0]["key"]
    chosen = Image.open(io.BytesIO(rows[0]["jpg_1"]))
    assert chat["images"][0].tobytes() == chosen.tobytes(), "the chosen one comes first"
    captions = loaded(tmp_path / "v1", "captions", tmp_path / "cache")
    (kept,) = [row for row in captions if row["key"] == f"{shy.id}/0"]
    assert (kept["prompt"], kept["recipe"]) == (None, None)


async def test_captions_stream_as_webdataset(world: World, tmp_path: Path) -> None:
    ada = await giver(world, "ada")
    posts = [await shown(world, ada, f"harbour {number}", number) for number in range(3)]
    await made(world, tmp_path)
    shards = sorted(str(path) for path in (tmp_path / "v1/captions-webdataset").glob("train-*.tar"))
    samples = list(
        webdataset.WebDataset(shards, shardshuffle=False, empty_check=False).decode("pil")
    )
    assert {sample["__key__"] for sample in samples} == {f"{post.id}-0" for post in posts}
    assert {sample["json"]["prompt"] for sample in samples} == {
        "harbour 0",
        "harbour 1",
        "harbour 2",
    }
    assert all(sample["webp"].size == (96, 72) for sample in samples)


async def test_near_duplicates_are_folded_whatever_their_words(
    world: World, tmp_path: Path
) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    look = texture(1)
    near = look.resize((48, 36)).resize((96, 72))
    kept = await world.post(by=ada, pictures=await job(world, ada, "a harbour", [look]))
    await world.post(by=bo, pictures=await job(world, bo, "A  Harbour", [near]))
    await world.post(by=ada, pictures=await job(world, ada, "a lighthouse", [near]))
    await world.post(by=ada, pictures=await job(world, ada, "a harbour", [texture(2)]))
    await made(world, tmp_path)
    rows = loaded(tmp_path / "v1", "captions", tmp_path / "cache")
    assert {row["prompt"] for row in rows} == {"a harbour"}
    assert len(rows) == 2
    assert f"{kept.id}/0" in rows["key"]
    assert "2 of 4 pictures were folded" in (tmp_path / "v1/README.md").read_text()


async def test_nobody_of_test_is_in_train(world: World, tmp_path: Path) -> None:
    here = [await giver(world, f"train{number}") for number in range(2)]
    there = [await giver(world, f"test{number}", side="test") for number in range(2)]
    for number, who in enumerate((*here, *there)):
        post = await shown(world, who, f"harbour {number}", number, left=1)
        for other in (*here, *there):
            await world.like(other, post)
            await world.post(by=other, text="Fine.", reply_to=post)
    crossing = await shown(world, here[0], "a bridge", 40)
    await world.post(
        by=there[0], pictures=await job(world, there[0], "two", [texture(90)]), remix_of=crossing
    )
    await made(world, tmp_path)
    masks = {masked(world, who): who.handle for who in (*here, *there)}
    for config in ("captions", "preferences", "rankings", "dialogue"):
        seen: dict[str, set[str]] = {}
        for split in ("train", "test"):
            rows = loaded(tmp_path / "v1", config, tmp_path / "cache", split)
            text = " ".join(str({k: v for k, v in row.items() if "image" not in k}) for row in rows)
            seen[split] = {handle for mask, handle in masks.items() if mask in text}
        assert seen["train"] == {who.handle for who in here}, config
        assert seen["test"] == {who.handle for who in there}, config
    assert not (tmp_path / "v1/edits").exists(), "its people are on both sides"
