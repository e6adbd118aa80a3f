"""Sayings that are none: no comment, no answer, refusals. The cue locates them, and their content is empty."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.acts import is_refused
from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.grammar import subject_of
from quotecheck.extract.reality import is_denied, reality_of
from quotecheck.extract.sources import extent, source_of
from quotecheck.records import Act
from quotecheck.rules.attribution import Cue

_ANSWERS = frozenset({"respond", "reply", "answer", "return", "acknowledge"})
_REQUESTS = frozenset({
    "approach", "call", "email", "e-mail", "enquiry", "inquiry", "invitation", "letter", "message", "query", "question",
    "request", "text", "voicemail",
})  # fmt: skip
_TRIES = frozenset({"attempt", "effort"})
_UNANSWERED = frozenset({"unanswered", "unreturned"})
_FUTILE = frozenset({"unsuccessful", "fruitless", "vain"})
_MUTE = frozenset({"silent", "quiet", "mum", "tight", "lipped", "tight-lipped"})
_STAYS = frozenset({"remain", "stay", "keep"})
_LEAVES = frozenset({"depart", "drive", "exit", "go", "hurry", "leave", "pass", "rush", "walk"})
_WITHHELD = frozenset({
    "confirm", "disclose", "discuss", "elaborate", "identify", "name", "reveal", "say", "specify", "speculate",
})  # fmt: skip
_VERBS = (
    _ANSWERS | _UNANSWERED | _FUTILE | _MUTE | _WITHHELD
    | {"comment", "reach", "contact", "response", "available", "unavailable", "draw", "nothing", "ignore", "fail"}
)  # fmt: skip
_HAS = frozenset({"have", "offer", "give", "make"})


def propose_silences(paragraph: Paragraph, taken: set[int]) -> Iterator[Candidate]:
    """Yield a candidate for each silence outside marks whose verb is no cue already."""
    doc = paragraph.passage.doc
    wanted = {doc.vocab.strings[verb] for verb in _VERBS}
    for at, lemma in enumerate(doc.to_array(["LEMMA"]).tolist()):
        if lemma not in wanted or at in taken or paragraph.inside(doc[at]):
            continue
        token = doc[at]
        if any(other.i in taken for other in token.conjuncts) or (token.head.i in taken and token.dep_ == "xcomp"):
            continue  # could neither confirm nor deny that; declined to comment
        act = _act(token)
        source = None if act is None else _silent_one(token)
        if act is not None and source is not None:
            yield _candidate(paragraph, token, act, source)


def is_silence(token: Token) -> bool:
    """Tell whether a verb of saying is one that says nothing: would not comment on the sale."""
    return token.lemma_ == "comment" and _no_comment(token)


def _act(token: Token) -> Act | None:
    lemma = token.lemma_
    if lemma in ("comment", "draw", "nothing") or lemma in _MUTE:
        return "no-comment" if _no_comment(token) else None
    if any(child.dep_ == "auxpass" for child in token.children) and lemma in _WITHHELD:
        return None  # declined to be named
    if lemma in _WITHHELD and ((is_refused(token) and token.head.pos_ != "ADJ") or _nor_deny(token)):
        return "withhold"
    if not _no_response(token):
        return None
    return "withhold" if is_refused(token) else "no-response"


def _nor_deny(token: Token) -> bool:
    return is_denied(token) and any(other.lemma_ == "deny" for other in token.conjuncts)


def _no_comment(token: Token) -> bool:
    if token.lemma_ == "comment" and token.pos_ == "VERB":
        return reality_of(token) == "did-not-happen"
    if token.lemma_ == "draw":
        about = any(child.lower_ in ("on", "about", "into") for child in token.children)
        passive = any(child.dep_ == "auxpass" for child in token.children)
        return about and passive and reality_of(token) == "did-not-happen"
    if token.lemma_ == "nothing":
        had = token.dep_ == "dobj" and token.head.lemma_ == "have"
        plain = had and not any(child.dep_ == "amod" for child in token.children)
        return plain and any(c.lemma_ in ("say", "add") and c.dep_ in ("relcl", "acl") for c in token.children)
    if token.lemma_ in _MUTE:
        topic = any(word.lower_ in ("on", "about", "over") for word in (*token.children, *token.head.children))
        return topic and token.head.lemma_ in _STAYS
    if token.dep_ == "dobj" and token.head.lemma_ in ("decline", "refuse"):
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return token.head.head.lemma_ in _LEAVES
    if _there_was_no(token):
        return True
    had = token.dep_ == "dobj" and token.head.lemma_ in _HAS
    return had and (any(child.lower_ == "no" for child in token.children) or is_denied(token.head))


def _there_was_no(token: Token) -> bool:
    """Find "there was no comment from the ministry"."""
    no = any(child.lower_ == "no" for child in token.children)
    whose = any(child.dep_ == "prep" and child.lower_ == "from" for child in (*token.children, *token.head.children))
    return no and whose and token.dep_ == "attr" and any(child.dep_ == "expl" for child in token.head.children)


def _no_response(token: Token) -> bool:
    lemma = token.lemma_
    if token.pos_ == "NOUN" and lemma in ("response", "reply", "answer"):
        return _there_was_no(token)
    if lemma in ("reach", "contact", "available", "unavailable"):
        return _not_reached(token)
    if lemma in _UNANSWERED or lemma in _FUTILE:
        subject = subject_of(token.head)
        if subject is None or lemma in _UNANSWERED:
            return subject is not None and subject.lemma_.lower() in _REQUESTS
        return subject.lemma_.lower() in _TRIES and _reaching(subject) is not None
    if lemma == "fail":
        subject = subject_of(token)
        return subject is not None and subject.lemma_.lower() in _TRIES and _reaching(subject) is not None
    if token.pos_ != "VERB":
        return False
    asked = [word for word in _objects(token) if word.lemma_.lower() in _REQUESTS]
    if lemma == "ignore":
        return any(_for_words(word) for word in asked)
    if not asked and lemma in ("respond", "reply"):
        more = any(c.dep_ == "ccomp" or c.lower_ in ("in", "with", "as") for c in token.children)
        return _unsaid(token) and not list(_objects(token)) and not more
    return bool(asked) and lemma in _ANSWERS and _unsaid(token) and token.dep_ not in ("acl", "relcl")


def _unsaid(token: Token) -> bool:
    return reality_of(token) == "did-not-happen"


def _for_words(request: Token) -> bool:
    """Tell whether a request is one for words: "ignored requests for an interview", not "ignored calls to resign"."""
    wanted = {word.lower_ for word in request.subtree}
    return bool(wanted & {"comment", "comments", "interview", "statement", "response", "questions", "reporters"})


def _not_reached(token: Token) -> bool:
    about = any(word.lower_ == "comment" for word in token.subtree)
    if token.lemma_ in ("reach", "contact"):
        could = any(child.lower_ in ("could", "can", "ca") for child in token.children)
        return (could or about) and is_denied(token) and any(child.dep_ == "auxpass" for child in token.children)
    return about and (token.lemma_ == "unavailable" or is_denied(token) or is_denied(token.head))


def _objects(token: Token) -> Iterator[Token]:
    """Give what is or is not answered: object, subject of the passive, and what "to" leads in."""
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            yield child
        elif child.dep_ in ("prep", "dative") and child.lower_ == "to":
            yield from (word for word in child.children if word.dep_ == "pobj")


def _silent_one(token: Token) -> tuple[int, int] | None:
    """Give who is silent: the subject, also of the passive, of the verb that a silence hangs on, or who was asked."""
    if _there_was_no(token):
        return _from(token)
    above = [token.head.head.head] if token.head.lower_ == "without" else []
    for verb in (token, token.head, token.head.head, *above):
        subject = subject_of(verb)
        if subject is None or not subject.text[0].isalnum():
            continue
        if subject.lemma_.lower() in _REQUESTS | _TRIES:
            asked = _reaching(subject) or _asked(subject)
            return None if asked is None else extent(asked, token)
        return extent(subject, token)
    if token.head.pos_ == "NOUN" and token.dep_ in ("acl", "relcl"):
        return next((extent(child, token) for child in token.head.children if child.dep_ == "poss"), None)
    return source_of(token)


def _from(token: Token) -> tuple[int, int] | None:
    preps = [child for child in (*token.children, *token.head.children) if child.lower_ == "from"]
    return next((extent(word, token) for prep in preps for word in prep.children if word.dep_ == "pobj"), None)


def _reaching(tries: Token) -> Token | None:
    """Give who was not reached: "attempts to reach Hal Quist"."""
    verbs = (c for c in tries.children if c.dep_ in ("acl", "relcl") and c.lemma_ in ("reach", "contact"))
    return next((word for verb in verbs for word in verb.children if word.dep_ == "dobj"), None)


def _asked(request: Token) -> Token | None:
    """Give whom a request went to: "an email to Corrado", "messages left with the bank"."""
    above = [request, *(child for child in request.children if child.dep_ in ("acl", "relcl"))]
    preps = (
        c
        for word in above
        for c in word.children
        if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with", "at", "for")
    )
    return next((word for prep in preps for word in prep.children if word.dep_ == "pobj"), None)


def _candidate(paragraph: Paragraph, token: Token, act: Act, source: tuple[int, int]) -> Candidate:
    card = Cue(
        lemma=token.lemma_, family="silence", class_="decline", pos="VERB", frames=frozenset(), act=act,
        attitude=False, tier="A",
    )  # fmt: skip
    verb = token.head if token.dep_ in ("dobj", "xcomp", "acomp", "acl", "relcl", "oprd", "attr") else token
    group = [t.i for t in verb.children if t.dep_ in ("aux", "auxpass", "neg") and t.i < verb.i]
    first = min([token.i, verb.i, *group])
    to_say = [t.i for t in token.children if t.dep_ in ("acl", "relcl")] if token.lemma_ == "nothing" else []
    cue = CueSpan(paragraph.passage, first, max([token.i, *to_say]) + 1, token.i, card)
    where = (paragraph.passage, *source)
    return Candidate((), cue, where, "silence", "A", paragraph.passage.index)
