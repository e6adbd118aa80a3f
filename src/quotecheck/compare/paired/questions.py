"""On which side of a question each of two sentences stands, and what one denies that the other affirms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.paired.texts import Sentence, content, cover, kinds, meet, root, topical
from quotecheck.compare.statements import Outcome
from quotecheck.rules.pairs import Question, questions

ENOUGH = 0.45
ENOUGH_DENIED = 0.55
_NOT = re.compile(r"n['’]t\b")
_DENIAL = re.compile(
    r"\b(?:not|never|no longer|no one|nobody|none|no|without|yet to|fail(?:s|ed|ing)? to|refus(?:es|ed) to|"
    r"declin(?:es|ed) to|unable to|rul(?:ed|es|ing) out|unlikely to|"
    r"(?:reject|refus|dismiss|resist|oppos)(?:s|es|ed|ing) (?:calls|demands|requests|pleas|plans|pressure|moves|a call|"
    r"a plan) (?:to|for|from)|"
    r"(?:withdr\w+|drop\w*|scrap\w*|abandon\w*|shelv\w*|cancel\w*) (?:the |a |its |their |his |her )?"
    r"(?:plans?|ideas?|proposals?|bids?|attempts?|threats?) (?:to|of|for))\b",
    re.IGNORECASE,
)
# What makes a denial no denial, or takes the truth from what follows.
_TURNS = re.compile(
    r"\b(?:not all|not every|not only|not just|not unusual|not uncommon|not surprising|no fewer|no less|no more than|"
    r"not until|no doubt|no matter|no[ -]confidence|"
    r"not enough|sa(?:id|ys?) no|cannot be named|feared|presumed|wrong to|dismiss\w*|rumours?|rumors?|den(?:y|ies|ied)|"
    r"would not have|had \w+ (?:supported|known|been)|if|unless|whether|might|could have|should have|(?-i:may))\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;:]|\b(?:but|and|although|though|because|after|when|while|which|who|as)\b")
# "a sharp drop in temperatures": what falls stands behind.
_NOUN = re.compile(r"\b(?:a|an|the|this|its|their|any)\s(?:[\w-]+\s){0,2}$")
_WORD = re.compile(r"[^\W_]+")
_INSTEAD = re.compile(r"\b(?:rather than|instead of|and not|but not|as opposed to|not because of|nothing to do with)\b")
# "trial at which he denied it": who is not said here.
_PRONOUN = re.compile(
    r"\b(?:he|she|they|who)\s(?:(?:had|has|have|was|were|will|would|could|can|did)\s)?$", re.IGNORECASE
)
_TO_COME = re.compile(r"\b(?:expected|due|set|likely|hop\w+|plan\w*|about|want\w*|aim\w*) to(?: be)?\s$", re.IGNORECASE)
# "a petition against the closing": it was not closed.
_UNWANTED = re.compile(
    r"\b(?:against|prevent\w*|avoid\w*|avert\w*|instead of|rather than|"
    r"reject\w*|dismiss\w*|refut\w*|fears? of|threat of|risk of|danger of)"
    r"(?: (?:the|a|an|any|its|their|his|her|being))?\s$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad (?:been )?$", re.IGNORECASE)
_AGO = re.compile(r"[^,;:.]{0,40}\b(?:ago|years earlier|months earlier)\b")

_NOBODY = re.compile(r"\b(?:none of|nobody|no one|no-one|neither|not one|not a single)\b", re.IGNORECASE)
# "denied that it had refused": two denials undo each other.
_TWICE = re.compile(
    r"\b(?:den(?:y|ies|ied)|never|not|n['’]t|no)\b(?: [\w-]+){0,6} "
    r"(?:refus|fail|den(?:y|ied)|declin|prevent|without)\w*",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:was|were|been|being|is|are|be|has been|have been)\s(?:\w+\s)?$", re.IGNORECASE)
_FIGURE = re.compile(r"[£$€]?\d+(?:[.,]\d+)*(?:m|bn|k|%)?(?: (?:percent|per cent|million|billion))?(?![\w-])")
_APART = re.compile(r"[,;:.](?:\s|$)|\b(?:but|and|although|though|while|when|compared|against|from)\b")
_AT_FIGURE = ("up or down", "profit or loss", "gain or loss", "more or less")
_FAR = 30
# "with three stages left" tells of nobody who left.
TO_GO = re.compile(r"\bwith (?:[\w-]+ ){1,4}(?:left|remaining|to go)\b", re.IGNORECASE)
_ASIDE = 3
_QUOTES = " \"'“‘"
_ENDS = ".!?:"
_REACH = 4
_BEFORE = 6
_BEHIND = 3


@dataclass(frozen=True, slots=True)
class _Side:
    so: bool
    words: str
    before: frozenset[str]
    behind: frozenset[str]
    left_open: bool = False
    passive: bool = False


def contrary(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find a question on which the two sentences stand on either side, of the same."""
    if cover(one, two) < ENOUGH or _TWICE.search(one.text) or _TWICE.search(two.text):
        return
    for question, so, other in _questions():
        first, second = (_sides(side.text, so, other) for side in (one, two))
        if len({side.so for side in first}) != 1 or len({side.so for side in second}) != 1:
            continue
        for a in first:
            for b in second:
                if a.so != b.so and _same(a, b, question):
                    yield Outcome("conflict", question.name, a.words, b.words, "one affirms what the other denies")


def at_figure(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find one figure that is told of the one side of a question here and of the other there: "a profit of $310m"."""
    if cover(one, two) < ENOUGH:
        return
    first, second = (_figures(side.text) for side in (one, two))
    for figure in sorted(first.keys() & second.keys()):
        for question, so, other in _questions():
            if question.name in _AT_FIGURE:
                a, b = (_by(side, so, other) for side in (first[figure], second[figure]))
                if a and b and a[0] != b[0]:
                    yield Outcome("conflict", question.name, f"{a[1]} {figure}", f"{b[1]} {figure}", "of one figure")


def _figures(text: str) -> dict[str, str]:
    """Give each figure that is there once, with the words of its clause around it."""
    found: dict[str, list[str]] = {}
    for match in _FIGURE.finditer(text):
        before, behind = _APART.split(text[: match.start()])[-1], _APART.split(text[match.end() :])[0]
        around = [*before.split()[-_REACH:], *behind.split()[:_BEHIND]]
        found.setdefault(match.group(), []).append(" ".join(around))
    return {figure: words[0] for figure, words in found.items() if len(words) == 1}


def _by(words: str, so: re.Pattern[str], other: re.Pattern[str]) -> tuple[bool, str] | None:
    yes, no = so.search(words), other.search(words)
    if bool(yes) == bool(no) or _DENIAL.search(words):
        return None
    return (True, yes.group()) if yes else (False, no.group() if no else "")


def _same(one: _Side, two: _Side, question: Question) -> bool:
    if question.behind:
        return meet(one.behind, two.behind)
    if meet(one.before, two.before):
        return True
    if one.passive != two.passive:
        done, doing = (one, two) if one.passive else (two, one)
        if meet(done.before, doing.behind):
            return True
    return (not question.subject or one.left_open or two.left_open) and meet(
        one.before | one.behind, two.before | two.behind
    )


def _sides(text: str, so: re.Pattern[str], other: re.Pattern[str]) -> list[_Side]:
    plain = TO_GO.sub("", _NOT.sub(" not", text))
    found: list[_Side] = []
    taken: list[range] = []
    for side, value in ((other, False), (so, True)):
        for match in side.finditer(plain):
            if _in_a_name(plain, match):
                continue
            span = range(*match.span())
            if any(span.start < known.stop and known.start < span.stop for known in taken):
                continue
            taken.append(span)
            before = _clause(plain[: match.start()])
            if _TURNS.search(before) or _UNWANTED.search(before) or _past(plain, match):
                continue
            found.append(_side(plain, match, value, before))
    return found


def _past(plain: str, match: re.Match[str]) -> bool:
    """Tell what was so before what is told: "shut two years ago", "had been shut"."""
    return bool(_AGO.match(plain, match.end()) or _HAD.search(plain[: match.start()]))


def _in_a_name(plain: str, match: re.Match[str]) -> bool:
    """Tell "the Harwick Pass" or the month of May from a word that tells something."""
    before = plain[: match.start()].rstrip(_QUOTES)
    return match.group()[:1].isupper() and before != "" and before[-1] not in _ENDS


def _side(plain: str, match: re.Match[str], value: bool, before: str) -> _Side:
    near = re.split(r"[,;:]", plain[: match.start()])[-1].split()[-_REACH:]
    said, behind = _roots(before, -_BEFORE), _after(plain[match.end() :])
    if _NOUN.search(before) and plain[match.end() :].startswith((" in ", " of ")):
        said |= behind
    so = value != bool(_DENIAL.search(" ".join(near)) or _NOBODY.search(_clause(plain[: match.start()])))
    return _Side(so, match.group(), said, behind, bool(_PRONOUN.search(before)), bool(_BE.search(before)))


def _clause(before: str) -> str:
    """Give the words of a clause before a word; with those before an aside, where it begins with the aside's end."""
    pieces = _STOP.split(before)
    if any(content(word) for word in _WORD.findall(pieces[-1].lower())):
        return pieces[-1]
    return " ".join(pieces[-_ASIDE:])


def _roots(text: str, last: int) -> frozenset[str]:
    words = [word for word in _WORD.findall(text.lower()) if content(word)]
    return frozenset(root(word) for word in (words[last:] if last < 0 else words[:last]))


def _after(text: str) -> frozenset[str]:
    return _roots(re.split(r"[,;:.]", text)[0], _BEHIND)


@lru_cache(maxsize=1)
def _questions() -> tuple[tuple[Question, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((one, pattern(one.so), pattern(one.other)) for one in questions())


def instead(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find what one sentence names only as that which it was not: "rather than the weather"."""
    if cover(one, two) < ENOUGH:
        return
    for this, that in ((one, two), (two, one)):
        if _INSTEAD.search(that.text):
            continue
        for match in _INSTEAD.finditer(this.text):
            words = [word for word in _WORD.findall(this.text[match.end() :].lower()[:_FAR]) if content(word)]
            if words and root(words[0]) in that.stems and root(words[0]) not in _stems(this.text[: match.start()]):
                said, so = f"{match.group()} {words[0]}", str(words[0])
                values = (said, so) if this is one else (so, said)
                if not _DENIAL.search(that.text):
                    yield Outcome("conflict", "so or not", *values, "one affirms what the other denies")


def _stems(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in _WORD.findall(text.lower()))


def denied(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find a word that one sentence denies and the other affirms of the same."""
    if cover(one, two) < ENOUGH_DENIED or _TWICE.search(one.text) or _TWICE.search(two.text):
        return
    for this, that in ((one, two), (two, one)):
        against = _denied(that.text)
        for said, (words, around) in _denied(this.text).items():
            if said in that.stems and said not in against and around & _affirmed(that.text, said):
                values = (words, said) if this is one else (said, words)
                yield Outcome("conflict", "so or not", *values, "one affirms what the other denies")


def _denied(text: str) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Give the first content word behind each denial, with the words around: "did not break", "no one has claimed"."""
    plain = _NOT.sub(" not", text)
    found = {}
    for match in _DENIAL.finditer(plain):
        if _TURNS.search(plain[max(0, match.start() - 30) : match.end() + 15]):
            continue
        words = [word for word in _WORD.finditer(plain, match.end()) if content(word.group().lower())]
        if not words or not topical(root(words[0].group().lower())) or _is_missed(match, words[0]):
            continue
        if len(plain[match.end() : words[0].start()].split()) < _REACH:
            said, around = words[0], _roots(_clause(plain[: match.start()]), -_BEFORE)
            found[root(said.group().lower())] = f"{match.group()} {said.group()}", around | _after(plain[said.end() :])
    return found


def _is_missed(denial: re.Match[str], word: re.Match[str]) -> bool:
    """Tell "without Brock", who was elsewhere."""
    return denial.group().lower() == "without" and word.group()[:1].isupper()


def both_deny(one: str, two: str, left: str, right: str) -> bool:
    """Tell whether both texts deny the word that two clauses have: "will not be sold", "had not been sold"."""
    words = {root(word) for word in (*left.split(), *right.split()) if content(word.lower())}
    first, second = (_denied_words(text) for text in (one, two))
    groups = kinds(frozenset(words))
    return all(words & denied or groups & kinds(denied) for denied in (first, second))


def _denied_words(text: str) -> frozenset[str]:
    plain = _NOT.sub(" not", text)
    found: set[str] = set()
    for match in _DENIAL.finditer(plain):
        words = [word for word in _WORD.findall(plain[match.end() :].lower()) if content(word)]
        found.update(root(word) for word in words[:1])
    return frozenset(found)


def _affirmed(text: str, said: str) -> frozenset[str]:
    """Give the words around a word that is said without a denial, of what is or was; none where it is not."""
    for match in _WORD.finditer(text):
        if root(match.group().lower()) == said:
            before = _clause(text[: match.start()])
            if _DENIAL.search(before) or _TURNS.search(before) or _TO_COME.search(before):
                return frozenset()
            return _roots(before, -_BEFORE) | _after(text[match.end() :])
    return frozenset()
