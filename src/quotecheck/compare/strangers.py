"""Reports that stand among those of a happening, and may be of another one: they share little, and differ in much.

A report of a sibling, the other crash on the other motorway, has the words of the happening and none of its names;
every figure, day and place that it gives seems to contradict the others'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quotecheck.compare.figures import measure
from quotecheck.compare.profiles import Words, rarity, words
from quotecheck.compare.quoted import runs
from quotecheck.compare.statements import Statement
from quotecheck.records import Finding

# Of fewer reports none is known to be the stranger.
FEWEST = 4
# What part of its own names others have, by their weight; and of the names that most others have, it has.
OWN_SHARED = 0.55
COMMON_SHARED = 0.36
MOST = 0.6
# From so many names on that are names in another report too, it is none.
NAMES = 5
# How many amounts it may have in common, and from how many contradictions on it is taken for a stranger.
AMOUNTS = 1
CONTRADICTIONS = 2
KINDS = frozenset({"number", "time", "place", "participant", "polarity", "certainty"})
_RARE = 1.5
_TRIFLING = 2


def parted(found: Sequence[Finding], reports: Mapping[str, Sequence[Statement]]) -> list[Finding]:
    """Take what contradicts a stranger for another happening's: compatible, with the reason."""
    strange = _strangers(reports)
    told = Counter(id_ for each in found if _contradicts(each) for id_ in _origins(each, strange))
    strange = {id_ for id_, count in told.items() if count >= CONTRADICTIONS}
    return [_compatible(each) if _contradicts(each) and _origins(each, strange) else each for each in found]


def _contradicts(finding: Finding) -> bool:
    return finding.verdict == "conflict" and finding.kind in KINDS


def _origins(finding: Finding, strange: Iterable[str]) -> frozenset[str]:
    return frozenset(side.origin or side.article_id for side in finding.sides).intersection(strange)


def _compatible(finding: Finding) -> Finding:
    said, _, _ = finding.reason.rpartition(": ")
    reason = f"{said}: one of the reports shares so little with the others that it may be of another happening"
    return finding.model_copy(update={"verdict": "compatible", "severity": "info", "disputed": False, "reason": reason})


def _strangers(reports: Mapping[str, Sequence[Statement]]) -> set[str]:
    """Give the originals that share few names and amounts, and no quotation; copies neither add nor take away."""
    stated = {each[0].origin: each for each in reports.values() if each and each[0].article.id == each[0].origin}
    if len(stated) < FEWEST or not all(each.small for one in stated.values() for each in one):
        return set()
    held = {id_: words(each[0].article) for id_, each in stated.items()}
    amounts = {id_: _amounts(each) for id_, each in stated.items()}
    quoted = {id_: runs(each[0].article.text) for id_, each in stated.items()}
    return {
        id_
        for id_ in stated
        if all(quoted[id_].isdisjoint(quoted[other]) for other in stated if other != id_)
        and _shares_little(held[id_], [other for other_id, other in held.items() if other_id != id_])
        and sum(len(amounts[id_] & amounts[other]) for other in stated if other != id_) <= AMOUNTS
    }


def _shares_little(own: Words, others: Sequence[Words]) -> bool:
    names = _rare(own.names)
    shared = [name for name in names if any(name in other.counts for other in others)]
    counts = Counter(name for other in others for name in _rare(other.names))
    common = [name for name, count in counts.items() if count >= max(2, len(others) * MOST)]
    has = [name for name in common if name in own.counts]
    few = _weight(shared) <= OWN_SHARED * max(1.0, _weight(names))
    named = sum(any(name in other.names for other in others) for name in shared)
    return few and named < NAMES and bool(common) and _weight(has) <= COMMON_SHARED * _weight(common)


def _rare(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if rarity(name, 1) > _RARE)


def _weight(names: Iterable[str]) -> float:
    return sum(rarity(name, 1) for name in names)


def _amounts(stated: Sequence[Statement]) -> frozenset[tuple[float, str]]:
    return frozenset(
        (round(each.low, 3), measure(each))
        for each in stated[0].amounts
        if each.low is not None and each.low == each.high and (each.low > _TRIFLING or each.unit)
    )
