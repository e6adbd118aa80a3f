"""What records say together: copies of one text, quotes that say the same, circles, and more than may be repeated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from quotecheck.problems import Place, Problem
from quotecheck.records import Quote, Speaker
from quotecheck.store import house as rules
from quotecheck.store import sense
from quotecheck.store.alike import Alike, Twin
from quotecheck.store.faults import Fault
from quotecheck.store.held import Held
from quotecheck.store.places import Places

_TELLING = 200  # letters: shorter texts may well be the same by chance
_TWINS: Mapping[str, tuple[str, str, str]] = {
    "same": ("QC563", "content", "the same words as the quote at {}"),
    "near": ("QC564", "content", "nearly the same words as the quote at {}"),
    "copy": ("QC565", "speaker", "in a copy of this text somebody else says these words, at {}"),
    "elsewhere": ("QC566", "speaker", "somebody else says these words at {}"),
}


class Together:
    """What is kept of sound records to hold others against; `dated` are speakers whom a date may speak against."""

    def __init__(self, house: rules.House, places: Places) -> None:
        self._house = house
        self._places = places
        self._texts: dict[bytes, Held] = {}
        self._speakers: dict[str, Speaker] = {}  # of whom more than a name is known
        self._parents: dict[str, tuple[str, Place]] = {}
        self._alike = Alike()
        self.dated: set[str] = set()

    def know(self, speaker: Speaker) -> None:
        """Take on a speaker."""
        if sense.is_dated(speaker):
            self.dated.add(speaker.id)
        if sense.is_dated(speaker) or speaker.aliases:
            self._speakers[speaker.id] = speaker

    def article_faults(self, held: Held, language: str | None, outlet: str | None) -> Iterator[Fault]:
        """Take on an article, and yield what is against the house rules, and whose copy it is without saying so."""
        yield from rules.article_faults(language, outlet, self._house)
        if len(held.text) < _TELLING:
            return
        key = sha256(held.text.encode("utf-8", "surrogatepass")).digest()
        first = self._texts.setdefault(key, held)
        if first.place != held.place and first.origin != held.origin:
            yield Fault("QC567", f"its text is that of the article at {first.place}", "/origin")

    def quote_faults(self, quote: Quote, held: Held | None, speaker: str, place: Place) -> Iterator[Fault]:
        """Take on a quote by a speaker's id that is followed through merges, and yield what does not go together."""
        yield from sense.quote_faults(quote, held, self._speakers.get(speaker))
        if quote.parent is not None:
            self._parents[quote.id] = quote.parent, place
        elif held is not None:
            content = [span.model_dump() for span in quote.content]
            self.say(held, speaker, quote.type, content, self._places.number(place))

    def say(self, held: Held, speaker: str, kind: str, content: Sequence[Mapping[str, Any]], place: int) -> None:
        """Take on the words of a quote that is in no other."""
        alike, who = self._alike, self._alike.speaker(speaker)
        if held.number < 0:
            held.number = alike.article(held.text, held.origin)
        for span in content:
            if speaker and kind == "direct":
                alike.say(span["text"], held.number, span["start"], who, place)
            else:
                alike.stand(held.number, span["start"], span["end"], who, place)

    def problems(self, articles: Collection[Held]) -> Iterator[Problem]:
        """Yield what speaks against several records at once, each at the later one."""
        for circle in circles({id_: parent for id_, (parent, _) in self._parents.items()}):
            place = self._parents[circle[0]][1]
            yield Problem("QC561", f"nested in itself by way of {', '.join(circle[1:])}", _inside(place, "/parent"))
        yield from map(self._twin_problem, self._alike.twins())
        yield from self._excerpts(articles)

    def _twin_problem(self, twin: Twin) -> Problem:
        code, name, message = _TWINS[twin.how]
        first = self._places.place(twin.first)
        return Problem(code, message.format(first), _inside(self._places.place(twin.place), f"/{name}"))

    def _excerpts(self, articles: Iterable[Held]) -> Iterator[Problem]:
        most = self._house.texts.excerpt_words
        if most is None:
            return
        places = {held.number: held.place for held in articles}
        for article, words in self._alike.words():
            if words > most:
                message = f"its quotes repeat {words} words, {most} are allowed"
                yield Problem("QC572", message, _inside(places[article], "/text"))


def _inside(place: Place, pointer: str) -> Place:
    return Place(place.file, place.line, place.pointer + pointer)


def circles(parents: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield each circle of two or more ids that lead to each other, once, from its first id on."""
    done: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ not in done:
            done.add(id_)
            path.append(id_)
            id_ = parents.get(id_)
        if id_ in path[:-1]:
            yield path[path.index(id_) :]
