"""The ids of speakers: a name has one over all articles, a description one in its article."""

from __future__ import annotations

from quotecheck.language.described import is_description
from quotecheck.language.names import local_id
from quotecheck.records import Quote, SpeakerRef


def identified(quote: Quote) -> Quote:
    """Give a quote with the ids of its speakers."""
    article = quote.article_id
    return quote.model_copy(
        update={
            "speaker": None if quote.speaker is None else _own(quote.speaker, article),
            "co_speakers": tuple(_own(ref, article) for ref in quote.co_speakers),
            "speaks_for": None if quote.speaks_for is None else _own(quote.speaks_for, article),
        }
    )


def _own(ref: SpeakerRef, article: str) -> SpeakerRef:
    if not is_description(ref.name, ref.kind):
        return ref
    return SpeakerRef(id=local_id(ref.name, article), name=ref.name, kind=ref.kind)
