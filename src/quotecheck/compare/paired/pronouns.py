"""Whose it is: "her retirement" beside "his retirement", "his grandmother was born" beside "he was born"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare.paired.texts import Sentence, content, cover, root
from quotecheck.compare.statements import Outcome

ENOUGH = 0.6
_WHOSE = re.compile(r"\b(his|her)\s([a-z]+)")
_HE = re.compile(r"\b(?:he|she|they)\s((?:(?:was|were|had|has|have|is|are|been|being)\s)*)([a-z]+)")
_KIN = (
    "wife", "husband", "mother", "father", "brother", "sister", "son", "daughter", "grandmother", "grandfather",
    "uncle", "aunt", "cousin", "friend", "partner", "boss", "lawyer", "neighbour", "neighbor", "colleague",
    "assistant", "coach", "agent", "girlfriend", "boyfriend", "parents", "children", "team-mate", "teammate",
    "deputy", "driver", "manager", "doctor", "teacher", "nephew", "niece", "grandson", "granddaughter", "twin",
)  # fmt: skip
_OWN = re.compile(
    rf"\b(?:his|her|their)\s(?:[a-z]+\s)?({'|'.join(_KIN)})\s((?:(?:was|were|had|has|have|is|are|been|being)\s)*)([a-z]+)"
)


def differ(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find a thing that is his in one sentence and hers in the other, and what another of the family did."""
    if cover(one, two) < ENOUGH:
        return
    first, second = _whose(one), _whose(two)
    for thing in sorted(first.keys() & second.keys()):
        if first[thing] != second[thing]:
            yield Outcome("conflict", "whose", f"{first[thing]} {thing}", f"{second[thing]} {thing}", "his or hers")
    for this, that in ((one, two), (two, one)):
        for kin, act in _kin_acts(this):
            if root(act) in _his_acts(that) and root(act) not in _his_acts(this) and root(kin) not in that.stems:
                values = (f"{kin} {act}", f"he {act}") if this is one else (f"he {act}", f"{kin} {act}")
                yield Outcome("conflict", "who", *values, "two doers of one act")


def _kin_acts(side: Sentence) -> list[tuple[str, str]]:
    return [(str(kin), str(act)) for kin, _, act in _OWN.findall(side.text)]


def _whose(side: Sentence) -> dict[str, str]:
    """Give whose each thing is, where all in the sentence are of one sex."""
    found = {root(thing): whose for whose, thing in _WHOSE.findall(side.text) if content(thing)}
    return found if len(set(found.values())) == 1 else {}


def _his_acts(side: Sentence) -> frozenset[str]:
    return frozenset(root(act) for _, act in _HE.findall(side.text) if content(act))
