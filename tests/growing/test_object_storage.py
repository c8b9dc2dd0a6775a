"""Pictures in object storage, named by an address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from affresco.media.errors import StoreUnavailable
from affresco.media.store import Store, new_key
from growing import object_storage
from growing.object_storage import Bucket


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with object_storage.serving() as bucket:
        yield bucket


@pytest.fixture
def store(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Store:
    for name, value in bucket.environ.items():
        monkeypatch.setenv(name, value)
    return Store.open(bucket.url)


async def test_blobs_come_back_and_go(store: Store) -> None:
    key, other = new_key(), new_key()
    await store.put(key, "original.webp", b"paint" * 100_000)
    await store.put(key, "preview.webp", b"less paint")
    await store.put(other, "original.webp", b"another")
    assert await store.get(key, "original.webp") == b"paint" * 100_000
    assert await store.get(key, "preview.webp") == b"less paint"
    assert await store.get(key, "thumbnail.webp") is None
    await store.delete(key)
    assert await store.get(key, "original.webp") is None
    assert await store.get(key, "preview.webp") is None
    assert await store.get(other, "original.webp") == b"another"


@pytest.mark.usefixtures("store")
async def test_a_bucket_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreUnavailable):
        await Store.open("s3://nobodys").put(new_key(), "original.webp", b"paint")


@pytest.mark.usefixtures("store")
async def test_a_server_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("affresco.media.store.PATIENCE_SECONDS", 0.5)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    gone = Store.open("s3://pictures")
    key = new_key()
    with pytest.raises(StoreUnavailable):
        await gone.put(key, "original.webp", b"paint")
    with pytest.raises(StoreUnavailable):
        await gone.get(key, "original.webp")
