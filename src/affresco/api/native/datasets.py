"""Releases of datasets: which there are, what is in one, and its files."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import quote

import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter
from litestar.response import Stream

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.native.callers import caller
from affresco.commons.datasets import releases
from affresco.commons.datasets.errors import BadRange
from affresco.commons.datasets.model import Release
from affresco.commons.receipt_errors import ReleaseNotFound

PATH: Final = "/api/affresco/v1/commons/datasets"
TAG: Final = "Commons"
TYPES: Final = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "pem": "application/x-pem-file",
    "tar": "application/x-tar",
}
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")

VersionText = Annotated[
    str,
    PathParameter(description="Of a published release.", schema_extra={"pattern": "^[0-9]{1,9}$"}),
]


class FileEntity(msgspec.Struct, frozen=True):
    """A file of a release. sha256: hexadecimal."""

    path: str
    url: str
    bytes: int
    sha256: str
    rows: int


class DatasetEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A published version. rows: by config. root: of the Merkle tree over its rows, hexadecimal."""

    version: int
    url: str
    published_at: datetime
    rows: dict[str, int]
    bytes: int
    root: str
    leaves: int
    through: int
    manifest: str
    croissant: str
    removals: str


class DatasetDetails(DatasetEntity, frozen=True, kw_only=True):
    """A version with its files; the manifest, signed, says the same of each."""

    files: tuple[FileEntity, ...]


@endpoint("GET", PATH, "The releases of datasets, the newest first", faults=(401, 403), tag=TAG)
async def list_datasets(request: Call) -> Answer[tuple[DatasetEntity, ...]]:
    await caller(request, "datasets")
    found = await releases.list_releases(request.door.runtime.database)
    return Answer(tuple(_entity(release, request.base_url) for release in found))


@endpoint(
    "GET", f"{PATH}/{{version:str}}", "One release with its files", faults=(401, 403, 404), tag=TAG
)
async def get_dataset(request: Call, version: VersionText) -> Answer[DatasetDetails]:
    await caller(request, "datasets")
    release = await releases.get_release(request.door.runtime.database, _number(version))
    entity = _entity(release, request.base_url)
    files = tuple(
        FileEntity(
            path=one.path,
            url=f"{entity.url}/files/{quote(one.path)}",
            bytes=one.bytes,
            sha256=one.sha256,
            rows=one.rows,
        )
        for one in release.manifest.files
    )
    return Answer(DatasetDetails(**msgspec.structs.asdict(entity), files=files))


@endpoint(
    "GET",
    f"{PATH}/{{version:str}}/files/{{path:path}}",
    "A file of a release, or a part of it (Range)",
    faults=(401, 403, 404, 409, 503),
    tag=TAG,
)
async def get_dataset_file(
    request: Call,
    version: VersionText,
    path: Annotated[str, PathParameter(description="As the release lists it.")],
) -> Response[bytes] | Stream:
    await caller(request, "datasets")
    number = _number(version)
    removals = f"{request.base_url}{PATH}/{number}/removals?pending=true"
    name = path.removeprefix("/")
    file = await releases.open_file(request.door.runtime.database, number, name, removals)
    tag = f'"{file.tag}"'
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    start, end = part_of(request.headers.get("range", ""), file.size)
    headers["Content-Length"] = str(end - start)
    status = 200
    if (start, end) != (0, file.size):
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
        status = 206
    return Stream(file.read(start, end), status_code=status, headers=headers, media_type=kind)


def part_of(wanted: str, size: int) -> tuple[int, int]:
    """From where to before where a Range header asks for; all of it where it says nothing that we know.
    Raises BadRange."""
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or found[0] == "bytes=-":
        return 0, size
    if not found[1]:
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    if start >= end:
        raise BadRange(size=size)
    return start, end


def _entity(release: Release, base_url: str) -> DatasetEntity:
    url = f"{base_url}{PATH}/{release.version}"
    return DatasetEntity(
        version=release.version,
        url=url,
        published_at=release.published_at,
        rows=release.rows,
        bytes=sum(one.bytes for one in release.manifest.files),
        root=release.root.hex(),
        leaves=release.leaves,
        through=release.through,
        manifest=f"{url}/files/manifest.json",
        croissant=f"{url}/files/croissant.json",
        removals=f"{url}/removals",
    )


def _number(text: str) -> int:
    """Raises ReleaseNotFound for what cannot be a version."""
    number = find_id(text)
    if number is None or number > 2**31 - 1:
        raise ReleaseNotFound(version=text[:9])
    return number


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_datasets, get_dataset, get_dataset_file)
