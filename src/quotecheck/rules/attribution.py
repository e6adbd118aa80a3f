"""The cards of attribution: cues, the patterns that tie a cue to its content, and what a marked span may be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from quotecheck.records import Act, CueClass, MarkClass, Tier
from quotecheck.rules.cards import Card, Example, Field, load

# How a cue takes its content. clause: "said that …"; to: "vowed to …"; object: "stressed the importance"; marks: a
# quotation beside it; gerund: "denied taking …"; prep:for: "called for …"; object-to: "urged the crew to …"; calling:
# "called it a waste"; naming: the same with marks; passive-to: "is expected to …"; be: "her advice was to …"; silence:
# a saying without words of its own.
Frame = str
# How a pattern's content follows from the nodes that it found; see `extract/contents.py`.
Take = Literal[
    "subtree", "infinitive", "object", "object-infinitive", "subject-infinitive", "complement", "clause", "around",
    "before", "as", "predicate", "marks", "none",
]  # fmt: skip


class CueExample(Example):
    """A sentence in which the cue fires, with the source, and the content where it is worth saying."""

    source: str | None = None
    content: str | None = None


class CueEntry(Card):
    """One cue: a lemma, and what differs from its family.

    A `topical` frame names what was spoken of and not what was said ("tweeted a picture"): it counts with attitudes.
    Of `voices` (kinds of sources, or words for them) the cue counts as said all the same: "the survey found that".
    """

    lemma: str
    frames: tuple[Frame, ...] | None = None
    topical: tuple[Frame, ...] = ()
    act: Act | None = None
    voices: frozenset[str] = frozenset()
    example: CueExample


class CueFamily(Card):
    """A file of cues that share class, part of speech, frames and act. `silent` sentences must give no quote."""

    about: str
    class_: CueClass = Field(alias="class")
    pos: Literal["VERB", "NOUN", "ADJ"] = "VERB"
    frames: tuple[Frame, ...]
    act: Act = "statement"
    attitude: bool = False
    tier: Tier = "A"
    voices: frozenset[str] = frozenset()
    cue: tuple[CueEntry, ...]
    silent: tuple[Example, ...] = Field(min_length=1)


class Cue(Card):
    """A cue as the extractor reads it: entry and family as one."""

    lemma: str
    family: str
    class_: CueClass
    pos: str
    frames: frozenset[str]
    topical: frozenset[str] = frozenset()
    act: Act
    attitude: bool
    tier: Tier
    voices: frozenset[str] = frozenset()


class QuoteExample(Example):
    """A sentence, and the quote that a pattern must make of it; without `quote` it must not fire."""

    quote: Mapping[str, str] | None = None


class Pattern(Card):
    """A shape of attribution in spaCy's DependencyMatcher vocabulary.

    Nodes: `cue` (of those that have the frame), `content` and, where the shape fixes it, `source`. `take` says how the
    content follows: the subtree of its node, that from its "to" on, an object with what completes it or is to act, a
    passive subject with its infinitive, what a preposition governs, the clause that the cue hangs on, all that follows
    the cue verb in its clause, the marks that the cue opens, the sentence before the source, the clause around the cue,
    or nothing.
    """

    about: str
    frame: Frame
    take: Take = "subtree"
    needs_marks: bool = False
    needs_source: bool = False
    tier: Tier = "A"
    pattern: tuple[Mapping[str, Any], ...]
    example: tuple[QuoteExample, ...] = Field(min_length=2)


class MarkExample(Example):
    """A sentence with one marked span, and its class; `class = ""`: this card must not fire."""

    class_: MarkClass | Literal[""] = Field(alias="class")


class MarkCard(Card):
    """What a pair of marks is when no attribution claims it: regular expressions on what stands around and inside."""

    about: str
    class_: MarkClass = Field(alias="class")
    rank: int
    before: str = ""
    inside: str = ""
    after: str = ""
    example: tuple[MarkExample, ...] = Field(min_length=2)


@lru_cache(maxsize=1)
def cue_families() -> Mapping[str, CueFamily]:
    """Load the families of cues by file name."""
    return MappingProxyType(load(CueFamily, "en", "cues"))


@lru_cache(maxsize=1)
def cues() -> Mapping[tuple[str, str], Cue]:
    """Give every cue by (lemma, part of speech). A lemma may stand in one family for each part of speech."""
    table: dict[tuple[str, str], Cue] = {}
    for name, family in cue_families().items():
        for entry in family.cue:
            key = (entry.lemma, family.pos)
            if key in table:
                raise ValueError(f"cue {entry.lemma!r} stands in {table[key].family} and in {name}")
            frames = frozenset(family.frames if entry.frames is None else entry.frames)
            table[key] = Cue(
                lemma=entry.lemma, family=name, class_=family.class_, pos=family.pos, frames=frames,
                topical=frozenset(entry.topical), voices=entry.voices or family.voices,
                act=entry.act or family.act, attitude=family.attitude,
                tier=max(family.tier, "B") if family.attitude else family.tier,
            )  # fmt: skip
    return MappingProxyType(table)


@lru_cache(maxsize=1)
def patterns() -> Mapping[str, Pattern]:
    """Load the patterns by file name, which is the rule's id."""
    return MappingProxyType(load(Pattern, "en", "patterns"))


@lru_cache(maxsize=1)
def mark_cards() -> tuple[tuple[str, MarkCard], ...]:
    """Load the cards of marked spans in the order in which they are tried."""
    return tuple(sorted(load(MarkCard, "en", "marks").items(), key=lambda item: (item[1].rank, item[0])))
