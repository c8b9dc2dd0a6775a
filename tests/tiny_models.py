"""Models for tests: real pipelines of the library diffusers, a few hundred kilobytes each, made of
random weights from a fixed seed and saved as their owners would.

Import it after ``pytest.importorskip("diffusers")``.
"""

from __future__ import annotations

import os
import string
from pathlib import Path
from typing import Any, Final

for _name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
    os.environ[_name] = "1"

import diffusers  # noqa: E402
import gguf  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402
from peft.utils import get_peft_model_state_dict  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402

SIDE: Final = 64
"""Pixels of the square that these models say they were trained for."""

_LETTERS: Final = string.ascii_lowercase + string.digits + ",."


def clip_tokenizer() -> Any:
    """One that spells: a token a letter, as long as CLIP's."""
    letters = [*_LETTERS, *(f"{letter}</w>" for letter in _LETTERS)]
    vocab = {"<|startoftext|>": 0, "<|endoftext|>": 1}
    vocab |= {letter: number for number, letter in enumerate(letters, 2)}
    return transformers.CLIPTokenizer(vocab=vocab, merges=[], model_max_length=77)


def clip_text(kind: str = "CLIPTextModel", width: int = 16) -> Any:
    """A text encoder for it."""
    config = transformers.CLIPTextConfig(
        vocab_size=len(_LETTERS) * 2 + 2,
        hidden_size=width,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=77,
        projection_dim=width,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    return getattr(transformers, kind)(config).eval()


def vae(**more: Any) -> Any:
    """Eight pixels a latent, as most."""
    return diffusers.AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(8, 8, 8, 8),
        norm_num_groups=4,
        latent_channels=4,
        sample_size=SIDE,
        **more,
    )


def unet(channels: int = 4, **more: Any) -> Any:
    """Two levels, with attention on the lower one."""
    values: dict[str, Any] = {
        "sample_size": SIDE // 8,
        "in_channels": channels,
        "out_channels": 4,
        "block_out_channels": (16, 16),
        "layers_per_block": 1,
        "norm_num_groups": 8,
        "attention_head_dim": 2,
        "cross_attention_dim": 16,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
    }
    return diffusers.UNet2DConditionModel(**(values | more))


def scheduler() -> Any:
    """As Stable Diffusion's, with fewer words."""
    return diffusers.DDIMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        steps_offset=1,
        clip_sample=False,
    )


def stable_diffusion(
    folder: Path, *, kind: str = "StableDiffusionPipeline", channels: int = 4, checker: Any = None
) -> Path:
    """A folder with a pipeline like Stable Diffusion 1: kind: its class, channels: of the denoiser."""
    torch.manual_seed(1)
    parts: dict[str, Any] = {
        "unet": unet(channels),
        "vae": vae(),
        "text_encoder": clip_text(),
        "tokenizer": clip_tokenizer(),
        "scheduler": scheduler(),
        "safety_checker": checker,
        "feature_extractor": None if checker is None else _image_processor(),
    }
    getattr(diffusers, kind)(**parts, requires_safety_checker=False).save_pretrained(folder)
    return folder


def stable_diffusion_xl(folder: Path) -> Path:
    """A folder with a pipeline like Stable Diffusion XL: two text encoders, sizes as conditions."""
    torch.manual_seed(2)
    diffusers.StableDiffusionXLPipeline(
        unet=unet(
            cross_attention_dim=32,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            transformer_layers_per_block=(1, 1),
            projection_class_embeddings_input_dim=6 * 8 + 16,
        ),
        vae=vae(),
        text_encoder=clip_text(),
        text_encoder_2=clip_text("CLIPTextModelWithProjection"),
        tokenizer=clip_tokenizer(),
        tokenizer_2=clip_tokenizer(),
        scheduler=diffusers.EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear"
        ),
    ).save_pretrained(folder)
    return folder


def flux(folder: Path, *, kind: str = "FluxPipeline") -> Path:
    """A folder with a pipeline like Flux: a transformer, flow matching, packed latents, T5. kind: its
    class."""
    torch.manual_seed(3)
    letters = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    letters += [(letter, -3.0) for letter in _LETTERS]
    spelling = transformers.T5Tokenizer(vocab=letters, extra_ids=0, model_max_length=512)
    reader = transformers.T5EncoderModel(
        transformers.T5Config(vocab_size=64, d_model=32, d_kv=8, d_ff=32, num_layers=1, num_heads=2)
    )
    getattr(diffusers, kind)(
        transformer=diffusers.FluxTransformer2DModel(
            in_channels=16,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=32,
            pooled_projection_dim=16,
            axes_dims_rope=(4, 4, 8),
            guidance_embeds=True,
        ),
        vae=vae(shift_factor=0.1),
        text_encoder=clip_text(),
        text_encoder_2=reader.eval(),
        tokenizer=clip_tokenizer(),
        tokenizer_2=spelling,
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
    ).save_pretrained(folder)
    return folder


def upscaler(folder: Path) -> Path:
    """A folder with a pipeline that enlarges four times, and does nothing else."""
    torch.manual_seed(4)
    diffusers.StableDiffusionUpscalePipeline(
        unet=unet(channels=7, num_class_embeds=1000),
        vae=diffusers.AutoencoderKL(
            down_block_types=("DownEncoderBlock2D",) * 3,
            up_block_types=("UpDecoderBlock2D",) * 3,
            block_out_channels=(8, 8, 8),
            norm_num_groups=4,
            latent_channels=4,
            sample_size=SIDE,
        ),
        text_encoder=clip_text(),
        tokenizer=clip_tokenizer(),
        low_res_scheduler=diffusers.DDPMScheduler(),
        scheduler=scheduler(),
    ).save_pretrained(folder)
    return folder


def checker(*, holds_back: bool) -> Any:
    """A safety checker that finds fault with everything, or with nothing."""
    tower = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1}
    found = diffusers.pipelines.stable_diffusion.StableDiffusionSafetyChecker(
        transformers.CLIPConfig(
            vision_config={**tower, "num_attention_heads": 2, "image_size": 32, "patch_size": 8},
            text_config={**tower, "num_attention_heads": 2},
            projection_dim=16,
        )
    )
    found.concept_embeds_weights.data.fill_(-2.0 if holds_back else 2.0)
    found.special_care_embeds_weights.data.fill_(2.0)
    return found


def lora(folder: Path, path: Path) -> Path:
    """A LoRA for the Stable Diffusion in a folder: path: the file to write."""
    torch.manual_seed(5)
    denoiser = diffusers.UNet2DConditionModel.from_pretrained(folder / "unet")
    import peft

    config = peft.LoraConfig(r=4, init_lora_weights=False, target_modules=["to_q", "to_v"])
    denoiser.add_adapter(config)
    layers = get_peft_model_state_dict(denoiser)
    diffusers.StableDiffusionPipeline.save_lora_weights(
        path.parent, unet_lora_layers=layers, weight_name=path.name
    )
    return path


def denoiser_as_gguf(folder: Path, path: Path) -> Path:
    """The transformer of a folder as a GGUF file with halves of floats."""
    writer = gguf.GGUFWriter(str(path), arch="flux")
    for name, tensor in load_file(
        folder / "transformer/diffusion_pytorch_model.safetensors"
    ).items():
        writer.add_tensor(name, tensor.to(torch.float16).numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def single_file(folder: Path, path: Path) -> Path:
    """The Stable Diffusion in a folder as one file, with the names that its authors gave to tensors."""
    names: dict[str, torch.Tensor] = {}
    for name, tensor in load_file(folder / "unet/diffusion_pytorch_model.safetensors").items():
        names[f"model.diffusion_model.{_unet_name(name)}"] = tensor
    for name, tensor in load_file(folder / "vae/diffusion_pytorch_model.safetensors").items():
        found = _vae_name(name)
        if ".attn_1." in found and tensor.ndim == 2:
            tensor = tensor[:, :, None, None]
        names[f"first_stage_model.{found}"] = tensor
    for name, tensor in load_file(folder / "text_encoder/model.safetensors").items():
        whole = name if name.startswith("text_model.") else f"text_model.{name}"
        names[f"cond_stage_model.transformer.{whole}"] = tensor
    save_file({name: tensor.contiguous() for name, tensor in names.items()}, path)
    return path


_UNET: Final = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
    "down_blocks.0.resnets.0": "input_blocks.1.0",
    "down_blocks.0.downsamplers.0.conv": "input_blocks.2.0.op",
    "down_blocks.1.resnets.0": "input_blocks.3.0",
    "down_blocks.1.attentions.0": "input_blocks.3.1",
    "mid_block.resnets.0": "middle_block.0",
    "mid_block.attentions.0": "middle_block.1",
    "mid_block.resnets.1": "middle_block.2",
    "up_blocks.0.resnets.0": "output_blocks.0.0",
    "up_blocks.0.attentions.0": "output_blocks.0.1",
    "up_blocks.0.resnets.1": "output_blocks.1.0",
    "up_blocks.0.attentions.1": "output_blocks.1.1",
    "up_blocks.0.upsamplers.0.conv": "output_blocks.1.2.conv",
    "up_blocks.1.resnets.0": "output_blocks.2.0",
    "up_blocks.1.resnets.1": "output_blocks.3.0",
}
_RESNET: Final = {
    "norm1.": "in_layers.0.",
    "conv1.": "in_layers.2.",
    "time_emb_proj.": "emb_layers.1.",
    "norm2.": "out_layers.0.",
    "conv2.": "out_layers.3.",
    "conv_shortcut.": "skip_connection.",
}
_VAE_MIDDLE: Final = {
    "mid_block.resnets.0.": "mid.block_1.",
    "mid_block.attentions.0.": "mid.attn_1.",
    "mid_block.resnets.1.": "mid.block_2.",
    "conv_norm_out.": "norm_out.",
    "group_norm.": "norm.",
    "to_q.": "q.",
    "to_k.": "k.",
    "to_v.": "v.",
    "to_out.0.": "proj_out.",
}


def _unet_name(name: str) -> str:
    place = max((start for start in _UNET if name.startswith(f"{start}.")), key=len)
    rest = name[len(place) + 1 :]
    if ".resnets." in place:
        for ours, theirs in _RESNET.items():
            if rest.startswith(ours):
                rest = theirs + rest[len(ours) :]
    return f"{_UNET[place]}.{rest}"


def _vae_name(name: str) -> str:
    for ours, theirs in _VAE_MIDDLE.items():
        name = name.replace(ours, theirs)
    words = name.split(".")
    if words[1] == "down_blocks":
        words[1:3] = ["down", words[2]]
    elif words[1] == "up_blocks":
        words[1:3] = ["up", str(3 - int(words[2]))]
    name = ".".join(words)
    for ours, theirs in {
        ".resnets.": ".block.",
        ".downsamplers.0.": ".downsample.",
        ".upsamplers.0.": ".upsample.",
        "conv_shortcut": "nin_shortcut",
    }.items():
        name = name.replace(ours, theirs)
    return name


def _image_processor() -> Any:
    size = {"height": 32, "width": 32}
    return transformers.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=size)
