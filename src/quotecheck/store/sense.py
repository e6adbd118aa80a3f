"""What a quote says of itself, of its article and of its speaker must go together. Pure functions on sound records.

Each yields `Fault`s of QC55x and QC56x; none of them says what a reader thinks is true, only what cannot be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from quotecheck.records import Alias, HeldRole, Quote, SaidOn, Span, Speaker, content_id
from quotecheck.rules.saying import acts
from quotecheck.store.faults import Fault
from quotecheck.store.periods import is_within, precision, runs_backwards

CONTRIBUTED = "contributed"  # the rule of quotes that people wrote or corrected; a corrected one keeps its id
_TWICE = 9  # so many quotes of one article with the same words and cue have ids that can be told again
_DENYING = frozenset({"denial", "retraction"})


class Reported(Protocol):
    """An article: its text, when it was published, and what stands outside of the text."""

    issued: str | None
    head: str

    @property
    def text(self) -> str:
        """The text."""


def quote_faults(quote: Quote, article: Reported | None, speaker: Speaker | None) -> Iterator[Fault]:
    """Yield what does not go together in a quote, the article that it is of and the registry entry of its speaker."""
    yield from _date_faults(quote.said_on, None if article is None else article.issued)
    if speaker is not None:
        yield from _life_faults(quote.said_on, speaker)
        yield from _office_faults(quote, speaker)
    yield from _cue_faults(quote, None if article is None else article.text)
    yield from _denial_faults(quote)
    if article is not None and quote.rule != CONTRIBUTED and not _is_named(quote, article, speaker):
        name = "" if quote.speaker is None else quote.speaker.name
        yield Fault("QC562", f"the article names no {name.rpartition(' ')[2]}", "/speaker/name")
    yield from _id_faults(quote)


def _date_faults(said: SaidOn, published: str | None) -> Iterator[Fault]:
    if (said.value is None) != (said.basis == "unknown"):
        what = "there is no date" if said.value is None else f"{said.value} has no basis"
        yield Fault("QC552", f"{what}, but the basis is {said.basis}", "/said_on/basis")
    if said.value is None:
        return
    start, slash, end = said.value.partition("/")
    if slash and runs_backwards(start, end):
        yield Fault("QC550", f"{said.value} ends before it starts", "/said_on/value")
    elif said.text is not None and (fault := _misread(said.text, said.value, published)):
        yield Fault("QC551", fault, "/said_on/value")


def _misread(words: str, value: str, published: str | None) -> str | None:
    """Tell how a date is finer than the words that give it, or of another year than they name."""
    from quotecheck.language.time import tag  # noqa: PLC0415 - its cards take a second to load: few quotes need them

    years = set(re.findall(r"\b(?:1[5-9]|2[0-9])\d\d\b", words))
    if years and value[:4] not in years and value.rpartition("/")[2][:4] not in years:
        return f'{value} is of another year than "{words}"'
    found = tag(words, None if published is None else dt.date.fromisoformat(published[:10]))
    if len(found) != 1 or not re.fullmatch(r"\d{4}(-\d{2})?", found[0].value) or "/" in value:
        return None
    return f'{value} says more than "{words}"' if precision(value) > precision(found[0].value) else None


def _life_faults(said: SaidOn, speaker: Speaker) -> Iterator[Fault]:
    if said.value is None or _is_backwards(speaker.born, speaker.died):
        return
    if not is_within(said.value, speaker.born, speaker.died):
        before = speaker.born is not None and not is_within(said.value, speaker.born, None)
        what = f"was born in {speaker.born}" if before else f"died in {speaker.died}"
        yield Fault("QC553", f"said on {said.value}, but {speaker.name} {what}", "/said_on/value")


def _office_faults(quote: Quote, speaker: Speaker) -> Iterator[Fault]:
    """Yield offices that the source's words give to a speaker who did not hold them on that day."""
    said, source = quote.said_on.value, quote.source
    if said is None or source is None:
        return
    for title in sorted({role.title for role in speaker.roles}):
        held = [role for role in speaker.roles if role.title == title]
        if _names_office(source.text, title) and not any(is_within(said, role.from_, role.to) for role in held):
            yield Fault("QC554", f"said on {said}, but {speaker.name} was {title} {_when(held)}", "/source/text")


def _names_office(source: str, title: str) -> bool:
    for match in re.finditer(rf"\b{re.escape(title.casefold())}\b", source.casefold()):
        before = re.findall(r"\w+", source[: match.start()].casefold())
        if not acts().past & set(before[-2:]):
            return True
    return False


def _when(held: Iterable[HeldRole]) -> str:
    return " and ".join(f"{role.from_ or '…'} to {role.to or '…'}" for role in held)


def _cue_faults(quote: Quote, text: str | None) -> Iterator[Fault]:
    cue, source = quote.cue, quote.source
    if cue is not None and (cue.class_, quote.act) in acts().clashes:
        yield Fault("QC556", f'"{cue.text}" is a cue of class {cue.class_}, which never is a {quote.act}', "/act")
    if cue is not None and _meets(cue, quote.content):
        yield Fault("QC557", f'the cue "{cue.text}" stands in the words that it marks', "/cue")
    elif cue is not None and text is not None and quote.content and not _beside(cue, quote.content, text):
        yield Fault("QC558", f'the cue "{cue.text}" stands in another paragraph than the words', "/cue")
    if source is not None and _meets(source, quote.content):
        yield Fault("QC559", f'the source "{source.text}" stands in the words that it is the source of', "/source")


def _meets(part: Span, content: Iterable[Span]) -> bool:
    return any(span.start < part.end and part.start < span.end for span in content)


def _beside(cue: Span, content: Iterable[Span], text: str) -> bool:
    return any("\n\n" not in text[min(span.end, cue.end) : max(span.start, cue.start)] for span in content)


def _denial_faults(quote: Quote) -> Iterator[Fault]:
    if quote.act in _DENYING and not quote.content and quote.target is None:
        yield Fault("QC560", f"a {quote.act} of nothing: it has neither words nor a target", "/target")
    for name in ("parent", "target"):
        if getattr(quote, name) == quote.id:
            yield Fault("QC561", f"the quote is its own {name}", f"/{name}")


def _is_named(quote: Quote, article: Reported, speaker: Speaker | None) -> bool:
    if quote.speaker is None or quote.speaker.kind != "person":
        return True
    names = [quote.speaker.name, *(alias.name for alias in (speaker.aliases if speaker else ()))]
    where = f"{article.text} {article.head}".casefold()
    return any(name.rpartition(" ")[2].casefold() in where for name in names)


def _id_faults(quote: Quote) -> Iterator[Fault]:
    if not re.fullmatch(r"q:[0-9a-f]{16}", quote.id) or quote.rule == CONTRIBUTED:
        return
    words = [span.text for span in quote.content]
    made = content_id("q", quote.article_id, quote.type, words, "" if quote.cue is None else quote.cue.text)
    if quote.id != made and quote.id not in (content_id("q", made, nth) for nth in range(2, _TWICE + 1)):
        yield Fault("QC568", f"its type, words and cue make the id {made}", "/id")


def speaker_faults(speaker: Speaker) -> Iterator[Fault]:
    """Yield periods of a registry entry that end before they start."""
    if _is_backwards(speaker.born, speaker.died):
        yield Fault("QC550", f"born in {speaker.born}, died in {speaker.died}", "/died")
    for name in ("aliases", "roles"):
        periods: tuple[Alias | HeldRole, ...] = getattr(speaker, name)
        for number, one in enumerate(periods):
            if _is_backwards(one.from_, one.to):
                yield Fault("QC550", f"from {one.from_} to {one.to}", f"/{name}/{number}/to")


def _is_backwards(start: str | None, end: str | None) -> bool:
    return start is not None and end is not None and runs_backwards(start, end)


def is_dated(speaker: Speaker) -> bool:
    """Tell whether a registry entry says anything that a date of a quote may be against."""
    dates = (speaker.born, speaker.died, *(end for role in speaker.roles for end in (role.from_, role.to)))
    return any(date is not None for date in dates)
