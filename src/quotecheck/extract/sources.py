"""The source of a cue: the words that name who spoke, as they stand."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotecheck.extract.grammar import governed
from quotecheck.language.parse import Passage
from quotecheck.rules.attribution import cues

_CLIMB = ("conj", "advcl", "xcomp", "ccomp", "acl", "dep", "prep", "pcomp")
_NO_SOURCE = frozenset({"there", "what", "that", "this", "which"})
# Verbs whose subject is given, or gives rise to, what others say: "the mill got a warning", "the leak drew criticism".
_MEETS = frozenset({
    "attract", "cause", "contest", "deny", "discredit", "dismiss", "dispute", "draw", "earn", "face", "fuel", "get",
    "hear", "ignore", "invite", "meet", "need", "prompt", "provoke", "rebut", "receive", "refute", "reject", "see",
    "spark", "suffer", "trigger", "win",
})  # fmt: skip
_AHEAD = frozenset({"expect", "schedule", "set", "poise", "slate", "prepare", "tip"})
_AHEAD_OF = frozenset({
    "able", "about", "bound", "certain", "due", "likely", "prepared", "ready", "set", "sure", "unable", "unlikely",
    "unwilling",
})  # fmt: skip
# Nouns whose infinitive is what their owner does or does not do: "her refusal to say whether".
_OWNERS_ACT = frozenset({
    "decision", "failure", "inability", "intention", "plan", "refusal", "reluctance", "unwillingness", "willingness",
})  # fmt: skip
# What an outlet puts out, named before it.
_PRINTED = frozenset({"report", "story", "article", "claim", "editorial"})
# Verbs by which somebody else's saying is reported: quoted Vale as saying, heard Vale say.
QUOTING = frozenset({
    "quote", "cite", "report", "describe", "record", "overhear", "hear", "recall", "remember", "film", "show", "depict",
})  # fmt: skip
_CATCHES = frozenset({"catch", "film", "hear", "overhear", "photograph", "record", "see", "spot"})
_CLOSING = {"”": "“", '"': '"', "»": "«"}
_LEFT_OUT = ("relcl", "advcl", "parataxis", "ccomp", "cc", "conj", "preconj")


def source_of(cue: Token) -> tuple[int, int] | None:
    """Give the token range of the source of a cue, or None where the sentence names none."""
    head = source_head(cue)
    return None if head is None else extent(head, cue)


def source_head(cue: Token) -> Token | None:
    """Find the word that names the speaker: subject, agent, owner of a noun, or a subject shared further up."""
    if cue.pos_ == "NOUN":
        return _owner(cue) or _giver(cue)
    if cue.pos_ == "ADJ":
        return _subject(cue.head) if cue.head.pos_ in ("AUX", "VERB") else None
    if (boaster := _headless(cue)) is not None:
        return boaster
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in cue.children)
    if passive or _asked(cue):
        return _agent(cue)
    subject = _subject(cue) or _quoted(cue)
    return _from_above(cue) if subject is None else subject


def _from_above(cue: Token) -> Token | None:
    """Find who speaks in what a cue without a subject hangs on."""
    if cue.dep_ in ("acl", "relcl") and cue.head.lemma_ in _OWNERS_ACT and cue.tag_ == "VB":
        return _owner(cue.head)
    if cue.dep_ in ("acl", "relcl") and cue.head.pos_ in ("NOUN", "PROPN", "PRON"):
        finite = cue.tag_ == "VBD" and cue.head.pos_ == "PROPN"  # "Vale, who …, tweeted": hung on the name
        return cue.head if cue.tag_ == "VBG" or cue.dep_ == "relcl" or finite else None
    if cue.dep_ == "pcomp" and cue.head.head.pos_ in ("VERB", "AUX"):
        return _of_gerund(cue)
    if cue.dep_ == "xcomp" and (raised := _raised(cue.head)) is not None:
        return raised
    if (saying := _outer_saying(cue)) is not None:
        return source_head(saying)
    if cue.dep_ in _CLIMB and cue.head != cue and cue.head.pos_ in ("VERB", "AUX"):
        return source_head(cue.head) if not _has_object_control(cue) else None
    return None


def _outer_saying(cue: Token) -> Token | None:
    """Give the verb of saying whose subject goes on: "Vale complained that it misquoted her, insisting she said"."""
    verb = cue.head
    behind = cue.dep_ == "advcl" and cue.tag_ == "VBG" and cue.i > verb.i
    parted = behind and cue.left_edge.nbor(-1).text in (",", "—", "–")
    embedded = parted and verb.dep_ == "ccomp" and any(child.lower_ == "that" for child in verb.lefts)
    if not embedded or (verb.lemma_, "VERB") in cues() or verb.head.i > verb.i:
        return None
    return verb.head if (verb.head.lemma_, "VERB") in cues() else None


def _raised(verb: Token) -> Token | None:
    """Give the subject of "is expected to say", "is likely to say": the sayer to be."""
    if verb.lemma_ in _AHEAD and verb.pos_ == "VERB":
        return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return _subject(verb.head) if verb.lower_ in _AHEAD_OF and verb.dep_ == "acomp" else None


def _quoted(cue: Token) -> Token | None:
    """Give who is quoted as saying, or heard saying, something: the object of the verb above it."""
    if cue.head.lower_ == "as" and cue.tag_ == "VBG" and cue.head.head.lemma_ in QUOTING:
        return next((child for child in cue.head.head.children if child.dep_ in ("dobj", "nsubjpass")), None)
    caught = _caught(cue) if cue.tag_ == "VBG" else None
    if caught is not None:
        return caught
    if cue.tag_ == "VBG" and cue.head.lemma_ in QUOTING - {"report", "describe", "show"}:
        return next((c for c in cue.head.children if c.dep_ == "dobj" and c.right_edge.i + 1 == cue.left_edge.i), None)
    return None


def _caught(cue: Token) -> Token | None:
    """Give who was heard or seen to say something: "Vale was heard on a microphone telling a clerk"."""
    verb = cue.head
    if cue.dep_ == "acl" and verb.dep_ == "pobj":
        verb = verb.head.head
    if cue.dep_ not in ("acl", "advcl", "xcomp", "ccomp") or verb.lemma_ not in _CATCHES:
        return None
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def _of_gerund(cue: Token) -> Token | None:
    """Find who does what a preposition leads in: "replied by calling" the subject, "mocked Vale for saying" Vale."""
    verb = cue.head.head
    if cue.head.lower_ in ("for", "of", "from"):
        done_to = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
        return done_to or _subject(verb)
    return source_head(verb)


def _headless(cue: Token) -> Token | None:
    """Give the subject of a verb taken for a participle: "Its architect, Sigmund Harcourt, boasted that it would"."""
    noun = cue.head
    while noun.dep_ == "appos":
        noun = noun.head
    says = any(child.dep_ == "ccomp" and child.i > cue.i for child in cue.children)
    bare = cue.dep_ == "acl" and cue.tag_ in ("VBN", "VBD") and noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN")
    hears = {"advise", "ask", "assure", "inform", "remind", "tell", "warn"}
    return noun if bare and says and cue.lemma_ not in hears else None


def _asked(cue: Token) -> bool:
    """Tell whether a participle is passive: "Asked whether it held, Vale said yes" does not make Vale the asker."""
    bare = not any(child.dep_ in ("aux", "nsubj") for child in cue.children)
    return cue.tag_ == "VBN" and cue.dep_ in ("advcl", "acl", "amod") and bare


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj" and child.text[0].isalnum()), None)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return governed(child)
        if child.dep_ == "prep" and child.lower_ == "by":
            return _misread_agent(child)
    return None


def _misread_agent(by: Token) -> Token | None:
    """Find the name in an agent that the parser takes for an act: "were warned by signalling chief Ruta Fenn"."""
    acts = [child for child in by.children if child.dep_ == "pcomp"]
    return next((word for act in acts for word in act.children if word.dep_ == "dobj" and word.pos_ == "PROPN"), None)


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return governed(child)
    if noun.lemma_.lower() not in _PRINTED:
        return None
    return next((child for child in noun.lefts if _is_outlet(child)), None) or _printed_in(noun)


def _printed_in(noun: Token) -> Token | None:
    """Give the paper that a report stands in: "a report in the Tern that"."""
    places = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("in", "on"))
    return next(
        (word for prep in places for word in prep.children if word.dep_ == "pobj" and word.pos_ == "PROPN"), None
    )


def _is_outlet(word: Token) -> bool:
    """Tell whether a name before a noun says who printed it: "a Tern report that"."""
    return word.pos_ == "PROPN" and word.dep_ in ("compound", "amod", "nmod")


def _giver(noun: Token) -> Token | None:
    """Find who gives or has what a noun names: "Vale raised doubts about", "Corrado made the claim that"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB" or _is_passive(verb) or verb.lemma_ in _MEETS:
        return None
    return source_head(verb)


def _is_passive(verb: Token) -> bool:
    """Tell whether a participle has no "has" or "had" of its own: "promises made by", not "has made promises"."""
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve") for c in verb.children)


def _has_object_control(cue: Token) -> bool:
    # "asked Vale to say": the sayer is Vale, who is the object, not the asker; "had this to say" is the subject's.
    if cue.head.lemma_ == "have" and any(child.tag_ == "TO" for child in cue.children):
        return False
    return cue.dep_ in ("xcomp", "ccomp") and any(child.dep_ in ("dobj", "dative") for child in cue.head.children)


def charges(verb: Token) -> list[Token]:
    """Give the charge that the parser hangs on who makes it: "was accused by rivals of buying votes"."""
    if verb.lemma_ != "accuse":
        return []
    agents = [word for by in verb.children if by.dep_ == "agent" for word in by.children]
    behind = [child for agent in agents for child in agent.rights if child.lower_ == "of"]
    return [of for of in behind if any(child.dep_ == "pcomp" for child in of.rights)]


def extent(head: Token, cue: Token) -> tuple[int, int]:
    """Give the noun phrase of a source: title and apposition stay, clauses and the cue's own words go."""
    keep = {head.i}
    stack = [head]
    left_out = charges(cue)
    while stack:
        for child in stack.pop().children:
            if child == cue or child in left_out or (child.dep_ in _LEFT_OUT and not _joint(child)):
                continue
            keep.add(child.i)
            stack.append(child)
    first = last = head.i
    while first - 1 in keep:
        first -= 1
    while last + 1 in keep:
        last += 1
    first, last = _beside(_hyphenated(head.doc, first), last, cue.i)
    return _trim(head, first, last)


def _beside(first: int, last: int, cue: int) -> tuple[int, int]:
    if first <= cue <= last:
        return (cue + 1, last) if cue - first < last - cue else (first, cue - 1)
    return first, last


def _joint(child: Token) -> bool:
    """Tell whether a conjunct belongs to a joint source (Ollenby and Vale), not to another clause."""
    return child.dep_ in ("cc", "conj", "preconj") and (child.pos_ in ("PROPN", "NOUN", "PRON", "CCONJ"))


def _trim(head: Token, first: int, last: int) -> tuple[int, int]:
    doc = head.doc
    while first < head.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    if last + 1 < len(doc) and doc[last + 1].text in _CLOSING and _open(doc[first : last + 1].text, doc[last + 1].text):
        last += 1
    return first, last + 1


def _hyphenated(doc: Doc, first: int) -> int:
    """Give where a name starts of which the tokeniser parts an article and a hyphen: al-Masri."""
    if first > 1 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_ and not doc[first - 2].whitespace_:
        return first - 2
    return first


def _open(text: str, mark: str) -> bool:
    """Tell whether words have the opening mark of a pair that the next word closes: a diver known as “Eel”."""
    return text.count(mark) % 2 == 1 if mark == '"' else text.count(_CLOSING[mark]) > text.count(mark)


def named(passage: Passage, first: int, last: int) -> bool:
    """Tell whether a token range can name a speaker at all (not "there", nor a bare relative)."""
    piece = passage.doc[first:last]
    return any(char.isalnum() for char in piece.text) and piece.text.lower() not in _NO_SOURCE
