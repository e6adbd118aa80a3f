"""Settled or open: one report has settled what another leaves open, of what may be one matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare import issues
from quotecheck.compare.asides import aside
from quotecheck.compare.beside.certainty import answers, asks_cause, gives_cause, is_open, says
from quotecheck.compare.beside.polarity import named, of_two
from quotecheck.compare.certainty import SETTLING, covered
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common, likeness
from quotecheck.compare.passages import sentence
from quotecheck.compare.polarity import said
from quotecheck.compare.roles import same_person
from quotecheck.compare.statements import KEPT, Outcome, Statement, hours_later, overlap, shared
from quotecheck.language.names import fold

_MOST_SHARED = 4
LATER_HOURS = 1.5
_STEM = 4
# "It is not known who will speak": that there will be a funeral does not answer it.
_WHO = re.compile(r"\bwho(?:m|se)?\b(?! (?:has|have|was|were|is|are|had)\b)")
_WHETHER = re.compile(r"\b(?:whether|if|decision|decided?)\b", re.IGNORECASE)


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find that one settles what the other leaves open, if the two are likely of one matter."""
    return linked("certainty", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the two statements if one leaves its matter open, and the other tells something for a fact or a plan."""
    if is_open(left) == is_open(right) or not (left.match(right) or issues.common(left, right)):
        return
    settled, unsettled = (right, left) if is_open(left) else (left, right)
    if not _settles(settled) or of_two(left, right) or aside(settled) != aside(unsettled):
        return
    if _WHO.search(_sentence(unsettled)) and not _verb_in(settled.assertion.predicate, _sentence(unsettled)):
        return
    later = hours_later(unsettled, settled)
    if later is None or later >= LATER_HOURS:
        return
    why = "settled in the one, open in the other, which is no earlier"
    values = {settled.id: f"settled: {said(settled.assertion)}", unsettled.id: "open"}
    outcome = Outcome("conflict", "certainty", values[left.id], values[right.id], why)
    yield Candidate(signs(settled, unsettled), outcome)


@lru_cache(maxsize=KEPT)
def _settles(statement: Statement) -> bool:
    own = statement.assertion
    if own.checkable != "yes" or own.certainty not in {"certain", "planned"} or named(statement):
        return False
    return not (_found_alone(statement) or says("excluded", own.text))


def _found_alone(statement: Statement) -> bool:
    """Tell "the police confirmed", beside what they confirmed."""
    own = statement.assertion
    return own.family in SETTLING and all(each.name in {"agent", "subject"} for each in own.roles)


def signs(settled: Statement, unsettled: Statement) -> Signs:
    """Give what speaks for it that what is settled is what is open."""
    own, asked = settled.assertion, _sentence(unsettled)
    later = hours_later(settled, unsettled) or 0.0
    return Signs({
        **common(settled, unsettled),
        "words": lambda: float(min(_MOST_SHARED, len(shared(settled, unsettled)))),
        "covered": lambda: covered(settled, unsettled),
        "one source": lambda: float(_one_source(settled, unsettled) is True),
        "other source": lambda: float(_one_source(settled, unsettled) is False),
        "cause": lambda: float(asks_cause(unsettled) and gives_cause(settled)),
        "cause asked": lambda: float(asks_cause(unsettled)),
        "probe": lambda: float(says("probe", unsettled.assertion.text)),
        "planned": lambda: float(own.certainty == "planned"),
        "establishes": lambda: float(says("established", _sentence(settled))),
        "settles": lambda: float(says("settles", own.text)),
        "hedged": lambda: float(says("hedge", own.text)),
        "open too": lambda: float(says("open", _sentence(settled))),
        "denies": lambda: float(own.polarity == "-"),
        "answers": lambda: float(answers(settled, asked)),
        "verb asked": lambda: float(_verb_in(own.predicate, asked)),
        "whether": lambda: float(bool(_WHETHER.search(asked))),
        "whether planned": lambda: float(bool(_WHETHER.search(asked)) and own.certainty == "planned"),
        "open clause": lambda: float(unsettled.assertion.certainty == "open"),
        "open later": lambda: float(later > 0),
        "other day": lambda: float(overlap(settled, unsettled) is False),
        "other words": lambda: likeness(_around(settled), _around(unsettled)),
        "amounts": lambda: float(bool(own.quantities)),
    })  # fmt: skip


def _one_source(left: Statement, right: Statement) -> bool | None:
    """Tell whether the two who say it may be one; None where the outlet says it itself."""
    if left.holder is None or right.holder is None:
        return None
    return same_person(fold(left.holder), fold(right.holder))


def _verb_in(predicate: str, text: str) -> bool:
    verb = predicate.split(maxsplit=1)[0]
    return verb != "be" and re.search(rf"\b{re.escape(verb[:_STEM])}", text, re.IGNORECASE) is not None


def _sentence(statement: Statement) -> str:
    return statement.article.text[slice(*sentence(statement))]


@lru_cache(maxsize=KEPT)
def _around(statement: Statement) -> str:
    """Give what stands beside the clause in its sentence: who says it, and where."""
    start, end = sentence(statement)
    text, own = statement.article.text, statement.assertion
    return f"{text[start : own.start]} {text[own.end : end]}" if own.end < end else text[start : own.start]
