"""Write the pages of docs/reference/ that follow from the code, from docs/templates/: run by `python tasks.py docs`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import jinja2
from typer.models import ArgumentInfo

from quotecheck.cli import app
from quotecheck.compare.cards import PairExample, conflict_cards
from quotecheck.problems import CODES
from quotecheck.records import canonical_json
from quotecheck.rules.attribution import cue_families, mark_cards, patterns
from quotecheck.rules.cards import toml_files
from quotecheck.rules.edits import edit_cards
from quotecheck.rules.predicates import predicate_cards
from quotecheck.store.schemas import schemas

DOCS = Path(__file__).parent
RULES = DOCS.parent / "src/quotecheck/rules"
NAMES = {"string": "text", "integer": "whole number", "boolean": "true or false", "edtf": "date (EDTF)"}


def pages() -> dict[str, str]:
    """Give every generated page by its path below docs/reference/."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(DOCS / "templates"),
        autoescape=False,  # noqa: S701 - Markdown of our own making
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {"cell": cell, "kind": kind, "json": canonical_json}
    facts = {
        "commands": _commands(),
        "shapes": {schema["title"]: schema for schema in schemas().values()},
        "parts": _parts(),
        "codes": CODES,
        "files": list(_card_files()),
        "families": cue_families(),
        "patterns": patterns(),
        "marks": dict(mark_cards()),
        "edits": edit_cards(),
        "conflicts": conflict_cards(),
        "usual": {name: field.default for name, field in PairExample.model_fields.items()},
        "predicates": predicate_cards(),
    }
    return {
        name.removesuffix(".j2"): templates.get_template(name).render(facts)
        for name in sorted(templates.list_templates())
    }


def cell(text: str) -> str:
    """Make text fit into a cell of a table: one line, no bar."""
    return " ".join(text.split()).replace("|", "\\|")


def kind(schema: Mapping[str, Any]) -> str:
    """Say in words what a JSON Schema allows."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(option) for option in schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'])}"
    if "pattern" in schema:
        return f"text matching `{schema['pattern']}`"
    name = str(schema.get("format", schema.get("type")))
    return NAMES.get(name, name)


def _parts() -> dict[str, Any]:
    whole = schemas().values()
    titles = {schema["title"] for schema in whole}
    parts = {name: part for schema in whole for name, part in schema.get("$defs", {}).items()}
    return {name: parts[name] for name in sorted(parts.keys() - titles)}


def _commands() -> dict[str, dict[str, Any]]:
    commands = {made.__name__: made for command in app.registered_commands if (made := command.callback)}
    for group in app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        commands |= {f"{group.name} {command.name}": made for command in inner if (made := command.callback)}
    return {name: {"about": made.__doc__ or "", "given": _given(made)} for name, made in commands.items()}


def _given(command: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    defaults = inspect.signature(command).parameters
    for name, hint in get_type_hints(command, include_extras=True).items():
        if get_origin(hint) is not Annotated:
            continue
        shape, info = get_args(hint)
        # With Annotated, typer takes the first name for a default.
        told = [part for part in (info.default, *(info.param_decls or ())) if isinstance(part, str)]
        names = told or [f"--{name.replace('_', '-')}"]
        if isinstance(info, ArgumentInfo):
            names = [info.metavar or name.upper()]
        choices = [choice.value for choice in shape] if isinstance(shape, type) and issubclass(shape, Enum) else []
        one_of = f" One of `{'`, `'.join(choices)}`." if choices else ""
        needed = " Needed." if defaults[name].default is inspect.Parameter.empty else ""
        yield ", ".join(f"`{name}`" for name in names), f"{info.help}{one_of}{needed}"


def _card_files() -> Iterator[tuple[str, str]]:
    for folder in sorted({path.parent for path in RULES.rglob("*.toml")}):
        parts = folder.relative_to(RULES).parts
        for name, content in toml_files(*parts):
            yield "/".join((*parts, f"{name}.toml")), content.get("about", "")


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        page = DOCS / "reference" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
