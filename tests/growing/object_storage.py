"""An S3 server of a registry package, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import msgspec

from endings import end
from setup.command import PATIENCE, free_port

BUCKET: Final = "pictures"


class Bucket(msgspec.Struct, frozen=True):
    """An empty bucket. environ: what a process needs to reach it, as every S3 client reads it."""

    endpoint: str

    @property
    def url(self) -> str:
        return f"s3://{BUCKET}/affresco"

    @property
    def environ(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "tests",
            "AWS_SECRET_ACCESS_KEY": "tests",
        }


@contextmanager
def serving() -> Iterator[Bucket]:
    """The server with its bucket, ended with the block."""
    port = free_port()
    bucket = Bucket(f"http://127.0.0.1:{port}")
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _make_bucket(f"{bucket.endpoint}/{BUCKET}")
        yield bucket
    finally:
        end(process)


def _make_bucket(address: str) -> None:
    """As soon as the server answers."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            put = urllib.request.Request(address, method="PUT")
            urllib.request.urlopen(put, timeout=PATIENCE).close()
            return
        except urllib.error.URLError:
            assert time.monotonic() < give_up, "the S3 server does not answer"
            time.sleep(0.1)
