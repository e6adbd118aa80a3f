"""Whether a name is a he or a she: by title, role and given name, else by the pronouns that its own sentences bind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from quotecheck.extract.entities import Entity
from quotecheck.extract.people import Mention
from quotecheck.language.parse import Passage
from quotecheck.rules.people import kind_of_head, role_words, roles

GENDERS = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
# Pronouns of the other gender are strays, where those of one gender are at least this many times as many.
CLEARLY = 4

Votes = dict[str, int]
EntityAt = Callable[[Mention], Entity | None]


def bound_genders(passages: Sequence[Passage], named: Mapping[int, Sequence[Mention]], who: EntityAt) -> dict[str, str]:
    """Give the gender of each name whose sentences speak of it alone, and then by pronoun: "Brask said he …"."""
    votes: dict[str, Votes] = defaultdict(lambda: {"m": 0, "f": 0})
    for passage in passages:
        for token in _pronouns(passage):
            entity = _binder(passage, token, named[passage.index], who)
            if entity is not None:
                votes[entity.name][GENDERS[token.lower_]] += 1
    return {name: gender for name, found in votes.items() if (gender := _clear(found)) is not None}


def _clear(votes: Votes) -> str | None:
    few, many = sorted(("m", "f"), key=lambda gender: votes[gender])
    return many if votes[many] > 0 and votes[many] >= CLEARLY * votes[few] else None


def _pronouns(passage: Passage) -> Iterator[Token]:
    strings = passage.doc.vocab.strings
    wanted = {strings[word] for word in GENDERS}
    for at, lower in enumerate(passage.doc.to_array(["LOWER"]).tolist()):
        if lower in wanted:
            yield passage.doc[at]


def _binder(passage: Passage, pronoun: Token, named: Sequence[Mention], who: EntityAt) -> Entity | None:
    """Give the one name before a pronoun in its sentence, the subject, with no other person in between."""
    sentence = pronoun.sent
    before = [m for m in named if sentence.start <= m.first and m.last <= pronoun.i]
    found = {entity.name: entity for m in before if (entity := who(m)) is not None}
    if len(found) != 1 or not any(is_subject(m) for m in before):
        return None
    if any(_is_somebody(token) for token in passage.doc[sentence.start : pronoun.i]):
        return None
    earlier = any(token.lower_ in GENDERS for token in passage.doc[sentence.start : before[0].first])
    return None if earlier else next(iter(found.values()))


def _is_somebody(token: Token) -> bool:
    """Tell whether a common noun is a person who may be the one that a pronoun stands for."""
    if token.pos_ != "NOUN" or token.dep_ in ("appos", "compound", "attr"):
        return False
    word = token.lemma_.lower()
    human = word in role_words() or word in roles().trades or word in roles().male | roles().female
    return human or kind_of_head().get(word) == "anonymous"


def is_subject(mention: Mention) -> bool:
    """Tell whether a name is the subject of a clause that is not hung on a noun or another verb."""
    token = mention.passage.doc[mention.head]
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ not in ("xcomp", "relcl", "acl")


def is_writer(mention: Mention) -> bool:
    """Tell whether a name owns a piece of writing that is the subject: "Quist's article tore it to pieces"."""
    token = mention.passage.doc[mention.head]
    piece = token.head
    head = piece.head if piece.dep_ == "appos" else piece
    subject = token.dep_ == "poss" and head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ == "ROOT"
    return subject and kind_of_head().get(piece.lemma_.lower()) == "document"


def modifies(mention: Mention) -> bool:
    """Tell whether a name only tells what a thing is like: a Vale administration."""
    token = mention.passage.doc[mention.head]
    return token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "NOUN" and token.head.i > token.i
