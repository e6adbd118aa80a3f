"""Which fields of two records are not the same, offsets apart: words that only moved are the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotecheck.records import FieldChange, Record

_SHOWN = 80  # characters of a long text, from a little before it begins to differ
_LONG = 400
_LEAD = 20
_OFFSETS = frozenset({"start", "end"})


def differing(
    before: Record, after: Record, *, but: frozenset[str] = frozenset()
) -> tuple[tuple[FieldChange, ...], bool]:
    """Give the fields that differ in meaning, and whether any differ at all; those named in `but` are passed over."""
    found = []
    differs = False
    for name, info in type(before).model_fields.items():
        if name in but or getattr(before, name) == getattr(after, name):
            continue
        differs = True
        key = info.alias or name
        left, right = (_placeless(one.model_dump(mode="json", include={name})[key]) for one in (before, after))
        if left != right and name not in _OFFSETS:
            found.append(FieldChange(field=key, **dict(zip(("before", "after"), _clipped(left, right), strict=True))))
    return tuple(found), differs


def _placeless(value: Any) -> Any:
    """Take the offsets out of a value."""
    if isinstance(value, Mapping):
        return {key: _placeless(part) for key, part in value.items() if key not in _OFFSETS}
    if isinstance(value, list):
        return [_placeless(part) for part in value]
    return value


def _clipped(left: Any, right: Any) -> tuple[Any, Any]:
    """Give two values; of long texts the stretch where they begin to differ."""
    if not isinstance(left, str) or not isinstance(right, str) or max(len(left), len(right)) <= _LONG:
        return left, right
    first = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    start = max(0, first - _LEAD)
    return tuple(_stretch(text, start) for text in (left, right))  # type: ignore[return-value]


def _stretch(text: str, start: int) -> str:
    cut = text[start : start + _SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if start + _SHOWN < len(text) else ''}"
