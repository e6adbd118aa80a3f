"""Each contribution held against the dataset: what it names found, once and without guessing, or asked back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotecheck.contributions.choices import SHOWN, around, listed, meet, or_near, paragraphs, written_at
from quotecheck.contributions.holdings import Choices, Holdings, is_path
from quotecheck.contributions.shape import Given
from quotecheck.contributions.words import Stretch, find, nearest, same
from quotecheck.language.described import is_description
from quotecheck.language.names import local_id, speaker_id
from quotecheck.problems import Problem
from quotecheck.records import Article, Quote, SpeakerRef, content_id

_AT = re.compile(r"(\d+)\.\.(\d+)")


@dataclass(slots=True)
class Resolved:
    """A contribution with all that it names; `old` is the quote that it corrects or withdraws."""

    given: Given
    article: Article
    old: Quote | None = None
    content: tuple[Stretch, ...] | None = None
    speaker: SpeakerRef | None = None
    source: Stretch | None = None
    cue: Stretch | None = None

    @property
    def id(self) -> str:
        """Give the id of the quote: that which is corrected, the one written down, or one made of the words."""
        if self.old is not None:
            return self.old.id
        if self.given.contribution.id is not None:
            return self.given.contribution.id
        text = self.article.text
        words = [text[start:end] for start, end in self.content or ()]
        first = (self.content or ((0, 0),))[0]
        before = text[: first[0]].count(words[0]) if words else 0
        return content_id("q", self.article.id, "contributed", words, before)


@dataclass(slots=True)
class Resolution:
    """The contributions that are sound, and what is wrong with all others."""

    sound: list[Resolved] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def resolve(contributions: Iterable[Given], holdings: Holdings, *, afresh: bool = False) -> Resolution:
    """Hold contributions against a dataset in their order; all faults of all of them are told.

    `afresh` looks for the words again where the offsets written down are no longer theirs; else that is QC527.
    """
    listed = list(contributions)
    made = _resolve(listed, holdings, afresh=afresh)
    if new := [one.speaker for one in made.sound if one.speaker and one.speaker.id not in holdings.speakers]:
        made = _resolve(listed, holdings.with_speakers(new), afresh=afresh)  # who is new in one is known to all
    return made


def _resolve(contributions: Iterable[Given], holdings: Holdings, *, afresh: bool) -> Resolution:
    made = Resolution()
    seen: dict[object, Given] = {}
    for given in contributions:
        one = _One(given, holdings, afresh=afresh)
        found = one.resolved()
        if given.whole and found is not None and not one.problems:
            one.problems += _again(found, holdings, seen)
        made.problems += one.problems
        if given.whole and found is not None and not one.problems:
            made.sound.append(found)
    return made


def _again(one: Resolved, holdings: Holdings, seen: dict[object, Given]) -> Iterator[Problem]:
    """Yield where the dataset or an earlier contribution has the same already."""
    given = one.given
    keys: list[object] = [one.id] if one.old is not None else [one.id, (one.article.id, one.content)]
    pointer = "/corrects" if one.old is not None else "/quote"
    for key in keys:
        first = seen.setdefault(key, given)
        if first is not given:
            at = first.place()
            yield given.problem("QC530", f"the same is contributed at {at.file}:{at.line}", pointer)
            return
    if one.old is None:
        yield from _held_already(one, holdings)


def _held_already(one: Resolved, holdings: Holdings) -> Iterator[Problem]:
    if one.id in holdings.quotes:
        yield one.given.problem("QC530", f"the dataset has another quote of the id {one.id}", "/id")
        return
    for quote in holdings.quotes_of(one.article.id):
        if tuple((span.start, span.end) for span in quote.content) != one.content:
            continue
        if one.speaker is not None and quote.speaker is not None and quote.speaker.id == one.speaker.id:
            yield one.given.problem("QC532", f"{quote.id} is this quote", "/quote")
        else:
            who = quote.speaker.name if quote.speaker else "nobody"
            yield one.given.problem("QC531", f"{quote.id} has these words, as said by {who}", "/quote")
        return


class _One:
    """The resolving of one contribution; `problems` are what is wrong with it."""

    def __init__(self, given: Given, holdings: Holdings, *, afresh: bool) -> None:
        self.problems: list[Problem] = []
        self._afresh = afresh
        self._given = given
        self._said = given.contribution
        self._holdings = holdings

    def _fault(self, code: str, message: str, pointer: str) -> None:
        self.problems.append(self._given.problem(code, message, pointer))

    def resolved(self) -> Resolved | None:
        old = self._old()
        article = self._article(old)
        if article is None or (self._said.corrects is not None and old is None):
            return None
        one = Resolved(self._given, article, old)
        if self._said.withdrawn is not None:
            return one
        if self._said.quote is not None:
            one.content = self._content(article)
        if self._said.speaker is not None or self._said.speaker_id is not None:
            one.speaker = self._speaker(article)
        beside = one.content or (() if old is None else tuple((span.start, span.end) for span in old.content))
        one.source = self._beside("source", article, beside)
        one.cue = self._beside("cue", article, beside)
        return one

    def _old(self) -> Quote | None:
        if self._said.corrects is None:
            return None
        found = self._holdings.quote(self._said.corrects)
        if not found.ids:
            self._fault("QC526", f"there is no quote {self._said.corrects}{or_near(found)}", "/corrects")
            return None
        return self._holdings.quotes[found.ids[0]]

    def _article(self, old: Quote | None) -> Article | None:
        name, written = self._said.article, self._said.article_id
        if name is None and written is None:
            return self._holdings.articles.get(old.article_id) if old else None
        pointer = "/article" if name is not None else "/article_id"
        ids = self._article_ids(name or written or "", pointer)
        if written is not None and ids and written not in ids:
            self._fault("QC528", f"{name} is not the article {written}", "/article_id")
            return None
        if len(ids) > 1 and written is None:
            self._fault("QC521", f"this is the URL of {listed(ids)}", pointer)
            return None
        chosen = written if written is not None else next(iter(ids), None)
        if chosen is not None and old is not None and chosen != old.article_id:
            self._fault("QC528", f"{old.id} is of the article {old.article_id}", pointer)
            return None
        return self._holdings.articles.get(chosen) if chosen is not None and ids else None

    def _article_ids(self, name: str, pointer: str) -> Sequence[str]:
        if name not in self._holdings.articles and is_path(name):
            self._fault("QC509", "an article is named by its id or URL, not by a path", pointer)
            return ()
        found = self._holdings.article(name)
        if not found.ids:
            self._fault("QC520", f"there is no article {name}{or_near(found)}", pointer)
        return found.ids

    def _content(self, article: Article) -> tuple[Stretch, ...] | None:
        said = self._said.quote
        parts = (said,) if isinstance(said, str) else said or ()
        written = self._written(parts, article.text)
        if written is not None:
            return written
        within = self._context(article)
        if within is None:
            return None
        found: list[Stretch | None] = []
        for number, part in enumerate(parts):
            pointer = "/quote" if isinstance(said, str) else f"/quote/{number}"
            after = next((one[1] for one in reversed(found) if one is not None), within[0])
            found.append(self._part(part, article.text, (after, within[1]), pointer, first=number == 0))
        whole = tuple(one for one in found if one is not None)
        if len(whole) < len(parts):
            return None
        if self._said.at is not None and not self._afresh:
            self._fault("QC527", f"the words are at {written_at(whole)}, not at {self._said.at}", "/at")
        return whole

    def _written(self, parts: Sequence[str], text: str) -> tuple[Stretch, ...] | None:
        """Give the offsets that are written down, if the words are there: they are an answer like any other."""
        if self._said.at is None:
            return None
        at = tuple((int(start), int(end)) for start, end in _AT.findall(self._said.at))
        fits = len(at) == len(parts) and all(
            start < end <= len(text) and same(part, text[start:end])
            for (start, end), part in zip(at, parts, strict=True)
        )
        ordered = all(one[1] <= two[0] for one, two in pairwise(at))
        return at if fits and ordered else None

    def _context(self, article: Article) -> Stretch | None:
        """Give the stretch in which the words are looked for: the whole text, or the context that is given."""
        if self._said.context is None:
            return 0, len(article.text)
        return self._only(self._said.context, article.text, (0, len(article.text)), "/context")

    def _part(self, words: str, text: str, within: Stretch, pointer: str, *, first: bool) -> Stretch | None:
        wanted = self._said.occurrence if first else None
        if wanted is None:
            return self._only(words, text, within, pointer)
        found = find(words, text, within)
        if len(found) < wanted:
            self._fault("QC522", f"the words stand there {len(found)} times, not {wanted}", "/occurrence")
            return None
        return found[wanted - 1]

    def _only(self, words: str, text: str, within: Stretch, pointer: str) -> Stretch | None:
        """Give the one place of words, or tell what is near them, or which places there are."""
        found = find(words, text, within)
        if len(found) == 1:
            return found[0]
        if not found:
            near = nearest(words, text[within[0] : within[1]])
            self._fault("QC522", f"these words are not there; {near or 'nothing there is like them'}", pointer)
        else:
            told = "; ".join(f"{at}: {around(text, one)}" for at, one in enumerate(found[:SHOWN], start=1))
            more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            self._fault("QC523", f"these words stand there {len(found)} times: {told}{more}", pointer)
        return None

    def _beside(self, name: str, article: Article, content: Sequence[Stretch]) -> Stretch | None:
        """Give where the source or the cue stands: in the context, or in the paragraphs of the words, outside them."""
        words: str | None = getattr(self._said, name)
        if words is None or not content:
            return None
        within = (content[0][0], content[-1][1])
        if self._said.context is not None and (context := find(self._said.context, article.text)):
            within = next((one for one in context if one[0] <= within[0] < one[1]), within)
        else:
            within = paragraphs(article.text, *within)
        found = [one for one in find(words, article.text, within) if not any(meet(one, part) for part in content)]
        if len(found) == 1:
            return found[0]
        if found:
            told = "; ".join(around(article.text, one) for one in found[:SHOWN])
            message = f"these words stand beside the quote {len(found)} times: {told}; give a context with one"
            self._fault("QC523", message, f"/{name}")
        else:
            near = nearest(words, article.text[within[0] : within[1]])
            self._fault(
                "QC522", f"these words are not beside the quote; {near or 'nothing there is alike'}", f"/{name}"
            )
        return None

    def _speaker(self, article: Article) -> SpeakerRef | None:
        name, written = self._said.speaker, self._said.speaker_id
        found = self._holdings.speaker(name or written or "", article.id)
        if written is not None and name is not None and found.ids:
            if self._holdings.redirected(written) not in found.ids:
                self._fault("QC528", f"{name} is not {written}", "/speaker_id")
                return None
            found = Choices((self._holdings.redirected(written),))
        if len(found.ids) == 1:
            known = self._holdings.speakers[found.ids[0]]
            return SpeakerRef(id=known.id, name=known.name, kind=known.kind)
        pointer = "/speaker" if name is not None else "/speaker_id"
        if found.ids:
            self._fault("QC525", f"{name} may be {self._people(found.ids)}", pointer)
        elif name is not None and self._said.speaker_kind is not None:
            return self._new(name, article)
        else:
            self._fault("QC524", f"there is no speaker {name or written} in the registry{or_near(found)}", pointer)
        return None

    def _new(self, name: str, article: Article) -> SpeakerRef | None:
        kind = self._said.speaker_kind or "person"
        made = local_id(name, article.id) if is_description(name, kind) else speaker_id(name)
        written = self._said.speaker_id
        if written is not None and written != made:
            self._fault("QC528", f"{name} is not {written}", "/speaker_id")
            return None
        known = self._holdings.speakers.get(self._holdings.redirected(made))
        if known is not None:
            return SpeakerRef(id=known.id, name=known.name, kind=known.kind)
        return SpeakerRef(id=made, name=name, kind=kind)

    def _people(self, ids: Sequence[str]) -> str:
        told = []
        for id_ in ids[:SHOWN]:
            one = self._holdings.speakers[id_]
            told.append(f"{id_} ({one.roles[0].title if one.roles else one.kind})")
        return " or ".join(told)
