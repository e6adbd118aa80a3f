"""Who is named in an article: names with the roles they carry, spelling variants joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from spacy.tokens import Doc, Token

from quotecheck.language.names import fold
from quotecheck.language.parse import Passage, root
from quotecheck.rules.people import role_words, roles

_ARGUMENTS = frozenset({"appos", "ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
# A misspelt surname differs in at most this share of its letters, and only where one name of the article fits.
MAX_TYPO = 0.3
MIN_TYPO_LENGTH = 5
# With more names than this under one letter (a list, a book) nothing is taken for a misspelling.
MAX_TYPO_SEARCH = 200
_PARTICLES = frozenset(
    {
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
        "ter",
        "ibn",
        "ben",
    }
)


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


@dataclass
class Entity:
    """One name of an article with all that is known of it; `name` is fixed once it is first asked for."""

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)

    @cached_property
    def name(self) -> str:
        """Give the fullest spelling, with its surname as the article most often spells it."""
        fullest = max((m.text for m in self.mentions), key=lambda t: (len(t.split()), _marks_of_script(t), t))
        surnames = Counter(m.text.split()[-1] for m in self.mentions)
        best = max(surnames, key=lambda s: (surnames[s], len(s), _marks_of_script(s), s))
        return " ".join([*fullest.split()[:-1], best])

    def gender(self) -> str | None:
        """Give m or f where a title or role word tells, else None."""
        return gender_of(" ".join(sorted(self.roles)))


def gender_of(words: str) -> str | None:
    """Give m or f where a title or role word tells, else None."""
    found = set(fold(words).split())
    if found & roles().male:
        return "m"
    return "f" if found & roles().female else None


def _marks_of_script(text: str) -> int:
    return sum(1 for char in text if not char.isascii())


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def mentions(passage: Passage) -> Iterator[Mention]:
    """Yield every run of proper nouns as a name, its leading role words set apart."""
    nominal = _nominal(passage.doc)
    done = 0
    for at in sorted(nominal):
        if at >= done:
            done = at + 1
            while (
                done in nominal
                or _last_name(passage.doc, done)
                or (done + 1 in nominal and _particle(passage.doc, done))
            ):
                done += 1
            mention = _without_role(passage, at, done)
            if mention is not None:
                yield mention


def _nominal(doc: Doc) -> set[int]:
    """Give the indexes of the proper nouns; read as one column, for most words are none."""
    proper = doc.vocab.strings["PROPN"]
    found = (doc[at] for at, pos in enumerate(doc.to_array(["POS"]).tolist()) if pos == proper)
    return {token.i for token in found if token.text[:1].isalnum() and not token.is_digit}


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
        return token.head.i == at - 1  # the Bank of Norrland, the Ministry of Works; not "the mayor of Hest"
    return token.lower_ in _PARTICLES or token.text in ("-", "’", "'")


def _without_role(passage: Passage, first: int, last: int) -> Mention | None:
    """Strip role words from the front of a run: what is left is the name."""
    doc = passage.doc
    start = _behind_trade(doc, first, last)
    for at in range(start, last):
        if _is_role(doc[at]) and at + 1 < last:
            start = at + 1
    left = first
    while left > 0 and start > first and doc[left - 1].pos_ in ("ADJ", "NOUN", "PROPN") and not doc[left - 1].is_punct:
        left -= 1
    if start == first:
        left, start = _common_role(doc, first)
    role = " ".join(token.text for token in doc[left:start]) if start > left else ""
    if all(_is_role(token) for token in doc[start:last]):
        return None  # "the Deputy Foreign Minister": a role, and nobody's name
    return _mention(passage, start, last, role)


def _behind_trade(doc: Doc, first: int, last: int) -> int:
    """Give where a name starts behind a trade: "verger Piet Sandoe", and at a sentence's start "Critic Tobin Vale"."""
    start = first
    while (
        start + 1 < last and doc[start].text[:1].islower() and doc[start + 1].pos_ == "PROPN" and not _inner(doc, start)
    ):
        start += 1
    full = last - start > 2  # noqa: PLR2004 - more is left than a surname
    return start + 1 if full and doc[start].lower_ in roles().trades else start


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


def _is_role(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    card = roles()
    return word in role_words() or word in card.titles or word in card.modifiers


def entities(passages: Sequence[Passage], named: Iterable[Mention]) -> list[Entity]:
    """Group the names of an article: a shorter name joins the one fuller name that ends in it, a typo the nearest."""
    found: dict[tuple[str, ...], Entity] = {}
    for mention in named:
        if mention.words:
            entity = found.setdefault(mention.words, Entity(mention.words))
            entity.mentions.append(mention)
            entity.roles |= _roles_of(mention)
    for mention in _mistagged(passages, found):
        found.setdefault(mention.words, Entity(mention.words)).mentions.append(mention)
    return _merged(found)


def _mistagged(passages: Sequence[Passage], found: Mapping[tuple[str, ...], Entity]) -> Iterator[Mention]:
    """Yield surnames that the tagger takes for common nouns: "Mewes says", where the article names Dara Mewes."""
    surnames = {words[-1] for words in found if len(words) > 1}
    if not surnames:
        return
    strings = passages[0].doc.vocab.strings
    noun, wanted = strings["NOUN"], {strings[surname] for surname in surnames}
    for passage in passages:
        for at, (pos, lower) in enumerate(passage.doc.to_array(["POS", "LOWER"]).tolist()):
            if pos == noun and lower in wanted and _stands_alone(passage.doc[at]):
                yield _mention(passage, at, at + 1, "")


def _stands_alone(token: Token) -> bool:
    return token.text[:1].isupper() and token.dep_ in _ARGUMENTS and token.left_edge.i == token.i


def _mention(passage: Passage, first: int, last: int, role: str) -> Mention:
    text = passage.doc[first:last].text.removesuffix("'s").removesuffix("’s").rstrip("'’")
    return Mention(passage, first, last, role, root(passage.doc, first, last).i, text)


def _roles_of(mention: Mention) -> set[str]:
    own = {mention.role} if mention.role else set()
    return own | {role for role in _appositions(mention) if role}


def _appositions(mention: Mention) -> Iterator[str]:
    doc = mention.passage.doc
    head = doc[mention.head]
    others = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        others.append(head.head)
    for other in others:
        if other.pos_ == "NOUN":
            yield " ".join(t.text for t in doc[other.left_edge.i : other.i + 1] if not t.is_punct)


def _merged(found: dict[tuple[str, ...], Entity]) -> list[Entity]:
    fullest = sorted(found.values(), key=lambda e: (-len(e.words), e.words))
    kept: list[Entity] = []
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    by_letter: dict[str, list[Entity]] = defaultdict(list)
    for entity in fullest:
        surname = entity.words[-1]
        home = _only(other for other in by_surname[surname] if _short_form(entity.words, other.words))
        if home is None and not by_surname[surname] and len(by_letter[surname[0]]) <= MAX_TYPO_SEARCH:
            home = _only(other for other in by_letter[surname[0]] if _misspelt(entity.words, other.words))
        if home is None:
            kept.append(entity)
            by_surname[surname].append(entity)
            by_letter[surname[0]].append(entity)
        else:
            home.mentions += entity.mentions
            home.roles |= entity.roles
    return sorted(kept, key=lambda e: e.words)


def _only(found: Iterable[Entity]) -> Entity | None:
    listed = list(found)
    return listed[0] if len(listed) == 1 else None


def _short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is the end of another, or its first and last words (middle names come and go)."""
    if len(short) > len(full) or short == full:
        return False
    return full[-len(short) :] == short or (len(short) == 2 and short == (full[0], full[-1]))  # noqa: PLR2004


def _misspelt(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if name[:-1] and other[:-1] and name[0] != other[0]:
        return False
    left, right = name[-1], other[-1]
    if min(len(left), len(right)) < MIN_TYPO_LENGTH or left[0] != right[0]:
        return False
    return DamerauLevenshtein.normalized_distance(left, right) <= MAX_TYPO


__all__ = ["Entity", "Mention", "entities", "mentions"]
