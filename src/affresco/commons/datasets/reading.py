"""What COPY hands out, to tables: column by column, without Python touching a row."""

from __future__ import annotations

from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from affresco.commons.datasets.schemas import TYPES, arrow_type
from affresco.commons.datasets.shapes import Column, Shape

_BACKSLASH: Final = "\0"
"""Stands for a backslash while others are read: no text of the database has it."""
_WRITTEN: Final = (
    (r"\\\\", _BACKSLASH),
    (r"\n", "\n"),
    (r"\r", "\r"),
    (r"\t", "\t"),
    (r"\b", "\b"),
    (r"\f", "\f"),
    (r"\v", "\v"),
    (_BACKSLASH, "\\"),
)
"""As a record's text doubles backslashes, and COPY's text form doubles them again and names control
characters."""


def read_rows(shape: Shape, data: bytes) -> pa.Table:
    """The fields of whole rows. data: records, each in parentheses on a line of its own; at least one. A line
    break is between rows alone, as COPY names all others."""
    lines = data[1:-2].replace(b")\n(", b"\n")
    table = pyarrow.csv.read_csv(
        pa.BufferReader(lines),
        read_options=pyarrow.csv.ReadOptions(
            column_names=[column.name for column in shape.fields], block_size=len(lines) + 1
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={column.name: _read_as(column) for column in shape.fields},
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    if b"\\" in lines:
        for place, column in enumerate(shape.fields):
            if _read_as(column) == pa.string():
                plain = _unescaped(table.column(place))
                table = table.set_column(place, column.name, plain)
    for place, column in enumerate(shape.fields):
        if column.kind == "messages":
            decoded = [msgspec.json.decode(cell) for cell in table.column(place).to_pylist()]
            table = table.set_column(place, column.name, pa.array(decoded, arrow_type(column)))
    return table


def _read_as(column: Column) -> pa.DataType:
    return TYPES.get(column.kind, pa.string())


def _unescaped(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    for written, meant in _WRITTEN:
        texts = pc.replace_substring(texts, pattern=written, replacement=meant)
    return texts
