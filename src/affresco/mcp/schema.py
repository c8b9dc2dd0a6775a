"""JSON Schemas of arguments and answers, from their types. Pure."""

from __future__ import annotations

import functools
from typing import Any, cast

import msgspec

JSON = dict[str, Any]


@functools.cache
def schema_of(kind: type[msgspec.Struct]) -> JSON:
    """The schema of a struct, whole and without references: not every host follows them.

    The struct must not contain itself.
    """
    (root,), parts = msgspec.json.schema_components([kind], ref_template="{name}")
    return cast(JSON, _whole(root, parts))


def _whole(node: object, parts: JSON) -> object:
    if isinstance(node, list):
        return [_whole(one, parts) for one in node]
    if not isinstance(node, dict):
        return node
    rest = {
        key: _whole(value, parts) for key, value in node.items() if key not in ("$ref", "title")
    }
    if "$ref" not in node:
        # A property may be called title: only the name of a type is left out.
        if isinstance(node.get("title"), dict):
            rest["title"] = _whole(node["title"], parts)
        return rest
    meant = _whole(parts[node["$ref"]], parts)
    assert isinstance(meant, dict)
    return {**meant, **rest}
