"""Work mapped over processes of this machine; one worker is this process itself, on the same path."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Articles handed to a worker at once: enough to hide the hand-over, few enough to keep the last worker short.
CHUNK = 8


def map_shards(work: Callable[[T], R], items: Iterable[T], workers: int = 1) -> Iterator[R]:
    """Yield `work(item)` for each item in order; `work` is a module-level function without state.

    With more than one worker each process loads its own model once. Raises what `work` raises.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    # A forked child would inherit locks of the parser's threads: start afresh.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(work, items, chunksize=CHUNK)
