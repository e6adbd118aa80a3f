"""From labelled regions and links between them to markings: what brat and Label Studio have in common.

A quote is a head with what is linked to it: its first content or, where it has no words of its own, its cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from quotecheck.exchange.marking import ROLES, Marking
from quotecheck.problems import Place, Problem
from quotecheck.records import Span

_HEADS = ("content", "cue")  # the first goes before the second


@dataclass(slots=True)
class Region:
    """A labelled region of a text: its role, its spans (several where it is torn), its place in the file."""

    role: str
    spans: list[Span]
    place: Place


@dataclass(slots=True)
class Link:
    """A link between two regions; the direction counts only between two contents, or two cues."""

    one: str
    other: str
    place: Place


@dataclass(slots=True)
class Linked:
    """The quotes of a text by the id of their head, and what belongs to none."""

    quotes: dict[str, Marking] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def role_of(label: str) -> str | None:
    """Give the role that a label names, however it is written."""
    return label.lower() if label.lower() in ROLES else None


def label_of(role: str) -> str:
    """Give the label for a role."""
    return role.capitalize()


def linked(regions: dict[str, Region], links: Iterable[Link], lost: Mapping[str, str]) -> Linked:
    """Gather regions into quotes; a link to nothing or between two others is QC708, a region without a head too.

    `lost` are the ids and roles of regions that were annotated at no place of the text: a quote that lost a content
    is torn, and what was linked to a lost head is no head itself.
    """
    made = Linked()
    roles = {id_: region.role for id_, region in regions.items()} | dict(lost)
    pairs = list(_pairs(roles, links, made.problems))
    below = {other for _head, other in pairs}
    for id_, region in regions.items():
        if region.role in _HEADS and id_ not in below:
            made.quotes[id_] = Marking({role: [] for role in ROLES})
            made.quotes[id_].spans[region.role] += region.spans
    for head, other in pairs:
        if head in made.quotes and other in regions:
            made.quotes[head].spans[regions[other].role] += regions[other].spans
        elif head in made.quotes:
            made.quotes[head].torn |= lost[other] == "content"
    for id_, region in regions.items():
        if id_ not in made.quotes and id_ not in below:
            message = f"this {region.role} is linked to no content and no cue"
            made.problems.append(Problem("QC708", message, region.place))
    return made


def _pairs(roles: Mapping[str, str], links: Iterable[Link], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield head and other of each link."""
    for link in links:
        missing = [id_ for id_ in (link.one, link.other) if id_ not in roles]
        if missing:
            problems.append(Problem("QC708", f"there is no annotation {missing[0][:40]}", link.place))
            continue
        head, other = sorted((link.one, link.other), key=lambda id_: _rank(roles[id_]))
        if roles[head] not in _HEADS or head == other:
            problems.append(Problem("QC708", "it links neither a content nor a cue", link.place))
        else:
            yield head, other


def _rank(role: str) -> int:
    return _HEADS.index(role) if role in _HEADS else len(_HEADS)
