"""What is written about a release: the card for people, ``croissant.json`` for programs, what was removed.

All of it follows from the manifest, and is in English, so that a release is the same whoever makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import msgspec

from affresco.commons.datasets import croissants
from affresco.commons.datasets.model import CONFIGS, SPLITS, TEST_SHARE, Config, Count, Manifest
from affresco.commons.datasets.shapes import MESSAGE, SHAPES

PAPERS: Final = frozenset({"README.md", "croissant.json", "key.pem", "SHA256SUMS", "removals.json"})
HUB_LICENCES: Final = {"CC0": "cc0-1.0", "CC BY": "cc-by-4.0", "CC BY-SA": "cc-by-sa-4.0"}
SIZES: Final = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
FORMS: Final[dict[Config, tuple[str, ...]]] = {
    "captions": ("captions",),
    "preferences": ("preferences", "preferences-trl"),
    "edits": ("edits",),
    "rankings": ("rankings",),
    "dialogue": ("dialogue",),
}
"""Parquet alone: what ``load_dataset`` takes."""
TOP: Final = 12
"""Values of a column that a table shows."""


def removals(version: int, since: int, removed: Iterable[tuple[str, str, str, int, bool]]) -> bytes:
    """``removals.json``: rows of the version ``since`` that are not in ``version``."""
    rows = [
        {"config": config, "key": key, "leaf": leaf, "since": came, "replaced": replaced}
        for config, key, leaf, came, replaced in removed
    ]
    data = {"version": version, "since": since, "removed": rows}
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def croissant(manifest: Manifest) -> bytes:
    """``croissant.json``."""
    data = croissants.described(manifest, _summary(manifest))
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def card(manifest: Manifest) -> bytes:
    """``README.md``, with the header that Hugging Face's library reads."""
    parts = [
        _header(manifest),
        f"# What people gave on {manifest.network}, release {manifest.version}",
        _summary(manifest),
        _contents(manifest),
        _loading(manifest),
        _licences(manifest),
        _leanings(manifest),
        _splits(manifest),
        _columns(manifest),
        _checking(manifest),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _summary(manifest: Manifest) -> str:
    part = (
        f" This part has the rows that came after release {manifest.since}; `removals.json` names what left."
        if manifest.since
        else ""
    )
    return (
        f"{_number(_all(manifest))} rows by {_number(manifest.tally.people)} people, as of "
        f"{manifest.created}. "
        "Every row was given for models to learn from, under a licence, by everybody whose work is in it: "
        "the author, those up the lineage of a remix, those quoted, and whoever chose. What was taken back "
        f"is not in it.{part}"
    )


def _header(manifest: Manifest) -> str:
    lines = ["---", f"pretty_name: {_quoted(f'Affresco commons, release {manifest.version}')}"]
    found = [HUB_LICENCES[c.value] for c in _of(manifest, "licence")]
    lines += ["license:", *(f"- {one}" for one in sorted(set(found)))]
    languages = sorted({c.value for c in _of(manifest, "language")})
    lines += ["language:", *(f"- {_quoted(one)}" for one in languages)]
    rows = _all(manifest)
    lines += ["size_categories:", f"- {next((n for bound, n in SIZES if rows < bound), 'n>10M')}"]
    lines += ["tags:", "- croissant", "- text-to-image", "- preferences", "configs:"]
    for place, config in enumerate(_configs(manifest)):
        for form in FORMS[config]:
            lines.append(f"- config_name: {form}")
            if place == 0 and form == config:
                lines.append("  default: true")
            lines.append("  data_files:")
            for split in SPLITS:
                if f"{config}/{split}" in manifest.shards:
                    lines += [f"  - split: {split}", f"    path: {form}/{split}-*.parquet"]
    return "\n".join([*lines, "---"])


def _contents(manifest: Manifest) -> str:
    rows = []
    for config in _configs(manifest):
        counts = {c.split: c.rows for c in manifest.counts if c.config == config and not c.column}
        size = sum(f.bytes for f in manifest.files if f.path.startswith(f"{config}/"))
        says = SHAPES[config].says
        rows.append(
            (
                f"`{config}`",
                _number(counts.get("train", 0)),
                _number(counts.get("test", 0)),
                _megabytes(size),
                says,
            )
        )
    return "## What is in it\n\n" + _table(("config", "train", "test", "Parquet", "a row is"), rows)


def _loading(manifest: Manifest) -> str:
    first = _configs(manifest)[0] if _configs(manifest) else "captions"
    return f"""## Load it

```python
from datasets import load_dataset

rows = load_dataset("path/of/this/folder", "{first}", split="train")
```

Each config is a folder of Parquet files that DuckDB, Spark and Ray read as they are. Shards are ranges
of a hash of the key: rows come in no order, and a shard that nothing happened to is the same in the
next release. `captions-webdataset` has the captions as tar shards, `preferences-trl` the preferences as
chats with pictures."""


def _licences(manifest: Manifest) -> str:
    return (
        "## Licences\n\nEach row says its own in `licence`: the strictest of all that it contains. CC BY and "
        "CC BY-SA ask for credit: people who want theirs stand with their handle, the others chose a "
        "pseudonym, "
        "and are credited by it.\n\n"
        + _by_config(manifest, "licence")
        + "\n\nPseudonyms are no anonymity: what is in here was published, and can be found again."
    )


def _leanings(manifest: Manifest) -> str:
    tally = manifest.tally
    lines = [
        "## Known leanings, measured",
        f"- A tenth of the authors made {tally.top_share} % of the captions.",
        f"- {_number(tally.folded)} of {_number(tally.pictures)} pictures were folded: an earlier one "
        "looks like it (a difference hash of 64 bits, at most 4 differ). Pairs of preferences that "
        "look "
        "alike are left out.",
        f"- {_number(tally.between)} of {_number(tally.posts)} given posts hold people of both sides of "
        f"the split, "
        "and are left out.",
        "- Who gives is who chose to give: the people here are not those of the network, nor of anywhere "
        "else.",
    ]
    best = {c.value: 0 for c in _of(manifest, "best")}
    for count in _of(manifest, "best"):
        best[count.value] += count.rows
    if best:
        told = ", ".join(f"{value}: {rows}" for value, rows in sorted(best.items()))
        lines.append(
            f"- Where the chosen picture stood ({told}); far from even would be a habit of the hand."
        )
    tables = [
        f"{title}\n\n{_by_config(manifest, column)}"
        for column, title in (
            ("language", "Languages, as authors say:"),
            ("engine", "Engines:"),
            ("prompt", "Prompts that authors keep to themselves:"),
            ("sensitive", "Folded away, by their authors or a rule:"),
            ("kind", "Kinds of rows:"),
        )
        if _of(manifest, column)
    ]
    return "\n\n".join(["\n".join([lines[0], "", *lines[1:]]), *tables])


def _splits(manifest: Manifest) -> str:
    people = f"one person in {TEST_SHARE}"
    return (
        f"## The held-out side\n\n`test` is of other people than `train`: {people} is held out, the same "
        f"ones in "
        "every release, and nobody in a row of `test` is in any row of `train`, as author, as source of "
        "a remix, "
        "in a thread or as the one who chose."
    )


def _columns(manifest: Manifest) -> str:
    parts = ["## Columns"]
    for config in _configs(manifest):
        rows = [(f"`{c.name}`", c.kind, c.says) for c in SHAPES[config].columns]
        if config == "dialogue":
            rows += [(f"`messages[].{m.name}`", m.kind, m.says) for m in MESSAGE]
        parts += [f"### {config}", _table(("column", "type", "is"), rows)]
    return "\n\n".join(parts)


def _checking(manifest: Manifest) -> str:
    return f"""## Check it

```sh
sha256sum --check SHA256SUMS
openssl dgst -sha256 -verify key.pem -signature manifest.sig manifest.json
```

`key.pem` is the network's, as in the signatures of its pictures; compare it with what
{manifest.network} says. `rows.tsv.gz` has config, key and SHA-256 of each row of the release; their
Merkle tree (RFC 9162, section 2.1) has {_number(manifest.leaves)} leaves and the root

    {manifest.root}

A leaf is SHA-256 of a zero byte, the config, a newline, the key, a newline and the row's hash in
hexadecimal. The row's bytes are its columns but the pictures, in their order, as PostgreSQL writes a
record: commas between, in parentheses; null is nothing; true is t and false f; what is empty or has space,
a comma, a parenthesis, a quote or a backslash stands in double quotes, with quotes and backslashes doubled;
messages are JSON with ", " and " : " between. `removals.json` names the rows of the release
before that are gone: please take them out of what you keep."""


def _configs(manifest: Manifest) -> list[Config]:
    found = {path.partition("/")[0] for path in manifest.shards}
    return [config for config in CONFIGS if config in found]


def _of(manifest: Manifest, column: str) -> list[Count]:
    return [count for count in manifest.counts if count.column == column]


def _all(manifest: Manifest) -> int:
    return sum(count.rows for count in _of(manifest, ""))


def _by_config(manifest: Manifest, column: str) -> str:
    rows = []
    for config in CONFIGS:
        found = sorted(
            (c for c in _of(manifest, column) if c.config == config), key=lambda c: c.value
        )
        summed = [
            (value, sum(c.rows for c in same)) for value, same in groupby(found, lambda c: c.value)
        ]
        summed.sort(key=lambda one: (-one[1], one[0]))
        rows += [(f"`{config}`", _cell(value), _number(count)) for value, count in summed[:TOP]]
    return _table(("config", column, "rows"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: str) -> str:
    """What people wrote breaks no table."""
    return value.replace("|", "\\|").replace("\n", " ")


def _quoted(value: str) -> str:
    return msgspec.json.encode(value).decode()


def _number(value: int) -> str:
    return f"{value:,}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
