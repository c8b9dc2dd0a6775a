"""Two machines on one database with its replica, one bucket and one Redis behave as one."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from growing import machine, object_storage, redis_server, standby
from growing.machine import Machine
from setup.command import affresco

T = TypeVar("T")
SOON = 1.0
"""Seconds within which a machine shows what was written on the other one."""


class Pair:
    """Both machines, and what two people need to use them."""

    def __init__(self, machines: list[Machine], tokens: dict[str, str]) -> None:
        self.one, self.other = machines
        self.tokens = tokens


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    root = Path(tempfile.mkdtemp(prefix="affresco-machines-"))
    root.chmod(0o711)
    try:
        with (
            standby.streaming(root) as servers,
            object_storage.serving() as bucket,
            redis_server.serving(root) as redis,
        ):
            environ = {
                "AFFRESCO_DATABASE_URL": servers.primary.dsn(),
                "AFFRESCO_REPLICA_URL": servers.standby.dsn(),
                "AFFRESCO_MEDIA_URL": bucket.url,
                "AFFRESCO_LIVE_URL": redis.url,
                "AFFRESCO_PUBLIC_URL": "https://affresco.example",
                **bucket.environ,
            }
            assert affresco("migrate", folder=root, environ=environ).returncode == 0
            tokens = {}
            for handle in ("ada", "bo"):
                added = affresco(
                    *("people", "add", handle, "--email", f"{handle}@example.org"),
                    *("--password", "wet plaster dries at noon"),
                    folder=root,
                    environ=environ,
                )
                assert added.returncode == 0, added.stderr
                token = affresco("people", "token", handle, folder=root, environ=environ)
                tokens[handle] = token.stdout.strip()
            with machine.running({root / "a": environ, root / "b": environ}) as machines:
                yield Pair(machines, tokens)
    finally:
        shutil.rmtree(root)


def before_long(look: Callable[[], T | None], seconds: float) -> T:
    """What ``look`` finds at last. Fails after so many seconds of None."""
    give_up = time.monotonic() + seconds
    while (found := look()) is None:
        assert time.monotonic() < give_up, "it does not come about"
        time.sleep(0.02)
    return found


def painted(where: Machine, token: str, job_id: str) -> list[dict[str, str]] | None:
    """The candidates of a job that is done."""
    job = where.call("GET", f"/api/affresco/v1/generations/{job_id}", token).json()
    assert job["state"] not in ("failed", "cancelled"), job
    return job["candidates"] if job["state"] == "done" else None


def test_a_picture_goes_its_way_over_both(pair: Pair) -> None:
    one, other, ada, bo = pair.one, pair.other, pair.tokens["ada"], pair.tokens["bo"]
    wish = {"prompt": "a red boat", "count": 2}
    ordered = one.call("POST", "/api/affresco/v1/generations", ada, json=wish)
    assert ordered.status_code == 202, ordered.text
    candidates = before_long(lambda: painted(other, ada, ordered.json()["id"]), 60)
    assert len(candidates) == 2
    me = one.call("GET", "/api/v1/accounts/verify_credentials", ada).json()["id"]
    assert one.call("POST", f"/api/v1/accounts/{me}/follow", bo).status_code == 200
    for where in (one, other):
        assert where.call("GET", "/api/v1/timelines/home", bo).json() == []

    body = {"status": "On the quay", "media_ids": [candidates[0]["media_id"]]}
    posted = other.call("POST", "/api/v1/statuses", ada, json=body)
    assert posted.status_code == 200, posted.text
    post_id = posted.json()["id"]

    def home(where: Machine) -> str | None:
        page = where.call("GET", "/api/v1/timelines/home", bo).json()
        return page[0]["id"] if page else None

    for where in (one, other):
        assert before_long(lambda where=where: home(where), SOON) == post_id  # type: ignore[misc]
    path = httpx.URL(posted.json()["media_attachments"][0]["url"]).path
    pictures = [httpx.get(where.url + path) for where in (one, other)]
    assert [picture.status_code for picture in pictures] == [200, 200]
    assert pictures[0].content == pictures[1].content

    one.call("POST", f"/api/v1/statuses/{post_id}/favourite", bo)

    def liked() -> bool | None:
        shown = other.call("GET", f"/api/v1/statuses/{post_id}", ada).json()
        return True if shown["favourites_count"] == 1 else None

    assert before_long(liked, SOON)

    def told() -> str | None:
        page = one.call("GET", "/api/v1/notifications", ada).json()
        kinds = {entry["type"] for entry in page}
        return "both" if kinds == {"follow", "favourite"} else None

    assert before_long(told, 20) == "both", "a worker of either machine tells her"
    other.call("DELETE", f"/api/v1/statuses/{post_id}", ada)

    def gone() -> bool | None:
        return one.call("GET", f"/api/v1/statuses/{post_id}", bo).status_code == 404 or None

    assert before_long(gone, SOON)


def test_a_stream_on_one_hears_what_happens_on_the_other(pair: Pair) -> None:
    ada = pair.tokens["ada"]
    headers = {"Authorization": f"Bearer {ada}"}
    address = f"{pair.one.url}/api/v1/streaming/public/local"
    with httpx.stream("GET", address, headers=headers, timeout=10) as stream:
        assert stream.status_code == 200
        lines = stream.iter_lines()
        next(lines)
        posted = pair.other.call("POST", "/api/v1/statuses", ada, json={"status": "Heard?"})
        heard = next(line for line in lines if posted.json()["id"] in line)
    assert "Heard?" in heard


def test_when_one_loses_its_worker_the_others_goes_on(pair: Pair) -> None:
    ada = pair.tokens["ada"]
    wish = {"prompt": "a blue door", "count": 4}
    jobs = [
        pair.one.call("POST", "/api/affresco/v1/generations", ada, json=wish).json()["id"]
        for _ in range(3)
    ]
    pair.one.kill_worker()
    for job_id in jobs:
        candidates = before_long(
            lambda job_id=job_id: painted(pair.other, ada, job_id),  # type: ignore[misc]
            60,
        )
        assert len({candidate["media_id"] for candidate in candidates}) == 4
