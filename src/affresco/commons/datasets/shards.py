"""Rows to files: Parquet for all configs, tar shards for WebDataset, and preferences as chats.

What is written depends on the rows alone: no times, no names of machines, fixed settings, and row groups of
a fixed size however the rows came.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from affresco.commons.datasets.model import Entry
from affresco.commons.datasets.schemas import CHAT_SCHEMA, FEATURES, arrow_type, schema_of
from affresco.commons.datasets.shapes import PREFERENCES, Column, Shape

TEXT_BLOCK: Final = 1024 * 1024
"""Bytes of rows that are read at once."""
PICTURE_ROWS: Final = 64
"""Rows with pictures that are held at once: a row group."""
TEXT_ROWS: Final = 65_536
"""Rows without pictures of a row group."""
TARGET: Final = {"captions": 1_000, "preferences": 500, "edits": 500, "dialogue": 1_000}
TEXT_TARGET: Final = 500_000
"""Rows of a shard, at most about."""
SHARDS: Final = 4_096


class Picture(msgspec.Struct, frozen=True):
    """name: a file name with the ending of its type."""

    name: str
    data: bytes


Pictures = dict[str, Picture]
"""By the id of a picture."""


class Writer(Protocol):
    """A file that grows by rows. name: of its folder and of the config, e.g. ``captions-webdataset``."""

    rows: int

    def write(self, table: pa.Table, pictures: Pictures) -> None: ...

    def close(self) -> None: ...


def shards_for(config: str, rows: int) -> int:
    """A power of two: as shards are ranges of a hash, most stay as they are when rows come and go."""
    wanted = -(-rows // TARGET.get(config, TEXT_TARGET))
    return min(SHARDS, 1 << max(0, wanted - 1).bit_length())


class ParquetWriter:
    """Rows as they are, with their pictures."""

    def __init__(self, path: Path, shape: Shape) -> None:
        self.rows = 0
        self._shape = shape
        self._schema = schema_of(shape)
        self._waiting: list[pa.Table] = []
        self._file = pq.ParquetWriter(path, self._schema, **_settings(self._schema))

    def write(self, table: pa.Table, pictures: Pictures) -> None:
        """pictures: of all rows."""
        for place, column in enumerate(self._shape.columns):
            if column.of:
                names = table.column(column.of).to_pylist()
                cells = [_cell(column, pictures[name]) for name in names]
                table = table.add_column(
                    place, column.name, pa.array(cells, type=arrow_type(column))
                )
        self.rows += table.num_rows
        self._waiting.append(table.cast(self._schema))
        if self._shape.pictures:
            self._flush(1)
        elif sum(one.num_rows for one in self._waiting) >= TEXT_ROWS:
            self._flush(TEXT_ROWS)

    def close(self) -> None:
        self._flush(1)
        self._file.close()

    def _flush(self, at_least: int) -> None:
        """Write whole row groups, the last one if it has so many rows."""
        if not self._waiting:
            return
        # In one piece: pages of a file end where pieces do, and pieces are as the network cut them.
        rows = pa.concat_tables(self._waiting).combine_chunks()
        while rows.num_rows >= at_least:
            self._file.write_table(rows.slice(0, TEXT_ROWS), row_group_size=TEXT_ROWS)
            rows = rows.slice(TEXT_ROWS)
        self._waiting = [rows] if rows.num_rows else []


class TarWriter:
    """A picture and its fields as JSON, two files of one name, as WebDataset reads them."""

    def __init__(self, path: Path, shape: Shape) -> None:
        self.rows = 0
        self._column = shape.pictures[0].of
        self._file = tarfile.open(path, "w", format=tarfile.USTAR_FORMAT)  # noqa: SIM115 - closed below

    def write(self, table: pa.Table, pictures: Pictures) -> None:
        """pictures: of all rows."""
        for row in table.to_pylist():
            picture = pictures[row[self._column]]
            name = row["key"].replace("/", "-")
            self._add(f"{name}.{picture.name.rpartition('.')[2]}", picture.data)
            self._add(f"{name}.json", msgspec.json.encode(row))
            self.rows += 1

    def close(self) -> None:
        self._file.close()

    def _add(self, name: str, data: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        self._file.addfile(entry, io.BytesIO(data))


class ChatWriter:
    """Preferences as messages: what was asked for, the picture that was chosen, and the other one. Ties are
    left out. ``images``: in the order in which the messages have their places."""

    def __init__(self, path: Path, shape: Shape) -> None:
        assert shape is PREFERENCES
        self.rows = 0
        inner: dict[str, object] = {"images": {"feature": FEATURES["picture"], "_type": "List"}}
        schema = CHAT_SCHEMA.with_metadata({b"huggingface": _described(inner)})
        self._schema = schema
        self._file = pq.ParquetWriter(path, schema, **_settings(schema))

    def write(self, table: pa.Table, pictures: Pictures) -> None:
        """pictures: of all rows."""
        rows = []
        for row in table.to_pylist():
            if row["best_image_uid"] is None:
                continue
            uids = [row["image_0_uid"], row["image_1_uid"]]
            if row["label_1"] > row["label_0"]:
                uids.reverse()
            words = {"type": "text", "text": row["caption"]}
            shown = [{"role": "assistant", "content": [{"type": "image", "text": None}]}]
            rows.append(
                {
                    "prompt": [{"role": "user", "content": [words]}],
                    "chosen": shown,
                    "rejected": shown,
                    "images": [_struct(pictures[uid]) for uid in uids],
                    "key": row["key"],
                    "licence": row["licence"],
                }
            )
        if rows:
            self._file.write_table(pa.Table.from_pylist(rows, schema=self._schema))
            self.rows += len(rows)

    def close(self) -> None:
        self._file.close()


def _described(changed: dict[str, object]) -> bytes:
    """The features of the chat form, for Hugging Face's library."""
    text = FEATURES["text"]
    part = {"type": text, "text": text}
    message = {"role": text, "content": {"feature": part, "_type": "List"}}
    chat = {"feature": message, "_type": "List"}
    features = {
        "prompt": chat,
        "chosen": chat,
        "rejected": chat,
        **changed,
        "key": text,
        "licence": text,
    }
    return msgspec.json.encode({"info": {"features": features}})


def _settings(schema: pa.Schema) -> dict[str, object]:
    """Pictures are compressed already: once more costs time alone."""
    binary = {"image", "original_image", "edited_image", "jpg_0", "jpg_1", "images"}
    kinds = {}
    for path in _leaf_paths(schema):
        kinds[path] = "none" if path.partition(".")[0] in binary else "zstd"
    return {
        "version": "2.6",
        "compression": kinds,
        "use_dictionary": [
            path for path, kind in kinds.items() if kind == "zstd" and path != "key"
        ],
        "write_statistics": [path for path, kind in kinds.items() if kind == "zstd"],
        "write_page_index": True,
    }


def _leaf_paths(schema: pa.Schema) -> list[str]:
    """Names of Parquet's leaf columns."""
    sink = io.BytesIO()
    pq.write_table(schema.empty_table(), sink)
    found = pq.ParquetFile(sink).schema
    return [found.column(place).path for place in range(len(found))]


def _cell(column: Column, picture: Picture) -> object:
    return _struct(picture) if column.kind == "picture" else picture.data


def _struct(picture: Picture) -> dict[str, object]:
    return {"bytes": picture.data, "path": picture.name}


def wanted(shape: Shape, table: pa.Table) -> list[tuple[str, str]]:
    """The pictures of rows: (id, SHA-256 in hex), each once."""
    found: dict[tuple[str, str], None] = {}
    for column in shape.pictures:
        hashes = column.of.removesuffix("_uid") + "_sha256"
        found.update(
            dict.fromkeys(
                zip(
                    table.column(column.of).to_pylist(),
                    table.column(hashes).to_pylist(),
                    strict=True,
                )
            )
        )
    return list(found)


def cut(data: bytes, rows: int) -> Iterator[bytes]:
    """Lines in groups of so many."""
    start = 0
    while start < len(data):
        end = start
        for _ in range(rows):
            end = data.find(b"\n", end) + 1
            if end == len(data):
                break
        yield data[start:end]
        start = end


def writers_for(shape: Shape, folder: Path, split: str) -> dict[str, tuple[Path, Writer]]:
    """All forms of a config, by the name of the form, each with the file that it writes."""
    made: dict[str, tuple[Path, Writer]] = {}
    path = folder / f"{shape.config}-{split}.parquet"
    made[shape.config] = (path, ParquetWriter(path, shape))
    if shape.config == "captions":
        path = folder / f"{shape.config}-{split}.tar"
        made["captions-webdataset"] = (path, TarWriter(path, shape))
    if shape.config == "preferences":
        path = folder / f"{shape.config}-trl-{split}.parquet"
        made["preferences-trl"] = (path, ChatWriter(path, shape))
    return made


def entry_of(path: Path, name: str, rows: int) -> Entry:
    """A finished file. name: in the release."""
    with path.open("rb") as file:
        return Entry(
            name,
            os.fstat(file.fileno()).st_size,
            hashlib.file_digest(file, "sha256").hexdigest(),
            rows,
        )


def shard_name(form: str, split: str, number: int, shards: int, ending: str) -> str:
    """Of a file in a release."""
    return f"{form}/{split}-{number:05}-of-{shards:05}{ending}"


def buckets_of(number: int, shards: int, buckets: int) -> tuple[int, int]:
    """The range of hashes of a shard."""
    width = buckets // shards
    return number * width, (number + 1) * width


def endings(forms: Sequence[str]) -> tuple[str, ...]:
    """Of the files of each form."""
    return tuple(".tar" if form.endswith("-webdataset") else ".parquet" for form in forms)
