"""A release in Croissant 1.1 (JSON-LD), which search engines and loaders of datasets read.

Each config is a record set over a file set of its Parquet files; every file stands with its checksum.
What may be done with the data is said in ``usageInfo``, and in ``license``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from affresco.commons.datasets.model import CONFIGS, Config, Manifest
from affresco.commons.datasets.shapes import MESSAGE, SHAPES, Column, Kind

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"

CONFORMS_TO: Final = "http://mlcommons.org/croissant/1.1"
LICENCES: Final = {
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA": "https://creativecommons.org/licenses/by-sa/4.0/",
}
CONTEXT: Final[dict[str, Json]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES: Final[dict[Kind, str]] = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "picture": "sc:ImageObject",
    "bytes": "sc:ImageObject",
    "messages": "sc:Text",
}


def described(manifest: Manifest, summary: str) -> dict[str, Json]:
    """The document. manifest.files: the data alone. summary: as on the card."""
    found = {path.partition("/")[0] for path in manifest.shards}
    configs = [config for config in CONFIGS if config in found]
    licences = sorted({c.value for c in manifest.counts if c.column == "licence"})
    name = f"affresco-commons-v{manifest.version}"
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": f"{name}-since-v{manifest.since}" if manifest.since else name,
        "conformsTo": CONFORMS_TO,
        "description": summary,
        "license": [LICENCES[licence] for licence in licences],
        "usageInfo": f"{manifest.network}/api/affresco/v1/commons/terms",
        "url": f"{manifest.network}/api/affresco/v1/commons/datasets/{manifest.version}",
        "version": f"{manifest.version}.0.0",
        "datePublished": manifest.created,
        "creator": {"@type": "sc:Organization", "name": manifest.network, "url": manifest.network},
        "citeAs": f"What people gave on {manifest.network}, release {manifest.version}, "
        f"{manifest.created[:4]}.",
        "inLanguage": sorted({c.value for c in manifest.counts if c.column == "language"}),
        "isLiveDataset": True,
        "distribution": _distribution(manifest, configs),
        "recordSet": [_record_set(config) for config in configs],
    }


def _distribution(manifest: Manifest, configs: list[Config]) -> list[Json]:
    files: list[Json] = [
        {
            "@type": "cr:FileObject",
            "@id": entry.path,
            "name": entry.path,
            "contentUrl": entry.path,
            "contentSize": f"{entry.bytes} B",
            "encodingFormat": _format(entry.path),
            "sha256": entry.sha256,
        }
        for entry in manifest.files
    ]
    sets: list[Json] = [
        {
            "@type": "cr:FileSet",
            "@id": f"{config}-files",
            "name": f"{config}-files",
            "description": f"The Parquet files of {config}.",
            "encodingFormat": "application/x-parquet",
            "includes": f"{config}/*.parquet",
        }
        for config in configs
    ]
    return [*files, *sets]


def _format(path: str) -> str:
    if path.endswith(".parquet"):
        return "application/x-parquet"
    return "application/x-tar" if path.endswith(".tar") else "application/gzip"


def _record_set(config: Config) -> dict[str, Json]:
    shape = SHAPES[config]
    return {
        "@type": "cr:RecordSet",
        "@id": config,
        "name": config,
        "description": shape.says,
        "key": {"@id": f"{config}/key"},
        "field": [_field(config, column) for column in shape.columns],
    }


def _field(config: Config, column: Column) -> dict[str, Json]:
    made: dict[str, Json] = {
        "@type": "cr:Field",
        "@id": f"{config}/{column.name}",
        "name": column.name,
        "description": column.says,
        "dataType": TYPES[column.kind],
        "source": _source(config, column),
    }
    if column.kind == "messages":
        made["repeated"] = True
        made["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{config}/{column.name}/{member.name}",
                "name": member.name,
                "description": member.says,
                "dataType": TYPES[member.kind],
                "source": {
                    "fileSet": {"@id": f"{config}-files"},
                    "extract": {"column": column.name},
                    "transform": {"jsonPath": member.name},
                },
            }
            for member in MESSAGE
        ]
    return made


def _source(config: Config, column: Column) -> dict[str, Json]:
    made: dict[str, Json] = {
        "fileSet": {"@id": f"{config}-files"},
        "extract": {"column": column.name},
    }
    if column.kind == "picture":
        made["transform"] = {"jsonPath": "bytes"}
    return made
