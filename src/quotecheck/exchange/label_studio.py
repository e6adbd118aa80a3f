"""Label Studio JSON (task format of versions 1.x): one list of tasks, a task an article.

Regions are labelled Content, Quoted, Cue, Source, Antecedent; a relation leads from the first content of a quote (or
its cue) to the others; the type is a choice and the speaker a text area of that region. Quotes go out as predictions;
what people made of them comes back as annotations. Each region says `start`, `end` and `text`: code points, as the
editor counts since it no longer tears emoji apart; older versions counted UTF-16 units (issues 1008, 1347), which the
text tells. `data` is kept by Label Studio as it is: what the format has no words for lies there, by region.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotecheck.exchange.foreign import Finder, inside, listed, load, part, string
from quotecheck.exchange.linking import Link, Linked, Region, label_of, linked, role_of
from quotecheck.exchange.marking import ROLES, Marking, article_of, envelope, left_over, marking, revived
from quotecheck.exchange.parcel import Found, Parcel, Shelf
from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Quote, Span, canonical_json, digest
from quotecheck.store.files import write_whole

FORM = "label-studio"
_TYPES = ("direct", "mixed", "indirect")
_LABELS = ("labels", "hypertextlabels")


def write(parcel: Parcel, path: Path) -> None:
    """Write all articles as tasks with predictions; quotes without content and cue are QC709."""
    write_whole(path, (line.encode("utf-8") for line in _tasks(parcel)), synced=False)


def _tasks(parcel: Parcel) -> Iterator[str]:
    before = "["
    for article, quotes in parcel.by_article():
        yield f"{before}\n{canonical_json(_task(article, quotes, parcel))}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _task(article: Article, quotes: list[Quote], parcel: Parcel) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    rests: dict[str, Any] = {}
    for quote in quotes:
        if not quote.content and quote.cue is None:
            parcel.left_out("QC709", f"{quote.id} has neither content nor cue", Quote)
            continue
        made = list(_results(quote))
        said = next(iter(_linked(made, Finder(article.text), Place()).quotes.values()), Marking())
        rests[made[0]["id"]] = left_over(quote, article, said, FORM)
        results += made
    data = {"quotecheck": {"article": envelope(article, "text"), "quotes": rests}, "text": article.text}
    return {"data": data, "predictions": [{"model_version": "quotecheck", "result": results}]}


def _results(quote: Quote) -> Iterator[dict[str, Any]]:
    """Yield the regions of a quote, its head first, what is said of the head, and the relations."""
    spans = marking(quote, *ROLES).spans
    regions = [_region(quote.id, role, n, span) for role in ROLES for n, span in enumerate(spans[role])]
    head, *others = sorted(regions, key=lambda one: one["value"]["labels"] not in (["Content"], ["Cue"]))
    yield head
    yield _of_head(head, "type", "choices", [quote.type])
    if quote.speaker is not None:
        yield _of_head(head, "speaker", "textarea", [quote.speaker.name])
    for other in others:
        yield other
        label = other["value"]["labels"][0].lower()
        yield {"direction": "right", "from_id": head["id"], "labels": [label], "to_id": other["id"], "type": "relation"}


def _region(quote_id: str, role: str, number: int, span: Span) -> dict[str, Any]:
    value = {"end": span.end, "labels": [label_of(role)], "start": span.start, "text": span.text}
    id_ = digest(quote_id, role, number)[:12]
    return {"from_name": "label", "id": id_, "to_name": "text", "type": "labels", "value": value}


def _of_head(head: dict[str, Any], name: str, kind: str, values: list[str]) -> dict[str, Any]:
    key = "text" if kind == "textarea" else kind
    at = {name: head["value"][name] for name in ("start", "end")}
    return {"from_name": name, "id": head["id"], "to_name": "text", "type": kind, "value": {**at, key: values}}


def read(path: Path, shelf: Shelf) -> Found:
    """Yield articles and quotes of a list of tasks, or of one."""
    value, fault = load(path)
    place = Place(path.as_posix())
    if fault is not None:
        yield fault
        return
    for number, task in enumerate(listed(value)):
        yield from _of_task(task, inside(place, number) if isinstance(value, list) else place, shelf)


def _of_task(task: Any, place: Place, shelf: Shelf) -> Found:
    data = part(task, "data")
    text = _text(data)
    if text is None:
        yield Problem("QC702", "a task of Label Studio has the article's words in data.text", place)
        return
    held = part(part(data, "quotecheck"), "article")
    given = shelf.by_id(string(part(held, "id"))) or shelf.by_text(text)
    article = given or article_of(text, held, string(part(data, "id")), place)
    if isinstance(article, list):
        yield from article
        return
    yield article
    results, at, notes = _chosen(task, place)
    yield from notes
    yield from _quotes(results, at, article, part(part(data, "quotecheck"), "quotes"))


def _text(data: Any) -> str | None:
    """Give the words of a task: `text`, or the only string there is."""
    if isinstance(part(data, "text"), str):
        return str(data["text"])
    found = [value for value in data.values() if isinstance(value, str)] if isinstance(data, dict) else []
    return found[0] if len(found) == 1 else None


def _chosen(task: dict[str, Any], place: Place) -> tuple[list[Any], Place, list[Problem]]:
    """Choose among the annotations of a task: the ground truth, the first not cancelled, or what was predicted."""
    for name in ("annotations", "completions", "predictions"):
        made = [(number, one) for number, one in enumerate(listed(task.get(name))) if isinstance(one, dict)]
        kept = [(number, one) for number, one in made if not one.get("was_cancelled")]
        if kept:
            number, chosen = next((pair for pair in kept if pair[1].get("ground_truth") is True), kept[0])
            at = inside(place, name, number, "result")
            more = f"{len(kept) - 1} other {name} of this task are not imported"
            notes = [Problem("QC711", more, inside(place, name))] if len(kept) > 1 else []
            return listed(chosen.get("result")), at, notes
    return [], place, []


def _quotes(results: list[Any], at: Place, article: Article, rests: object) -> Found:
    finder = Finder(article.text)
    found = _linked(results, finder, at)
    yield from finder.problems
    yield from found.problems
    for head, said in found.quotes.items():
        yield from revived(said, part(rests, head), article, FORM, at)


def _linked(results: list[Any], finder: Finder, at: Place) -> Linked:
    """Gather the regions of a task into quotes."""
    regions: dict[str, Region] = {}
    lost: dict[str, str] = {}
    links: list[Link] = []
    of_regions: list[tuple[str, Any]] = []
    for number, one in enumerate(results):
        place = inside(at, number)
        kind, id_ = part(one, "type"), string(part(one, "id"))
        if kind == "relation":
            links.append(Link(str(part(one, "from_id")), str(part(one, "to_id")), place))
        elif kind in _LABELS and id_ is not None:
            _add(regions, lost, id_, one, finder, place)
        elif kind in ("choices", "textarea") and id_ is not None:
            of_regions.append((id_, one))
        else:
            finder.problems.append(Problem("QC702", f"there is nothing to make of a result of type {kind}", place))
    found = linked(regions, links, lost)
    for id_, one in of_regions:
        _describe(found.quotes.get(id_), one)
    return found


def _add(regions: dict[str, Region], lost: dict[str, str], id_: str, one: Any, finder: Finder, place: Place) -> None:
    value = part(one, "value")
    labels = [label for label in listed(part(value, one["type"])) if isinstance(label, str)]
    roles = [role for role in map(role_of, labels) if role is not None]
    if not roles:
        told = ", ".join(labels) or "none"
        finder.problems.append(Problem("QC706", f"its label is {told}, not one of {', '.join(ROLES)}", place))
        lost[id_] = "other"
    elif (span := _span(value, finder, inside(place, "value"))) is not None:
        regions[id_] = Region(roles[0], [span], place)
    else:
        lost[id_] = roles[0]


def _span(value: dict[str, Any], finder: Finder, place: Place) -> Span | None:
    at = value["globalOffsets"] if isinstance(value.get("globalOffsets"), dict) else value
    start, end, words = at.get("start"), at.get("end"), value.get("text")
    if isinstance(words, str) and "\\n" in words and words not in finder.text:
        words = words.replace("\\n", "\n")  # so some versions write the breaks of lines
    return finder.find(start, end, words, place)


def _describe(said: Marking | None, one: Any) -> None:
    """Take type and speaker of a quote from what is said of its head."""
    value = part(one, "value")
    if said is not None and one["type"] == "choices":
        said.type = next((choice for choice in listed(part(value, "choices")) if choice in _TYPES), None)
    elif said is not None:
        said.speaker = next((name for name in listed(part(value, "text")) if isinstance(name, str) and name), None)
