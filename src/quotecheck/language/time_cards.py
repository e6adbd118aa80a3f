"""Cards of time expressions: word tables, and templates over them that compile to regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import Field

from quotecheck.language import quantity_words
from quotecheck.rules.cards import Card, Example, load

DIGIT = "#"  # stands for any word that begins with a digit
_SPACE = r"[\s\u00a0]{1,3}"
_ELEMENT = re.compile(r"\{(\w+?)(?::(\d))?\}|([\[\]()|])|(\s+)|([A-Za-z]+)|(.)")


class TimeExample(Example):
    """A text, the date it was published, the timex that it holds and its value; without a timex it must hold none."""

    anchor: str | None = None
    timex: str | None = None
    value: str | None = None
    type: str | None = None


class Pattern(Card):
    """Forms of one kind of time expression; `value` names the function that works out what they mean.

    In a form `{month}` is any word of that table or shape, `[…]` may be left out, `(a|b)` is a choice. `before`,
    `not_before`, `after` and `not_after` are regular expressions on the text on either side.
    """

    name: str
    forms: tuple[str, ...]
    value: str
    type: str = "DATE"
    split: bool = False
    before: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    example: tuple[TimeExample, ...] = Field(min_length=2)


class TimeCards(Card):
    """One file of cards. In a table a capitalised word is only itself (May), any other is also Itself and ITSELF."""

    about: str
    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    shapes: dict[str, str] = Field(default_factory=dict)
    holidays: dict[str, str] = Field(default_factory=dict)
    tense: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    pattern: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form as a regular expression. `firsts` are the words, lower case, that it can begin with."""

    expression: str
    firsts: frozenset[str]
    pattern: Pattern
    order: int
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The form compiled: all together take a second, and few texts need them all."""
        return re.compile(self.expression)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All forms by first word, the tables, and the words without which no form is worth trying."""

    forms: dict[str, tuple[Form, ...]]
    tables: dict[str, dict[str, str]]
    strong: frozenset[str]


def _words(table: dict[str, str]) -> str:
    exact = [word for word in table if word[:1].isupper()]
    loose = [word for word in table if not word[:1].isupper()]
    parts = [quantity_words.either([*exact, *(word.upper() for word in exact if word.isalpha())])] if exact else []
    if loose:
        parts.append(f"(?i:{quantity_words.either(loose)})")
    return re.sub(r"\\ ", lambda _: _SPACE, "|".join(parts))


class _Compiler:
    """Reads one form left to right; `open` tells whether the first word may still come."""

    def __init__(self, tables: dict[str, dict[str, str]], shapes: dict[str, str]) -> None:
        self.tables, self.shapes = tables, shapes
        self.named = {
            **{name: _words(table) for name, table in tables.items()},
            **shapes,
            "n": f"(?i:{quantity_words.IN_WORDS}|{quantity_words.IN_DIGITS}|{_words(tables['count'])})",
        }

    def firsts_of(self, name: str) -> set[str]:
        if name == "n":
            return {DIGIT, *quantity_words.FIRST_WORDS, *self.firsts_of("count")}
        if name in self.shapes:
            return {DIGIT}
        heads = (re.split(r"[\s.'’-]", word.lower())[0] for word in self.tables[name])
        return {DIGIT if head[:1].isdigit() else head for head in heads}

    def regex(self, form: str) -> str:
        out = []
        for name, number, bracket, space, word, other in _ELEMENT.findall(form):
            if name:
                out.append(f"(?P<{name}{number}>{self.named[name]})")
            elif bracket:
                out.append({"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}[bracket])
            elif space:
                out.append(_SPACE)
            elif word:
                out.append(word if word[0].isupper() else f"(?i:{word})")
            else:
                out.append("['’]" if other == "'" else re.escape(other))
        return "".join(out)

    def firsts(self, form: str) -> frozenset[str]:
        elements = [match for match in _ELEMENT.findall(form) if not match[3]]
        found, _, _ = self._sequence(elements, 0)
        return frozenset(found)

    def _sequence(self, elements: list[tuple[str, ...]], at: int) -> tuple[set[str], bool, int]:
        """Give the first words from `at` to the closing bracket, whether all of it may be empty, and where it ends."""
        found: set[str] = set()
        empty, any_empty = True, False
        while at < len(elements):
            name, _, bracket, _, word, other = elements[at]
            if bracket in ("]", ")"):
                break
            inner: set[str]
            passes = False
            if bracket == "|":
                any_empty, empty = any_empty or empty, True
                at += 1
                continue
            if bracket:
                inner, passes, at = self._sequence(elements, at + 1)
                passes = passes or bracket == "["
            else:
                inner = self.firsts_of(name) if name else {(word or other).lower()}
            if empty:
                found |= inner
                empty = passes
            at += 1
        return found, empty or any_empty, at


def _optional(expression: str | None, template: str) -> re.Pattern[str] | None:
    return re.compile(template.format(expression)) if expression else None


def _form(compiler: _Compiler, text: str, pattern: Pattern, order: int) -> Form:
    return Form(
        rf"{compiler.regex(text)}(?![\w])",
        compiler.firsts(text),
        pattern,
        order,
        _optional(pattern.before, r"(?:{})\s*$"),
        _optional(pattern.not_before, r"(?:{})\s*$"),
        _optional(pattern.not_after, r"\s*(?:{})"),
    )


@lru_cache(maxsize=1)
def cards() -> dict[str, TimeCards]:
    """Load the card files of time; raises `QuotecheckError` QC405 on a faulty one."""
    return load(TimeCards, "en", "time")


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Read all cards, once a process."""
    tables: dict[str, dict[str, str]] = {}
    shapes: dict[str, str] = {}
    for card in cards().values():
        tables.update(card.words)
        shapes.update(card.shapes)
        if card.holidays:
            tables["holiday"] = card.holidays
    compiler = _Compiler(tables, shapes)
    patterns = [pattern for card in cards().values() for pattern in card.pattern]
    forms = [_form(compiler, text, pattern, order) for order, pattern in enumerate(patterns) for text in pattern.forms]
    by_first: dict[str, list[Form]] = {}
    for form in forms:
        for first in sorted(form.firsts):
            by_first.setdefault(first, []).append(form)
    weak = {*compiler.firsts_of("n"), *tables["weak"]}
    strong = {word for form in forms for word in form.firsts} - weak
    strong |= {word for name in tables["strong"] for word in compiler.firsts_of(name)} - {"a", "b"}
    lookup = {name: {word.lower(): value for word, value in table.items()} for name, table in tables.items()}
    return Grammar({word: tuple(found) for word, found in by_first.items()}, lookup, frozenset(strong))
