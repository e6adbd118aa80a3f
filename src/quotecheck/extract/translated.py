"""Whether words went through an interpreter or a translation: "said through an interpreter", "speaking in French"."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.extract.candidates import Candidate
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
    r"|\btranslated (?:by|from|for|into)\b|\bin translation\b|\bas translated\b|\bin (?:a|an) (?:\w+ )?translation\b"
    r"|\b(?:an?|the|his|her) (?:\w+ )?interpreter (?:said|translated|rendered)\b"
)


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    tongues = sorted((set(countries_of()) | _LANGUAGES) - _ENGLISH)
    tongue = rf"(?:{'|'.join(map(re.escape, tongues))})"
    how = r"(?:his |her |their |fluent |halting |rapid |broken )?(?:native )?"
    spoken = rf"\b(?:{_SPEECH})(?: [^.;“”\"]{{0,40}}?)?,? in {how}{tongue}\b(?! [a-z])"
    foreign = rf"\b(?:told|to|with|in) (?:the |an? )?{tongue}(?:[- ]language)? (?:{_OUTLETS})\b"
    tail = rf"\bin {tongue}(?=[,.]|$| (?:on|at|during|to)\b)"
    return re.compile(rf"{_TRANSLATED}|{spoken}|{foreign}|{tail}", re.IGNORECASE)


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
