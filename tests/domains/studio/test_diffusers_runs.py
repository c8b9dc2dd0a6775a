"""Local models at work: batches, memory, cancelling, and what goes wrong."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from contextlib import aclosing
from pathlib import Path

import pytest

from affresco.studio.engines.diffusers.holder import Holder
from affresco.studio.engines.protocol import Preview
from affresco.studio.errors import EngineRefused, EngineUnavailable, EngineUnusable

WHY = "the extra [diffusers] is not installed: no local models are tested"
torch = pytest.importorskip("torch", reason=WHY)
diffusers = pytest.importorskip("diffusers", reason=WHY)
for _needed in ("transformers", "peft", "gguf"):
    pytest.importorskip(_needed, reason=WHY)

from safetensors.torch import load_file, save_file  # noqa: E402

import tiny_models  # noqa: E402
from local_engine import beginning, engine, far, made, memory_for, request, watching  # noqa: E402


async def test_jobs_that_come_together_are_made_together(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd", batch=4, previews=0)
    await painter.prepare()
    with watching() as seen:
        results = await asyncio.gather(
            made(painter, request("an owl", seeds=(1, 2))),
            made(painter, request("a heron", seeds=(3,))),
            made(painter, request("a heron", seeds=(3,), steps=5)),
        )
    assert seen == [3 * 2] * 3 + [1 * 2] * 5, "each twice, with the words and without"
    alone = engine(holder, models / "sd")
    (owl,) = await made(alone, request("an owl", seeds=(2,)))
    (heron,) = await made(alone, request("a heron", seeds=(3,)))
    assert far(results[0][1], owl)[0] <= 2
    assert far(results[1][0], heron)[0] <= 2


async def test_a_batch_that_is_too_much_for_the_memory_is_halved(
    models: Path, holder: Holder
) -> None:
    painter = engine(holder, models / "sd", batch=4, previews=0)
    with watching() as seen, memory_for(pictures=2):
        assert len(await made(painter, request(seeds=(1, 2, 3, 4)))) == 4
        assert [count // 2 for count in seen] == [4] + [2] * 6
        seen.clear()
        await made(painter, request(seeds=(1, 2, 3, 4)))
        assert [count // 2 for count in seen] == [2] * 6, "and it remembers"


async def test_a_picture_that_is_too_large_is_refused_and_the_model_released(models: Path) -> None:
    holder = Holder()
    painter = engine(holder, models / "sd", batch=4)
    with memory_for(pictures=0), pytest.raises(EngineRefused, match="too large for the memory"):
        await made(painter, request(seeds=(1, 2)))
    holder.thread.submit(lambda: None).result(10)  # people are told before the model goes
    assert holder.keys == ()
    assert len(await made(painter, request())) == 1


async def test_a_cancelled_run_stops_at_its_next_step(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd", steps=150, previews=1)
    with watching() as seen:
        async with aclosing(painter.generate(request())) as progress:
            async for step in progress:
                assert isinstance(step, Preview)
                break
        await made(painter, request(steps=2))
    assert len(seen) < 150


async def test_a_task_that_is_cancelled_leaves_the_engine_well(
    models: Path, holder: Holder
) -> None:
    painter = engine(holder, models / "sd", steps=30, batch=2, previews=0)
    await painter.prepare()
    with watching() as seen, beginning() as begun:
        going = asyncio.create_task(made(painter, request(seeds=(1,))))
        staying = asyncio.create_task(made(painter, request(seeds=(2,))))
        await asyncio.to_thread(begun.wait, 10)
        going.cancel()
        assert len(await staying) == 1, "who shares the batch gets the picture"
        assert going.cancelled()
    assert len(seen) == 30


async def test_numbers_that_ran_over_make_no_picture(models: Path, holder: Holder) -> None:
    folder = models / "over"
    shutil.copytree(models / "sd", folder)
    path = folder / "vae/diffusion_pytorch_model.safetensors"
    weights = load_file(path)
    weights["decoder.conv_out.bias"][:] = float("nan")
    save_file(weights, path, {"format": "pt"})
    with pytest.raises(EngineRefused, match="dtype"):
        await made(engine(holder, folder, previews=1), request())


async def test_the_owner_reads_what_it_is(models: Path, holder: Holder) -> None:
    about = await engine(holder, models / "flux", memory="2 GiB").examine()
    for word in ("FluxPipeline", "cpu float32", "MiB of 2.0 GiB", "inpaint", "upscale"):
        assert word in about


async def test_a_model_larger_than_the_budget_is_refused_before_it_is_read(
    models: Path, holder: Holder
) -> None:
    painter = engine(holder, models / "sd", memory="100 KB")
    with pytest.raises(EngineUnusable, match="raise memory"):
        painter.check()
    with pytest.raises(EngineUnavailable):
        await made(painter, request())


async def test_engines_share_a_budget_and_models(models: Path) -> None:
    holder = Holder()
    first = engine(holder, models / "sd", memory="700 KB")
    same = engine(holder, models / "sd", memory="700 KB", steps=2)
    other = engine(holder, models / "xl", memory="700 KB")
    await first.prepare()
    await other.prepare()
    assert len(holder.keys) == 1, "what is loaded ahead throws nobody out"
    await made(same, request())
    assert len(holder.keys) == 1, "one model under two names is there once"
    before = holder.keys
    await made(other, request())
    assert len(holder.keys) == 1
    assert holder.keys != before
    await made(first, request())
    assert holder.keys == before


async def test_how_it_stands_is_told_while_it_is_at_work(models: Path, holder: Holder) -> None:
    busy = threading.Event()
    holder.thread.submit(busy.wait, 10)
    try:
        assert "FluxPipeline" in await engine(holder, models / "flux").examine()
    finally:
        busy.set()


async def test_a_model_that_went_away_fails_its_jobs_only(models: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sd"
    shutil.copytree(models / "sd", folder)
    painter = engine(Holder(), folder)
    painter.check()
    (folder / "vae/diffusion_pytorch_model.safetensors").unlink()
    with pytest.raises(EngineUnavailable):
        await made(painter, request())
    with pytest.raises(EngineUnusable, match="vae"):
        await painter.examine()
    shutil.copytree(models / "sd", folder, dirs_exist_ok=True)
    assert len(await made(painter, request())) == 1


async def test_a_device_that_is_not_there(models: Path, holder: Holder) -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine has one")
    with pytest.raises(EngineUnusable, match="set device to auto"):
        await engine(holder, models / "sd", device="cuda:1").examine()


async def test_a_pipeline_that_the_library_does_not_know(models: Path, holder: Holder) -> None:
    folder = models / "unknown"
    shutil.copytree(models / "sd", folder)
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace("StableDiffusionPipeline", "FuturePipeline"))
    with pytest.raises(EngineUnusable, match="FuturePipeline"):
        await engine(holder, folder).examine()


async def test_pickles_are_read_where_the_owner_says_so(
    models: Path, holder: Holder, tmp_path: Path
) -> None:
    folder = tmp_path / "sd"
    shutil.copytree(models / "sd", folder)
    for path in folder.rglob("*.safetensors"):
        name = "pytorch_model.bin" if path.stem == "model" else f"{path.stem}.bin"
        torch.save(load_file(path), path.with_name(name))
        path.unlink()
    with pytest.raises(EngineUnusable, match="pickle"):
        engine(holder, folder).check()
    trusting = engine(holder, folder, allow_pickle=True)
    (picture,) = await made(trusting, request())
    (same,) = await made(engine(holder, models / "sd"), request())
    assert picture.tobytes() == same.tobytes()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    asked: list[object] = []

    def refuse(*args: object, **_more: object) -> None:
        asked.append(args)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return asked


async def test_nothing_is_ever_fetched(models: Path, no_network: list[object]) -> None:
    holder = Holder()
    single = tiny_models.single_file(models / "sd", models / "again.safetensors")
    lora = tiny_models.lora(models / "sd", models / "again-style.safetensors")
    await made(engine(holder, models / "sd", loras=[{"path": str(lora)}]), request())
    await made(engine(holder, single, config=str(models / "sd")), request())
    await made(engine(holder, models / "flux"), request())
    assert no_network == []
