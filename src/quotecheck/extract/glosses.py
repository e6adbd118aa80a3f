"""What the narrator adds to reported words without a pause: a gloss behind a dash, the proof of what was said."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.brought import brought_in
from quotecheck.extract.candidates import CueSpan
from quotecheck.extract.descriptions import SEEN
from quotecheck.extract.grammar import FINITE

_DASHES = frozenset({"—", "–", "--", "---", "-"})
# Words behind a dash that go on with what is reported.
_SAME_BREATH = frozenset({
    "and", "because", "but", "even", "if", "not", "or", "provided", "since", "so", "that", "then", "though", "unless",
    "when", "where", "which", "while", "who", "yet",
})  # fmt: skip
_PAIR = 2
_RELATIVES = ("WDT", "WP", "WP$", "WRB")
_PROVES = frozenset({
    "back", "bear", "confirm", "contradict", "corroborate", "disprove", "prove", "refute", "reveal", "show", "suggest",
    "support", "verify",
})  # fmt: skip


def glossed(cue: CueSpan, tokens: list[Token]) -> set[int]:
    """Find the narrator's gloss behind a dash, a sentence of its own: "said he grew up inland—his mother dived"."""
    inside = sorted(token.i for token in tokens)
    according = _according(cue, inside)
    if according:
        return according
    dashes = [n for n, i in enumerate(inside) if i > cue.head and _is_dash(cue.passage.doc[i])]
    if not 1 <= len(dashes) <= _PAIR or dashes[0] == 0 or inside[0] < cue.head:
        return set()
    behind = inside[dashes[0] : dashes[1] + 1 if len(dashes) == _PAIR else None]
    words = [cue.passage.doc[i] for i in behind[1:]]
    first = next((word for word in words if word.is_alpha), None)
    if first is None or first.lower_ in _SAME_BREATH or cue.passage.doc[behind[0] - 1].is_digit:
        return set()
    stated = any(_states(w, behind) and first in w.subtree for w in words)
    goes_on = any(cue.passage.doc[i].tag_ in (*FINITE, "MD") for i in inside if i > behind[-1])
    return set(behind) if stated and (goes_on or _is_whole(cue, inside, set(behind))) else set()


def _states(subject: Token, inside: list[int]) -> bool:
    """Tell whether a word is the subject of a sentence, and not of a clause that belongs to a noun."""
    verb = subject.head
    is_subject = subject.dep_ in ("nsubj", "nsubjpass", "expl") and verb.i in inside
    of_a_noun = verb.dep_ in ("relcl", "acl") and verb.head.i in inside
    return is_subject and _finite(verb) and not of_a_noun and not any(_subordinates(c, inside) for c in verb.children)


def _subordinates(child: Token, inside: list[int]) -> bool:
    """Tell whether a word puts its clause under another one: because, who; not the "that" of what is reported."""
    return child.i in inside and child.lower_ != "that" and (child.dep_ == "mark" or child.tag_ in _RELATIVES)


def _is_whole(cue: CueSpan, inside: list[int], barred: set[int]) -> bool:
    """Tell whether reported words are still a sentence when some are left out."""
    kept = [i for i in inside if i not in barred]
    return any(_states(cue.passage.doc[i], kept) for i in kept)


def _according(cue: CueSpan, inside: list[int]) -> set[int]:
    """Find the narrator's source for it: "…, according to minutes", "…, in remarks carried by the Tern"."""
    doc = cue.passage.doc
    for n, at in enumerate(inside):
        source = doc[at].lower_ == "according" or brought_in(doc[at]) is not None
        if n > 1 and source and doc[at - 1].text == "," and cue.class_ != "accordingto":
            barred = set(inside[n - 1 :])
            return barred if inside[0] > cue.head and _is_whole(cue, inside, barred) else set()
    return set()


def _is_dash(token: Token) -> bool:
    """Tell whether a sign is a dash, and no hyphen of a word."""
    return token.text in _DASHES and (token.text != "-" or bool(token.whitespace_ and token.nbor(-1).whitespace_))


def _finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(child.tag_ in (*FINITE, "MD") for child in verb.lefts)


def bears_out(verb: Token) -> bool:
    """Tell whether a joined clause is the narrator's proof: "…, and photographs seen by the Tern confirm it"."""
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.dep_ != "conj" or verb.lemma_ not in _PROVES or subject is None:
        return False
    bare = any(child.dep_ == "dobj" and child.lower_ in ("it", "this", "that") for child in verb.rights)
    return (
        bare
        or verb.tag_ in ("VBP", "VBZ")
        or any(child.dep_ == "acl" and child.lemma_ in SEEN for child in subject.children)
    )
