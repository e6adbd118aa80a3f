"""From parsed passages to assertions: what the outlet, and those it quotes, state as fact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from quotecheck.extract.assertion_clauses import Clause, clauses
from quotecheck.extract.assertion_containers import OWN_VOICE, Containers
from quotecheck.extract.assertion_facets import described
from quotecheck.extract.assertion_issues import answered
from quotecheck.extract.assertion_moods import aside_polarity, certainty_of, checkable_of, denied, polarity_of
from quotecheck.extract.assertion_predicates import Predicate, predicates
from quotecheck.extract.assertion_sites import sites
from quotecheck.extract.assertion_state import is_open
from quotecheck.extract.assertion_times import dated, points
from quotecheck.extract.assertion_words import (
    LIGHT,
    PLACE_PREPS,
    keywords,
    occasions,
    place,
    roles,
)
from quotecheck.language.parse import Passage
from quotecheck.language.quantity import find
from quotecheck.records import Article, Assertion, ChainLink, Quantity, Quote, Timex, content_id
from quotecheck.rules.attribution import cues
from quotecheck.rules.predicates import families

STATED = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"})
# Verbs that date the event noun beside them: "talks took place on Monday", "the toll rose to nine on Friday".
OCCUR = LIGHT | {
    "happen", "occur", "hold", "begin", "start", "end", "rise", "reach", "stand", "climb", "confirm", "file", "last",
    "schedule", "plan", "leave", "suffer", "report", "announce", "resume", "continue", "erupt",
}  # fmt: skip
MEASURE = frozenset({"be", "rise", "climb", "grow", "reach", "stand", "total", "exceed", "fall", "drop", "hit", "pass"})
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def assertions(
    article: Article, passages: Sequence[Passage], quotes: Sequence[Quote], timexes: Sequence[Timex]
) -> list[Assertion]:
    """Give every statement of the article in text order; those inside a quote have its speaker as holder."""
    reader = _Reader(article, Containers(quotes), sorted(timexes, key=lambda timex: timex.start))
    return [assertion for passage in passages for assertion in reader.passage(passage)]


@dataclass
class _Reader:
    article: Article
    containers: Containers
    timexes: Sequence[Timex]
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def passage(self, passage: Passage) -> Iterator[Assertion]:
        """Give the assertions of one paragraph."""
        end = passage.end
        timexes = [timex for timex in self.timexes if passage.start <= timex.start < end]
        facts = _Facts(passage, timexes, self.article.published)
        found = clauses(passage.doc, lambda token: self.containers.at(passage.start + token.idx))
        for clause in found:
            for predicate in predicates(clause):
                if self._worth(clause, predicate, facts):
                    yield self._assertion(clause, predicate, facts)

    def _worth(self, clause: Clause, predicate: Predicate, facts: _Facts) -> bool:
        """Leave out the act of saying itself, and infinitives' governors that state nothing of their own."""
        head = clause.head
        if predicate.token.i in facts.timed:
            return False
        if predicate.token.i == head.i and is_open(clause):
            return True
        if predicate.token.i == head.i and facts.counts(clause):
            return True
        if predicate.family is not None:
            return not _aside(clause, predicate) or facts.fills(predicate) or denied(predicate.token)
        if facts.passage.start + head.idx in self.containers.cues:
            return False
        if (head.lemma_, "VERB") in cues() and _reports(head):
            return False
        return not any(child.dep_ == "xcomp" for child in head.children)

    def _assertion(self, clause: Clause, predicate: Predicate, facts: _Facts) -> Assertion:
        passage = facts.passage
        quote = None if clause.container == OWN_VOICE else self.containers.quotes[clause.container]
        whole = _measured(clause)
        span = passage.span(*_hull(clause, whole))
        governor = _governor(clause)
        family = [predicate.family] if predicate.family else []
        nth = self.seen[span.text, predicate.lemma]
        self.seen[span.text, predicate.lemma] += 1
        return Assertion(
            id=content_id("s", self.article.id, span.text, predicate.lemma, nth),
            article_id=self.article.id,
            quote_id=quote.id if quote else None,
            start=span.start,
            end=span.end,
            text=span.text,
            holder=_holder(quote),
            predicate=predicate.lemma,
            family=predicate.family,
            roles=roles(clause, predicate),
            quantities=facts.quantities(whole or clause, predicate, span.start, span.end),
            time=facts.time(clause, predicate),
            place=place(clause, facts.timed, predicate.token if _aside(clause, predicate) else None),
            sites=() if _aside(clause, predicate) else sites(clause, facts.timed),
            polarity=aside_polarity(predicate) if _aside(clause, predicate) else polarity_of(clause, quote),
            certainty="certain" if _aside(clause, predicate) else certainty_of(clause, governor),
            checkable=checkable_of(clause, quote, governor),
            zone=passage.zone,
            keywords=keywords(clause, family, facts.timed | facts.counted),
            issues=answered(clause),
        )


def _reports(head: Token) -> bool:
    return any(child.dep_ in {"ccomp", "parataxis"} for child in head.children) or head.dep_ == "parataxis"


def _governor(clause: Clause) -> str:
    """Give the lemma that an infinitive hangs on: *plan* in "plans to close", *due* in "is due to close"."""
    head = clause.head
    return head.head.lemma_.lower() if head.dep_ in {"xcomp", "pcomp", "ccomp", "advcl"} else ""


def _measured(clause: Clause) -> Clause | None:
    """Give the clause that counts this one: "the number of people *moved from their homes* has climbed to 900"."""
    up = clause.up
    if clause.head.dep_ not in {"acl", "relcl"} or up is None or up.head.lemma_ not in MEASURE:
        return None
    return up if clause.head.head.dep_ in {"nsubj", "pobj"} and clause.head.head.i in {t.i for t in up.own} else None


def _hull(clause: Clause, whole: Clause | None) -> tuple[int, int]:
    first, last = clause.span()
    if whole is None:
        return first, last
    start, end = whole.span()
    return min(first, start), max(last, end)


def _wide(predicate: Predicate) -> bool:
    return predicate.family is not None and families()[predicate.family].wide


def _aside(clause: Clause, predicate: Predicate) -> bool:
    """Tell whether an event noun stands in a phrase of the clause and shares neither its tense nor its mood."""
    return predicate.token.i != clause.head.i and predicate.token.dep_ not in STATED


def _holder(quote: Quote | None) -> tuple[ChainLink, ...]:
    if quote is None:
        return ()
    if quote.chain:
        return quote.chain
    name = quote.speaker.name if quote.speaker else quote.source.text if quote.source else None
    if not name:
        return (ChainLink(name="unknown", role="anonymous"),)
    start, end = (quote.source.start, quote.source.end) if quote.source else (None, None)
    return (ChainLink(name=name, role="speaker", start=start, end=end),)


class _Facts:
    """The amounts and times of one paragraph, found once."""

    def __init__(self, passage: Passage, timexes: Sequence[Timex], published: str | None) -> None:
        self.passage = passage
        self.timexes = timexes
        self.published = published[:10] if published else None
        self.points = points(timexes, passage.text, passage.start)
        self.heads: dict[int, int] = {}
        found = find(passage.text, offset=passage.start, skip=dated(timexes))
        starts = frozenset(self._head(quantity) for quantity in found)
        self.found = [described(quantity, self._within(quantity), starts) for quantity in found]
        self.timed = self._tokens(timexes)
        self.counted = frozenset(
            i for i in self._tokens(self.found) if passage.doc[i].pos_ in {"NUM", "ADV", "ADP", "DET", "SYM"}
        )

    def _tokens(self, spans: Sequence[Timex] | Sequence[Quantity]) -> frozenset[int]:
        tokens: set[int] = set()
        for span in spans:
            tokens.update(token.i for token in self.passage.tokens(span.start, span.end))
            tokens.add(self._head(span))
        return frozenset(tokens)

    def _within(self, quantity: Quantity) -> list[Token]:
        return list(self.passage.tokens(quantity.start, quantity.end)) or [self.passage.doc[self._head(quantity)]]

    def counts(self, clause: Clause) -> bool:
        """Tell whether an amount stands among the clause's own tokens and something is said of it."""
        own = {token.i for token in clause.own}
        return any(quantity.facets and self._head(quantity) in own for quantity in self.found)

    def fills(self, predicate: Predicate) -> bool:
        """Tell whether an event noun in a phrase has something to compare: an amount, a time or a place of its own.

        Of a wide family the clause's amount is its own too: "had 43 people on board".
        """
        if _wide(predicate) and self.found:
            return True
        below = {token.i for token in predicate.token.subtree}
        spans: tuple[Quantity | Timex, ...] = (*self.found, *self.timexes)
        placed = any(token.dep_ == "prep" and token.lower_ in PLACE_PREPS for token in predicate.token.children)
        return placed or any(self._head(span) in below for span in spans)

    def quantities(self, clause: Clause, predicate: Predicate, start: int, end: int) -> tuple[Quantity, ...]:
        """Give the amounts among the clause's own tokens; an event noun that has one of its own has only that."""
        own = self._own(clause)
        found = tuple(q for q in self.found if start <= q.start < end and self._head(q) in own)
        below = {token.i for token in predicate.token.subtree}
        if predicate.token.i != clause.head.i and predicate.token.dep_ in {"acl", "relcl"}:
            # "Vale, sentenced to nine years, ...": an aside that is no clause of its own has what stands in it.
            return tuple(q for q in self.found if start <= q.start < end and self._head(q) in below) or found
        if predicate.token.pos_ in {"VERB", "AUX"}:
            return found
        inside = tuple(q for q in found if self._head(q) in below)
        return inside or (found if not _aside(clause, predicate) or _wide(predicate) else ())

    def _own(self, clause: Clause) -> frozenset[int]:
        tokens = {token.i for token in clause.own}
        if clause.head.dep_ == "xcomp" and clause.up is not None and clause.up.head.lemma_ not in LIGHT - {"be"}:
            tokens.update(token.i for token in clause.up.own)
        return frozenset(tokens)

    def _head(self, span: Timex | Quantity) -> int:
        """Give the token in which a span begins."""
        if span.start not in self.heads:
            self.heads[span.start] = min(self.passage.index_at(span.start), len(self.passage.doc) - 1)
        return self.heads[span.start]

    def time(self, clause: Clause, predicate: Predicate) -> Timex | None:
        """Give the time of the clause: its own, else that of the clause it hangs on, else the sentence's only one."""
        here = self.points
        if not here:
            return None
        if predicate.token.i != clause.head.i and clause.head.lemma_ not in OCCUR:
            below = {token.i for token in predicate.token.subtree}
            here = [
                timex
                for timex in here
                if self._head(timex) in below
                or _YEAR.fullmatch(timex.value)
                or self._ahead_of(clause, predicate, timex)
            ]
        elif clause.head.tag_ == "VBD":
            here = [timex for timex in here if not self._ahead(timex)]
        occasion = {token.i for verb in occasions(clause.head) for token in verb.subtree}
        step: Clause | None = clause
        while step is not None:
            found = self._own_time(step, here, predicate)
            found = found or next((timex for timex in here if self._head(timex) in occasion), None)
            if found is not None:
                return found
            if (step.head.lemma_, "VERB") in cues() or step.head.dep_ == "ccomp":
                return None
            step = step.up
        sentence = clause.head.sent
        first, last = sentence.start_char + self.passage.start, sentence.end_char + self.passage.start
        within = [timex for timex in here if first <= timex.start < last]
        return within[0] if len(within) == 1 and not self._reported(within[0], clause) else None

    def _ahead_of(self, clause: Clause, predicate: Predicate, timex: Timex) -> bool:
        """Tell whether a day to come is that of an event noun: "spoke before a forum on 11 March"."""
        at = self._head(timex)
        between = self.passage.doc[predicate.token.i + 1 : at] if at > predicate.token.i else ()
        near = bool(between) and all(token.pos_ not in {"VERB", "AUX", "PUNCT"} for token in between)
        return near and clause.head.tag_ == "VBD" and self._ahead(timex)

    def _ahead(self, timex: Timex) -> bool:
        """Tell whether a time lies behind the day of publication."""
        return self.published is not None and bool(_DAY.match(timex.value)) and timex.value[:10] > self.published

    def _reported(self, timex: Timex, clause: Clause) -> bool:
        """Tell whether a time stands in another voice, or says when something was said or reported."""
        token = self.passage.doc[self._head(timex)]
        for above in (token, *token.ancestors):
            if (above.lemma_, "VERB") in cues() or above.dep_ in {"ccomp", "relcl", "advcl", "acl"}:
                return above.i not in {up.i for up in clause.head.ancestors} or (above.lemma_, "VERB") in cues()
        return False

    def _own_time(self, clause: Clause, points: Sequence[Timex], predicate: Predicate) -> Timex | None:
        own = {token.i for token in clause.own}
        here = [timex for timex in points if self._head(timex) in own]
        if len(here) <= 1:
            return here[0] if here else None
        near = predicate.token if predicate.token.i in own else clause.head
        ranked = sorted(here, key=lambda timex: (not self._hangs_on(timex, near), abs(self._head(timex) - near.i)))
        return ranked[0]

    def _hangs_on(self, timex: Timex, head: Token) -> bool:
        token = self.passage.doc[self._head(timex)]
        nouns = 0
        while token.i not in (head.i, token.head.i):
            token = token.head
            nouns += token.pos_ in {"NOUN", "PROPN"} and token.i != head.i
        return nouns <= 1
