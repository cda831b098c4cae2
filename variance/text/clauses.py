"""Clauses: what a sentence tells, what it only mentions on the way, and who is said to say it.

There is no grammar here, only the marks and words at which news sentences part. The *core* is what is left
when everything is taken out that could be left out: what stands before the subject ("On Friday, …"), relative
clauses, clauses of time and cause, appositions, circumstances ("…, with shops closed"), brackets and dashes.
"If", "although" and "while" stay, since a condition or a contrast belongs to what is told. In "The vote came
as ministers met" the news is what it came with, so the core is behind "as".
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from variance.text.attribution import AttributionForm, find_attributions
from variance.text.finite import has_finite, is_finite
from variance.text.parsed import ParsedUnit
from variance.text.speakers import PRONOUNS
from variance.text.tokens import Token
from variance.text.wordlists import FUNCTION_WORDS, list_words


class ClauseKind(StrEnum):
    """What a clause does in its sentence; marks belong to the clause they close."""

    CORE = "core"
    ATTRIBUTION = "attribution"
    ASIDE = "aside"


class _Opening(StrEnum):
    """What took the sentence out of its core, since that decides where it comes back."""

    FRONT = "front"
    APPOSITION = "apposition"
    CLAUSE = "clause"


_RELATIVES = frozenset(list_words("who which whose whom where"))
_CAUSES = frozenset(list_words("because unless"))
_TIMES = frozenset(list_words("after before since until once amid despite following"))
# These are prepositions and much else as well: they open a clause only where a finite verb follows.
_DOUBTFUL = frozenset(list_words("as when"))
# Behind a comma these open a circumstance: "…, with border tensions rising".
_CIRCUMSTANCES = frozenset(list_words("with including without along"))
# What measures how long "after" or "before" it was.
_SPANS = frozenset(list_words("day days week weeks month months year years hours minutes shortly"))
_PREPOSITIONS = frozenset(
    list_words("on in at during with by under for from since earlier late later according")
)
_CLAUSE_OPENERS = _RELATIVES | _CAUSES | _TIMES | _DOUBTFUL | {"that"}
_FRONTS = _PREPOSITIONS | _CAUSES | _TIMES | _DOUBTFUL
_FEWEST_BEHIND_FRONT = 4  # words: nothing stands in front of "In Rome, Paris and Oslo."
_ARTICLES = frozenset(list_words("a an"))
# These open an apposition behind a name only: "Ann Reyes, the mayor, …".
_DETERMINERS = frozenset(list_words("the one his her its their"))
_COORDINATORS = frozenset(list_words("and but or so yet"))
_COMING = frozenset(list_words("come comes came"))
_ENCLOSING = frozenset("()[]\u2014")
_SHORTEST_ING = 5  # "asking", but not "king"
_SHORTEST_S = 4  # "says", but not "its"


def mark_clauses(unit: ParsedUnit) -> list[ClauseKind]:
    """For each token of a unit the kind of the clause it stands in. Linear."""
    tokens = unit.tokens
    spoken = _mark_attributions(unit)
    enclosed = _mark_enclosed(tokens)
    kinds: list[ClauseKind] = []
    opening = _find_front(tokens)
    has_verb = False
    news = 0
    for at, token in enumerate(tokens):
        was = opening
        if opening is not None and not enclosed[at] and _is_closed(opening, tokens, at, has_verb=has_verb):
            opening = None
        if spoken[at] or enclosed[at]:
            kinds.append(ClauseKind.ATTRIBUTION if spoken[at] else ClauseKind.ASIDE)
            continue
        # The comma behind a front opens no apposition: "On Friday, the mayor resigned".
        may_open = at and (token.key in _CLAUSE_OPENERS or tokens[at - 1].form == ",")
        if opening is None and may_open and (was is not _Opening.FRONT or token.key in _RELATIVES):
            opening, has_verb = _find_opening(tokens, at), False
            before = tokens[at - 1].key
            if opening is _Opening.CLAUSE and before in _COMING and token.key not in _RELATIVES:
                opening, news = None, at
            elif opening is _Opening.CLAUSE and before in _SPANS and not spoken[at - 1]:
                kinds[-1] = ClauseKind.ASIDE
        if opening is None:
            kinds.append(ClauseKind.CORE)
        else:
            kinds.append(ClauseKind.ASIDE)
            has_verb = has_verb or is_finite(token)
    # "The vote came" is no news itself.
    kinds[:news] = [ClauseKind.ASIDE if kind is ClauseKind.CORE else kind for kind in kinds[:news]]
    return kinds


def _mark_attributions(unit: ParsedUnit) -> list[bool]:
    spoken = [False] * len(unit.tokens)
    for made in find_attributions(unit):
        if made.form is not AttributionForm.ADVERB:
            spoken[made.start : made.end] = [True] * (made.end - made.start)
    return spoken


def _mark_enclosed(tokens: Sequence[Token]) -> list[bool]:
    """Which tokens stand in brackets or between two dashes, the marks included."""
    forms = [token.form for token in tokens]
    if _ENCLOSING.isdisjoint(forms):
        return [False] * len(tokens)
    dashes = forms.count("\u2014")
    in_dashes = False
    depth = 0
    enclosed = []
    for form in forms:
        depth += form in ("(", "[")
        inside = depth > 0 or in_dashes
        depth -= form in (")", "]") and depth > 0
        if form == "\u2014" and dashes % 2 == 0:
            inside = True
            in_dashes = not in_dashes
        enclosed.append(inside)
    return enclosed


def _find_front(tokens: Sequence[Token]) -> _Opening | None:
    """FRONT if a sentence opens with what stands before its subject and a comma closes it."""
    first = next((token for token in tokens if token.is_word), None)
    if first is None or not (first.key in _FRONTS or _is_participle(first)):
        return None
    comma = next((at for at, token in enumerate(tokens) if token.form == ","), len(tokens))
    behind = sum(token.is_word for token in tokens[comma:])
    if behind < _FEWEST_BEHIND_FRONT or (first.key in _PREPOSITIONS and _has_own_verb(tokens[:comma])):
        return None
    return _Opening.FRONT


def _has_own_verb(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands before anything that opens a clause: "At least six have left, …"."""
    for before, token in pairwise(tokens):
        if token.key in _CLAUSE_OPENERS:
            return False
        is_adjective = before.key in FUNCTION_WORDS or before.key.endswith("ly")  # "in an extended visit"
        if is_finite(token) and not (is_adjective and token.key.endswith("ed")):
            return True
    return False


def _find_opening(tokens: Sequence[Token], at: int) -> _Opening | None:
    """What takes a sentence out of its core at a token, if anything does."""
    token, before = tokens[at], tokens[at - 1]
    key = token.key
    if not token.is_word or token.form[0].isupper():
        return None
    if before.form == ",":
        behind_name = at > 1 and tokens[at - 2].form[0].isupper()
        if key in _ARTICLES or (key in _DETERMINERS and behind_name):
            return _Opening.APPOSITION
        if key in _CIRCUMSTANCES or _is_participle(token):
            return _Opening.CLAUSE
    if key not in _CLAUSE_OPENERS:
        return None
    is_clause = (
        key in _RELATIVES
        or key in _CAUSES
        or key in _TIMES
        or (key in _DOUBTFUL and has_finite(tokens, at + 1))
        or (key == "that" and _opens_with_verb(tokens, at + 1))
    )
    return _Opening.CLAUSE if is_clause else None


def _is_closed(opening: _Opening, tokens: Sequence[Token], at: int, *, has_verb: bool) -> bool:
    """Whether the core goes on at a token behind what was opened."""
    if at == 0:
        return False
    token, before = tokens[at], tokens[at - 1]
    if before.form in (";", ":"):
        return True
    if before.form != ",":
        return False
    if opening is _Opening.FRONT:
        return True
    goes_on = token.key == "that" or token.key in PRONOUNS or has_finite(tokens, at)
    if opening is _Opening.APPOSITION:
        return goes_on or not token.form[0].isupper()
    # "after Reyes, the mayor, resigned": a clause must have had its verb; "before dawn, but …" has none.
    return goes_on and (has_verb or token.key in PRONOUNS or token.key in _COORDINATORS)


def _is_participle(token: Token) -> bool:
    return token.key.endswith("ing") and len(token.key) > _SHORTEST_ING


def _opens_with_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind "that" is a verb ("a pact that requires …") and not the subject of one."""
    first, second = [*tokens[at : at + 2], None, None][:2]
    if first is None or is_finite(first):
        return first is not None
    is_present = len(first.key) >= _SHORTEST_S and first.key.endswith("s") and not first.key.endswith("ss")
    # "that prices rose", "that talks will resume": a plural.
    return is_present and first.form.islower() and (second is None or not is_finite(second))
