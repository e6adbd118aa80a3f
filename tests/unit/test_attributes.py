"""Parts of speech and lemmas that are looked up are those that spaCy's own components set."""

import pytest

from quotecheck.language import model
from quotecheck.language.attributes import REPLACED
from quotecheck.language.model import load_model, parsed

TEXTS = (
    "Mara Ollenby said on Monday that she hadn't seen those gates shut, and that nobody gets them to work.",
    "There is hope, Vale told the Tern. Let's go, he's gonna be late; y'all ain't ready.",
    "Doin' nothin'  is what that harbour board\u00a0does,\n\nwhich is why the others have left.",
    "Its engineers’ worst days, by far: 3 March and 12,000 tonnes of rock @ £40m...",
    "",
)


def test_a_look_up_gives_what_the_components_set() -> None:
    # Twice: the second time everything is known.
    for docs in (parsed(TEXTS), parsed(TEXTS)):
        for own, slow in zip(docs, load_model().pipe(TEXTS), strict=True):
            assert [(t.text, t.pos_, t.lemma_, t.tag_, t.dep_, t.head.i) for t in own] == [
                (t.text, t.pos_, t.lemma_, t.tag_, t.dep_, t.head.i) for t in slow
            ]
    assert set(REPLACED) <= set(load_model().pipe_names)


def test_batches_keep_every_text_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Gate {n} was shut." for n in range(7)]
    monkeypatch.setattr(model, "BATCH", 40)
    assert [doc.text for doc in parsed(texts)] == texts
