"""The cards of people and institutions: role words, titles, and the kinds of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from quotecheck.records import SpeakerKind
from quotecheck.rules.cards import Card, toml_files


class Roles(Card):
    """Role words in groups of synonyms, titles, and what they say of gender."""

    about: str
    groups: tuple[tuple[str, ...], ...]
    titles: frozenset[str]
    modifiers: frozenset[str]
    trades: frozenset[str]
    spokespeople: frozenset[str]
    advocates: frozenset[str]
    epithets: frozenset[str]
    short: Mapping[str, str]
    male: frozenset[str]
    female: frozenset[str]

    def same(self, left: str, right: str) -> bool:
        """Tell whether two role words may name one person in one article."""
        return left == right or _in_one_group(left, right)


class Kinds(Card):
    """Head nouns by the kind of source that they are."""

    about: str
    outlets: frozenset[str]
    companies: frozenset[str]
    openings: frozenset[str]
    heads: Mapping[SpeakerKind, tuple[str, ...]]

    def is_trade_name(self, words: Sequence[str]) -> bool:
        """Tell whether the words of a name, in small letters, are those of a company or an outlet."""
        ends = self.outlets | self.companies
        return len(words) > 1 and (words[-1] in ends or words[0] in self.openings)


@lru_cache(maxsize=1 << 16)
def _in_one_group(left: str, right: str) -> bool:
    return any(left in group and right in group for group in roles().groups)


@lru_cache(maxsize=1)
def roles() -> Roles:
    """Load the role words."""
    return Roles.model_validate(dict(toml_files("en", "names"))["roles"])


class Countries(Card):
    """Names of countries and capitals."""

    about: str
    countries: frozenset[str]
    capitals: frozenset[str]


@lru_cache(maxsize=1)
def governments() -> frozenset[str]:
    """Give the place names that, as a source, mean a government."""
    card = Countries.model_validate(dict(toml_files("en", "names"))["countries"])
    return card.countries | card.capitals


class Given(Card):
    """Given names by the gender that they nearly always belong to."""

    about: str
    male: frozenset[str]
    female: frozenset[str]
    forms: tuple[frozenset[str], ...]

    def one_name(self, left: str, right: str) -> bool:
        """Tell whether two folded given names are one in two languages or spellings: Oleksandr, Aleksandr."""
        return left == right or any(left in names and right in names for names in self.forms)

    def gender(self, name: str) -> str | None:
        """Give m or f for a folded given name, else None."""
        return "m" if name in self.male else "f" if name in self.female else None


@lru_cache(maxsize=1)
def given_names() -> Given:
    """Load the given names."""
    return Given.model_validate(dict(toml_files("en", "names"))["given"])


class Demonyms(Card):
    """Adjectives by their country, both in small letters."""

    about: str
    adjectives: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def countries_of() -> Mapping[str, str]:
    """Give the country of each of its adjectives."""
    card = Demonyms.model_validate(dict(toml_files("en", "names"))["demonyms"])
    return {adjective: country for country, adjectives in card.adjectives.items() for adjective in adjectives}


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Give every role word of one or more words."""
    return frozenset(word for group in roles().groups for word in group)


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """Load the kinds of sources."""
    return Kinds.model_validate(dict(toml_files("en", "names"))["kinds"])


@lru_cache(maxsize=1)
def kind_of_head() -> Mapping[str, SpeakerKind]:
    """Give the kind of source for each head noun."""
    return {word: kind for kind, words in kinds().heads.items() for word in words}
