"""What stands around a local model, without one: memory, batches, first looks, sources and masks."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from affresco.studio.engines.diffusers import previews
from affresco.studio.engines.diffusers.gather import Gatherer, Piece, stop_if_unwanted
from affresco.studio.engines.diffusers.holder import Holder, Wish
from affresco.studio.engines.diffusers.model import (
    CannotLoad,
    OnStep,
    Order,
    Painted,
    Sheet,
    Stopped,
)
from affresco.studio.engines.diffusers.pictures import canvas, finished
from affresco.studio.engines.diffusers.words import beyond
from affresco.studio.engines.protocol import Request
from affresco.studio.errors import EngineRefused
from affresco.studio.model import Task
from pictures import painting

ORDER = Order(
    task="text-to-image",
    width=64,
    height=64,
    steps=2,
    guidance=None,
    scheduler="own",
    strength=1.0,
    source_size=None,
    batches=True,
    previews_every=0,
)


class Weightless:
    """A model that nobody paints with."""

    place = "nowhere"

    def paint(self, order: Order, sheets: Sequence[Sheet], on_step: OnStep) -> Sequence[Painted]:
        raise AssertionError("not asked for")


def wish(key: str, takes: int, *, budget: int = 10, device: str = "cpu") -> Wish:
    return Wish(
        name=key,
        key=key,
        device=device,
        takes=takes,
        budget=budget,
        load=Weightless,
        release=lambda: None,
    )


def test_the_model_that_was_not_used_for_longest_goes_first() -> None:
    holder = Holder()
    first = holder.get(wish("a", 4))
    holder.get(wish("b", 4))
    assert holder.get(wish("a", 4)) is first
    holder.get(wish("c", 6))
    assert " ".join(holder.keys) == "a c"
    holder.get(wish("d", 10))
    assert " ".join(holder.keys) == "d"


def test_models_on_other_devices_stay() -> None:
    holder = Holder()
    holder.get(wish("a", 10, device="cuda"))
    holder.get(wish("b", 10))
    assert holder.keys == ("a", "b")
    assert holder.taken("cpu") == 10


def test_one_that_never_fits_is_refused_and_throws_nobody_out() -> None:
    holder = Holder()
    holder.get(wish("a", 4))
    with pytest.raises(CannotLoad, match=r"raise memory"):
        holder.get(wish("large", 11))
    assert holder.keys == ("a",)


def test_what_is_loaded_ahead_throws_nobody_out() -> None:
    holder = Holder()
    holder.get(wish("a", 6))
    assert holder.get_if_room(wish("b", 6)) is None
    assert holder.get_if_room(wish("c", 4)) is not None
    assert holder.keys == ("a", "c")


def test_one_that_fails_to_load_leaves_its_room() -> None:
    def fails() -> Weightless:
        raise CannotLoad("broken")

    holder = Holder()
    broken = Wish(
        name="x", key="x", device="cpu", takes=9, budget=10, load=fails, release=lambda: None
    )
    with pytest.raises(CannotLoad):
        holder.get(broken)
    assert holder.taken("cpu") == 0


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.booleans())))
def test_memory_is_never_overdrawn(uses: list[tuple[str, bool]]) -> None:
    holder = Holder()
    for key, ahead in uses:
        one = wish(key, "abcdef".index(key) + 2)
        if ahead:
            holder.get_if_room(one)
        else:
            holder.get(one)
            assert holder.keys[-1] == key
        assert holder.taken("cpu") <= 10


class Studio:
    """A thread that makes batches when it is let, and remembers them."""

    def __init__(self, most: int) -> None:
        self.batches: list[list[str]] = []
        self.go = threading.Event()
        self.thread = ThreadPoolExecutor(1)
        self.gatherer = Gatherer(self._run, self.thread, most=lambda _order: most, company=most > 1)

    def _run(self, pieces: Sequence[Piece]) -> None:
        assert self.go.wait(10)
        self.batches.append([piece.sheet.prompt for piece in pieces])
        for piece in pieces:
            if piece.sheet.prompt == "trouble":
                raise RuntimeError("trouble")
            piece.tell(Painted(Image.new("RGB", (8, 8))))

    async def make(self, *prompts: str, order: Order = ORDER) -> int:
        pieces = [
            Piece(order, Sheet(prompt=prompt, negative="", seed=number))
            for number, prompt in enumerate(prompts)
        ]
        return len([step async for step in self.gatherer.make(pieces)])


async def test_jobs_that_agree_are_made_together_in_their_order() -> None:
    studio = Studio(3)
    studio.go.set()
    made = await asyncio.gather(studio.make("a", "b"), studio.make("c"), studio.make("d"))
    assert list(made) == [2, 1, 1]
    assert studio.batches == [["a", "b", "c"], ["d"]]


async def test_jobs_that_do_not_agree_are_not_and_none_is_passed_over() -> None:
    studio = Studio(4)
    studio.go.set()
    other = Order(**{f: getattr(ORDER, f) for f in Order.__struct_fields__} | {"steps": 9})
    await asyncio.gather(studio.make("a"), studio.make("b", order=other), studio.make("c"))
    assert studio.batches == [["a", "c"], ["b"]]


async def test_who_comes_while_a_batch_is_made_is_in_the_next() -> None:
    studio = Studio(2)
    first = asyncio.create_task(studio.make("a", "b"))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(studio.make("c"))
    third = asyncio.create_task(studio.make("d"))
    await asyncio.sleep(0)
    studio.go.set()
    await asyncio.gather(first, second, third)
    assert studio.batches == [["a", "b"], ["c", "d"]]


async def test_what_is_cancelled_while_it_waits_is_never_begun() -> None:
    studio = Studio(1)
    first = asyncio.create_task(studio.make("a"))
    second = asyncio.create_task(studio.make("b", "c"))
    third = asyncio.create_task(studio.make("d"))
    await asyncio.sleep(0.05)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    studio.go.set()
    await asyncio.gather(first, third)
    assert studio.batches == [["a"], ["d"]]


async def test_trouble_reaches_who_shares_it_and_the_next_are_served() -> None:
    studio = Studio(2)
    studio.go.set()
    results = await asyncio.gather(
        studio.make("trouble"), studio.make("b"), studio.make("c"), return_exceptions=True
    )
    assert [str(result) for result in results] == ["trouble", "trouble", "1"]
    assert await studio.make("later") == 1


async def test_a_run_stops_only_when_nobody_waits_any_more() -> None:
    pieces = [Piece(ORDER, Sheet(prompt="a", negative="", seed=n)) for n in (1, 2)]
    pieces[0].is_wanted = False
    stop_if_unwanted(pieces)
    pieces[1].is_wanted = False
    with pytest.raises(Stopped):
        stop_if_unwanted(pieces)


async def test_leaving_early_withdraws_the_rest() -> None:
    studio = Studio(1)
    studio.go.set()
    pieces = [Piece(ORDER, Sheet(prompt=name, negative="", seed=1)) for name in "abc"]
    async with aclosing(studio.gatherer.make(pieces)) as steps:
        async for _step in steps:
            break
    assert not any(piece.is_wanted for piece in pieces)


@pytest.mark.parametrize("flow", [True, False])
def test_two_steps_tell_where_a_run_is_heading(flow: bool) -> None:
    random = np.random.default_rng(1)
    picture, noise = random.normal(size=(2, 1, 4, 6, 6)).astype(np.float32)
    trail = previews.Trail(noisy=False)
    for sigma in (0.9, 0.7, 0.4):
        latents = (1 - sigma) * picture + sigma * noise if flow else picture + sigma * noise
        heading = trail.add(latents.astype(np.float32), sigma)
    assert np.allclose(heading, picture, atol=1e-5)
    assert not np.allclose(latents, picture, atol=0.1), "which the latents themselves do not"


def test_with_new_noise_at_each_step_the_latents_are_shown_as_they_are() -> None:
    trail = previews.Trail(noisy=True)
    ones = np.ones((1, 4, 2, 2), np.float32)
    trail.add(ones * 9, 3.0)
    assert np.allclose(trail.add(ones, 1.0), ones / np.sqrt(2))


def test_colours_are_fitted_to_whatever_a_vae_makes_of_them() -> None:
    small = Image.fromarray(np.uint8((previews.chart() + 1) * 127.5)).resize((32, 32))
    colours = np.asarray(small, np.float32) / 127.5 - 1
    mixing = np.random.default_rng(2).normal(size=(3, 4)).astype(np.float32)
    latents = (colours @ mixing + 0.3).transpose(2, 0, 1).astype(np.float32)
    projection = previews.fit(latents)
    assert projection is not None
    shown = previews.paint(latents, projection)
    assert shown.size == (128, 128)
    difference = np.abs(np.asarray(shown.resize((32, 32), Image.Resampling.BOX), int) - small)
    assert np.median(difference) < 12
    assert previews.fit(np.full_like(latents, np.nan)) is None


def test_a_preview_of_numbers_that_ran_over_is_a_picture_all_the_same() -> None:
    latents = np.full((4, 8, 8), np.inf, np.float32)
    assert previews.paint(latents, np.ones((5, 3), np.float32)).size == (32, 32)


def test_the_words_that_are_not_read() -> None:
    def letters(text: str) -> int:
        return len(text.replace(" ", "")) + 2

    assert beyond("one two three", letters, 13) == ()
    assert beyond("one two three", letters, 12) == ("three",)
    assert beyond("one two three", letters, 7) == ("two", "three")
    assert beyond("immeasurable", letters, 7) == ("immeasurable",)


def request(
    task: Task,
    size: tuple[int, int],
    source: tuple[int, int] | None = None,
    mask: Image.Image | None = None,
) -> Request:
    picture = painting(source) if source else None
    return Request(
        prompt="a fox",
        language="en",
        width=size[0],
        height=size[1],
        wanted=(),
        task=task,
        source=picture,
        mask=mask,
    )


def marked(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rectangle((size[0] // 2, 0, *size), fill=255)
    return mask


@pytest.mark.parametrize("size", [(64, 64), (67, 61), (33, 100)])
def test_any_size_is_made_on_a_larger_canvas_and_cut(size: tuple[int, int]) -> None:
    wish = request("text-to-image", size)
    on = canvas(wish, 16, grows=1)
    assert on.width % 16 == on.height % 16 == 0
    assert 0 <= on.width - size[0] < 16
    assert finished(Image.new("RGB", (on.width, on.height)), wish, on).size == size


def test_an_odd_source_is_grown_at_its_edge_so_that_nothing_moves() -> None:
    wish = request("image-to-image", (67, 61), source=(67, 61))
    on = canvas(wish, 8, grows=1)
    assert on.source is not None
    assert on.source.size == (72, 64)
    assert wish.source is not None
    assert on.source.crop((0, 0, 67, 61)).tobytes() == wish.source.tobytes()
    assert on.source.getpixel((71, 5)) == wish.source.getpixel((66, 5))


def test_a_source_of_another_size_is_fitted() -> None:
    on = canvas(request("image-to-image", (64, 64), source=(300, 100)), 8, grows=1)
    assert on.source is not None
    assert on.source.size == (64, 64)


def test_a_mask_of_the_same_proportions_is_scaled() -> None:
    on = canvas(request("inpaint", (64, 64), source=(64, 64), mask=marked((200, 200))), 8, grows=1)
    assert on.mask is not None
    assert on.mask.size == (64, 64)
    assert on.mask.getbbox() == (32, 0, 64, 64)


@pytest.mark.parametrize(
    ("mask", "word"),
    [
        (None, "paint over"),
        (Image.new("L", (64, 64)), "paint over"),
        (Image.new("L", (64, 64), 90), "paint over"),
        (marked((200, 100)), "200 × 100"),
    ],
)
def test_masks_that_say_nothing_are_answered(mask: Image.Image | None, word: str) -> None:
    with pytest.raises(EngineRefused) as caught:
        canvas(request("inpaint", (64, 64), source=(64, 64), mask=mask), 8, grows=1)
    assert word in caught.value.text()


def test_without_a_source_there_is_nothing_to_change() -> None:
    with pytest.raises(EngineRefused, match="no picture"):
        canvas(request("image-to-image", (64, 64)), 8, grows=1)


@pytest.mark.parametrize(
    ("source", "size", "given", "fitted"),
    [
        ((64, 48), (128, 96), (32, 24), (128, 96)),
        ((16, 16), (128, 128), (16, 16), (64, 64)),
    ],
)
def test_an_enlarging_model_gets_what_it_needs(
    source: tuple[int, int],
    size: tuple[int, int],
    given: tuple[int, int],
    fitted: tuple[int, int],
) -> None:
    wish = request("upscale", size, source=source)
    on = canvas(wish, 8, grows=4)
    assert on.source is not None
    assert on.source.size == given
    made = Image.new("RGB", (given[0] * 4, given[1] * 4))
    assert finished(made, wish, on).size == fitted, "and no more is made of it than there is"
