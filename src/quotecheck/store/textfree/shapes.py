"""The shapes of text-free records: those of the records themselves, with null for words and the list `left_out`."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import Field, create_model

from quotecheck.records import Article, Assertion, Finding, LeftOut, Quote, Record
from quotecheck.store.textfree.fields import words_of

LEFT_OUT = "left_out"
_ABOUT = "{doc}\n\nText-free: words of the article are null, and `left_out` says of each what it was."


@lru_cache
def text_free(shape: type[Record]) -> type[Record]:
    """Give the text-free form of a record, or of a part of one; a shape that holds no words is its own."""
    if not holds_words(shape):
        return shape
    fields = {name: _field(shape, name) for name in shape.model_fields}
    if shape in WHOLE:
        fields[LEFT_OUT] = (tuple[LeftOut, ...], Field())
    doc = _ABOUT.format(doc=shape.__doc__) if shape in WHOLE else shape.__doc__
    made: type[Record] = create_model(f"TextFree{shape.__name__}", __base__=Record, __doc__=doc, **fields)  # type: ignore[call-overload]
    return made


def _field(shape: type[Record], name: str) -> tuple[Any, Any]:
    info = copy.copy(shape.model_fields[name])
    annotation = _swapped(info.annotation)
    info.annotation = annotation | None if name in words_of(shape) else annotation
    if isinstance(info.default, Record):
        info.default = text_free(type(info.default)).model_validate_json(info.default.to_json())
    return info.annotation, info


def _swapped(annotation: Any) -> Any:
    """Put the text-free form in the place of every record in an annotation."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return text_free(annotation)
    if origin in {Union, UnionType}:
        return Union[tuple(_swapped(part) for part in inner)]  # noqa: UP007 - made of what is known at run time
    if origin is tuple:
        return tuple[tuple(_swapped(part) for part in inner)]  # type: ignore[misc]
    return annotation


def holds_words(shape: type[Record]) -> bool:
    """Tell whether a record or one of its parts may hold words of an article."""
    return bool(words_of(shape)) or any(
        holds_words(part) for field in shape.model_fields.values() for part in parts_in(field.annotation)
    )


def parts_in(annotation: Any) -> Iterator[type[Record]]:
    """Yield the records in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        if inner is not NoneType:
            yield from parts_in(inner)


WHOLE: dict[type[Record], str] = {Article: "article", Assertion: "assertion", Finding: "finding", Quote: "quote"}


def text_free_shapes() -> dict[str, type[Record]]:
    """Give the text-free shapes by the kind of their records: `quote` and so on."""
    return {kind: text_free(shape) for shape, kind in WHOLE.items()}
