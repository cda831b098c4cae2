"""How sure a statement is: modals, and the hedges that stand in for them or beside them."""

from __future__ import annotations

from functools import cache

from variance.classify.difference import Difference, Verdict, is_other_phrase
from variance.classify.grammar import BE_FORMS
from variance.classify.inflection import find_bases
from variance.classify.sides import Side
from variance.classify.tense import grow_verb
from variance.classify.trivial import opens_sentence
from variance.lexicon.tables import load_hedges
from variance.text.tokens import Token
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind, Severity

_BACKSHIFTED = ({"will", "would"}, {"can", "could"}, {"shall", "should"})
_PLAIN_MODALS = frozenset({"will", "would"})
# Words that are hedges only before a verb with "to": a singer appeared in court, he looks tired.
_BEFORE_TO = frozenset({"appear", "seem", "look"})
_LONGEST_HEDGE = 3
_LONGEST_REWORDING = 6
# A hedge that comes or goes is a word or two, with a small one beside it ("and possibly").
_MOST_HEDGE_WORDS = 3


def find_certainty(difference: Difference) -> Verdict | None:
    """A hedge or modal that the other side lacks or has another for.

    One that only one side gives is mild, unless it belongs to the verb that both sides have ("killed",
    "may have killed"). "Will" and "would", "can" and "could" are tenses; "may" and "might" nearly so.
    """
    if difference.is_moved:
        edit = difference.edit
        hedges = find_hedges(difference.a, edit.a_start, edit.a_end)
        is_bare = len(difference.a_keys) <= _MOST_HEDGE_WORDS
        return Verdict(ChangeKind.CERTAINTY) if hedges and is_bare else None
    grown = grow_verb(difference) if difference.is_one_sided else difference
    a = find_hedges(grown.a, grown.edit.a_start, grown.edit.a_end)
    b = find_hedges(grown.b, grown.edit.b_start, grown.edit.b_end)
    if a == b or a | b in _BACKSHIFTED or (not (a ^ b) - _PLAIN_MODALS):
        return None
    if a ^ b == {"can"} and not (a and b):
        return None  # "can be traced to", "goes back to": what is possible is done
    if a | b == {"may", "might"}:
        return Verdict(ChangeKind.CERTAINTY, Severity.WORDING)
    if not (a and b) and max(len(grown.a_keys), len(grown.b_keys)) > _LONGEST_REWORDING:
        return None  # a hedge in a longer rewording is incidental
    if grown.is_one_sided:
        # In a longer phrase that comes or goes a hedge is incidental.
        is_bare = len(difference.a_keys + difference.b_keys) <= _MOST_HEDGE_WORDS
        return Verdict(ChangeKind.CERTAINTY, Severity.WORDING, _take_verb(grown)) if is_bare else None
    before_verb = None if a and b else _take_verb(difference)
    if before_verb is not None:
        return Verdict(ChangeKind.CERTAINTY, Severity.WORDING, before_verb)
    severity = Severity.WORDING if is_other_phrase(grown) else None
    return Verdict(ChangeKind.CERTAINTY, severity, grown.edit)


def _take_verb(difference: Difference) -> Edit | None:
    """The range with the verb of reporting that the hedge stands before: reportedly said, said."""
    edit = difference.edit
    verb = next((x for x in difference.a.list_attributions(edit.a_end, edit.a_end + 1)), None)
    answer = next((x for x in difference.b.list_attributions(edit.b_end, edit.b_end + 1)), None)
    if verb is None or answer is None or verb.lemma != answer.lemma:
        return None
    if verb.verb_start != edit.a_end or answer.verb_start != edit.b_end:
        return None
    return Edit(edit.a_start, verb.verb_end, edit.b_start, answer.verb_end)


def find_hedges(side: Side, start: int, end: int) -> frozenset[str]:
    """The hedging words and phrases among the tokens ``start`` to ``end``, verbs under their base form.

    Degrees ("about", "nearly") belong to numbers and are left out, and so are capitalised words in
    mid-sentence: Theresa May, Will Smith.
    """
    words = [
        token
        for index, token in enumerate(side.tokens[start:end], start)
        if token.is_word
        and not _is_plain(side, index)
        and (token.form[:1].islower() or opens_sentence(side, index) or token.form.isupper())
    ]
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, term = _match_hedge(words, at)
        if term:
            found.add(term)
        at += length
    return frozenset(found)


def _is_plain(side: Side, index: int) -> bool:
    """Whether a word means another thing here: "was apparent from the air", "in certain districts"."""
    key = side.tokens[index].key
    before = side.tokens[index - 1].key if index else ""
    return (key == "apparent" and before in BE_FORMS) or (key == "certain" and before not in BE_FORMS)


def _match_hedge(words: list[Token], at: int) -> tuple[int, str]:
    """The length and the table's term of the longest hedge that begins at a word; 1 and "" for none."""
    table = load_hedges()
    bases = [base for base in _list_bases(words[at].key) if base in _list_openers()]
    for length in range(min(_LONGEST_HEDGE, len(words) - at), 0, -1) if bases else ():
        phrase = words[at : at + length]
        for first in bases:
            term = " ".join([first, *[word.key for word in phrase[1:]]])
            if table.get(term, "approximate") != "approximate" and term not in _BEFORE_TO:
                return length, term
    return 1, ""


@cache
def _list_openers() -> frozenset[str]:
    """The words that the hedges of the table begin with."""
    return frozenset(term.partition(" ")[0] for term in load_hedges())


def _list_bases(key: str) -> tuple[str, ...]:
    """A word and the verbs it may be a form of."""
    if key in BE_FORMS:
        return (key, "be")
    return (key, *sorted(find_bases(key) - {key}))
