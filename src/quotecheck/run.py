"""The one path: inputs are read, analysed by an engine, compared, stored. The command line only calls what is here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from quotecheck.analysis import Analysis, Job, Settings, analyse, facts, shard_key
from quotecheck.compare.findings import crosscheck
from quotecheck.compare.happenings import happenings, origins
from quotecheck.compare.pairs import pair_label
from quotecheck.contributions.apply import contribute
from quotecheck.engines.local import map_shards
from quotecheck.language.model import load_model
from quotecheck.problems import Place, Problem
from quotecheck.read.files import read
from quotecheck.read.unique import unique
from quotecheck.records import Article, Assertion, Finding, Manifest, Quote, Speaker
from quotecheck.report import html
from quotecheck.store import dataset
from quotecheck.store.decisions import Decided, read_decisions
from quotecheck.store.joins import joins
from quotecheck.store.registry import Settled, entries, settle
from quotecheck.store.rulings import read_rulings, ruled
from quotecheck.store.shards import Shards
from quotecheck.store.withdrawn import Graves, read_graves

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Built:
    """What a build made, for the summary."""

    manifest: Manifest
    counts: dict[str, int]
    findings: list[Finding]
    problems: list[Problem]
    contributed: int = 0


@dataclass(slots=True)
class Batch:
    """Articles read, and what was wrong with the input."""

    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load(inputs: Sequence[str], stdin: BinaryIO | None = None) -> Batch:
    """Read all inputs: every article under an id of its own, every fault a Problem."""
    batch = Batch()
    for item in read(inputs, stdin):
        if isinstance(item, Article):
            batch.articles.append(item)
        else:
            batch.problems.append(item)
    batch.articles, more = unique(batch.articles)
    batch.problems += more
    if not batch.articles and not batch.problems:
        batch.problems.append(Problem("QC404", "no article was found in the input"))
    return batch


def analyses(
    articles: Iterable[Article], settings: Settings, workers: int = 1, *, statements: bool = True
) -> Iterator[Analysis]:
    """Analyse articles in order; without `statements` for their quotes, marks and times alone."""
    load_model()  # a missing model stops the run here, not in every worker
    jobs = (Job(article=article, settings=settings, statements=statements) for article in articles)
    yield from map_shards(analyse, jobs, workers)


def compare(results: Sequence[Analysis]) -> tuple[list[Finding], list[Problem]]:
    """Cross-check what the articles state that were not withdrawn."""
    results = [result for result in results if result.article.status != "withdrawn"]
    settled = _settle(results, Decided())
    return crosscheck([result.article for result in results], settled.assertions, settled.quotes)


def build(
    inputs: Sequence[str],
    folder: Path,
    *,
    settings: Settings,
    workers: int = 1,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Built:
    """Make a dataset of the inputs in `folder`; articles that have not changed are taken from the last build.

    The result depends on the articles, the settings, and what was decided and withdrawn in the folder. Raises
    `QuotecheckError` where nothing can be written, another build is at work, or there is no model.
    """
    with dataset.lock(folder):
        batch = load(inputs, stdin)
        graves = read_graves(folder)
        batch.articles = graves.articles(batch.articles)
        results = _analyse_all(batch.articles, folder, settings, workers, progress or _silent)
        return _store(folder, settings, batch, results, graves)


def _silent(_done: int, _total: int) -> None:
    pass


def _analyse_all(
    articles: Sequence[Article], folder: Path, settings: Settings, workers: int, progress: Progress
) -> list[Analysis]:
    shards = Shards(folder)
    jobs = [Job(article=article, settings=settings) for article in sorted(articles, key=lambda article: article.id)]
    keys = [shard_key(job) for job in jobs]
    stored = {key: value for key in keys if (value := shards.get(key)) is not None}
    missing = [(job, key) for job, key in zip(jobs, keys, strict=True) if key not in stored]
    progress(len(jobs) - len(missing), len(jobs))
    fresh = map_shards(_shard, (job for job, _ in missing), workers)
    for done, ((_, key), value) in enumerate(zip(missing, fresh, strict=True), start=1):
        shards.put(key, value)
        stored[key] = value
        progress(len(jobs) - len(missing) + done, len(jobs))
    shards.prune(keys)
    return [Analysis.from_json(stored[key]) for key in keys]


def _shard(job: Job) -> bytes:
    return analyse(job).to_json().encode("utf-8", "surrogatepass")


def _store(folder: Path, settings: Settings, batch: Batch, results: Sequence[Analysis], graves: Graves) -> Built:
    articles = [result.article for result in results]
    problems = [*batch.problems, *(problem for result in results for problem in result.problems)]
    settled = _settle(_living(results, graves, folder), read_decisions(folder))
    return store(folder, facts(settings), articles, settled, [_portable(problem) for problem in problems], graves)


def _living(results: Sequence[Analysis], graves: Graves, folder: Path) -> list[Analysis]:
    """Take what was withdrawn out of the results."""
    said = [quote for result in results for quote in result.quotes]
    stated = [assertion for result in results for assertion in result.assertions]
    graves.bury_former((result.article for result in results), folder, said, stated)
    quotes, assertions = graves.living(said, stated)
    if (len(quotes), len(assertions)) == (len(said), len(stated)):
        return list(results)
    kept, held = {one.id: one for one in quotes}, {one.id: one for one in assertions}
    return [
        result.model_copy(
            update={
                "quotes": tuple(kept[one.id] for one in result.quotes if one.id in kept),
                "assertions": tuple(held[one.id] for one in result.assertions if one.id in held),
            }
        )
        for result in results
    ]


def _settle(results: Sequence[Analysis], decided: Decided) -> Settled:
    """Say which speakers of several articles are one."""
    articles = [result.article for result in results]
    quotes = [quote for result in results for quote in result.quotes]
    stated = [assertion for result in results for assertion in result.assertions]
    joined = joins(articles, quotes, happenings(articles)[0])
    return settle(quotes, stated, entries(quotes, articles), joined, decided)


def store(
    folder: Path,
    made_by: Mapping[str, str],
    articles: Sequence[Article],
    settled: Settled,
    problems: Sequence[Problem],
    graves: Graves,
) -> Built:
    """Compare and write down what is in the articles; `made_by` are the facts of the manifest. Call it inside a lock.

    `problems` are those of reading the articles, with files that are named without their folders; `graves` what was
    withdrawn: none of it is among the records.
    """
    copies = origins(articles)
    articles = [article.model_copy(update={"origin": copies[article.id]}) for article in articles]
    applied = contribute(folder, articles, settled)
    speakers, (quotes, stated) = applied.speakers, graves.living(applied.quotes, applied.assertions)
    found, faults = crosscheck(articles, stated, quotes)
    findings, idle = ruled(found, read_rulings(folder))
    graves.tell_idle()
    faults += [*idle, *graves.problems, *applied.problems]
    problems = sorted((*problems, *map(_portable, (*settled.problems, *faults))), key=str)
    manifest = dataset.write(
        folder,
        articles=articles,
        quotes=quotes,
        speakers=speakers,
        assertions=stated,
        findings=findings,
        problems=problems,
        report_html=html.render(articles, quotes, speakers, stated, findings, problems),
        manifest_facts=made_by,
        tombstones=graves.tombstones,
        replaced=applied.replaced,
    )
    return Built(manifest, _counts(articles, quotes, speakers, stated), findings, problems, applied.sound)


def _portable(problem: Problem) -> Problem:
    """Name a file without the folders it lay in: a dataset says the same wherever it was built."""
    return replace(problem, place=replace(problem.place, file=Path(problem.place.file).name))


def _counts(
    articles: Sequence[Article], quotes: Sequence[Quote], speakers: Sequence[Speaker], stated: Sequence[Assertion]
) -> dict[str, int]:
    kinds = Counter(quote.type for quote in quotes)
    counts = {
        "articles": len(articles),
        "outlets": len({a.outlet for a in articles if a.outlet}),
        "quotes": len(quotes),
    }
    counts |= {f"quotes: {kind}": kinds[kind] for kind in ("direct", "mixed", "indirect")}
    return counts | {"speakers": len(speakers), "assertions": len(stated)}


def label_pairs(path: Path) -> tuple[list[dict[str, object]], list[Problem]]:
    """Label sentence pairs, each taken as two reports of one happening on one day.

    A line is `{"id", "text_a", "text_b"}`. A line that is none is a Problem, and the others are labelled.
    """
    labels: list[dict[str, object]] = []
    problems: list[Problem] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            row = json.loads(line)
            left, right = (_statements(row["id"], side, row[f"text_{side}"]) for side in "ab")
        except (ValueError, KeyError, TypeError) as error:
            problems.append(Problem("QC006", f"no sentence pair: {error}", Place(str(path), number)))
            continue
        label = pair_label(left.article, left.assertions, right.article, right.assertions)
        labels.append({"id": row["id"], **asdict(label)})
    return labels, problems


def _statements(pair: str, side: str, text: str) -> Analysis:
    # Any one day serves: only that it is the same for both matters.
    article = Article(id=f"{pair}-{side}", text=text, outlet=side, published="2001-01-03")
    return analyse(Job(article=article))
