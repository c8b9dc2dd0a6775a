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
    """The fields of whole rows. data: records, each in parentheses on a line of its own. A line break is
    between rows alone, as COPY names all others."""
    table = pyarrow.csv.read_csv(
        pa.BufferReader(data),
        read_options=pyarrow.csv.ReadOptions(
            column_names=[column.name for column in shape.fields],
            block_size=len(data) + 1,
            use_threads=False,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={column.name: _read_as(column) for column in shape.fields},
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            check_utf8=False,  # the database has nothing else
        ),
    )
    table = _without_parentheses(shape, table)
    if b"\\" in data:
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


def _without_parentheses(shape: Shape, table: pa.Table) -> pa.Table:
    """They stand at the first and the last column, which need no quotes."""
    last = len(shape.fields) - 1
    opened = pc.utf8_ltrim(table.column(0), characters="(")
    closed = pc.utf8_rtrim(table.column(last), characters=")")
    table = table.set_column(0, shape.fields[0].name, opened)
    return table.set_column(last, shape.fields[last].name, closed)


def _unescaped(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    for written, meant in _WRITTEN:
        texts = pc.replace_substring(texts, pattern=written, replacement=meant)
    return texts
