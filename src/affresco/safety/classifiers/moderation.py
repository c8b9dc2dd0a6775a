"""A server with the endpoint ``POST {url}/moderations``: OpenAI's own, and others that offer the same.

One request for a text, one for a picture (as a small JPEG in a data URL). What the server flags is put to the
rules by ``categories``; with ``threshold`` its scores decide in place of its flags. The answer is read up to
a limit, no redirect is followed, and what was asked is in no log and in no error.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import io
import os
import ssl
from typing import Annotated, Final

import httpx
import msgspec
from PIL import Image

import affresco
from affresco.safety.classifiers.protocol import ClassifierDown, Kind
from affresco.safety.errors import ClassifierUnusable
from affresco.safety.model import Finding
from affresco.text import _

ANSWER_LIMIT: Final = 2**18
"""Bytes."""
SIDE: Final = 512
"""Pixels of the longer side of what is sent."""
CATEGORIES: Final = {
    "sexual": "sexual sexual-words",
    "sexual/minors": "minors minors-in-words",
    "violence/graphic": "violence",
    "hate": "hate-speech",
    "hate/threatening": "hate-speech",
    "harassment/threatening": "hate-speech",
    "self-harm": "self-harm",
    "self-harm/intent": "self-harm-care",
    "self-harm/instructions": "self-harm",
    "illicit/violent": "weapons",
}


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table ``[classifier.NAME]`` with ``kind = "moderation"``."""

    url: Annotated[str, msgspec.Meta(description="Where it is, e.g. http://127.0.0.1:8080/v1.")]
    key_env: Annotated[
        str | None, msgspec.Meta(description="The environment variable that holds its key.")
    ] = None
    model: Annotated[
        str | None, msgspec.Meta(description="The model, as the server calls it; none for its own.")
    ] = None
    text: Annotated[bool, msgspec.Meta(description="Whether it is asked about words.")] = True
    images: Annotated[bool, msgspec.Meta(description="Whether it is asked about pictures.")] = True
    threshold: Annotated[
        Annotated[float, msgspec.Meta(gt=0, lt=1)] | None,
        msgspec.Meta(description="From which score on; none: what the server flags."),
    ] = None
    timeout_seconds: Annotated[
        float, msgspec.Meta(ge=0.1, le=60, description="How long an answer may take.")
    ] = 5.0
    categories: Annotated[
        dict[str, str],
        msgspec.Meta(description="The server's category → the ids of rules, by spaces."),
    ] = msgspec.field(default_factory=CATEGORIES.copy)


class _Result(msgspec.Struct):
    categories: dict[str, bool | None]
    category_scores: dict[str, float | None] = {}


class _Answer(msgspec.Struct):
    results: Annotated[list[_Result], msgspec.Meta(min_length=1)]


class Moderation:
    """One server."""

    def __init__(self, name: str, options: Options) -> None:
        self.name = name
        self._options = options
        self._url = self._address(options.url)

    @property
    def reads(self) -> frozenset[str]:
        asked = {"text": self._options.text, "image": self._options.images}
        return frozenset(what for what, wanted in asked.items() if wanted)

    def check(self) -> None:
        variable = self._options.key_env
        if variable and not os.environ.get(variable, "").strip():
            reason = _("the environment variable {name} is not set; put its key there")
            raise ClassifierUnusable(classifier=self.name, reason=reason.format(name=variable))

    async def examine(self) -> str:
        self.check()
        try:
            await self._ask("A quiet harbour.")
        except ClassifierDown as error:
            raise ClassifierUnusable(classifier=self.name, reason=str(error)) from error
        return _("answers at {url}").format(url=self._url)

    async def check_text(self, text: str, language: str) -> tuple[Finding, ...]:
        return await self._ask(text)

    async def check_image(self, image: Image.Image) -> tuple[Finding, ...]:
        data = await asyncio.to_thread(_as_jpeg, image)
        url = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
        return await self._ask([{"type": "image_url", "image_url": {"url": url}}])

    async def _ask(self, put_in: object) -> tuple[Finding, ...]:
        model = {"model": self._options.model} if self._options.model else {}
        status, body = await self._post(msgspec.json.encode({"input": put_in, **model}))
        if status != 200:
            raise ClassifierDown(_("it answered with status {status}").format(status=status))
        try:
            result = msgspec.json.decode(body, type=_Answer).results[0]
        except msgspec.DecodeError as error:
            raise ClassifierDown(_("its answer is not one of this kind of server")) from error
        return tuple(self._findings(result))

    def _findings(self, result: _Result) -> list[Finding]:
        findings = []
        for category, rules in self._options.categories.items():
            score = result.category_scores.get(category) or 0.0
            least = self._options.threshold
            flagged = bool(result.categories.get(category)) if least is None else score >= least
            if flagged:
                findings += [Finding(rule, category, score) for rule in rules.split()]
        return findings

    async def _post(self, body: bytes) -> tuple[int, bytes]:
        """(status, body). Raises ClassifierDown with a reason that names nothing of what was sent."""
        try:
            async with (
                asyncio.timeout(self._options.timeout_seconds),
                httpx.AsyncClient(
                    headers=self._headers(), verify=_tls(), trust_env=False
                ) as client,
                client.stream("POST", self._url, content=body) as response,
            ):
                received = bytearray()
                async for chunk in response.aiter_bytes():
                    received += chunk
                    if len(received) > ANSWER_LIMIT:
                        raise ClassifierDown(_("its answer is too long"))
                return response.status_code, bytes(received)
        except TimeoutError as error:
            seconds = f"{self._options.timeout_seconds:g}"
            reason = _("it did not answer within {seconds} seconds").format(seconds=seconds)
            raise ClassifierDown(reason) from error
        except httpx.HTTPError as error:
            reason = _("it cannot be reached ({error})").format(error=type(error).__name__)
            raise ClassifierDown(reason) from error

    def _headers(self) -> dict[str, str]:
        key = os.environ.get(self._options.key_env or "", "").strip()
        return {
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": f"affresco/{affresco.__version__}",
            **({"Authorization": f"Bearer {key}"} if key else {}),
        }

    def _address(self, given: str) -> str:
        try:
            url = httpx.URL(given.strip())
        except httpx.InvalidURL:
            url = httpx.URL("")
        if url.scheme not in ("http", "https") or not url.host or url.userinfo or url.query:
            reason = _("its url must be an address like http://127.0.0.1:8080, without a password")
            raise ClassifierUnusable(classifier=self.name, reason=reason)
        return f"{str(url).rstrip('/')}/moderations"


def _as_jpeg(image: Image.Image) -> bytes:
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    small = image.convert("RGB")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85)
    return out.getvalue()


@functools.cache
def _tls() -> ssl.SSLContext:
    """Certificates take a tenth of a second to read: once is enough."""
    return httpx.create_ssl_context()


KIND: Final = Kind(options=Options, create=Moderation)
