"""Quoted words as they are compared: contractions in full, numbers in digits, one spelling, no fillers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotecheck.compare.cards import conflict_cards
from quotecheck.language.names import fold
from quotecheck.language.quantity_words import FIRST_WORDS, value
from quotecheck.language.unedited import GAP

# Stands in a word for letters that a censor took out: "f*ing".
WILD = "*"

_TOKEN = re.compile(rf"{GAP}|%|(?:[^\W_]|\{WILD})+(?:(?:[.,:](?=\d)|['’])[^\W_]+)*['’]?")
_PER_CENT = re.compile(r"(?i)\bper\scent\b")
_NOT = re.compile(r"n['’]t$")
_ENDINGS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
_IRREGULAR = {
    "can't": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not", "cannot": "can not",
    "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to", "%": "percent",
    "okay": "ok", "alright": "all right",
}  # fmt: skip
_NO_NUMBERS = frozenset({"a", "an", "and", "m", "b", "k"})
_TAKES_IS = frozenset(
    {"it", "that", "there", "he", "she", "what", "who", "here", "where", "how", "this", "everything", "nothing",
     "everyone", "everybody", "nobody", "something", "when", "why"}
)  # fmt: skip
_SPELT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ers?|able|ite|ites|ful|less|hood|ly|y|al)?$)", "or"),
        (r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e|es|ed|ing)$)", "yz"),
        (r"(?<=[a-z]t)re(?=s?$)|(?<=[a-z]b)re(?=s?$)", "er"),
        (r"(?<=[a-z]{3})ll(?=(?:ed|ing|ers?)$)", "l"),
        (r"(?<=[a-z]{3})ogue(?=s?$)", "og"),
        (r"(?<=[a-z]{3})gramme(?=s?$)", "gram"),
        (r"(?<=[a-z]{2})ence(?=s?$)", "ense"),
        (r"^grey", "gray"),
        (r"[ao]e(?=[a-z]{4})", "e"),
        (r"(?<=[a-z])wards$", "ward"),
        (r"^(whil|amid|among)st$", r"\1"),
    )
)  # fmt: skip


def words(text: str) -> tuple[str, ...]:
    """Give the words of quoted text in the form in which two reports of them meet; gaps as "…".

    >>> words("Um, it, it didn’t cost twenty-two crowns")
    ('it', 'did', 'not', 'cost', '22', 'crowns')
    """
    text = _PER_CENT.sub("percent", text)
    plain = [word for printed in _TOKEN.findall(text) for word in _expanded(printed)]
    return tuple(_once(_without_fillers([_spelt(word) for word in _numbers(plain)])))


@lru_cache(maxsize=512)
def article_words(text: str) -> str:
    """Give a whole article's words in that form, between spaces."""
    return f" {' '.join(words(text))} "


def plain_words(text: str) -> str:
    """Give the words as they were printed, but for case and signs."""
    return fold(text.replace("’", "").replace("'", ""))


def _expanded(printed: str) -> Iterator[str]:
    lower = printed.lower().replace("’", "'").rstrip("'")
    if lower in (GAP, WILD):
        yield lower
        return
    if lower in _IRREGULAR:
        yield from _IRREGULAR[lower].split()
        return
    stem, _, ending = lower.rpartition("'")
    if _NOT.search(lower):
        yield from (_plain(lower[:-3]), "not")
    elif stem and ending in _ENDINGS:
        yield from (_plain(stem), _ENDINGS[ending])
    elif stem and ending == "s":
        yield from (_plain(stem), "is") if stem in _TAKES_IS else (_plain(stem),)
    else:
        yield _plain(lower)


def _plain(word: str) -> str:
    """Fold a word; a number keeps its point, a censored word its gap."""
    if word[:1].isdigit():
        return word.replace(",", "")
    return word if WILD in word else fold(word).replace(" ", "")


def _numbers(plain: Sequence[str]) -> Iterator[str]:
    """Write each run of words for a number in digits."""
    at = 0
    while at < len(plain):
        end = at
        while end < len(plain) and (_counts(plain[end]) or (end > at and _links(plain, end))):
            end += 1
        amount = value(" ".join(plain[at:end])) if end > at else None
        yield plain[at] if amount is None else f"{amount:g}" if amount % 1 else f"{amount:.0f}"
        at = at + 1 if amount is None else end


def _counts(word: str) -> bool:
    return word in FIRST_WORDS or (":" not in word and value(word) is not None and word not in _NO_NUMBERS)


def _links(plain: Sequence[str], at: int) -> bool:
    """Tell whether "and" stands inside a number: two hundred and five."""
    return (
        plain[at] == "and"
        and plain[at - 1] in {"hundred", "thousand"}
        and at + 1 < len(plain)
        and _counts(plain[at + 1])
    )


@lru_cache(maxsize=16384)
def _spelt(word: str) -> str:
    for pattern, plain in _SPELT:
        word = pattern.sub(plain, word)
    return word


def _without_fillers(spelt: Sequence[str]) -> list[str]:
    """Leave out um and er, and "you know"."""
    kept: list[str] = []
    at = 0
    while at < len(spelt):
        size = next((size for size in (2, 1) if " ".join(spelt[at : at + size]) in fillers()), 0)
        if not size:
            kept.append(spelt[at])
        at += size or 1
    return kept


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    """Give the words and phrases that are said while one looks for words."""
    return frozenset(conflict_cards()["wording"].words["filler"])


def _once(spelt: Sequence[str]) -> list[str]:
    """Leave out what is said twice in a row: "it, it leaked", "I was, I was there"."""
    kept: list[str] = []
    for word in spelt:
        kept.append(word)
        for size in (1, 2):
            if len(kept) >= 2 * size and kept[-size:] == kept[-2 * size : -size] and not _told(kept[-size:]):
                del kept[-size:]
    return kept


def _told(repeated: Sequence[str]) -> bool:
    return any(word[:1].isdigit() for word in repeated)
