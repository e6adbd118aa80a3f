"""Every card of issues: the sentence that takes a position, and the one close to it that does not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quotecheck.language.model import parsed
from quotecheck.rules.issues import CONTRARY, issue_cards, positions


def answered(texts: Iterable[str]) -> list[frozenset[str]]:
    """The issues of each sentence."""
    return [
        frozenset(
            position.removeprefix(CONTRARY)
            for position in positions({word for token in doc for word in (token.lemma_.lower(), token.lower_)})
        )
        for doc in parsed(texts)
    ]


@pytest.mark.parametrize("name", issue_cards())
def test_each_issue_is_answered_where_its_example_says_so(name: str) -> None:
    issues = issue_cards()[name].issue
    fired = answered(issue.fires for issue in issues)
    spared = answered(issue.spares for issue in issues)
    silent = [issue.name for issue, found in zip(issues, fired, strict=True) if f"{name}.{issue.name}" not in found]
    loud = [issue.name for issue, found in zip(issues, spared, strict=True) if f"{name}.{issue.name}" in found]
    assert (silent, loud) == ([], [])


@pytest.mark.parametrize("name", issue_cards())
def test_the_issues_of_a_card_have_different_names(name: str) -> None:
    names = [issue.name for issue in issue_cards()[name].issue]
    assert len(names) == len(set(names))
