"""Problems in the forms that people, editors and build servers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote
from xml.etree import ElementTree as ET

from quotecheck.problems import CODES, Code, Level, Problem
from quotecheck.records import canonical_json
from quotecheck.report.shown import printable

Format = Literal["text", "json", "github", "sarif", "junit"]

_PAGE = "docs/reference/problems.md"
_ON_A_PAGE = 100
_A_KIND = 10  # so many annotations of one severity does GitHub show for a step
_GITHUB: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(problems: Iterable[Problem], fmt: Format, docs: str = "") -> str:
    """Give problems as `fmt`, one a line or one document; empty text where a form has nothing to say of none.

    `docs` is the address of the page on which every code is explained, for the forms that lead there.
    """
    found = list(problems)
    text = _sarif(found, docs) if fmt == "sarif" else _FORMS[fmt](found)
    return text.encode("utf-8", "backslashreplace").decode()  # file names need not be Unicode


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _text(problems: Sequence[Problem]) -> str:
    return _lines(printable(str(problem)) for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    return _lines(canonical_json(problem.to_dict()) for problem in problems)


def _github(problems: Sequence[Problem]) -> str:
    """Give workflow commands; the step shows ten of each severity, so the rest is counted in one more notice."""
    shown: Counter[Level] = Counter()
    lines = []
    for problem in problems:
        shown[problem.severity] += 1
        if shown[problem.severity] <= _A_KIND:
            lines.append(_annotation(problem))
    if hidden := sum(max(0, count - _A_KIND) for count in shown.values()):
        counts = ", ".join(f"{level}: {shown[level]}" for level in _GITHUB if shown[level])
        lines.append(f"::notice title=quotecheck::{hidden} more problems are not shown here ({counts})")
    return _lines(lines)


def _annotation(problem: Problem) -> str:
    place = problem.place
    title = f"{problem.code} {CODES[problem.code].title}"
    fields = {"file": place.file, "line": str(place.line or ""), "col": str(place.column or ""), "title": title}
    given = ",".join(f"{name}={_property(value)}" for name, value in fields.items() if value)
    message = f"{place.pointer}: {problem.message}" if place.pointer else problem.message
    return f"::{_GITHUB[problem.severity]} {given}::{_data(f'{message} ({problem.hint})')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(problems: Sequence[Problem], docs: str = "") -> str:
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "quotecheck", "rules": [_sarif_rule(CODES[code], docs) for code in codes]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(problem, codes) for problem in problems],
            }
        ],
    }
    return canonical_json(log) + "\n"


def _sarif_rule(code: Code, docs: str) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": code.code,
        "shortDescription": {"text": code.title},
        "help": {"text": f"{code.hint} ({_PAGE}#{code.code.lower()})"},
        "defaultConfiguration": {"level": _SARIF[code.severity]},
    }
    return {**rule, "helpUri": f"{docs}#{code.code.lower()}"} if docs else rule


def step_summary(problems: Sequence[Problem], waived: int, docs: str = "") -> str:
    """Give the summary of a step in Markdown: codes with their numbers, then places, as many as a page holds."""
    told = ", ".join(f"{level}: {count}" for level in _GITHUB if (count := sum(p.severity == level for p in problems)))
    lines = ["### quotecheck validate", "", f"{told or 'no problems'}{f'; waived: {waived}' if waived else ''}", ""]
    if problems:
        lines += ["| code | | problems |", "| --- | --- | --- |"]
        counts = Counter(problem.code for problem in problems)
        lines += [f"| {_linked(code, docs)} | {CODES[code].title} | {counts[code]} |" for code in sorted(counts)]
        lines += ["", *(f"- {_shown(problem)}" for problem in problems[:_ON_A_PAGE])]
        if len(problems) > _ON_A_PAGE:
            lines.append(f"- and {len(problems) - _ON_A_PAGE} more")
    return _lines(lines)


def _linked(code: str, docs: str) -> str:
    return f"[{code}]({docs}#{code.lower()})" if docs else code


def _shown(problem: Problem) -> str:
    """Give a problem as code in Markdown, of which nothing inside is read."""
    text = printable(str(problem)).encode("utf-8", "backslashreplace").decode()
    return f"`` {text.replace('``', '` `')} ``"


def _sarif_result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    place = problem.place
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _SARIF[problem.severity],
        "message": {"text": problem.message},
    }
    location: dict[str, Any] = {}
    if place.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(place.file)}}
        if place.line is not None:
            column = {} if place.column is None else {"startColumn": place.column}
            location["physicalLocation"]["region"] = {"startLine": place.line, **column}
    if place.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": place.pointer}]
    return {**result, "locations": [location]} if location else result


def _uri(file: str) -> str:
    return quote(file.replace("\\", "/"), errors="surrogateescape")


def _junit(problems: Sequence[Problem]) -> str:
    """Give one test case a problem (build servers count failures), or one that passes where there is none."""
    failures = sum(problem.severity != "info" for problem in problems)
    counts = {"tests": str(max(1, len(problems))), "failures": str(failures)}
    root = ET.Element("testsuites", {"name": "quotecheck", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": "quotecheck", **counts})
    for problem in problems:
        _junit_case(suite, problem)
    if not problems:
        ET.SubElement(suite, "testcase", {"classname": "quotecheck", "name": "no problems"})
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _junit_case(suite: ET.Element, problem: Problem) -> None:
    place = printable(str(problem.place))
    name = f"{problem.code} {CODES[problem.code].title}" + (f" at {place}" if place else "")
    case = ET.SubElement(suite, "testcase", {"classname": printable(problem.place.file or "quotecheck"), "name": name})
    body = printable(f"{problem}") + f"\n{problem.hint}"
    if problem.severity == "info":
        ET.SubElement(case, "system-out").text = body
    else:
        fault = {"message": printable(problem.message), "type": problem.severity}
        ET.SubElement(case, "failure", fault).text = body


_FORMS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
}
