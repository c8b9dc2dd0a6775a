"""Models on disk, before any library reads them: what is taken, what is refused, what they can do."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from affresco.studio.engines.diffusers import KIND
from affresco.studio.engines.diffusers.files import BadFile, look_at, sample
from affresco.studio.engines.diffusers.folder import find, outline
from affresco.studio.engines.diffusers.options import Options, read_amount, say_amount
from affresco.studio.errors import EngineUnusable


def safetensors(path: Path, numbers: int = 100, names: tuple[str, ...] = ("w",)) -> Path:
    """A file of floats, written as the format says."""
    size = numbers * 4
    header = {
        name: {"dtype": "F32", "shape": [numbers], "data_offsets": [i * size, (i + 1) * size]}
        for i, name in enumerate(names)
    }
    text = json.dumps({"__metadata__": {"format": "pt"}} | header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(size * len(names)))
    return path


def pipeline(
    folder: Path, kind: str = "StableDiffusionPipeline", *, channels: int = 4, side: int = 64
) -> Path:
    """A folder that looks like a pipeline, with weights that are all nought."""
    index: dict[str, object] = {
        "_class_name": kind,
        "_diffusers_version": "0.42.1",
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "safety_checker": [None, None],
        "requires_safety_checker": False,
    }
    for name, config in {
        "unet": {"in_channels": channels, "sample_size": side},
        "vae": {"block_out_channels": [8, 8, 8, 8]},
    }.items():
        safetensors(folder / name / "diffusion_pytorch_model.safetensors")
        (folder / name / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer").mkdir()
    (folder / "tokenizer/tokenizer.json").write_text("{}")
    (folder / "model_index.json").write_text(json.dumps(index))
    return folder


def says(error: pytest.ExceptionInfo[BadFile], *words: str) -> None:
    text = str(error.value)
    assert "\n" not in text
    for word in words:
        assert word in text


def test_what_a_header_tells(tmp_path: Path) -> None:
    found = look_at(safetensors(tmp_path / "a", names=("v", "w")), allow_pickle=False)
    assert (found.content, found.numbers) == ("safetensors", 200)
    assert found.keys == {"v", "w"}
    assert found.takes(2) == 400


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as error:
        look_at(tmp_path / "nowhere.safetensors", allow_pickle=False)
    says(error, "nowhere.safetensors", "not there")


@pytest.mark.parametrize("kept", [9, 40, -1])
def test_a_file_that_was_not_copied_whole(tmp_path: Path, kept: int) -> None:
    path = safetensors(tmp_path / "half.safetensors")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadFile) as error:
        look_at(path, allow_pickle=False)
    says(error, "half.safetensors", "not copied whole")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "holds no model"),
        (b"<!doctype html><title>404 Not Found</title>", "holds no model"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "git lfs pull"),
        (b"\x0a" + bytes(7) + b'{"w": [1]}' + bytes(90), "damaged"),
        (b"GGUF\x03", "not copied whole"),
    ],
)
def test_what_is_no_model(tmp_path: Path, data: bytes, word: str) -> None:
    (tmp_path / "it.safetensors").write_bytes(data)
    with pytest.raises(BadFile) as error:
        look_at(tmp_path / "it.safetensors", allow_pickle=False)
    says(error, word)


def bare(path: Path) -> None:
    path.write_bytes(pickle.dumps({"w": [1.0]}, protocol=2))


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("archive/data.pkl", pickle.dumps({"w": [1.0]}))


@pytest.mark.parametrize("write", [bare, zipped])
@pytest.mark.parametrize("name", ["model.ckpt", "model.safetensors"])
def test_a_pickle_is_refused_whatever_it_is_called(
    tmp_path: Path, write: object, name: str
) -> None:
    assert callable(write)
    write(tmp_path / name)
    with pytest.raises(BadFile) as error:
        look_at(tmp_path / name, allow_pickle=False)
    says(error, name, "pickle", "allow_pickle = true")
    assert look_at(tmp_path / name, allow_pickle=True).content == "pickle"


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    model = find(Options(model=str(pipeline(tmp_path / "m"))))
    assert model.pipeline == "StableDiffusionPipeline"
    assert model.side == 512
    assert model.takes(4) == 800
    assert model.takes(2) == 400


def test_pickles_beside_safetensors_are_left_alone(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    bare(folder / "unet/diffusion_pytorch_model.bin")
    assert {file.content for file in find(Options(model=str(folder))).weights} == {"safetensors"}
    (folder / "unet/diffusion_pytorch_model.safetensors").unlink()
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, "diffusion_pytorch_model.bin", "pickle")
    assert find(Options(model=str(folder), allow_pickle=True)).takes(4) > 400


def test_a_part_without_weights(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    (folder / "vae/diffusion_pytorch_model.safetensors").unlink()
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, "vae", "no weights")


def test_words_without_a_vocabulary(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    (folder / "tokenizer/tokenizer.json").unlink()
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, "tokenizer", "vocabulary")
    (folder / "tokenizer").rmdir()
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, "tokenizer", "not there")


def test_a_variant_is_found_and_a_missing_piece_named(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    place = folder / "unet"
    (place / "diffusion_pytorch_model.safetensors").unlink()
    names = [f"diffusion_pytorch_model.fp16-0000{n}-of-00002.safetensors" for n in (1, 2)]
    for name in names:
        safetensors(place / name)
    shards = {"weight_map": {"a": names[0], "b": names[1]}}
    index = place / "diffusion_pytorch_model.fp16.safetensors.index.json"
    index.write_text(json.dumps(shards))
    model = find(Options(model=str(folder)))
    assert model.variant == "fp16"
    assert len(model.weights) == 3
    (place / names[1]).unlink()
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, names[1])


@pytest.mark.parametrize("name", ["part.bin", "../vae/x.safetensors"])
@pytest.mark.parametrize("index", ["safetensors.index.json", "safetensors.index.fp16.json"])
def test_an_index_leads_to_nothing_but_safetensors_beside_it(
    tmp_path: Path, index: str, name: str
) -> None:
    folder = pipeline(tmp_path / "m")
    bare(folder / "unet/part.bin")
    safetensors(folder / "vae/x.safetensors")
    shards = {"weight_map": {"a": "diffusion_pytorch_model.safetensors", "b": name}}
    (folder / f"unet/diffusion_pytorch_model.{index}").write_text(json.dumps(shards))
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, index, name)


@pytest.mark.parametrize(
    "change",
    [
        {"_class_name": ["my_pipeline", "Mine"]},
        {"unet": ["my_unet", "Mine"]},
        {"unet": {"path": "elsewhere"}, "vae": ["a", "b", "c"]},
        {"../vae": ["diffusers", "AutoencoderKL"]},
    ],
)
def test_a_model_that_brings_a_program_is_refused(
    tmp_path: Path, change: dict[str, object]
) -> None:
    folder = pipeline(tmp_path / "m")
    index = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps(index | change))
    (folder / "unet/my_unet.py").write_text("raise SystemExit")
    with pytest.raises(BadFile) as error:
        find(Options(model=str(folder)))
    says(error, "program")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as error:
        find(Options(model=str(tmp_path / "nowhere")))
    says(error, "nowhere", "correct model")
    with pytest.raises(BadFile) as error:
        find(Options(model=str(tmp_path)))
    says(error, "model_index.json")
    (tmp_path / "model_index.json").write_text("{")
    with pytest.raises(BadFile) as error:
        find(Options(model=str(tmp_path)))
    says(error, "cannot be read")


def test_a_single_file_needs_its_configuration(tmp_path: Path) -> None:
    path = safetensors(tmp_path / "one.safetensors", names=("first_stage_model.x", "model.y"))
    with pytest.raises(BadFile) as error:
        find(Options(model=str(path)))
    says(error, "single file", "set config")
    folder = pipeline(tmp_path / "m")
    whole = find(Options(model=str(path), config=str(folder)))
    assert (whole.denoiser, whole.takes(4)) == (None, 800)
    only = safetensors(tmp_path / "only.safetensors", names=("down.x",))
    part = find(Options(model=str(only), config=str(folder)))
    assert part.denoiser is not None
    assert part.denoiser.name == "unet"
    assert part.takes(4) == 800, "the file and the VAE of the folder"


def test_the_version_tells_models_and_settings_apart(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    options = Options(model=str(folder))
    first = find(options).version
    assert first == find(options).version
    assert first.startswith("m ")
    assert find(msgspec.structs.replace(options, steps=4)).version != first
    weights = folder / "vae/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    assert find(options).version != first


def test_large_files_are_not_read_whole_for_it(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(2**40)
    assert len(sample(path)) == 32


@pytest.mark.parametrize(
    ("kind", "channels", "tasks"),
    [
        (
            "StableDiffusionPipeline",
            4,
            {"text-to-image", "image-to-image", "inpaint", "upscale"},
        ),
        ("StableDiffusionInpaintPipeline", 9, {"inpaint"}),
        ("StableDiffusionUpscalePipeline", 7, {"upscale"}),
        ("StableDiffusionInstructPix2PixPipeline", 8, {"instruct"}),
        ("SanaPipeline", 32, {"text-to-image"}),
        ("SomethingNewPipeline", 4, {"text-to-image"}),
    ],
)
def test_what_a_model_can_do(tmp_path: Path, kind: str, channels: int, tasks: set[str]) -> None:
    folder = pipeline(tmp_path / "m", kind, channels=channels)
    assert KIND.capabilities(Options(model=str(folder))).tasks == tasks


def test_what_is_offered_follows_the_settings(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    told = KIND.capabilities(
        Options(model=str(folder), steps=12, guidance=3, scheduler="euler", batch=4)
    )
    assert told.steps == (1, 150, 12)
    assert told.guidance == (0.0, 30.0, 3.0)
    assert told.schedulers[:2] == ("euler", "own")
    assert told.negative_prompt
    assert told.strength
    assert told.concurrency == 4
    assert told.source_type == "trainedAlgorithmicMedia"


def test_sizes_are_those_that_the_model_was_trained_for(tmp_path: Path) -> None:
    small = KIND.capabilities(Options(model=str(pipeline(tmp_path / "small"))))
    assert small.sizes[0] == (512, 512)
    assert all(abs(width * height / 512**2 - 1) < 0.05 for width, height in small.sizes)
    assert all(side % 8 == 0 for size in small.sizes for side in size)
    large = pipeline(tmp_path / "large", "StableDiffusionXLPipeline", side=128)
    assert KIND.capabilities(Options(model=str(large))).sizes == ()
    said = Options(model=str(large), sizes=("640x480",))
    assert KIND.capabilities(said).sizes == ((640, 480),)


def test_pages_are_answered_where_the_model_is_not(tmp_path: Path) -> None:
    told = KIND.capabilities(Options(model=str(tmp_path / "on-another-machine"), steps=7))
    assert told.tasks == {"text-to-image"}
    assert told.steps == (1, 150, 7)


def test_flow_models_have_no_schedulers_to_choose(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m", "FluxPipeline")
    told = KIND.capabilities(Options(model=str(folder)))
    assert told.schedulers == ()
    assert not told.negative_prompt
    assert told.guidance is not None
    unguided = json.dumps({"guidance_embeds": False})
    (folder / "transformer").mkdir()
    (folder / "transformer/config.json").write_text(unguided)
    index = json.loads((folder / "model_index.json").read_text())
    index["transformer"] = ["diffusers", "FluxTransformer2DModel"]
    (folder / "model_index.json").write_text(json.dumps(index))
    assert KIND.capabilities(Options(model=str(folder))).guidance is None


def test_nothing_large_is_loaded_to_know_this(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    program = (
        "import sys\n"
        "from affresco.studio.engines.diffusers import KIND\n"
        "from affresco.studio.engines.diffusers.options import Options\n"
        f"options = Options(model={str(folder)!r})\n"
        "KIND.capabilities(options)\n"
        "KIND.create('mine', 'Mine', options).version\n"
        "print({'torch', 'diffusers', 'transformers'} & sys.modules.keys())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_an_unknown_scheduler_is_answered_with_those_there_are(tmp_path: Path) -> None:
    pytest.importorskip("diffusers", reason="the extra [diffusers] is not installed")
    engine = KIND.create(
        "mine", "Mine", Options(model=str(pipeline(tmp_path / "m")), scheduler="magic")
    )
    with pytest.raises(EngineUnusable) as error:
        engine.check()
    assert "magic" in error.value.text()
    assert "dpm++ 2m karras" in error.value.text()


def test_without_the_libraries_the_remedy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = KIND.create("mine", "Mine", Options(model=str(pipeline(tmp_path / "m"))))
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(EngineUnusable) as error:
        engine.check()
    assert "torch" in error.value.text()
    assert "[diffusers]" in error.value.text()


def test_amounts_of_memory() -> None:
    assert read_amount("8 GiB") == 8 * 2**30
    assert read_amount("800MB") == 800_000_000
    assert say_amount(read_amount("6.5 GiB")) == "6.5 GiB"
    for bad in ("", "8", "lots", "-1 GiB", "8 gib"):
        with pytest.raises(ValueError, match="8 GiB"):
            read_amount(bad)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"model": "m", "memory": "lots"}', type=Options)


def test_the_outline_reads_three_small_files_only(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "m")
    for path in folder.rglob("*.safetensors"):
        path.unlink()
    assert outline(Options(model=str(folder))).side == 512
