"""Patterns at a token find what spaCy's own DependencyMatcher finds there."""

import pytest
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc

from quotecheck.language.model import load_model, parsed
from quotecheck.language.trees import TreePattern
from quotecheck.rules.attribution import patterns

TEXT = (
    "Mara Ollenby said on Monday that the old dam would hold, and she told Vale to keep the gates shut. "
    "Vale, an engineer in Northmere, was quoted as saying the pumps had stopped; he denied taking the keys. "
    "According to a report by the Courier, both sides voiced the hope that the truce would last."
)
OPERATORS = [
    "<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--",
    ">+", ">-", ">++", ">--", "<+", "<-", "<++", "<--",
]  # fmt: skip
VERB: dict[str, object] = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"POS": {"IN": ["VERB", "AUX"]}}}
WORD: dict[str, object] = {"RIGHT_ID": "word", "RIGHT_ATTRS": {"IS_PUNCT": False}}


@pytest.fixture(scope="module")
def doc() -> Doc:
    return parsed([TEXT])[0]


def _spacy(doc: Doc, nodes: list[dict[str, object]]) -> set[tuple[int, ...]]:
    matcher = DependencyMatcher(doc.vocab)
    matcher.add("pattern", [nodes])
    return {tuple(found) for _, found in matcher(doc)}


def _ours(doc: Doc, nodes: list[dict[str, object]], anchor: str) -> set[tuple[int, ...]]:
    shape = TreePattern(doc.vocab, nodes, anchor)
    return {tuple(found[str(node["RIGHT_ID"])].i for node in nodes) for token in doc for found in shape.at(token)}


@pytest.mark.parametrize("operator", OPERATORS)
def test_an_operator_means_what_it_means_to_spacy(doc: Doc, operator: str) -> None:
    nodes: list[dict[str, object]] = [
        VERB,
        {"RIGHT_ID": "word", "LEFT_ID": "verb", "REL_OP": operator, "RIGHT_ATTRS": {"DEP": {"NOT_IN": []}}},
    ]
    roots = {token.i for token in doc if token.dep_ == "ROOT"}  # to spaCy a root is among its children's siblings
    expected = {found for found in _spacy(doc, nodes) if "$" not in operator or not roots & {*found}}
    assert expected
    for anchor in ("verb", "word"):
        assert _ours(doc, nodes, anchor) == expected


@pytest.mark.parametrize("name", patterns())
def test_a_card_fires_where_spacy_fires_it(name: str) -> None:
    texts = [example.text for example in patterns()[name].example]
    nodes: list[dict[str, object]] = [dict(node) for node in patterns()[name].pattern]
    for doc in parsed([*texts, TEXT]):
        assert _ours(doc, nodes, "cue") == _spacy(doc, nodes)


def test_an_unknown_relation_or_attribute_is_refused() -> None:
    vocab = load_model().vocab
    with pytest.raises(ValueError, match="no such relation: ~"):
        TreePattern(vocab, [VERB, {**VERB, "RIGHT_ID": "other", "LEFT_ID": "verb", "REL_OP": "~"}], "verb")
    with pytest.raises(KeyError, match="IS_PUNCT"):
        TreePattern(vocab, [VERB, {**WORD, "LEFT_ID": "verb", "REL_OP": ">"}], "verb")
