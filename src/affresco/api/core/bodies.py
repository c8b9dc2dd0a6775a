"""Bodies: JSON, or the forms that Mastodon's clients send, to the same tree of values.

``media_ids[]=1&media_ids[]=2`` becomes a list, ``affresco[remix]=nobody`` an object inside,
``media_attributes[][id]=1&media_attributes[][description]=A+cat`` a list of objects. What the values
may be is for the struct that they are read into; numbers and booleans are text in forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias
from urllib.parse import parse_qsl

import msgspec
from litestar.datastructures import UploadFile

from affresco.api.core.faults import BadBody

Tree: TypeAlias = "str | UploadFile | list[Tree] | dict[str, Tree]"
Pair = tuple[str, "str | UploadFile"]

FIELDS_LIMIT: Final = 200
DEPTH_LIMIT: Final = 4
_KEY: Final = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


def read_json(body: bytes) -> object:
    """A JSON document. Raises BadBody."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBody(reason=str(error)) from error


def read_urlencoded(body: bytes) -> dict[str, Tree]:
    """A form of type ``application/x-www-form-urlencoded``. Raises BadBody."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise BadBody(reason=str(error)) from error
    return nest(pairs)


def nest(pairs: Iterable[Pair]) -> dict[str, Tree]:
    """Pairs with bracketed keys to a tree. A plain key that comes twice keeps its last value.

    Raises BadBody for keys that contradict each other or lie too deep.
    """
    root: dict[str, Tree] = {}
    for key, value in pairs:
        match = _KEY.fullmatch(key)
        if match is None:
            raise BadBody(reason=f"the field name {key[:100]!r}")
        steps = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
        if len(steps) > DEPTH_LIMIT:
            raise BadBody(reason=f"the field name {key[:100]!r} lies too deep")
        _place(root, steps, value, key)
    return root


def _place(root: dict[str, Tree], steps: list[str], value: str | UploadFile, key: str) -> None:
    """Put a value where its steps lead. ``a[]`` appends; ``a[][b]`` fills the last object of the list,
    or begins another one when ``b`` is there already."""
    node: dict[str, Tree] = root
    for position, step in enumerate(steps[:-1]):
        rest = steps[position + 1 :]
        if rest[0] == "":
            _append(node.setdefault(step, []), rest[1:], value, key)
            return
        inner = node.setdefault(step, {})
        if not isinstance(inner, dict):
            raise BadBody(reason=f"the field name {key[:100]!r}")
        node = inner
    node[steps[-1]] = value


def _append(found: Tree, names: list[str], value: str | UploadFile, key: str) -> None:
    if not isinstance(found, list) or len(names) > 1 or "" in names:
        raise BadBody(reason=f"the field name {key[:100]!r}")
    if not names:
        found.append(value)
        return
    last = found[-1] if found else None
    if isinstance(last, dict) and names[0] not in last:
        last[names[0]] = value
    else:
        found.append({names[0]: value})
