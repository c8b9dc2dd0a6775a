"""Columns as Arrow and Hugging Face's library know them."""

from __future__ import annotations

from typing import Final

import msgspec
import pyarrow as pa

from affresco.commons.datasets.shapes import MESSAGE, Column, Kind, Shape

TYPES: Final[dict[Kind, pa.DataType]] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "picture": pa.struct([("bytes", pa.binary()), ("path", pa.string())]),
    "bytes": pa.binary(),
}
FEATURES: Final[dict[Kind, dict[str, str]]] = {
    "text": {"dtype": "string", "_type": "Value"},
    "integer": {"dtype": "int64", "_type": "Value"},
    "number": {"dtype": "float64", "_type": "Value"},
    "boolean": {"dtype": "bool", "_type": "Value"},
    "picture": {"_type": "Image"},
    "bytes": {"dtype": "binary", "_type": "Value"},
}
_CHAT: Final = pa.list_(
    pa.struct(
        [
            ("role", pa.string()),
            ("content", pa.list_(pa.struct([("type", pa.string()), ("text", pa.string())]))),
        ]
    )
)
CHAT_SCHEMA: Final = pa.schema(
    [
        ("prompt", _CHAT),
        ("chosen", _CHAT),
        ("rejected", _CHAT),
        ("images", pa.list_(TYPES["picture"])),
        ("key", pa.string()),
        ("licence", pa.string()),
    ]
)


def arrow_type(column: Column) -> pa.DataType:
    """As it is in Parquet."""
    if column.kind == "messages":
        return pa.list_(pa.struct([(each.name, TYPES[each.kind]) for each in MESSAGE]))
    return TYPES[column.kind]


def feature(column: Column) -> object:
    """As Hugging Face's library describes it."""
    if column.kind == "messages":
        inner = {each.name: FEATURES[each.kind] for each in MESSAGE}
        return {"feature": inner, "_type": "List"}
    return FEATURES[column.kind]


def schema_of(shape: Shape) -> pa.Schema:
    """All columns; the key ``huggingface`` of the metadata makes pictures of bytes."""
    features = {column.name: feature(column) for column in shape.columns}
    described = msgspec.json.encode({"info": {"features": features}})
    fields = [(column.name, arrow_type(column)) for column in shape.columns]
    return pa.schema(fields, metadata={b"huggingface": described})
