"""Whether words went through an interpreter or a translation: "said through an interpreter", "speaking in French".

The sentence of the cue may say so, or a note elsewhere: "The interview was held in French and translated."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotecheck.extract.candidates import Candidate
from quotecheck.language.names import fold
from quotecheck.records import Article, Quote
from quotecheck.rules.people import countries_of

# Languages that are no demonym of a country; English is the language of the article.
_LANGUAGES = frozenset({
    "arabic", "basque", "bengali", "breton", "cantonese", "catalan", "dari", "farsi", "flemish", "gaelic", "galician",
    "hebrew", "hindi", "kurdish", "latin", "malay", "mandarin", "māori", "maori", "pashto", "persian", "punjabi",
    "quechua", "swahili", "tagalog", "tamil", "tibetan", "tigrinya", "urdu", "uyghur", "welsh", "yiddish", "zulu",
})  # fmt: skip
_ENGLISH = frozenset({"english", "american", "british", "australian", "canadian", "irish", "scottish"})
_SPEECH = (
    r"speak(?:s|ing)?|spoke|sa(?:id|ys|ying)|told|tells?|telling|wr(?:ote|itten|iting)|posted|added|adding|answer(?:ed|ing)"
    r"|repl(?:ied|ying)|asked|testif(?:ied|ying)|address(?:ed|ing)?|interview(?:ed)?|statement|remarks|letter|speech|post|article"
    r"|message|published|broadcast|shouted|insisted|explain(?:ed|ing)"
)
_OUTLETS = "daily|newspaper|paper|weekly|magazine|broadcaster|channel|radio|television|news"
_TRANSLATED = (
    r"\b(?:through|via|using|with|by|to|from) (?:the (?:help|aid|assistance|services) of )?"
    r"(?:an?|his|her|their|the|its|two)? ?(?:\w+ )?(?:interpreter|translator|translation|interpretation)s?\b"
    r"|\baccording to (?:an?|the|its|their) (?:[\w’'-]+ )*?translations?\b"
    r"|\bwith (?:[\w’'-]+ ){1,4}(?:interpreting|translating)\b|\b(?:interpreting|translating) for (?:him|her|them)\b"
    r"|\b(?:re-?)?translated (?:back|by|from|for|into|here)\b|\bback[ -]translat(?:ed|ion)\b|\bin translation\b"
    r"|\bas translated\b|\bin (?:a|an) (?:\w+ )?translation\b"
    r"|\b(?:an?|the|his|her) (?:\w+ )?interpreter (?:said|translated|rendered)\b"
)
# What ends as the names of languages do and is no place: in Tarvian, in Vellish.
_TONGUE = r"(?-i:(?!Dalian|Fujian|Meridian|English|March|Spanish Town)[A-Z][a-z]{2,}(?:ian|ish|ese))"
_DONE = r"(?:translated|back[ -]translated|rendered (?:back )?(?:in|into))\b"
_WORDS = (
    "interview|conversation|exchange|remarks|comments|words|answers|replies|speech|statement|letter|post|message"
    "|testimony|sermon|lecture"
)
# Notes on every quotation of an article, and on those of the speaker whom the note follows.
_ALL = re.compile(
    rf"\b(?:quotes|quotations|quoted remarks|interviews|answers) (?:(?:in|for) this \w+ )?(?:have been|were|are|was) "
    rf"(?:\w+ ){{0,3}}?{_DONE}"
    rf"|\bthis (?:interview|article|story|conversation|report|text|dispatch)\b[^.!?\n]{{0,100}}?\b{_DONE}"
    r"|(?m:^[(\[*—–-]{0,2} ?(?:Translated|Translation) (?:from|by|:))",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\b(?:the|his|her|their|its|[A-Z][\w-]+[’']s?) (?:\w+ )?(?:{_WORDS})\b[^.!?\n]{{0,120}}?\b{_DONE}"
    rf"|\btranslated (?:the|his|her|their|its|[A-Z][\w-]+[’']s?) (?:\w+ )?(?:{_WORDS})\b"
    r"|^[^.!?\n]{0,60}\b(?:spoke|was speaking|answered|gave (?:the|his|her) \w+|testified)\b[^.!?\n]{0,60}?"
    r" (?:through|via|with) (?:an?|the|his|her|their) (?:\w+ )?(?:interpreter|translator)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|(?=\n|$))")


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    tongues = sorted((set(countries_of()) | _LANGUAGES) - _ENGLISH)
    tongue = rf"(?:{'|'.join(map(re.escape, tongues))})"
    how = r"(?:his |her |their |fluent |halting |rapid |broken )?(?:native )?"
    spoken = rf"\b(?:{_SPEECH})(?: [^.;“”\"]{{0,40}}?)?,? in {how}{tongue}\b(?! [a-z])"
    foreign = rf"\b(?:told|to|with|in) (?:the |an? )?{tongue}(?:[- ]language)? (?:{_OUTLETS})\b"
    tail = rf"\bin {tongue}(?=[,.]|$| (?:on|at|during|to)\b)"
    named = rf"\b(?!english)\w+-language (?:\w+ )?(?:{_OUTLETS})\b"
    unknown = rf"\b(?:{_SPEECH})(?: [^.;“”\"]{{0,40}}?)?,? in (?:{_TONGUE})(?=[,.:]|$| (?:on|at|during|to|that)\b)"
    return re.compile(rf"{_TRANSLATED}|{spoken}|{foreign}|{tail}|{named}|{unknown}", re.IGNORECASE)


def via_translation(candidate: Candidate) -> bool:
    """Tell whether the sentence of a cue says, outside the content, that its words are a translation."""
    cue = candidate.cue
    if cue is None:
        return False
    passage = cue.passage
    sentence = cue.token.sent
    base = passage.start
    text = list(passage.text[sentence.start_char : sentence.end_char])
    for start, end in candidate.content:
        for at in range(max(start - base, sentence.start_char), min(end - base, sentence.end_char)):
            text[at - sentence.start_char] = "_"
    return _patterns().search("".join(text)) is not None


def with_translations(article: Article, quotes: Sequence[Quote]) -> list[Quote]:
    """Mark the quotations of which a note in the article says that they are translations."""
    if _DONE_OR_SPOKEN.search(article.text) is None:
        return list(quotes)
    text = _unquoted(article.text, quotes)
    every = _ALL.search(text) is not None
    noted = set() if every else {id_ for at in _notes(text) for id_ in _before(article.text, quotes, at)}
    return [
        quote.model_copy(update={"via_translation": True}) if quote.quoted and (every or quote.id in noted) else quote
        for quote in quotes
    ]


_DONE_OR_SPOKEN = re.compile(r"translat|rendered|interpreter", re.IGNORECASE)


def _unquoted(text: str, quotes: Sequence[Quote]) -> str:
    """Give a text with a line of its length in place of what is quoted."""
    chars = list(text)
    for span in (span for quote in quotes for span in quote.quoted):
        chars[span.start : span.end] = "_" * (span.end - span.start)
    return "".join(chars)


def _notes(text: str) -> Iterator[int]:
    yield from (match.start() for match in _SENTENCE.finditer(text) if _ONE.search(match.group().strip()))


def _before(text: str, quotes: Sequence[Quote], at: int) -> Iterator[str]:
    """Yield the quotes of the speaker whom a note is about: he who is named in it, else he who spoke last before it."""
    direct = [quote for quote in quotes if quote.quoted and quote.speaker is not None]
    sentence = fold(_sentence_at(text, at)).split()
    named = {q.speaker.id for q in direct if q.speaker and fold(q.speaker.name).split()[-1] in sentence}
    earlier = [quote for quote in direct if quote.quoted[0].start < at]
    last = max(earlier, key=lambda quote: quote.quoted[0].start, default=None)
    spoken = named or ({last.speaker.id} if last is not None and last.speaker else set())
    yield from (quote.id for quote in direct if quote.speaker and quote.speaker.id in spoken)


def _sentence_at(text: str, at: int) -> str:
    match = _SENTENCE.match(text, at)
    return match.group() if match else ""
