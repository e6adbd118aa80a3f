"""On which side of which question a clause stands: the alarm went off, the alarm never made a sound.

The questions and their two sides are word lists (rules/conflicts/polarity), read in the words of the clause, so that no
verb and no family need be shared. A side that is denied is the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.statements import KEPT, Statement

# "Quist, who had been warned, was not hurt": what stands between is said of somebody, not by the clause.
_ASIDE = re.compile(r",\s(?:who|which|whose|whom)\b[^,]*,")
# "Stood down its fleet, a day after six deaths": of another act than the verb's.
_ELSEWHERE = re.compile(r"[,;:]\s|\b(?:after|before|since|when|while|because|until)\b", re.IGNORECASE)
# "Most of them, though not all, had paid": they had.
_REMARK = re.compile(r",\s(?:though|although|albeit|if)\b[^,;.]*(?:,|$)")
_NOT = re.compile(r"n['’]t\b")
# "No guarantee had been issued": there was none.
_NO = re.compile(r"\bno\s+$", re.IGNORECASE)
# How far behind a word what it denies may stand: "received no letter".
_BEHIND = 2


@dataclass(frozen=True, slots=True)
class Stance:
    """A side of a question: `so` where the first is affirmed; `denied` where words of denial make it so."""

    name: str
    so: bool
    denied: bool
    words: str


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    so: re.Pattern[str]
    other: re.Pattern[str]
    about: re.Pattern[str] | None


@lru_cache(maxsize=KEPT)
def stances(statement: Statement) -> Mapping[str, Stance]:
    """Give the stances of a statement by their question; none on one of which it says both."""
    own = statement.assertion
    found = read(own.text, own.predicate)
    if own.polarity == "+" or denials(own.text):
        return found
    return {name: Stance(name, not one.so, True, one.words) for name, one in found.items()}


def of_both(left: Statement, right: Statement) -> list[tuple[Stance, Stance]]:
    """Give the stances of two statements on the questions that both answer, sorted by these."""
    one, two = stances(left), stances(right)
    return [(one[name], two[name]) for name in sorted(one.keys() & two.keys())]


@lru_cache(maxsize=1 << 14)
def read(text: str, predicate: str) -> Mapping[str, Stance]:
    """Read the stances of a clause's words: of its verb, or of what stands behind one that says little."""
    plain = _listed("idiom").sub(lambda match: " " + "_" * (len(match.group()) - 1), _NOT.sub(" not", text))
    plain = _ASIDE.sub(" ", plain)
    found: dict[str, Stance] = {}
    both = set()
    for one in (stance for question in _questions() for stance in _stances(question, plain, predicate)):
        known = found.setdefault(one.name, one)
        if known.so != one.so:
            both.add(one.name)
    return {name: one for name, one in found.items() if name not in both}


def _stances(question: _Question, text: str, predicate: str) -> Iterator[Stance]:
    if question.about is not None and not question.about.search(text):
        return
    taken: list[range] = []
    for side, so in ((question.other, False), (question.so, True)):
        for match in side.finditer(text):
            span = range(*match.span())
            seen = any(span.start < known.stop and known.start < span.stop for known in taken)
            if seen or not _told(match, text, predicate):
                continue
            taken.append(span)
            count = denials(_before(text, match)) + denials(_behind(text, match))
            if count <= 1:
                yield Stance(question.name, so != bool(count), bool(count), match.group())


def _told(match: re.Match[str], text: str, predicate: str) -> bool:
    """Tell whether the clause says it, not only names somebody or something by it: "the rescuers had eaten"."""
    verb = predicate.split(maxsplit=1)[0]
    if any(word[:1] == verb[:1] for word in match.group().lower().split()) or _NO.search(text[: match.start()]):
        return True
    if verb not in conflict_cards()["polarity"].words["light"]:
        return False
    forms = conflict_cards()["polarity"].words["forms of be"] if verb == "be" else (f"{verb[:1]}*",)
    found = pattern(forms).search(text)
    if found is None or found.start() >= match.end():
        return False
    return not _ELSEWHERE.search(text[found.end() : match.start()])


def _before(text: str, match: re.Match[str]) -> str:
    return re.split(r"[;:]|\bbut\b", text[: match.start()])[-1]


def _behind(text: str, match: re.Match[str]) -> str:
    """Give the words right behind a verb, where its object may be denied."""
    return " ".join(text[match.end() :].split()[:_BEHIND]) if not text[match.end() :].startswith((",", ".")) else ""


@lru_cache(maxsize=1 << 14)
def denials(text: str) -> int:
    """Count the words of denial."""
    return len(_listed("deny").findall(_NOT.sub(" not", _REMARK.sub(" ", text))))


def says(name: str, text: str) -> bool:
    """Tell whether a text has one of the words of a list."""
    return bool(_listed(name).search(text))


def one_of(name: str, group: str) -> bool:
    """Tell whether a question is one of a list."""
    return name in conflict_cards()["polarity"].words[group]


@lru_cache(maxsize=1 << 8)
def _listed(name: str) -> re.Pattern[str]:
    return pattern(conflict_cards()["polarity"].words[name])


@lru_cache(maxsize=1)
def _questions() -> tuple[_Question, ...]:
    words = conflict_cards()["polarity"].words
    names = sorted(name.removesuffix(" so") for name in words if name.endswith(" so"))
    return tuple(
        _Question(
            name,
            pattern(words[f"{name} so"]),
            pattern(words.get(f"{name} not", ())),
            pattern(words[f"{name} about"]) if f"{name} about" in words else None,
        )
        for name in names
    )


def listed(name: str) -> tuple[str, ...]:
    """Give a list of the card."""
    return conflict_cards()["polarity"].words[name]
