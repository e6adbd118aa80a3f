"""The descriptions of a release for other programs: CITATION.cff, Croissant 1.0 and Data Package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from quotecheck.problems import Problem
from quotecheck.records import Edition, FileEntry, Record
from quotecheck.releases.terms import Terms

Json = dict[str, Any]
Shapes = Mapping[str, type[Record] | None]  # by the path of the file of JSON Lines

_TYPES = {".jsonl": "application/jsonlines", ".parquet": "application/vnd.apache.parquet"}
_FORMATS = {".jsonl": "application/jsonlines", ".parquet": "application/x-parquet"}  # as Croissant calls them
_CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
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
_CROISSANT = {str: "sc:Text", int: "sc:Integer", float: "sc:Float", bool: "sc:Boolean"}
_FRICTIONLESS = {str: "string", int: "integer", float: "number", bool: "boolean"}
_PROBLEM = {key: int if key == "line" else str for key in Problem("QC001", "").to_dict()}


def citation(edition: Edition, terms: Terms) -> str:
    """Give CITATION.cff (Citation File Format 1.2.0)."""
    authors = terms.authors or (f"The makers of {terms.name}",)
    lines = ["cff-version: 1.2.0", 'message: "Please cite the version of the dataset that you used."', "type: dataset"]
    lines += [f"title: {_quoted(terms.name)}", f"version: {_quoted(edition.version)}", "authors:"]
    lines += [f"  - name: {_quoted(author)}" for author in authors]
    lines += [f"{key}: {_quoted(value)}" for key, value in _told(terms) if value is not None]
    return "\n".join([*lines, ""])


def _told(terms: Terms) -> Iterator[tuple[str, str | None]]:
    yield "abstract", terms.about
    yield "date-released", terms.date
    yield "license", terms.license
    yield "url", terms.url


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a string of JSON is one of YAML


def croissant(edition: Edition, terms: Terms, files: Iterable[FileEntry], shapes: Shapes) -> str:
    """Give croissant.json: the files of records, and the columns of the Parquet ones that are no nested structs."""
    held = list(files)
    found: Json = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": terms.name,
        "description": about(edition, terms),
        "version": edition.version,
        "license": terms.license,
        "url": terms.url,
        "datePublished": terms.date,
        "creator": [{"@type": "sc:Organization", "name": author} for author in terms.authors] or None,
        "citeAs": f"{terms.name}, version {edition.version}",
        "distribution": [_file_object(entry) for entry in held],
        "recordSet": [
            _record_set(entry, shapes[_lines_of(entry)]) for entry in held if entry.path.endswith(".parquet")
        ],
    }
    return _pretty({key: value for key, value in found.items() if value is not None})


def about(edition: Edition, terms: Terms) -> str:
    """Say in a sentence or two what a release is."""
    words = {
        "full": "The text of the articles is in it.",
        "excerpt": f"Of each quote up to {edition.excerpt_words} words between marks are in it; no other text is.",
        "none": "No text of the articles is in it: offsets and digests give it back from copies of them.",
    }
    said = terms.about or "Quotes from news with speaker, date and source, and where reports contradict each other."
    return f"{said} {words[edition.text]}"


def _file_object(entry: FileEntry) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": entry.path,
        "name": entry.path,
        "contentUrl": entry.path,
        "encodingFormat": _FORMATS[Path(entry.path).suffix],
        "sha256": entry.sha256,
    }


def _record_set(entry: FileEntry, shape: type[Record] | None) -> Json:
    name = Path(entry.path).stem
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "field": [_field(entry.path, f"{name}/{key}", key, made) for key, made in _columns(shape)],
    }


def _field(file: str, id_: str, key: str, made: tuple[type, bool]) -> Json:
    source = {"fileObject": {"@id": file}, "extract": {"column": key}}
    many = {"repeated": True} if made[1] else {}
    return {"@type": "cr:Field", "@id": id_, "name": id_, "dataType": _CROISSANT[made[0]], "source": source, **many}


def _columns(shape: type[Record] | None) -> Iterator[tuple[str, tuple[type, bool]]]:
    """Yield the columns that hold plain values or lists of them, each with its type and whether it is a list."""
    if shape is None:
        yield from ((key, (made, False)) for key, made in _PROBLEM.items())
        return
    for name, field in shape.model_fields.items():
        made, many = plain(field.annotation)
        if made in _CROISSANT:
            yield field.alias or name, (made, many)


def plain(annotation: Any) -> tuple[type, bool]:
    """Give the bare type of a field (`dict` for a record) and whether there are several of it."""
    if isinstance(annotation, type):
        return (dict if issubclass(annotation, Record) else annotation), False
    inner = [part for part in get_args(annotation) if part not in {NoneType, Ellipsis}]
    if get_origin(annotation) is Literal:
        return type(inner[0]), False
    made, many = plain(inner[0])
    return made, many or get_origin(annotation) is tuple


def _lines_of(entry: FileEntry) -> str:
    return entry.path.removesuffix(".parquet") + ".jsonl"


def datapackage(edition: Edition, terms: Terms, files: Iterable[tuple[FileEntry, int]], shapes: Shapes) -> str:
    """Give datapackage.json (Data Package 1); `files` are entries with their sizes in bytes."""
    found: Json = {
        "profile": "data-package",
        "name": _slug(terms.name),
        "title": terms.name,
        "description": about(edition, terms),
        "version": edition.version,
        "created": f"{terms.date}T00:00:00Z" if terms.date and len(terms.date) == len("2000-01-01") else None,
        "homepage": terms.url,
        "licenses": [{"name": terms.license}] if terms.license else None,
        "contributors": [{"title": author, "role": "author"} for author in terms.authors] or None,
        "resources": [_resource(entry, size, shapes) for entry, size in files],
    }
    return _pretty({key: value for key, value in found.items() if value is not None})


def _slug(name: str) -> str:
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "._") else "-" for c in name.lower())
    return "-".join(filter(None, kept.split("-"))) or "quotes"


def _resource(entry: FileEntry, size: int, shapes: Shapes) -> Json:
    path = Path(entry.path)
    lines = path.suffix == ".jsonl"
    found = {
        "name": path.stem if lines else f"{path.stem}-parquet",
        "path": entry.path,
        "format": path.suffix[1:],
        "mediatype": _TYPES[path.suffix],
        "bytes": size,
        "hash": f"sha256:{entry.sha256}",
    }
    if not lines or not entry.records:
        return {**found, "type": "file"}  # columns are in the file, or it has none
    return {**found, "encoding": "utf-8", "schema": {"fields": list(_package_fields(shapes[entry.path]))}}


def _package_fields(shape: type[Record] | None) -> Iterator[Json]:
    if shape is None:
        yield from ({"name": key, "type": _FRICTIONLESS[made]} for key, made in sorted(_PROBLEM.items()))
        return
    names = {field.alias or name: plain(field.annotation) for name, field in shape.model_fields.items()}
    for name, (made, many) in sorted(names.items()):
        yield {"name": name, "type": "array" if many else _FRICTIONLESS.get(made, "object")}


def _pretty(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
