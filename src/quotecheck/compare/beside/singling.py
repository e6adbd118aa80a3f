"""What says that it was one doer and nobody else: clefts, "the first to", "the work of", "on its own initiative"."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.compare.statements import KEPT, Statement
from quotecheck.language.names import fold
from quotecheck.records import Role

_NAME = r"(?:[A-Z][\w’'-]+)(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+){0,3}"
# A name, or a description of up to five words.
_WHO = rf"(?:(?:the|a|an|its|his|her|their) (?:[\w’'-]+ ){{0,4}}?(?:of the |of )?)?(?:{_NAME}|[\w’'-]+)"
# "It was Vale who", "Vale himself", "nobody else", "Vale alone", "had been the one to", "on her own initiative".
_SELF = r"(?:himself|herself|themselves|itself)"
# "to itself", "killed himself": nobody is singled out.
_NO_OBJECT = r"(?<!\bfor )(?<!\bof )(?<!\bto )(?<!\bat )(?<!\bwith )(?<!\bin )(?<!\babout )(?<!\bon )(?<!ed )"
_SINGLED = re.compile(
    "|".join((
        r"\b[Ii]t (?:was|is|were|had been) .{2,80}?\b(?:who|that|which)\b",
        r"\b[Ii]t (?:was|is) (?!not\b|also\b|still\b|only\b|unclear\b|clear\b)[\w’' -]{3,60}$",
        r"\b[Ww]hat \w+ .{0,30}?(?:was|is|were)\b",
        r"\bthe (?:first|one|ones|only \w+|man|woman|people|person|hero) (?:to|who|that|behind)\b",
        rf"(?:[A-Z][\w’'-]+|\b[Tt]he (?:\w+ )?\w+) {_SELF}\b(?! up\b)",
        rf"{_NO_OBJECT}\b{_SELF}\s*(?:[,.;]|$)",
        r"\b(?:single-handed(?:ly)?|personally|unaided|alone)\b",
        rf"\bby {_SELF}\b",
        r"\b(?:nobody|no one|no-one|none) else\b",
        r"\b(?:his|her|its|their) own (?:initiative|accord|authority|hand)\b",
        r"\b(?:ahead of|before) (?:every|any)(?:one|body) else\b",
        r"\b(?:was|were|came|got|had been) (?:the )?first\b",
        r"\b[Ff]irst (?:to|on|in|at|there) (?:\w+ ){0,4}(?:was|were)\b",
        r"\b(?:fired|shot|struck|opened up|there|arrived|came|went|in|them|him|her|it) first\b",
        r"\b(?:work|doing|brainchild|idea|fault|handiwork) of\b",
        r"^[\w’' -]{2,60}, (?:and )?not (?:the |a |an )?[^,]{2,40}, ",
    ))
)  # fmt: skip
_BEFORE = re.compile(r",? (?:long |well |even )?(?:before|ahead of) \w+( else)?")
# "The first move was Vale's", "the order came from the owner", "was the work of Vale", "blamed it on Vale".
_OWNED = re.compile(
    rf"\b(?:was|is|been) (?P<owner>{_WHO})[’'](?:s|s alone)?(?= alone\b|\s*(?:$|[,.;:]))|"
    rf"\b(?:came|comes|come|originat(?:es|ed)|emanat(?:es|ed)|stem(?:s|med)) from (?P<from>{_WHO})|"
    rf"\b(?:work|doing|brainchild|idea|fault|handiwork) of (?P<work>{_WHO})|"
    rf"\bblam(?:ed|es|ing) (?:it|this|that|the \w+) on (?P<blamed>{_WHO})|"
    rf"\b(?:goes|went|pass(?:es|ed)|fell|falls) to (?P<goes>{_WHO})|"
    rf"\b(?:signal|order|orders|tip|call|complaint|request|instruction|instructions) from (?P<signal>{_WHO})|"
    rf"\b[Ww]hat \w+ .{{0,30}}?(?:was|is|were) (?P<what>{_NAME})"
)
_REACH = 40


@lru_cache(maxsize=KEPT)
def singled(statement: Statement) -> bool:
    """Tell whether a report says that it was its doer and nobody else."""
    return bool(_SINGLED.search(_text(statement)) or owned(statement))


@lru_cache(maxsize=KEPT)
def owned(statement: Statement) -> tuple[Role, ...]:
    """Give those whose an act is said to have been: "the first move was Vale's", "was the work of the owner"."""
    found = (next(filter(None, match.groups())) for match in _OWNED.finditer(statement.assertion.text))
    return tuple(Role(name="agent", text=who, head=_head(who)) for who in found)


def _head(who: str) -> str:
    """Give a name whole, and of a description its noun: "the chief executive of the trust"."""
    if re.fullmatch(_NAME, who):
        return fold(who)
    words = fold(who.partition(" of ")[0]).split()
    return words[-1] if words else ""


def by(statement: Statement, one: Role) -> bool:
    """Tell a passive that names its doer: "was opened by farmers"."""
    return bool(re.search(rf"\bby (?:[\w’'-]+ ){{0,3}}{re.escape(one.text)}", statement.assertion.text))


def _text(statement: Statement) -> str:
    """Give the clause, with what it is done before: "climbed down *before anybody else did*"."""
    end = statement.assertion.end
    behind = _BEFORE.match(statement.article.text[end : end + _REACH])
    return statement.assertion.text + (behind.group() if behind else "")
