"""Who speaks inside somebody's own words: "I" is who says them; he and she are told by the words around, if at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from quotecheck.extract.cast import Cast, Resolved, person
from quotecheck.extract.choose import Choice
from quotecheck.extract.entities import Entity
from quotecheck.extract.genders import GENDERS
from quotecheck.language.parse import Passage
from quotecheck.records import SpeakerRef


def inside(cast: Cast, choices: Sequence[Choice], resolved: Mapping[int, Resolved]) -> dict[int, Resolved]:
    """Resolve each source that is a pronoun inside a quotation anew: the narrator's people are no antecedents of it."""
    found: dict[int, Resolved] = {}
    for n, choice in enumerate(choices):
        pronoun = _quoted_pronoun(choice, choices)
        if pronoun is not None and choice.parent is not None and choice.candidate.source is not None:
            outer = found.get(choice.parent, resolved[choice.parent]).speaker
            found[n] = _resolved(cast, choice.candidate.source[0], pronoun, outer)
            continue
        kin = _own(choice, choices)
        if kin is not None and choice.parent is not None:
            outer = found.get(choice.parent, resolved[choice.parent]).speaker
            found[n] = Resolved(None, "no-name") if outer is None else Resolved(person(f"{outer.name}'s {kin}"))
    return found


def _own(choice: Choice, choices: Sequence[Choice]) -> str | None:
    """Give what a source inside a quotation is to its speaker: "my daughter" is Greta Solveig's daughter."""
    source = choice.candidate.source
    if source is None or choice.parent is None or choices[choice.parent].type != "direct":
        return None
    passage, first, last = source
    return passage.doc[first + 1 : last].text if passage.doc[first].lower_ == "my" and last - first > 1 else None


def _quoted_pronoun(choice: Choice, choices: Sequence[Choice]) -> Token | None:
    source = choice.candidate.source
    if source is None or choice.parent is None or choices[choice.parent].type != "direct" or source[2] - source[1] > 1:
        return None
    token = source[0].doc[source[1]]
    return token if token.pos_ == "PRON" and token.lower_ not in ("who", "which", "that") else None


def _resolved(cast: Cast, passage: Passage, pronoun: Token, outer: SpeakerRef | None) -> Resolved:
    if pronoun.lower_ in ("i", "my"):
        return Resolved(outer) if outer is not None else Resolved(None, "inside-quotation")
    gender = GENDERS.get(pronoun.lower_)
    if gender is None or outer is None:
        return Resolved(None, "inside-quotation")
    found = _spoken_of(cast, passage, pronoun, gender, outer)
    return Resolved(person(found[0])) if len(found) == 1 else Resolved(None, "inside-quotation")


def _spoken_of(cast: Cast, passage: Passage, pronoun: Token, gender: str, outer: SpeakerRef) -> list[str]:
    """Give who of the others is named in the same quotation, else in the narrator's sentences around it."""
    quoted = [m for m in cast.quoted[passage.index] if m.first < pronoun.i]
    around = [m for index in (passage.index, passage.index - 1) for m in cast.mentions.get(index, [])]
    for named in (quoted, around):
        others = {e.name: e for m in named if (e := cast.entity(m)).name != outer.name and _fits(cast, e, gender)}
        if others:
            return list(others)
    return []


def _fits(cast: Cast, entity: Entity, gender: str) -> bool:
    return cast.is_person(entity) and cast.gender(entity) in (None, gender)
