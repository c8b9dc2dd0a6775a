"""What the card and the manifest count, found in tables while these are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from affresco.commons.datasets.model import Config, Count, Split

Counted = Counter[tuple[str, str]]
"""Rows by (column, value); of ("", "") all."""
_AS_THEY_STAND: Final = ("licence", "language", "kind", "sensitive")


class _Recipe(msgspec.Struct):
    engine: str


def count(table: pa.Table) -> Counted:
    """table: the fields of rows of one config."""
    found: Counted = Counter({("", ""): table.num_rows})
    names = set(table.column_names)
    for name in _AS_THEY_STAND:
        if name in names:
            texts = pc.cast(table.column(name), pa.string())
            for each in pc.value_counts(texts).to_pylist():
                found[name, each["values"]] += each["counts"]
    if "recipe" in names:
        recipes = table.column("recipe").drop_null().to_pylist()
        found.update(("engine", _engine(recipe)) for recipe in recipes)
        kept = table.column("prompt").null_count
        found["prompt", "kept"] += kept
        found["prompt", "open"] += table.num_rows - kept
    if "best_image_uid" in names:
        columns = ("best_image_uid", "image_0_uid", "image_1_uid")
        chosen = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
        found.update(
            ("best", {first: "first", second: "second"}.get(best, "tie"))
            for best, first, second in chosen
        )
    return Counter({said: rows for said, rows in found.items() if rows and said[1] is not None})


def summed(shards: Mapping[tuple[Config, Split, int], Counted]) -> tuple[Count, ...]:
    """Of all shards of a release, in an order that follows from the counts. shards: by config, split and
    number."""
    totals: dict[tuple[Config, Split], Counted] = {}
    for (config, split, _number), counted in shards.items():
        totals.setdefault((config, split), Counter()).update(counted)
    return tuple(sorted(_counts(totals), key=_order))


def _counts(totals: Mapping[tuple[Config, Split], Counted]) -> Iterable[Count]:
    for (config, split), counted in totals.items():
        for (column, value), rows in counted.items():
            yield Count(config, split, column, value, rows)


def _order(one: Count) -> tuple[str, bool, str, int, str]:
    return one.config, one.split == "test", one.column, -one.rows, one.value


def _engine(recipe: str) -> str:
    return msgspec.json.decode(recipe, type=_Recipe).engine
