"""A release teaches: a small reward model learns a planted taste, and beats chance on people it never saw."""

from __future__ import annotations

import io
from pathlib import Path

import datasets
import numpy as np
import numpy.typing as npt
import webdataset
from PIL import Image

from giving import giver, job, made, texture
from world import World

STEPS = 300
RATE = 0.5
PAIRS_EACH = 6
NOISE = 0.1
"""So often somebody chooses against the taste of the house, which likes what is warm."""


def seen(data: bytes) -> npt.NDArray[np.float64]:
    """What the model sees of a picture: the mean of each colour, and how far they spread."""
    with Image.open(io.BytesIO(data)) as picture:
        points = np.asarray(picture.convert("RGB"), dtype=np.float64) / 255
    return np.concatenate([points.mean((0, 1)), points.std((0, 1))])


def learned(
    differences: npt.NDArray[np.float64], labels: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """A Bradley–Terry reward, linear in what is seen, by gradient ascent on the likelihood of the choices."""
    weights = np.zeros(differences.shape[1])
    for _step in range(STEPS):
        chance = 1 / (1 + np.exp(-differences @ weights))
        weights += RATE * differences.T @ (labels - chance) / len(labels)
    return weights


async def tasteful(world: World) -> None:
    """People on both sides who choose among two candidates, mostly the warmer one."""
    dice = np.random.default_rng(7)
    number = 0
    for side, people in (("train", 5), ("test", 3)):
        for place in range(people):
            who = await giver(world, f"{side}{place}", side=side)
            for _pair in range(PAIRS_EACH):
                number += 1
                warmth = dice.permutation([0.25, 0.75]) + dice.normal(0, 0.05, 2)
                looks = [texture(number * 2 + one, warmth[one]) for one in (0, 1)]
                pictures = await job(world, who, f"a wall, number {number}", looks)
                best = int(np.argmax(warmth)) ^ int(dice.random() < NOISE)
                await world.post(by=who, pictures=[pictures[best]])


async def test_a_reward_model_beats_chance_on_people_it_never_saw(
    world: World, tmp_path: Path
) -> None:
    await tasteful(world)
    await made(world, tmp_path)
    pairs: dict[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]] = {}
    for split in ("train", "test"):
        rows = datasets.load_dataset(
            str(tmp_path / "v1"), "preferences", split=split, cache_dir=str(tmp_path / "cache")
        )
        differences = np.array([seen(row["jpg_0"]) - seen(row["jpg_1"]) for row in rows])
        pairs[split] = differences, np.array(rows["label_0"])
    assert {split: len(labels) for split, (_d, labels) in pairs.items()} == {
        "train": 30,
        "test": 18,
    }
    weights = learned(*pairs["train"])
    differences, labels = pairs["test"]
    right = ((differences @ weights > 0) == (labels == 1.0)).mean()
    assert right >= 0.75, "the taste was planted; chance would be a half"
    assert weights[0] > 0 > weights[2], "red is liked, blue is not"
    shuffled = learned(pairs["train"][0], np.random.default_rng(1).permutation(pairs["train"][1]))
    assert np.linalg.norm(shuffled) < np.linalg.norm(weights) / 2, (
        "there is nothing in labels of chance"
    )


async def test_a_linear_probe_trains_from_the_stream_of_shards(
    world: World, tmp_path: Path
) -> None:
    ada, tess = await giver(world, "ada"), await giver(world, "tess", side="test")
    dice = np.random.default_rng(3)
    for number in range(24):
        who = ada if number < 16 else tess
        warm = number % 2
        look = texture(number, 0.25 + 0.5 * warm + dice.normal(0, 0.05))
        words = "a fire" if warm else "a glacier"
        await world.post(by=who, pictures=await job(world, who, words, [look]))
    await made(world, tmp_path)
    sides = []
    for split in ("train", "test"):
        shards = [
            str(path) for path in sorted((tmp_path / "v1/captions-webdataset").glob(f"{split}-*"))
        ]
        stream = webdataset.WebDataset(shards, shardshuffle=False, empty_check=False).decode()
        found = [(seen(one["webp"]), one["json"]["prompt"] == "a fire") for one in stream]
        sides.append((np.array([each[0] for each in found]), np.array([each[1] for each in found])))
    (features, warm_ones), (held_out, truth) = sides
    middle = features.mean(0)
    weights = learned(features - middle, warm_ones.astype(np.float64))
    assert (len(features), len(held_out)) == (16, 8)
    assert (((held_out - middle) @ weights > 0) == truth).mean() >= 0.75
