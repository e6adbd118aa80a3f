"""The sample dataset against its hand-made gold: a yardstick that anyone can run.

Quotes: in the annotated articles, one to one, where the words of the contents have a Jaccard index of 0.8 or more (one
without words of its own: where the cues overlap). Optional gold is neither right nor wrong. Type, speaker and said_on
are counted over the matched, said_on where the gold gives one.

Findings: a gold row is found where two sides of one finding, of different values for conflicts and updates, overlap
its sides by 30 % or more of the shorter. A conflict that finds no gold conflict is a false one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from common import Row, folder, percent, quotecheck, read_rows, table
from spans import jaccard, overlaps, spans_of, words

SAME_WORDS = 0.8


def main() -> None:
    """Build if need be, score and print."""
    root = Path(__file__).resolve().parents[1] / "dataset"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--built", type=Path, metavar="DIR", help="a dataset built from the sample; else one is built")
    parser.add_argument("--sources", type=Path, default=root / "sources")
    parser.add_argument("--gold", type=Path, default=root / "gold")
    parser.add_argument("--json", action="store_true", help="figures as one JSON object, for programs")
    parser.add_argument("--misses", action="store_true", help="also list what was missed and what is false")
    asked = parser.parse_args()
    with folder(asked.built) as built:
        if asked.built is None:
            quotecheck("build", asked.sources, "-o", built, "--quiet")
        quotes = score_quotes(read_rows(asked.gold / "quotes.jsonl"), read_rows(built / "quotes" / "quotes.jsonl"))
        events = json.loads((asked.gold / "events.json").read_text(encoding="utf-8"))
        event_of = {name: event for event, names in events.items() for name in names}
        found = read_rows(built / "findings" / "findings.jsonl")
        findings = score_findings(read_rows(asked.gold / "findings.jsonl"), found, event_of)
    if asked.json:
        print(json.dumps({"quotes": quotes.counts, "findings": findings.counts}, indent=1))
        return
    print(f"{quotes.table()}\n\n{findings.table()}")
    if asked.misses:
        print("\n".join(f"- {line}" for line in (*quotes.misses, *findings.misses)))


class QuoteScore:
    """Counts over the annotated articles."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    def table(self) -> str:
        """Give the figures."""
        count = self.counts
        of_matched = [(name, count[name], count[f"{name} asked"]) for name in ("type", "speaker", "said_on", "chain")]
        shares = [
            ("recall", count["found"], count["gold"]),
            ("precision", count["right"], count["predicted"]),
            *of_matched,
        ]
        return table(["quotes", "right", "of", "%"], [(name, part, of, percent(part, of)) for name, part, of in shares])


def score_quotes(gold: Sequence[Row], found: Sequence[Row]) -> QuoteScore:
    """Hold found quotes against the gold ones, article by article."""
    score = QuoteScore()
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_article[row["article_id"]].append(row)
    for article in sorted({row["article_id"] for row in gold}):
        wanted = [row for row in gold if row["article_id"] == article]
        _score_article(score, wanted, by_article[article])
    return score


def _score_article(score: QuoteScore, wanted: Sequence[Row], found: Sequence[Row]) -> None:
    pairs = _matched(wanted, found)
    for number, row in enumerate(wanted):
        if row.get("optional"):
            continue
        score.counts["gold"] += 1
        if number in pairs:
            score.counts["found"] += 1
            _compare(score, row, found[pairs[number]])
        else:
            score.misses.append(f"missed: {_shown(row)}")
    free = {place for number, place in pairs.items() if wanted[number].get("optional")}
    score.counts["predicted"] += len(found) - len(free)
    score.counts["right"] += len(pairs) - len(free)
    spare = set(range(len(found))) - set(pairs.values())
    score.misses += [f"not in the gold: {_shown(found[place])}" for place in sorted(spare)]


def _matched(wanted: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """Pair gold rows with found ones, the most alike first."""
    alike = [(_likeness(row, other), i, j) for i, row in enumerate(wanted) for j, other in enumerate(found)]
    pairs: dict[int, int] = {}
    for likeness, i, j in sorted(alike, key=lambda entry: (-entry[0], entry[1:])):
        if likeness >= SAME_WORDS and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(row: Row, other: Row) -> float:
    if row["content"] or other["content"]:
        return jaccard(words(row["content"]), words(other["content"]))
    return float(bool(row["cue"] and other["cue"]) and overlaps(row["cue"], other["cue"], 0))


def _compare(score: QuoteScore, row: Row, other: Row) -> None:
    speaker = other["speaker"]["name"] if other["speaker"] else None
    asked = {"type": (row["type"], other["type"]), "speaker": (_plain(row["speaker"]), _plain(speaker))}
    if row["said_on"] is not None:
        asked["said_on"] = (row["said_on"], other["said_on"]["value"])
    if row["chain"]:
        asked["chain"] = ([_plain(name) for name in row["chain"]], [_plain(link["name"]) for link in other["chain"]])
    for name, (wanted, got) in asked.items():
        score.counts[f"{name} asked"] += 1
        score.counts[name] += wanted == got
        if wanted != got:
            score.misses.append(f"{name} is {got}, not {wanted}: {_shown(row)}")


def _plain(name: str | None) -> str | None:
    return None if name is None else name.casefold().replace("’", "'").removeprefix("the ")


def _shown(row: Row) -> str:
    content = " … ".join(span["text"] for span in row["content"])
    return f"{row['article_id']}: {content or row['cue']['text']}"


class FindingScore:
    """Counts by verdict and kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    def table(self) -> str:
        """Give the figures."""
        kinds = sorted({key.split("/", 1)[1] for key in self.counts if "/" in key})
        head = ["findings", "gold", "found", "recall %", "predicted", "right", "precision %"]
        tail = [f"of two events: {self.counts['of two events']}", f"traps taken for conflicts: {self.counts['traps']}"]
        return table(head, [self._line(kind) for kind in kinds]) + "\n\n" + "; ".join(tail)

    def _line(self, kind: str) -> list[object]:
        gold, found, predicted, right = (
            self.counts[f"{what}/{kind}"] for what in ("gold", "found", "predicted", "right")
        )
        return [kind, gold, found, percent(found, gold), predicted, right, percent(right, predicted)]


def score_findings(gold: Sequence[Row], found: Sequence[Row], event_of: dict[str, str]) -> FindingScore:
    """Hold found findings against the gold ones."""
    score = FindingScore()
    for row in gold:
        if row["verdict"] in {"conflict", "update", "agreement"}:
            alike = [other for other in found if other["verdict"] == row["verdict"] and _meet(row, other)]
            _count(score, row, "gold")
            _count(score, row, "found" if alike else None)
            score.misses += [] if alike else [f"missed {row['verdict']}, {row['kind']}: {row['id']} {row['note']}"]
        elif any(other["verdict"] == "conflict" and _meet(row, other) and _opposed(row, other) for other in found):
            score.counts["traps"] += 1
            score.misses.append(f"trap taken for a conflict: {row['id']} {row['note']}")
    for other in found:
        _count_found(score, other, gold, event_of)
    return score


def _opposed(row: Row, found: Row) -> bool:
    """Tell whether a finding holds the sides of a row against each other, and not both against a third."""
    one, two = ({side["value"] for side in found["sides"] if spans_of(known, side)} for known in row["sides"][:2])
    return one.isdisjoint(two)


def _count(score: FindingScore, row: Row, what: str | None) -> None:
    if what is not None:
        score.counts[f"{what}/{row['verdict']}"] += 1
        score.counts[f"{what}/{row['verdict']}: {row['kind']}"] += 1


def _count_found(score: FindingScore, found: Row, gold: Sequence[Row], event_of: dict[str, str]) -> None:
    right = any(row["verdict"] == found["verdict"] and _meet(row, found) for row in gold)
    if found["verdict"] in {"conflict", "update"}:
        _count(score, found, "predicted")
        _count(score, found, "right" if right else None)
        values = " / ".join(sorted({side["value"] for side in found["sides"]}))
        score.misses += [] if right else [f"false {found['verdict']}, {found['kind']}: {values}"]
    events = {event_of[side["article_id"]] for side in found["sides"]}
    score.counts["of two events"] += found["verdict"] == "conflict" and len(events) > 1


def _meet(gold: Row, found: Row) -> bool:
    """Tell whether two sides of a finding are two of a gold row; differing values must differ in both."""
    differ = len({side["value"] for side in gold["sides"]}) > 1
    near = [(i, side) for i, row in enumerate(gold["sides"]) for side in found["sides"] if spans_of(row, side)]
    for i, left in near:
        for j, right in near:
            apart = gold["sides"][i]["value"] != gold["sides"][j]["value"] and left["value"] != right["value"]
            if i != j and left is not right and (apart or not differ):
                return True
    return False


if __name__ == "__main__":
    main()
