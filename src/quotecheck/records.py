"""The nouns: every record that quotecheck reads, writes or compares.

Shape only. What a record *means* (offsets agree with the text, references resolve) is checked in `store.check`, so that
the JSON Schema generated from these models and the models themselves always give the same verdict.

Offsets are Unicode code points into the article's `text`, start included, end excluded (W3C Web Annotation 4.2.4).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from rfc3339_validator import validate_rfc3339

SCHEMA_VERSION: Literal[1] = 1

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


def is_date_or_datetime(value: str) -> bool:
    """Tell whether `value` is a calendar date or an RFC 3339 date-time that exists."""
    if len(value) > len("2000-01-01"):
        return bool(validate_rfc3339(value)) and is_edtf(value[:10])
    return len(value) == len("2000-01-01") and is_edtf(value)


def is_edtf(value: str) -> bool:
    """Tell whether `value` is a year, month, day or interval of them that exists (EDTF, ISO 8601-2, level 1 subset)."""
    parts = value.split("/")
    return len(parts) <= 2 and all(_is_edtf_point(part) for part in parts)  # noqa: PLR2004


def _is_edtf_point(value: str) -> bool:
    match = _EDTF.fullmatch(value)
    if match is None or not value.isascii():
        return False
    year, month, day = (int(group or 1) for group in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _checked_by(predicate: Any, what: str) -> AfterValidator:
    def check(value: str) -> str:
        if not predicate(value):
            raise ValueError(f"{value!r} is not {what}")
        return value

    return AfterValidator(check)


Moment = Annotated[
    str,
    _checked_by(is_date_or_datetime, "a date (2031-03-05) or a date-time with its zone (2031-03-05T18:00:00Z)"),
    Field(json_schema_extra={"anyOf": [{"format": "date"}, {"format": "date-time"}]}),
]
Edtf = Annotated[
    str, _checked_by(is_edtf, "a date such as 2031, 2031-03 or 2031-03-05"), Field(json_schema_extra={"format": "edtf"})
]
Offset = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1)]
Found = Annotated[str, Field(pattern=r"^[0-9]{1,9}\.\.[0-9]{1,9}( [0-9]{1,9}\.\.[0-9]{1,9})*$")]
Script = Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$", description="ISO 15924, such as Latn or Cyrl.")]

SpeakerKind = Literal["person", "organisation", "government", "office", "group", "document", "anonymous"]
QuoteType = Literal["direct", "mixed", "indirect"]
Tier = Literal["A", "B", "C", "D"]
Reality = Literal["happened", "did-not-happen", "expected", "conditional", "habitual"]
Act = Literal[
    "statement", "denial", "question", "order", "promise", "prediction", "confirmation", "no-comment", "no-response",
    "withhold", "retraction", "apology", "thought",
]  # fmt: skip
CueClass = Literal[
    "say", "tell", "ask", "answer", "deny", "confirm", "decline", "promise", "order", "claim", "write", "announce",
    "suggest", "criticise", "praise", "agree", "warn", "express", "manner", "accordingto", "colon", "think", "feel",
    "intend", "show", "none",
]  # fmt: skip
LinkRole = Literal["outlet", "agency", "spokesperson", "organisation", "document", "anonymous", "speaker"]
ZoneKind = Literal[
    "headline", "byline", "dateline", "body", "caption", "quote-block", "correction", "related", "boilerplate",
]  # fmt: skip
MarkClass = Literal[
    "quote", "part-of-quote", "scare", "title", "nickname", "name", "term", "mention", "gloss", "slogan", "proverb",
    "hypothetical", "thought", "measure", "apostrophe", "list-mark", "code", "unpaired", "other",
]  # fmt: skip
EditKind = Literal[
    "bracket", "bracket-replace", "capital", "ellipsis", "trailing-off", "sic", "censored", "emphasis",
]  # fmt: skip
Basis = Literal["explicit", "relative", "dateline", "published", "unknown"]
Verdict = Literal["conflict", "update", "compatible", "agreement"]
ConflictKind = Literal["number", "time", "place", "polarity", "participant", "attribution", "wording", "certainty"]
Ruled = Literal["confirmed", "dismissed", "update", "wait"]
Severity = Literal["error", "warning", "info"]
Withdrawn = Literal["article", "quote", "assertion"]
TextMode = Literal["full", "excerpt", "none"]


class Record(BaseModel):
    """What all records share: immutable, no coercion, no unknown fields."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    def to_json(self) -> str:
        """Give the record as one line of JSON: sorted keys, no spaces, every character as it is."""
        return canonical_json(self.model_dump(mode="json"))

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read one line of JSON; raises `pydantic.ValidationError` on any fault of shape."""
        return cls.model_validate_json(line)


class Span(Record):
    """A stretch of an article: `article.text[start:end] == text`."""

    start: Offset
    end: Offset
    text: str


class Zone(Record):
    """One paragraph of an article and what it is for; paragraphs never overlap and leave out only white space."""

    kind: ZoneKind
    start: Offset
    end: Offset


class Article(Record):
    """A news article as it came; `text` is kept to the byte. Of the envelope only `text` is needed."""

    id: Name
    outlet: str | None = None
    title: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    language: str | None = None
    url: str | None = None
    credit: str | None = None
    byline: str | None = None
    status: Literal["usable", "updated", "corrected", "refiled", "withdrawn"] = "usable"
    text: str
    zones: tuple[Zone, ...] = ()
    origin: str | None = Field(default=None, description="What the text is a copy of: near-copies share one origin.")


class Cue(Span):
    """The words that mark an attribution: a verb group, a noun, "according to", a colon (PARC, PolNeAR)."""

    lemma: str
    class_: CueClass = Field(alias="class")


class SpeakerRef(Record):
    """Who spoke, by the fullest name known."""

    id: Name
    name: Name
    kind: SpeakerKind


class Alias(Record):
    """Another spelling or name of a speaker, the script it is written in, and when it was in use, where known."""

    name: Name
    script: Script | None = None
    from_: Edtf | None = Field(default=None, alias="from")
    to: Edtf | None = None


class HeldRole(Record):
    """What a speaker was, and when, where known."""

    title: Name
    from_: Edtf | None = Field(default=None, alias="from")
    to: Edtf | None = None


class Speaker(SpeakerRef):
    """A registry entry; `redirects` are ids that were merged into this one, `external` ids elsewhere (wikidata:Q1).

    Nobody says anything before they were `born` or after they `died`, where that is known.
    """

    born: Edtf | None = None
    died: Edtf | None = None
    aliases: tuple[Alias, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    external: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()


class ChainLink(Record):
    """One relay of a saying. Offsets are null where the article does not name the relay in words of its own."""

    name: Name
    role: LinkRole
    start: Offset | None = None
    end: Offset | None = None


class SaidOn(Record):
    """When the words were said (not when they were published), with the precision known."""

    value: Edtf | None = None
    basis: Basis = "unknown"
    text: str | None = None
    start: Offset | None = None
    end: Offset | None = None


class Edit(Span):
    """What an editor did to quoted words: put in, replaced, left out, marked or censored; offsets in the article."""

    kind: EditKind


class Quote(Record):
    """One attribution: content, cue and source (PARC, PolNeAR), and who, when, through whom, how.

    `content` is the attributed words, several spans when split, without the outer marks; it is empty where a saying
    has no words of its own ("declined to comment"), which the cue then locates. `quoted` are the stretches between
    marks inside it. `source` is the words that name who spoke, as they stand; `speaker` is who that is, by the
    fullest name known, or null with a `speaker_reason`; `antecedent` is the mention by which a pronoun was resolved.
    `addressee`, `medium` and `venue` are words of the article: whom it was said to, in what, where. `chain` is who
    relays, outermost first, the speaker last, and empty where the article itself reports. `act` is what the saying
    does, `reality` whether it was said at all. `parent` is the quote that this one is nested in, `target` the one that
    it denies, takes back or disputes. `rule` proposed it, and `tier` says how sure such a form is: of A nine in ten
    are right, D is a guess.

    `edits` are the traces of an editor inside `quoted`, and `comparable` the words between marks without them, to lay
    beside another outlet's (null where there are no edits: then the words stand as they are). `speaks_for` is whom a
    spokesman, lawyer or envoy speaks for, `speaker_count` how many a group is said to be ("two officials"),
    `anonymity` the reason that is given for not naming somebody, `via_translation` that the words went through an
    interpreter or a translation.
    """

    id: Name
    article_id: Name
    type: QuoteType
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    cue: Cue | None
    source: Span | None
    speaker: SpeakerRef | None
    speaker_reason: str | None = None
    co_speakers: tuple[SpeakerRef, ...] = ()
    speaks_for: SpeakerRef | None = None
    speaker_count: int | None = Field(default=None, ge=1)
    anonymity: Span | None = None
    antecedent: Span | None = None
    addressee: str | None = None
    medium: str | None = None
    venue: str | None = None
    chain: tuple[ChainLink, ...] = ()
    said_on: SaidOn = SaidOn()
    act: Act = "statement"
    reality: Reality = "happened"
    zone: ZoneKind = "body"
    parent: str | None = None
    target: str | None = None
    edits: tuple[Edit, ...] = ()
    comparable: str | None = None
    via_translation: bool = False
    rule: Name
    tier: Tier


class MarkedSpan(Record):
    """A pair of quotation marks (or a lone one) and what it is; `start` and `end` take in the marks themselves."""

    article_id: Name
    start: Offset
    end: Offset
    open: str | None
    close: str | None
    class_: MarkClass = Field(alias="class")
    reason: Name
    quote_id: str | None = None


class Timex(Record):
    """A time expression and its TIMEX3 value (ISO-TimeML)."""

    start: Offset
    end: Offset
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


class Quantity(Record):
    """An amount as an interval: "at least 12" is [12, null], "about 5,000" has hedge about. `unit` is a base unit."""

    start: Offset
    end: Offset
    text: str
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = Field(default=None, description="Lemma of what is counted: person, boat, ship.")
    hedge: Literal["exact", "about", "at-least", "at-most", "more-than", "fewer-than", "between", "vague"] = "exact"
    facets: tuple[str, ...] = Field(
        default=(), description="What the clause says of what is counted (rules/en/facets): dead, aboard, cost."
    )


class Role(Record):
    """A participant of an assertion: `name` is the role, `head` its normalised head word or canonical name."""

    name: Literal["agent", "patient", "recipient", "subject", "attribute"]
    text: str
    head: str
    speaker_id: str | None = None


class Assertion(Record):
    """One checkable statement by its holder: the only thing that is ever compared.

    `holder` is empty where the outlet speaks in its own voice, else the chain of those who claim it, outermost first.
    """

    id: Name
    article_id: Name
    quote_id: str | None = None
    start: Offset
    end: Offset
    text: str
    holder: tuple[ChainLink, ...] = ()
    predicate: Name
    family: str | None = Field(default=None, description="The predicate family (rules/en/predicates), if any.")
    roles: tuple[Role, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    time: Timex | None = None
    place: str | None = None
    sites: tuple[str, ...] = Field(
        default=(), description="Its phrases of place, each a preposition and a noun or name."
    )
    polarity: Literal["+", "-"] = "+"
    certainty: Literal["certain", "possible", "planned", "reported", "open"] = "certain"
    checkable: Literal["yes", "opinion", "prediction", "question", "hypothetical"] = "yes"
    zone: ZoneKind = "body"
    keywords: tuple[str, ...] = Field(default=(), description="Normalised content words and names, sorted.")
    issues: tuple[str, ...] = Field(
        default=(), description='The issues (rules/en/issues) that it answers, sorted; "-" before one: with no.'
    )


class Side(Record):
    """One report of a finding: the clause that carries the statement, and the value it gives to the slot."""

    article_id: Name
    outlet: str | None
    start: Offset
    end: Offset
    text: str
    value: str
    holder: str | None
    published: str | None
    origin: str | None
    assertion_id: str | None = Field(default=None, description="What is compared, where that is an assertion.")
    quote_id: str | None = Field(default=None, description="What is compared, where that is the words of a quote.")


class Ruling(Record):
    """A person's decision about a finding, as it stands: `reopened` where the evidence is no longer what it was."""

    decision: Name = Field(description="The id of the decision.")
    verdict: Ruled
    why: Name
    by: Name | None = None
    on: Moment | None = None
    reopened: bool = False


class Finding(Record):
    """Where reports of one happening meet: values grouped by slot, with the reason and what would dissolve it."""

    id: Name
    verdict: Verdict
    kind: ConflictKind
    disputed: bool = False
    severity: Severity = "warning"
    slot: str
    sides: tuple[Side, ...] = Field(min_length=2)
    origins: int = Field(ge=1, description="Independent origins over all sides: copies of one wire story count once.")
    reason: Name
    dissolves: str = Field(description="What would make this no conflict.")
    rule: Name
    evidence: Sha256 = Field(
        description="Hash of the sides' texts and values: when it changes, a decision is re-opened."
    )
    ruling: Ruling | None = None


class Decision(Record):
    """What a person decided about a finding: outlives every re-run, and is re-opened when the evidence changes.

    `target` is the finding and `evidence` what it rested on that day. By `kind`, `slot` and `articles` it is found
    again where a further report has given it another id.
    """

    id: Name
    target: Name
    verdict: Ruled
    why: Name
    by: Name | None = None
    on: Moment | None = None
    evidence: Sha256
    kind: ConflictKind | None = None
    slot: str | None = None
    articles: tuple[Name, ...] = ()


class SpeakerDecision(Record):
    """What a person decided about who is who; applied in the order of the file, by every build.

    `merge` makes `speaker` one with `into`, whose id stays; the other becomes a redirect. `split` gives what `speaker`
    says in `articles` to one of their own, called `name`, under the id `into` or one made of the name. `alias`, `role`
    and `external` say of `speaker` what else they are called, what they were, and their id elsewhere (wikidata:Q1):
    that is in `name`, with `from` and `to` where it holds for a time.
    """

    id: Name
    verdict: Literal["merge", "split", "alias", "role", "external"]
    speaker: Name
    into: Name | None = None
    articles: tuple[Name, ...] = ()
    name: Name | None = None
    from_: Edtf | None = Field(default=None, alias="from")
    to: Edtf | None = None
    why: Name
    by: Name | None = None
    on: Moment | None = None


class Withdrawal(Record):
    """A person's decision that a record is withdrawn: it leaves the data with all that hangs on it, in every build.

    `replaced_by` is the id of the record, of the same kind, that stands in its stead.
    """

    id: Name
    target: Name
    kind: Withdrawn
    why: Name
    replaced_by: Name | None = None
    by: Name | None = None
    on: Moment | None = None


class Contribution(Record):
    """A quote that a person adds, corrects or withdraws, by hand in YAML, JSON, JSON Lines or CSV.

    A new quote needs `article` (id or URL), `quote` (the words, a list where they are split) and `speaker` (name or
    id). A correction names a quote of the dataset in `corrects` and the fields that change; with `withdrawn`, the
    reason, that quote is taken out. Where the words stand more than once, `occurrence` says which (from 1), or
    `context`, a longer stretch of the article around them. `source` and `cue` are words of the article beside them.
    `id`, `article_id`, `speaker_id` and `at` (offsets of each part, `12..40 52..60`) are found by `quotecheck fmt`.
    """

    id: Name | None = Field(default=None, description="The id of the quote that it becomes.")
    corrects: Name | None = Field(default=None, description="The id of the quote that is corrected.")
    withdrawn: Name | None = Field(default=None, description="Why the quote is taken out.")
    article: Name | None = Field(default=None, description="Id or URL.")
    article_id: Name | None = None
    quote: Name | Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    at: Found | None = None
    occurrence: int | None = Field(default=None, ge=1)
    context: Name | None = None
    speaker: Name | None = Field(default=None, description="Name or id.")
    speaker_id: Name | None = None
    speaker_kind: SpeakerKind | None = Field(default=None, description="Of a speaker whom the registry lacks.")
    date: Edtf | None = Field(default=None, description="When it was said.")
    source: Name | None = None
    cue: Name | None = None
    type: QuoteType | None = None
    act: Act | None = None
    why: Name | None = None
    by: Name | None = None
    on: Moment | None = None


class Tombstone(Record):
    """What is left of a withdrawn record, so that who cites its id learns why it is gone. Its id never lives again."""

    id: Name
    kind: Withdrawn
    reason: Name
    replaced_by: Name | None = None
    since: Moment | None = None


class FieldChange(Record):
    """A field that is not the same in two datasets; of a long text only where it begins to differ."""

    field: Name
    before: Any = None
    after: Any = None


class Change(Record):
    """One difference between two datasets; `before_id` is null where the record is new, `after_id` where it is gone.

    `why` are the causes that the two datasets show: text, article, rules, tool, model, spacy, settings, speakers,
    edited, "decision <id>", "withdrawn: <reason>". Where several may be the cause, all are named.
    """

    kind: Literal["build", "article", "speaker", "quote", "assertion", "finding", "decision", "tombstone"]
    change: Literal[
        "added", "removed", "changed", "moved", "merged", "split", "renamed", "opened", "closed", "decided",
        "undecided", "reopened",
    ]  # fmt: skip
    before_id: str | None = None
    after_id: str | None = None
    about: str = ""
    article_id: str | None = None
    fields: tuple[FieldChange, ...] = ()
    why: tuple[str, ...] = ()


class FileEntry(Record):
    """A file of a dataset: path inside it, digest and number of records."""

    path: Name
    sha256: Sha256
    records: int = Field(ge=0)


class Manifest(Record):
    """What a dataset holds and what built it. No timestamps: the same input gives the same manifest."""

    schema_version: Literal[1] = SCHEMA_VERSION
    tool: Name
    model: Name
    spacy: Name
    rules: Sha256
    settings: Sha256
    files: tuple[FileEntry, ...]


class Piece(Record):
    """A stretch of an article's text, then letters that are not from it; `lower`: the stretch in small letters."""

    start: Offset
    end: Offset
    then: str = ""
    lower: bool = False
    article_id: str | None = Field(default=None, description="Whose text; by default that of the record's own article.")


class LeftOut(Record):
    """Words that a text-free record does not repeat, and how to get them back from a copy of the text.

    `sha256` is of the words as UTF-8 (of the canonical JSON where they are a list). They are the `pieces`, one behind
    the other; without pieces they are what lies between the `start` and `end` beside them, or the article's own text.
    """

    at: str = Field(pattern=r"^(/[^/]+)+$", description="JSON Pointer (RFC 6901) to the words in the record.")
    sha256: Sha256
    length: int | None = Field(
        default=None, ge=0, le=100_000_000, description="Code points; of an article's text alone."
    )
    pieces: tuple[Piece, ...] = ()


class Edition(Record):
    """What a release is: its version, how much of the text it repeats, and what it followed, by version and seal."""

    version: str = Field(pattern=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$")
    text: TextMode
    excerpt_words: int | None = Field(default=None, ge=1, description="The most words that are repeated of a quote.")
    bump: Literal["first", "major", "minor", "patch"]
    previous: str | None = None
    previous_seal: Sha256 | None = None
    name: Name
    date: Edtf | None = Field(default=None, description="As it was given; never filled in.")
    license: Name | None = Field(default=None, description="Of the annotations (SPDX); texts have their own.")


class ReleaseManifest(Manifest):
    """The manifest of a release: every file but itself. `seal` is the digest of all the rest of it."""

    release: Edition
    seal: Sha256


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))  # one: it is asked very often


def canonical_json(value: object) -> str:
    """Give `value` as JSON whose bytes depend on nothing but the value."""
    return _ENCODER.encode(value)


def digest(*parts: object) -> str:
    """Hash any JSON-able parts to 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(parts).encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """Make an id such as `q:1f0c9a…` from content alone: the same on any machine, in any order."""
    return f"{prefix}:{digest(*parts)[:16]}"
