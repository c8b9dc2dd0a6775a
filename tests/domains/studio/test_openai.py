"""An engine behind the Images API, before a server that behaves like the original, and misbehaves."""

from __future__ import annotations

import asyncio
import io
import json
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from PIL import Image
from structlog.testing import capture_logs

from affresco.cli.logs import hide_secrets
from affresco.studio.engines import openai, remote
from affresco.studio.engines.framing import nearest_size
from affresco.studio.engines.images_request import Options
from affresco.studio.engines.openai import OpenAI
from affresco.studio.engines.protocol import Finished, Preview, Progress, Request, Wanted
from affresco.studio.engines.remote import BadAnswer, fit, is_public
from affresco.studio.errors import EngineRefused, EngineUnavailable, EngineUnusable
from servers import openai_images
from servers.openai_images import (
    KEY,
    MODEL,
    REFUSAL,
    Fault,
    ImagesServer,
    b64,
    breaks_off,
    busy,
    event,
    fault_json,
    floods,
    images_server,
    png,
    says,
    sends,
)
from servers.wire import Asked, Reply, serving

NESTED = b'{"detail": ' + b"[" * 200_000
"""Lists in lists without end: more than a reader of JSON goes down."""


@pytest.fixture
async def server() -> AsyncIterator[ImagesServer]:
    async with images_server() as server:
        yield server


def engine(server: ImagesServer, **options: object) -> OpenAI:
    values: dict[str, object] = {
        "url": f"{server.url}/v1",
        "key": KEY,
        "model": MODEL,
        "sizes": openai_images.SIZES,
        "timeout_seconds": 30.0,
        "retries": 2,
    }
    return OpenAI("cloud", "Cloud", Options(**{**values, **options}))  # type: ignore[arg-type]


def request(prompt: str = "a fox", count: int = 1, size: tuple[int, int] = (1024, 1024)) -> Request:
    wanted = tuple(Wanted(position, 7 + position) for position in range(count))
    return Request(prompt=prompt, language="en", width=size[0], height=size[1], wanted=wanted)


async def steps(engine: OpenAI, wish: Request) -> list[Progress]:
    return [step async for step in engine.generate(wish)]


def colour(data: bytes) -> object:
    return Image.open(io.BytesIO(data)).getpixel((5, 5))


@pytest.mark.parametrize("answer_with", ["b64_json", "url"])
async def test_pictures_come_in_the_order_of_their_places(
    server: ImagesServer, answer_with: str
) -> None:
    server.answer_with = answer_with
    made = await steps(engine(server, per_request=2), request(count=3))
    assert [(type(step), step.position) for step in made] == [(Finished, i) for i in range(3)]
    assert [wish["n"] for wish in server.asked] == [2, 1]
    assert [step.image.getpixel((5, 5)) for step in made] == [
        colour(png("a fox", number)) for number in (0, 1, 0)
    ]
    assert KEY not in str(server.fetched_with), "the key stays with the API"


async def test_partial_pictures_are_shown_while_one_is_made(server: ImagesServer) -> None:
    made = await steps(engine(server, previews=2, per_request=4), request(count=2))
    assert [type(step) for step in made] == [Preview, Preview, Finished] * 2
    assert [wish["n"] for wish in server.asked] == [1, 1], "a stream is of one picture"


async def test_a_seed_goes_along_where_the_server_takes_one(server: ImagesServer) -> None:
    await steps(engine(server, seeds=True, per_request=4), request(count=2))
    assert [wish["seed"] for wish in server.asked] == [7, 8]


async def test_what_the_owner_adds_is_sent_but_changes_nothing_of_ours(
    server: ImagesServer,
) -> None:
    await steps(engine(server, extra={"quality": "low", "n": 9}), request())
    assert (server.asked[0]["quality"], server.asked[0]["n"]) == ("low", 1)


async def test_the_nearest_size_is_asked_for_and_cut_to_fit(server: ImagesServer) -> None:
    (step,) = await steps(engine(server), request(size=(1280, 720)))
    assert server.asked[0]["size"] == "1536x1024"
    assert step.image.size == (1280, 720)


@pytest.mark.parametrize(
    ("size", "asked"),
    [
        ((1024, 1024), "1024x1024"),
        ((1152, 768), "1536x1024"),
        ((1152, 864), "1536x1024"),
        ((720, 1280), "1024x1536"),
    ],
)
def test_sizes_nearest_in_proportions(size: tuple[int, int], asked: str) -> None:
    assert nearest_size(*size, openai_images.SIZES) == asked
    assert nearest_size(*size, ()) == f"{size[0]}x{size[1]}"


@pytest.mark.parametrize(
    ("made", "wanted", "fitted"),
    [
        ((1536, 1024), (1280, 720), (1280, 720)),
        ((512, 512), (1024, 1024), (512, 512)),
        ((512, 512), (1280, 720), (512, 288)),
        ((100, 900), (720, 1280), (100, 178)),
    ],
)
def test_pictures_are_made_smaller_but_never_larger(
    made: tuple[int, int], wanted: tuple[int, int], fitted: tuple[int, int]
) -> None:
    assert fit(Image.new("RGB", made), *wanted).size == fitted


async def test_moderation_is_passed_on_in_its_own_words(server: ImagesServer) -> None:
    with pytest.raises(EngineRefused) as caught:
        await steps(engine(server), request("a forbidden thing"))
    assert REFUSAL in caught.value.text()
    assert len(server.asked) == 1, "who was refused is not asked again"


async def test_moderation_in_the_midst_of_a_stream(server: ImagesServer) -> None:
    partial = event("image_generation.partial_image", {"b64_json": b64(png("x", 0))})
    error = event("error", fault_json(REFUSAL, "image_generation_user_error", "moderation_blocked"))
    server.faults.append(sends(partial + error, "text/event-stream"))
    made = engine(server, previews=1).generate(request())
    assert isinstance(await anext(made), Preview)
    with pytest.raises(EngineRefused) as caught:
        await anext(made)
    assert REFUSAL in caught.value.text()


async def test_words_of_a_refusal_are_bounded_and_without_the_key(server: ImagesServer) -> None:
    said = f"No:\n\x00\x1b[31m {KEY} " + "x" * 5000
    server.faults.append(says(400, fault_json(said, "invalid_request_error")))
    with pytest.raises(EngineRefused) as caught:
        await steps(engine(server), request())
    text = caught.value.text()
    assert KEY not in text
    assert len(text) < 600
    assert text.isprintable()


async def test_a_fault_is_noted_in_the_servers_words_without_the_key(server: ImagesServer) -> None:
    fault = fault_json(f"{KEY} may not", "permission", f"blocked_{KEY}\n" + "x" * 5000)
    server.faults.append(says(403, fault))
    with capture_logs() as noted, pytest.raises(EngineUnavailable):
        await steps(engine(server), request())
    (note,) = noted
    assert (note["said"], note["status"]) == ("… may not", 403)
    assert note["fault"].startswith("blocked_… x")
    assert len(note["fault"]) <= 500
    assert hide_secrets(None, "", dict(note)) == note


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_busy_server_is_asked_again(server: ImagesServer, status: int) -> None:
    server.faults.append(busy(status))
    assert len(await steps(engine(server), request())) == 1
    assert len(server.asked) == 2


async def test_a_busy_server_that_says_so_in_lists_without_end(server: ImagesServer) -> None:
    server.faults.append(sends(NESTED, status=503))
    assert len(await steps(engine(server), request())) == 1


async def test_it_is_asked_again_as_late_as_it_wishes(server: ImagesServer) -> None:
    server.faults.append(busy(Retry_After="1.2"))
    clock = asyncio.get_running_loop().time
    began = clock()
    await steps(engine(server), request())
    assert clock() - began >= 1.2


@pytest.mark.parametrize("said", ["seconds", "date"])
async def test_who_wants_an_hour_is_not_waited_for(server: ImagesServer, said: str) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    server.faults.append(busy(Retry_After=date if said == "date" else "3600"))
    with pytest.raises(EngineUnavailable) as caught:
        await steps(engine(server), request())
    assert "Cloud" in caught.value.text()
    assert len(server.asked) == 1


async def test_who_stays_busy_is_given_up(server: ImagesServer) -> None:
    server.faults.extend([busy(503)] * 9)
    with pytest.raises(EngineUnavailable):
        await steps(engine(server), request())
    assert len(server.asked) == 3


async def test_an_empty_purse_is_not_asked_again(server: ImagesServer) -> None:
    server.faults.append(says(429, fault_json("Out of credit", "x", "insufficient_quota")))
    with pytest.raises(EngineUnavailable):
        await steps(engine(server), request())
    assert len(server.asked) == 1


async def test_a_server_that_is_not_there(server: ImagesServer) -> None:
    with pytest.raises(EngineUnavailable):
        await steps(engine(server, url="http://127.0.0.1:1/v1", retries=1), request())


@pytest.mark.parametrize(
    "fault",
    [
        breaks_off,
        floods,
        sends(b""),
        sends(b"<html>Sign in to our hotel's network</html>", "application/json"),
        sends(b'{"data": null}'),
        sends(b'{"data": []}'),
        sends(b'{"data": [{}]}'),
        sends(b'{"data": [{"b64_json": "no base64 at all!"}]}'),
        sends(json.dumps({"data": [{"b64_json": b64(b"<svg/>")}]}).encode()),
        sends(json.dumps({"data": [{"b64_json": b64(png("x", 0, (1, 1)))}]}).encode()),
        sends(json.dumps({"data": [{"b64_json": b64(png("x", 0)[:90])}]}).encode()),
        sends(b"data: [DONE]\n\n", "text/event-stream"),
        sends(b'data: {"type": "image_generation.comp', "text/event-stream"),
        sends(b"x" * 70 + b"\n" * 70, "image/png"),
        sends(b'[{"b64_json": ""}]'),
        sends(b"{" + b"\xff" * 40),
        sends(b'{"data": [{"url": "http://[bad"}]}'),
        sends(b'{"data": [{"url": "file:///etc/passwd"}]}'),
        sends(b'{"data": [{"url": "http://no-such-host.invalid/x.png"}]}'),
        sends(NESTED),
        sends(b"data: " + NESTED + b"\n\n", "text/event-stream"),
        says(204, {}),
    ],
)
async def test_an_answer_that_is_none(server: ImagesServer, fault: Fault) -> None:
    """Whatever is raised, but for what people are told of, becomes EngineFailed in the worker."""
    server.faults.extend([fault] * 3)
    with pytest.raises((BadAnswer, EngineUnavailable)):
        await steps(engine(server), request())
    assert len(server.asked) == 1, "it may have been paid for"


async def test_a_body_of_200_mb_is_refused_from_its_header(server: ImagesServer) -> None:
    async def fault(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
        await reply.begin(200, "application/json", Content_Length=str(200 * 2**20))
        await asyncio.Event().wait()

    server.faults.append(fault)
    async with asyncio.timeout(20):
        with pytest.raises(BadAnswer, match="209715200"):
            await steps(engine(server), request())


async def test_a_compressed_bomb_is_not_unpacked(server: ImagesServer) -> None:
    async def fault(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
        await reply.send(200, b"\x1f\x8b", Content_Encoding="gzip")

    server.faults.append(fault)
    with pytest.raises(BadAnswer, match="compressed"):
        await steps(engine(server), request())


async def test_what_an_answer_calls_itself_does_not_matter(server: ImagesServer) -> None:
    plain = json.dumps({"data": [{"b64_json": b64(png("x", 0))}]}).encode()
    stream = event("image_generation.completed", {"b64_json": b64(png("x", 0))})
    server.faults.extend([sends(plain, "text/event-stream"), sends(stream, "application/json")])
    assert [type(step) for step in await steps(engine(server), request(count=2))] == [Finished] * 2


async def test_fewer_than_asked_for_are_asked_for_again_and_more_are_passed_over(
    server: ImagesServer,
) -> None:
    picture = {"b64_json": b64(png("x", 0))}
    server.faults.extend([says(200, {"data": [picture]}), says(200, {"data": [picture] * 9})])
    made = await steps(engine(server, per_request=3), request(count=3))
    assert [step.position for step in made] == [0, 1, 2]
    assert [wish["n"] for wish in server.asked] == [3, 2]


async def test_it_takes_its_time_and_no_more(server: ImagesServer) -> None:
    server.gate.clear()
    with pytest.raises(TimeoutError):
        await steps(engine(server, timeout_seconds=1.0), request())


async def test_words_that_it_painted_from_are_kept(server: ImagesServer) -> None:
    picture = {"b64_json": b64(png("x", 0)), "revised_prompt": "a red fox, at dusk"}
    server.faults.append(says(200, {"data": [picture]}))
    (step,) = await steps(engine(server), request())
    assert isinstance(step, Finished)
    assert step.scene == '{"revised_prompt":"a red fox, at dusk"}'


# where pictures are fetched ------------------------------------------------------------------------


async def test_no_picture_is_fetched_from_private_networks(server: ImagesServer) -> None:
    visits = []

    async def inside(asked: Asked, reply: Reply) -> None:
        visits.append(asked.path)
        await reply.send(200, png("x", 0), "image/png")

    async with serving(inside) as private:
        port = private.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0.0.0.0", "[::ffff:7f00:1]"):
            server.faults.append(says(200, {"data": [{"url": f"http://{host}:{port}/x.png"}]}))
            with pytest.raises(BadAnswer):
                await steps(engine(server), request())
    assert visits == []


async def test_nor_by_way_of_a_redirect_from_the_engine_itself(server: ImagesServer) -> None:
    async def inside(_asked: Asked, _reply: Reply) -> None:
        raise AssertionError("nobody may come here")

    async with serving(inside) as private:

        async def sends_on(asked: Asked, reply: Reply) -> None:
            if asked.path == "/x.png":
                await reply.send(302, b"", Location=f"{private}/secret")
            else:
                await reply.json({"data": [{"url": "/x.png"}]})

        async with serving(sends_on) as url:
            with pytest.raises(BadAnswer, match="not in the public internet"):
                await steps(engine(server, url=url), request())


async def test_nor_round_and_round(server: ImagesServer) -> None:
    async def sends_on(asked: Asked, reply: Reply) -> None:
        if asked.method == "GET":
            await reply.send(302, b"", Location="/x.png")
        else:
            await reply.json({"data": [{"url": "/x.png"}]})

    async with serving(sends_on) as url:
        with pytest.raises(BadAnswer, match="from one address to the next"):
            await steps(engine(server, url=url), request())


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """(certificate, key) for a host of this name, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(Encoding.PEM))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    paths[1].write_bytes(pem)
    return paths


@pytest.mark.parametrize("name", ["localhost", "somebody-else.example"])
async def test_the_address_that_was_looked_at_is_connected_to_under_its_name(
    server: ImagesServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """As if loopback were public. The certificate must be that of the name, not of the address."""
    cert, key = certificate(tmp_path, name)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    trusting = ssl.create_default_context(cafile=str(cert))
    monkeypatch.setattr(remote, "tls", lambda: trusting)
    monkeypatch.setattr(remote, "is_public", lambda address: True)
    hosts = []

    async def outside(asked: Asked, reply: Reply) -> None:
        hosts.append((asked.headers["host"], asked.headers.get("authorization")))
        await reply.send(200, png("x", 0), "image/png")

    async with serving(outside, context) as url:
        port = url.rpartition(":")[2]
        there = f"https://localhost:{port}/x.png"
        server.faults.append(says(200, {"data": [{"url": there}]}))
        if name == "localhost":
            assert len(await steps(engine(server), request())) == 1
            assert hosts == [(f"localhost:{port}", None)]
        else:
            with pytest.raises(BadAnswer, match="certificate"):
                await steps(engine(server), request())
            assert hosts == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:a00:1::1", False),
    ],
)
def test_what_the_public_internet_is(address: str, public: bool) -> None:
    assert is_public(address) is public


# what the owner learns -----------------------------------------------------------------------------


async def test_a_server_in_good_health(server: ImagesServer) -> None:
    ready = engine(server)
    ready.check()
    assert MODEL in await ready.examine()


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ({"url": "http://127.0.0.1:1/v1"}, "start its server"),
        ({"key": "sk-wrong"}, "key_env"),
        ({"model": "gpt-imaginary"}, MODEL),
    ],
)
async def test_what_is_wrong_is_said_with_its_remedy(
    server: ImagesServer, options: dict[str, object], remedy: str
) -> None:
    with pytest.raises(EngineUnusable) as caught:
        await engine(server, **options).examine()
    assert remedy in caught.value.text()
    assert KEY not in caught.value.text()


async def test_a_list_of_models_that_nobody_can_read(tmp_path: Path) -> None:
    async def nested(_asked: Asked, reply: Reply) -> None:
        await reply.send(200, NESTED)

    async with serving(nested) as url:
        far = OpenAI("cloud", "Cloud", Options(url=f"{url}/v1", model=MODEL))
        assert "lists no models" in await far.examine()


async def test_a_key_in_the_environment(
    server: ImagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = engine(server, key=None, key_env="CLOUD_KEY")
    with pytest.raises(EngineUnusable) as caught:
        ready.check()
    assert "CLOUD_KEY" in caught.value.text()
    monkeypatch.setenv("CLOUD_KEY", "clé\n")
    with pytest.raises(EngineUnusable) as caught:
        ready.check()
    assert "copy it anew" in caught.value.text()
    monkeypatch.setenv("CLOUD_KEY", f"{KEY}\n")
    ready.check()
    assert len(await steps(ready, request())) == 1


async def test_a_server_that_never_answers_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, server: ImagesServer
) -> None:
    monkeypatch.setattr(openai, "EXAMINE_SECONDS", 0.2)

    async def nothing(_asked: Asked, _reply: Reply) -> None:
        await asyncio.Event().wait()

    async with serving(nothing) as url:
        with pytest.raises(EngineUnusable) as caught:
            await engine(server, url=url).examine()
    assert "start its server" in caught.value.text()


@pytest.mark.parametrize("url", ["", "localhost:8080", "ftp://x/", "http://a:b@host/v1"])
async def test_an_address_that_is_none(server: ImagesServer, url: str) -> None:
    with pytest.raises(EngineUnusable) as caught:
        engine(server, url=url)
    assert "http://127.0.0.1:8080" in caught.value.text()


def test_a_key_is_never_shown(server: ImagesServer) -> None:
    options = Options(url="http://x", model="m", key=KEY)
    assert KEY not in repr(options)
    assert KEY not in repr(vars(engine(server)))
