"""What COPY hands out is read as it was, and written the same however it was cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.commons.datasets.reading import read_rows
from affresco.commons.datasets.shapes import CAPTIONS, RANKINGS
from affresco.commons.datasets.shards import ParquetWriter
from affresco.db import Database
from domains.commons.datasets.records import record

SIGNS = st.sampled_from([*"\\\"(),\n\r\t\b\f\v 'nrtx", "é", "☕", "\u2028", "\x7f", "NULL"])
TEXT = st.one_of(st.none(), st.lists(SIGNS, max_size=8).map("".join))
ROWS = st.lists(st.tuples(TEXT, TEXT, st.one_of(st.none(), st.booleans())), min_size=1, max_size=5)
ESCAPES = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f", "\v": "v", "\\": "\\"}


def copied(rows: list[dict[str, object]]) -> bytes:
    """As COPY's text form has records."""
    lines = (
        re.sub(r"[\n\r\t\b\f\v\\]", lambda m: "\\" + ESCAPES[m[0]], record(row)) for row in rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


@given(ROWS)
def test_rows_are_read_as_they_were(
    cells: list[tuple[str | None, str | None, bool | None]],
) -> None:
    empty: dict[str, object] = {column.name: None for column in CAPTIONS.fields}
    rows = [
        {**empty, "key": f"{n}/0", "prompt": one, "text": two, "sensitive": sure, "width": n,
         "created_at": "2026-11-23T10:00:00Z"}
        for n, (one, two, sure) in enumerate(cells)
    ]  # fmt: skip
    assert read_rows(CAPTIONS, copied(rows)).to_pylist() == rows


async def test_postgres_writes_records_as_consumers_do(database: Database) -> None:
    hard = [
        "",
        " ",
        "a,b",
        "(",
        '"',
        "\\",
        "\\n",
        "a\tb\nc",
        "\x0b",
        "é\u2028\xa0\x85",
        "NULL",
        "'",
    ]
    async with database.read() as tx:
        for text in hard:
            told = await tx.value("SELECT ROW('k', $1::text, 1.0, true, NULL, 'Z')::text", text)
            assert told == record({"k": "k", "t": text, "n": 1.0, "b": True, "x": None, "z": "Z"})


def test_row_groups_do_not_depend_on_where_the_network_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("affresco.commons.datasets.shards.TEXT_ROWS", 100)
    rows: list[dict[str, object]] = [
        {column.name: f"{column.name}-{n}" for column in RANKINGS.fields} for n in range(250)
    ]
    written = []
    for cut in (250, 90, 7):
        path = tmp_path / f"{cut}.parquet"
        writer = ParquetWriter(path, RANKINGS)
        for start in range(0, len(rows), cut):
            writer.write(read_rows(RANKINGS, copied(rows[start : start + cut])), {})
        writer.close()
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]
