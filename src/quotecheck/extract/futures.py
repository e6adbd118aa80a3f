"""What is foretold: a clause about the world to come that nobody in it decides."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.rules.people import kind_of_head, role_words
from quotecheck.rules.saying import opinions

# What becomes of things and people without their doing.
_BEFALLS = frozenset({
    "bankrupt", "benefit", "bloom", "break", "burst", "clear", "climb", "collapse", "cost", "crash", "crumble",
    "damage", "decline", "decrease", "destroy", "deteriorate", "die", "disappear", "double", "drop", "drown", "ease",
    "exceed", "fade", "fail", "fall", "flood", "flop", "flourish", "freeze", "grow", "halve", "happen", "harm",
    "hold", "hurt", "improve", "increase", "intensify", "last", "lift", "lose", "melt", "plunge", "prevail",
    "prosper", "rain", "recede", "recover", "regret", "rise", "rot", "shrink", "sink", "slow", "snow", "soar",
    "spread", "strengthen", "subside", "suffer", "survive", "thrive", "treble", "triple", "triumph", "vanish",
    "weaken", "win", "worsen",
})  # fmt: skip
# What things do to others.
_STRIKES = frozenset({
    "affect", "batter", "boost", "bring", "cause", "cripple", "force", "help", "hit", "kill", "overwhelm", "peak",
    "ruin", "save", "strike", "threaten", "work", "wreck",
})  # fmt: skip
_BECOMES = frozenset({"be", "become", "come", "feel", "get", "go", "grow", "prove", "remain", "stay", "turn"})
# What it will be like, which nobody decides: cold, scarce; not "the inquiry will be public".
_STATES = frozenset({
    "bankrupt", "better", "bigger", "cheaper", "cold", "colder", "costly", "dangerous", "dark", "dead", "dearer",
    "difficult", "dry", "extinct", "frosty", "hard", "harder", "higher", "hot", "hotter", "hungry", "icy", "less",
    "long", "lower", "mild", "more", "obsolete", "painful", "rainy", "safer", "scarce", "severe", "short", "slow",
    "slower", "smaller", "snowy", "stormy", "strong", "stronger", "sunny", "tough", "warm", "warmer", "weak",
    "weaker", "wet", "windy",
})  # fmt: skip
# What somebody sets: that it will rise is announced, not foretold.
_SET = frozenset({
    "allowance", "benefit", "bill", "budget", "charge", "duty", "fare", "fee", "fine", "levy", "limit", "pay",
    "pension", "salary", "spending", "subsidy", "tariff", "tax", "toll", "wage",
})  # fmt: skip
# What speakers foretell of themselves: "we will win".
_CONTEST = frozenset({"fail", "lose", "prevail", "recover", "survive", "triumph", "win"})
_WILL = frozenset({"will", "would", "'ll", "’ll", "wo", "'d", "’d", "shall"})
_I = frozenset({"i", "we"})


def foretells(verb: Token) -> bool:
    """Tell whether a verb foretells: prices would double, it will snow, he will lose; not "she will resign"."""
    if verb.lower_ == "going":
        return any(child.dep_ == "xcomp" and foretells(child) for child in verb.children)
    if not is_future(verb):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return False
    over = verb.head if verb.dep_ == "xcomp" else verb
    subject = next((child for child in over.children if child.dep_ == "nsubj"), None)
    if subject is not None and (subject.lower_ in _I or subject.lemma_.lower() in _SET):
        return subject.lower_ in _I and verb.lemma_ in _CONTEST
    if verb.lemma_ in _STRIKES and subject is not None and _is_thing(subject):
        return True
    return verb.lemma_ in _BEFALLS or (verb.lemma_ in _BECOMES and _becomes(verb)) or _there(verb)


def _is_thing(subject: Token) -> bool:
    word = subject.lemma_.lower()
    return subject.pos_ == "NOUN" and word not in role_words() and kind_of_head().get(word) is None


def is_future(verb: Token) -> bool:
    """Tell whether a verb has will or would, or is the infinitive of "is going to"."""
    going = verb.dep_ == "xcomp" and verb.head.lower_ == "going"
    return going or any(child.dep_ in ("aux", "auxpass") and child.lower_ in _WILL for child in verb.children)


def _becomes(verb: Token) -> bool:
    states = _STATES | opinions().adjectives | opinions().nouns
    after = [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd") and child.i > verb.i]
    return any(word.lower_ in states for child in after for word in (child, *child.children))


def _there(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(child.dep_ == "expl" for child in verb.children)
