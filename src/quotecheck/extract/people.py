"""The names that stand in a paragraph, with the roles in front of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from quotecheck.language.names import fold
from quotecheck.language.parse import Passage, root
from quotecheck.rules.people import given_names, kind_of_head, role_words, roles

_PARTICLES = frozenset({
    "af", "al", "av", "ben", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
    "la", "le", "ten", "ter", "van", "von", "zu", "zum", "zur",
})  # fmt: skip
# What has members in its name: the Dockers' Union.
_MEMBERS = frozenset({
    "alliance", "association", "club", "congress", "council", "federation", "front", "guild", "institute", "league",
    "party", "society", "union",
})  # fmt: skip
_QUOTES = frozenset("\"'“”‘’«»„()")
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "july",
    "september", "october", "november", "december",
})  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr"})
_HUMAN_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "eer", "ess", "ant", "person")
# How words end that say what somebody does.
_TRADES = (
    "breeder", "builder", "dealer", "driver", "fighter", "grower", "holder", "keeper", "leader", "maker", "master",
    "owner", "player", "seller", "singer", "trainer", "warden", "woman", "worker", "writer",
)  # fmt: skip
# A nickname in marks between two parts of a name has at most this many words.
MAX_NICKNAME = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: token range of the bare name, and the role words in front of it."""

    passage: Passage
    first: int
    last: int
    role: str
    head: int
    text: str  # as it is spelt here, without a possessive

    @property
    def words(self) -> tuple[str, ...]:
        """Give the folded words of the name."""
        return _folded(self.text)


def gender_of(words: str) -> str | None:
    """Give m or f where a title or role word tells, else None."""
    found = set(fold(words).split())
    if found & roles().male:
        return "m"
    return "f" if found & roles().female else None


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def mentions(passage: Passage) -> Iterator[Mention]:
    """Yield every run of proper nouns as a name, its leading role words set apart."""
    nominal = _nominal(passage.doc)
    done = 0
    for at in sorted(nominal):
        if at >= done:
            done = _end_of_run(passage.doc, nominal, at + 1)
            behind = _behind_nickname(passage.doc, nominal, done)
            if behind is not None:
                nickname, done = (done, behind), _end_of_run(passage.doc, nominal, behind + 1)
                mention = _without_role(passage, at, nickname[0])
                mention = mention and _joined(mention, mention_at(passage, behind, done, ""))
            else:
                mention = _without_role(passage, at, done)
            if mention is not None:
                yield mention


def _end_of_run(doc: Doc, nominal: set[int], done: int) -> int:
    """Give the index behind a run of proper nouns and the particles between them."""
    while (
        done in nominal
        or _last_name(doc, done)
        or (done + 1 in nominal and _particle(doc, done))
        or _de_la(doc, nominal, done)
    ):
        done += 1
    return done


def _de_la(doc: Doc, nominal: set[int], at: int) -> bool:
    """Tell whether one of several particles of a name stands here: Ana de la Cruz, Piet van der Berg."""
    return at + 2 in nominal and all(doc[n].lower_ in _PARTICLES for n in (at, at + 1))


def _behind_nickname(doc: Doc, nominal: set[int], at: int) -> int | None:
    """Give where a name goes on behind a nickname in marks or brackets: `Tobin "Gate" Vale`."""
    if at + 2 >= len(doc) or doc[at].text not in _QUOTES or not doc[at - 1].whitespace_ or doc[at + 1].text[0] == "@":
        return None
    for close in range(at + 2, min(at + 2 + MAX_NICKNAME, len(doc) - 1)):
        if doc[close].text in _QUOTES:
            goes_on = close + 1 in nominal or (
                doc[close + 1].pos_ in ("NOUN", "ADJ") and doc[close + 1].text[:1].isupper()
            )
            return close + 1 if goes_on and doc[close].whitespace_ else None
    return None


def _joined(left: Mention, right: Mention) -> Mention:
    """Join the parts of a name around its nickname."""
    return Mention(left.passage, left.first, right.last, left.role, right.head, f"{left.text} {right.text}")


def _nominal(doc: Doc) -> set[int]:
    """Give the indexes of the proper nouns; read as one column, for most words are none."""
    proper = doc.vocab.strings["PROPN"]
    found = (doc[at] for at, pos in enumerate(doc.to_array(["POS"]).tolist()) if pos == proper)
    named = {token.i for token in found if may_be_name(token)}
    return named | {at - 2 for at in named if at > 1 and at - 1 not in named and _before_nickname(doc, at)}


def _before_nickname(doc: Doc, at: int) -> bool:
    """Tell whether an ill-tagged first name stands before a nickname in marks: `Ferdy "Boots" Lammert`."""
    first = doc[at - 2]
    hung = first.dep_ in ("nmod", "compound", "amod") and first.head.i > at and first.head.pos_ == "PROPN"
    return doc[at - 1].text in _QUOTES and hung and first.text.istitle() and not first.is_stop and not _is_role(first)


def may_be_name(token: Token) -> bool:
    """Tell whether a proper noun may be a part of a name: no number, day or month."""
    named = token.text[:1].isalnum() and not token.is_digit and token.lower_ not in _DAYS
    return named and not is_people(token)


def is_people(token: Token) -> bool:
    """Tell whether a sentence opens with a plural for people that the tagger takes for a name: Neighbours say."""
    word = token.lower_.removesuffix("s")
    alone = token.is_sent_start and token.left_edge == token and token.dep_ in ("nsubj", "nsubjpass")
    if not (alone and token.lower_.endswith("s")):
        return False
    return word in roles().trades or word in role_words() or kind_of_head().get(word) == "anonymous"


def _last_name(doc: Doc, at: int) -> bool:
    """Tell whether a capitalised noun ends the name before it: the tagger takes "Mewes" for a plural."""
    if at >= len(doc) or doc[at].pos_ != "NOUN" or not doc[at].text[:1].isupper():
        return False
    before = doc[at - 1]
    return before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == at and not _is_role(doc[at])


def _particle(doc: Doc, at: int) -> bool:
    """Tell whether a word between two proper nouns is a part of one name."""
    token = doc[at]
    if token.lower_ == "of" and not _is_role(doc[at - 1]) and token.dep_ == "prep":
        given = any(given_names().gender(word.lower_) for word in doc[at - 1].lefts)
        return (
            token.head.i == at - 1 and not given
        )  # the Bank of Norrland, the Ministry of Works; not "the mayor of Hest"
    if token.tag_ == "POS" and token.text in ("'", "’") and doc[at - 1].text.endswith("s"):
        return doc[at + 1].lower_ in _MEMBERS  # the Dockers' Union
    inside = not doc[at - 1].whitespace_ and not token.whitespace_
    return token.lower_ in _PARTICLES or (inside and token.text in ("-", "’", "'")) or token.text == "&"


def _without_role(passage: Passage, first: int, last: int) -> Mention | None:
    """Strip role words from the front of a run: what is left is the name."""
    doc = passage.doc
    start = _behind_trade(doc, first + 1 if _is_kin(doc[first]) and first + 1 < last else first, last)
    for at in range(start, last):
        if _is_office(doc[at]) and at + 1 < last and not _is_body(doc, at, last):
            start = at + 1
    left = first
    while left > 0 and start > first and doc[left - 1].pos_ in ("ADJ", "NOUN", "PROPN") and not doc[left - 1].is_punct:
        left -= 1
    if start == first:
        left, start = _common_role(doc, first)
    role = " ".join(token.text for token in doc[left:start]) if start > left else ""
    while start > 1 and start + 1 < last and doc[start - 1].lower_ == "of" and _modifies_behind(doc, start):
        start += 1  # "Secretary of State John Kerry"
    if all(_is_role(token) for token in doc[start:last]):
        return None  # "the Deputy Foreign Minister": a role, and nobody's name
    return mention_at(passage, start, last, role)


def _is_kin(token: Token) -> bool:
    """Tell whether a plural of kin stands before two first names: "Brothers Hal and Emil Quist"."""
    return token.tag_ == "NNPS" and token.lower_ in ("brothers", "cousins", "sisters", "siblings", "twins")


def _behind_trade(doc: Doc, first: int, last: int) -> int:
    """Give where a name starts behind a trade: "verger Piet Sandoe", and at a sentence's start "Critic Tobin Vale"."""
    start = first
    while (
        start + 1 < last and doc[start].text[:1].islower() and doc[start + 1].pos_ == "PROPN" and not _inner(doc, start)
    ):
        start += 1
    behind = [at + 1 for at in range(start, last - 2) if _is_trade(doc[at])]  # leaves more than a surname
    return behind[-1] if behind else start


def _is_trade(token: Token) -> bool:
    """Tell whether a word in front of a full name is a trade, known or by its ending: "Bandleader Lou Fairbairn"."""
    return token.lower_ in roles().trades or token.lower_.endswith(_TRADES)


def _inner(doc: Doc, at: int) -> bool:
    return doc[at].lower_ in _PARTICLES or not doc[at].text[:1].isalpha()


def _common_role(doc: Doc, first: int) -> tuple[int, int]:
    """Take a lower-case role in front of a name: "spokesman Dmitry", "Russian leader Vladimir"."""
    left = first
    while (
        left > 0
        and doc[left - 1].pos_ in ("NOUN", "ADJ", "PROPN")
        and doc[left - 1].dep_ in ("compound", "amod", "nmod")
    ):
        left -= 1
    known = left < first and (_is_role(doc[first - 1]) or doc[first - 1].lower_ in roles().trades)
    return (left, first) if known else (first, first)


def _modifies_behind(doc: Doc, at: int) -> bool:
    """Tell whether a word behind "role of" goes on with the role: Secretary of State."""
    return _is_office(doc[at - 2]) and doc[at].lower_ in roles().modifiers


def _is_body(doc: Doc, at: int, last: int) -> bool:
    """Tell whether a run that has a role word names a body and nobody: the Prime Minister's Office, General Motors."""
    of_body = kind_of_head().get(doc[last - 1].lower_) in ("government", "office", "organisation")
    return of_body and doc[at].lower_.rstrip(".") not in roles().titles


def _is_office(token: Token) -> bool:
    """Tell whether a word is a title or role by itself, and no mere modifier of one: "Foreign", "Health"."""
    word = token.lower_.rstrip(".")
    return word in role_words() or word in roles().titles


def _is_role(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    card = roles()
    return word in role_words() or word in card.titles or word in card.modifiers


def mention_at(passage: Passage, first: int, last: int, role: str) -> Mention:
    """Make the mention of a name that takes up a range of tokens."""
    doc = passage.doc
    text = doc[first:last].text.removesuffix("'s").removesuffix("’s").rstrip("'’")
    dot = last < len(doc) and doc[last].text == "." and doc[last - 1].lower_ in _SUFFIXES
    if dot and not doc[last - 1].whitespace_ and last + 1 < len(doc) and not doc[last + 1].is_sent_start:
        text = f"{text}."  # "Hal Quist Sr., the owner": the dot is his
    return Mention(passage, first, last, role, root(doc, first, last).i, text)


def is_human(token: Token) -> bool:
    """Tell whether a common noun is a word for a person."""
    word = token.lemma_.lower()
    known = word in role_words() or word in roles().trades or word in roles().male or word in roles().female
    kind = kind_of_head().get(word)
    return known or kind == "anonymous" or (kind is None and token.pos_ == "NOUN" and word.endswith(_HUMAN_ENDINGS))
