"""Who is named in an article: mentions of one name joined, with its roles, spelling variants and short forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein
from spacy.tokens import Token

from quotecheck.extract.former import former_names
from quotecheck.extract.offices import handed_on, hands, leaves, roles_of
from quotecheck.extract.people import Mention, gender_of, mention_at
from quotecheck.language.names import fold
from quotecheck.language.parse import Passage
from quotecheck.rules.people import given_names, governments, kind_of_head

_ARGUMENTS = frozenset({"appos", "ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
# A misspelt surname differs in at most this share of its letters, and only where one name of the article fits.
MAX_TYPO = 0.3
MIN_TYPO_LENGTH = 5
# With more names than this under one letter (a list, a book) nothing is taken for a misspelling.
MAX_TYPO_SEARCH = 200
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# How many names of countries end: the Stone House of Velland, Ostria's president.
COUNTRY_ENDINGS = ("land", "stan", "ia")
_KIN = frozenset({"brother", "cousin", "couple", "sibling", "sister", "twin", "spouse"})
# A word in front of a surname that makes it a group's name: Team Vale.
_GROUPS = frozenset({"camp", "clan", "operation", "project", "team"})
_SMALL = frozenset({"of", "the", "and", "for"})
# A given name is not cut to fewer letters.
MIN_GIVEN = 3
# Letters stand for a name of at least this many words.
MIN_INITIALS = 2


@dataclass
class Entity:
    """One name of an article with all that is known of it; `name` is fixed once it is first asked for."""

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    short: set[tuple[str, ...]] = field(default_factory=set)  # first name alone, or initial letters

    former: set[tuple[str, ...]] = field(default_factory=set)  # names that somebody had before

    @cached_property
    def name(self) -> str:
        """Give the fullest spelling, with its surname as the article most often spells it."""
        named = [m.text for m in self.mentions if m.words not in self.short | self.former]
        fullest = max(named, key=lambda t: (len(t.split()), _marks_of_script(t), t))
        if fold(fullest).split()[-1] in _SUFFIXES:
            return fullest
        surnames = Counter(text.split()[-1] for text in named)
        best = max(surnames, key=lambda s: (surnames[s], len(s), _marks_of_script(s), s))
        return " ".join([*fullest.split()[:-1], best])

    @property
    def surname(self) -> str:
        """Give the folded last word of the name, before a suffix."""
        return self.words[-2] if len(self.words) > 1 and self.words[-1] in _SUFFIXES else self.words[-1]

    def gender(self) -> str | None:
        """Give m or f where a title, a role or the given name tells, else None."""
        told = gender_of(" ".join(sorted(self.roles)))
        return told or (given_names().gender(self.words[0]) if len(self.words) > 1 else None)


def _marks_of_script(text: str) -> int:
    return sum(1 for char in text if not char.isascii())


def entities(passages: Sequence[Passage], named: Iterable[Mention]) -> list[Entity]:
    """Group the names of an article: a shorter name joins the one fuller name that ends in it, a typo the nearest."""
    found: dict[tuple[str, ...], Entity] = {}
    listed = list(named)
    for mention in _recut(listed):
        if mention.words:
            entity = found.setdefault(mention.words, Entity(mention.words))
            entity.mentions.append(mention)
            entity.roles |= roles_of(mention)
    for mention in _mistagged(passages, found):
        found.setdefault(mention.words, Entity(mention.words)).mentions.append(mention)
    merged = _renamed(_merged(found), passages)
    _change_hands(merged)
    return merged


def _renamed(merged: list[Entity], passages: Sequence[Passage]) -> list[Entity]:
    """Join the names that one person has had: "Harriet Oakes, née Lindley", later "Harriet Lindley"."""
    left = list(merged)
    for now, before in former_names(passages):
        home = _only(e for e in left if len(e.words) > 1 and e.words == now[-len(e.words) :])
        if home is None or before[-1:] == home.words[-1:]:
            continue
        names = {before, before[-1:], (home.words[0], *before[-1:])}
        for other in [e for e in left if e is not home and e.words in names]:
            home.mentions += other.mentions
            home.roles |= other.roles
            left.remove(other)
        home.former |= names
    return left


def _change_hands(merged: Sequence[Entity]) -> None:
    """Give offices that change hands to those who have them in the end."""
    owners = {(m.passage.index, m.head): (m, entity) for entity in merged for m in entity.mentions}

    def at(mention: Mention, head: int) -> Mention | None:
        found = owners.get((mention.passage.index, head))
        return None if found is None else found[0]

    for entity in merged:
        if entity.roles and any(leaves(m) for m in entity.mentions):
            entity.roles |= {f"outgoing {role}" for role in entity.roles}
    for old, new, office in [hand for entity in merged for hand in hands(entity.mentions, at)]:
        gives, takes = owners[old.passage.index, old.head][1], owners[new.passage.index, new.head][1]
        if gives is not takes:
            gives.roles, takes.roles = handed_on(gives.roles, takes.roles, office)


def _mistagged(passages: Sequence[Passage], found: Mapping[tuple[str, ...], Entity]) -> Iterator[Mention]:
    """Yield names that the tagger takes for common nouns: "Mewes says", "Grace says", where the full name is given."""
    surnames = {words[-1] for words in found if len(words) > 1}
    surnames |= {words[0] for words in found if len(words) > 1 and given_names().gender(words[0])}
    if not surnames:
        return
    strings = passages[0].doc.vocab.strings
    noun, wanted = strings["NOUN"], {strings[surname] for surname in surnames}
    for passage in passages:
        for at, (pos, lower) in enumerate(passage.doc.to_array(["POS", "LOWER"]).tolist()):
            if pos == noun and lower in wanted and _stands_alone(passage.doc[at]):
                yield mention_at(passage, at, at + 1, "")


def _stands_alone(token: Token) -> bool:
    return token.text[:1].isupper() and token.dep_ in _ARGUMENTS and token.left_edge.i == token.i


def _recut(named: Sequence[Mention]) -> Iterator[Mention]:
    """Cut the runs that hold more than a name: a headline's verb behind it, a country between it and its role."""
    alone = {mention.words for mention in named if mention.passage.zone != "headline" and mention.passage.index > 0}
    for mention in named:
        yield _without_place(mention, alone) or _without_rest(mention, alone) or _with_surname(mention) or mention


def _with_surname(mention: Mention) -> Mention | None:
    """Give a first name the surname that it shares: "the brothers Otto and Emil Lind", "Hal and Dora Quist"."""
    token = mention.passage.doc[mention.head]
    other = next((child for child in token.children if child.dep_ == "conj" and child.pos_ == "PROPN"), None)
    if len(mention.words) != 1 or other is None or token.dep_ == "compound":
        return None
    first, kin = other.left_edge, token.head.lemma_.lower() if token.dep_ == "appos" else ""
    if mention.first > 0 and token.nbor(-1).lower_.removesuffix("s") in _KIN:
        kin = token.nbor(-1).lower_.removesuffix("s")
    if token.dep_ == "nmod" and other.i < token.head.i:
        other = token.head  # the parser takes the first names for modifiers of the surname
    joined = first.i == mention.last + 1 and first.nbor(-1).lower_ == "and" and other.i == first.i + 1
    known = given_names().gender(mention.words[0]) is not None and given_names().gender(first.lower_) is not None
    if not joined or not (known or kin in _KIN) or kind_of_head().get(other.lower_) is not None:
        return None
    return replace(mention, text=f"{mention.text} {other.text}")


def _without_rest(mention: Mention, alone: set[tuple[str, ...]]) -> Mention | None:
    """Cut a run to the full name of the text that it holds: "Mara Ollenby Backs Vale", "Tobin Vale of Hest"."""
    doc, first, last = mention.passage.doc, mention.first, mention.last
    headline = mention.passage.zone == "headline" or mention.passage.index == 0
    origin = [(first, at) for at in range(first + 1, last) if doc[at].lower_ == "of"]
    parts = [(first, at) for at in range(last - 1, first + 1, -1)] + [(at, last) for at in range(first + 1, last - 1)]
    for start, end in parts if headline else origin:
        shorter = mention_at(mention.passage, start, end, mention.role)
        surname = headline and start == first and end - start == 2 and shorter.words[-1:] in alone  # noqa: PLR2004
        if len(shorter.words) > 1 and (shorter.words in alone or surname):
            return shorter
    return None


def _without_place(mention: Mention, alone: set[tuple[str, ...]]) -> Mention | None:
    """Take a place off a name: "President of Velinia Teimur Oradze", "Minister of Works of Kasmiria Hanna Brusk"."""
    doc, first = mention.passage.doc, mention.first
    if first < MIN_INITIALS or doc[first - 1].lower_ not in ("of", "for"):
        return None
    inner = [at + 1 for at in range(first, mention.last) if doc[at].lower_ == "of"]
    start = inner[-1] if inner else first
    for at in range(mention.last - 2, start, -1):
        place = mention_at(mention.passage, start, at, "")
        if place.words in alone or place.text in governments() or place.words[-1].endswith(COUNTRY_ENDINGS):
            role = doc[doc[first - 2].left_edge.i : at].text
            return mention_at(mention.passage, at, mention.last, role)
    return None


def _merged(found: dict[tuple[str, ...], Entity]) -> list[Entity]:
    fullest = sorted(found.values(), key=lambda e: (-len(e.words), e.words))
    kept: list[Entity] = []
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    by_letter: dict[str, list[Entity]] = defaultdict(list)
    by_start: dict[str, list[Entity]] = defaultdict(list)
    for entity in fullest:
        surname = entity.surname
        near = () if _plural(entity) else by_surname[surname]
        home = _only(other for other in near if _short_form(entity.words, other.words))
        plain = not by_surname[surname] and not _is_government(entity) and not _plural(entity)
        if home is None and plain and len(by_letter[surname[0]]) <= MAX_TYPO_SEARCH:
            home = _only(other for other in by_letter[surname[0]] if _misspelt(entity.words, other.words))
        home = home or (None if by_surname[surname] else _home_of_short(entity, by_start[entity.words[0]]))
        if home is None:
            kept.append(entity)
            for start in {entity.words[0], _initials(entity)}:
                by_start[start].append(entity)
            if len(entity.words) > 1 and entity.words[0] in _GROUPS:
                continue
            by_surname[surname].append(entity)
            by_letter[surname[0]].append(entity)
        else:
            home.mentions += entity.mentions
            home.roles |= entity.roles
    return sorted(kept, key=lambda e: e.words)


def _is_government(entity: Entity) -> bool:
    return entity.mentions[0].text in governments()  # its name is not settled before all is joined


def _plural(entity: Entity) -> bool:
    """Tell whether a name is of many: the Germans are no misspelt Germany."""
    return len(entity.words) == 1 and all(m.passage.doc[m.head].tag_ == "NNPS" for m in entity.mentions)


def _home_of_short(entity: Entity, kept: Sequence[Entity]) -> Entity | None:
    """Find the one full name, of those with that first name or these initials, that a word alone stands for."""
    if len(entity.words) != 1 or _is_government(entity):
        return None
    word = entity.words[0]
    letters = all(m.text.isupper() for m in entity.mentions)
    home = _only(e for e in kept if (_initials(e) == word if letters else _is_first_name(entity, e)))
    if home is not None:
        home.short.add(entity.words)
    return home


def _is_first_name(entity: Entity, full: Entity) -> bool:
    known = bool(full.roles) or full.gender() is not None or _is_subject(entity)
    return full.words[0] == entity.words[0] and _is_person(full) and known


def _initials(entity: Entity) -> str:
    words = [word for word in entity.words if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) >= MIN_INITIALS else ""


def _is_person(entity: Entity) -> bool:
    """Tell whether title, role or given name make a name of several words a person's, or nothing says otherwise."""
    sure = bool(entity.roles) or entity.gender() is not None
    plain = len(entity.words) == 2 and kind_of_head().get(entity.words[-1]) is None  # noqa: PLR2004
    return len(entity.words) > 1 and (sure or plain)


def _is_subject(entity: Entity) -> bool:
    """Tell whether a first name does something and is nowhere a place: "Velland" is not Velland Harbour."""
    tokens = [m.passage.doc[m.head] for m in entity.mentions]
    return any(t.dep_ == "nsubj" for t in tokens) and not any(
        t.dep_ == "pobj" or t.lower_.endswith(COUNTRY_ENDINGS) for t in tokens
    )


def _only(found: Iterable[Entity]) -> Entity | None:
    listed = list(found)
    return listed[0] if len(listed) == 1 else None


def _short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is the end of another, or its first and last words (middle names come and go)."""
    if full[-1] in _SUFFIXES and short[-1] not in _SUFFIXES:
        full = full[:-1]
    if len(short) > len(full) or short == full:
        return False
    outer = len(short) == 2 and short[-1] == full[-1] and _one_given_name(short[0], full[0])  # noqa: PLR2004
    return full[-len(short) :] == short or outer


def _one_given_name(left: str, right: str) -> bool:
    """Tell whether two given names are one, or one cut short: Ken and Kenneth."""
    short, full = sorted((left, right), key=len)
    return left == right or (len(short) >= MIN_GIVEN and full.startswith(short) and not full.endswith("a"))


def _misspelt(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if name[:-1] and other[:-1] and name[0] != other[0]:
        return False
    left, right = name[-1], other[-1]
    if min(len(left), len(right)) < MIN_TYPO_LENGTH or left[0] != right[0]:
        return False
    return DamerauLevenshtein.normalized_distance(left, right) <= MAX_TYPO
