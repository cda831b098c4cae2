"""Clauses: the parts of a sentence that may be told, left out or reworded on their own.

There is no grammar here, only the marks and words at which news sentences part: quotation marks, the
attribution, subordinators, relative pronouns, a second finite verb behind "and", dashes, brackets. Every
token is in exactly one clause, so that what two sentences share can be asked clause by clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from variance.frozen import NamedTuple
from variance.text.attribution import AttributionForm, find_attributions
from variance.text.dates import is_weekday
from variance.text.finite import has_finite, is_finite
from variance.text.parsed import ParsedUnit
from variance.text.speakers import PRONOUNS
from variance.text.tokens import Token
from variance.text.wordlists import list_words


class ClauseKind(StrEnum):
    """What opens a clause."""

    MAIN = "main"
    QUOTED = "quoted"
    ATTRIBUTION = "attribution"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    COORDINATE = "coordinate"
    PARTICIPLE = "participle"
    ASIDE = "aside"


class Clause(NamedTuple):
    """``tokens[start:end]`` and what opens them; marks belong to the clause they close."""

    start: int
    end: int
    kind: ClauseKind


_SUBORDINATORS = frozenset(list_words("because although though while if unless whereas"))
# These are prepositions as well: they open a clause only where a finite verb follows.
_DOUBTFUL_SUBORDINATORS = frozenset(list_words("after before when as since until once"))
_RELATIVES = frozenset(list_words("who which whose whom where"))
# Behind a comma these open a part of its own without a verb: "…, with border tensions rising".
_ADVERBIALS = frozenset(list_words("with amid despite following including without in on days hours weeks"))
_COORDINATORS = frozenset(list_words("and but or so yet nor"))
# Shorter quotations ("grave concern") are words of the sentence that holds them, not clauses.
_FEWEST_QUOTED = 5
_STANDING = (ClauseKind.QUOTED, ClauseKind.ATTRIBUTION)  # however short
_FEWEST_WORDS = 2  # a part of one word is no clause of its own
_SHORTEST_ING = 5  # "asking", but not "king"


def split_clauses(
    tokens: Sequence[Token],
    *,
    quoted: Sequence[bool] = (),
    attributions: Sequence[tuple[int, int]] = (),
) -> tuple[Clause, ...]:
    """The clauses of a sentence in order: every token in exactly one, none without a word (but the only one).

    ``quoted[k]`` says whether token k stands inside quotation marks (``ParsedUnit.quoted``);
    ``attributions`` are the token ranges of its attributions. Linear.
    """
    if not tokens:
        return ()
    openings: dict[int, ClauseKind] = {}
    _open_at_words(tokens, openings)
    _open_at_marks(tokens, openings)
    for start, end in attributions:
        for inner in range(start + 1, end):
            openings.pop(inner, None)
        openings[start] = ClauseKind.ATTRIBUTION
        openings[_end_attribution(tokens, end)] = ClauseKind.MAIN
    _open_at_quotations(tokens, quoted, openings)
    return _build_clauses(tokens, openings)


def split_unit(unit: ParsedUnit) -> tuple[Clause, ...]:
    """The clauses of a unit, with its quotations and attributions."""
    attributions = [
        (made.start, made.end) for made in find_attributions(unit) if made.form is not AttributionForm.ADVERB
    ]
    return split_clauses(unit.tokens, quoted=unit.quoted, attributions=attributions)


def _open_at_words(tokens: Sequence[Token], openings: dict[int, ClauseKind]) -> None:
    """Parts that a subordinator, a relative pronoun, a coordinator or a participle opens."""
    for at in range(1, len(tokens)):
        token, before = tokens[at], tokens[at - 1]
        after_comma = before.form == ","
        key = token.key
        if not token.is_word or token.form[0].isupper() or before.form in ("(", "["):
            continue
        if key in _RELATIVES:
            openings[at - (before.key in _INNER)] = ClauseKind.RELATIVE
        elif key in _SUBORDINATORS or (key in _DOUBTFUL_SUBORDINATORS and has_finite(tokens, at + 1)):
            openings[at] = ClauseKind.SUBORDINATE
        elif key in _COORDINATORS and before.key not in _COORDINATORS:
            if _coordinates(tokens, at, after_comma=after_comma):
                openings[at] = ClauseKind.COORDINATE
        elif after_comma and (key.endswith("ing") and len(key) > _SHORTEST_ING):
            openings[at] = ClauseKind.PARTICIPLE
        elif after_comma and (key in _ADVERBIALS or key in _DOUBTFUL_SUBORDINATORS):
            openings[at] = ClauseKind.SUBORDINATE


_INNER = frozenset(list_words("of in for to from with by on at"))


def _coordinates(tokens: Sequence[Token], at: int, *, after_comma: bool) -> bool:
    """Whether a coordinator joins clauses and no words: a subject or a finite verb of its own follows."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    skipped = at + 2 if following.key in ("also", "then", "later", "not") and at + 2 < len(tokens) else at + 1
    first = tokens[skipped]
    if first.key in PRONOUNS or is_finite(first):
        return True
    if following.key == "that" or tokens[at].key == "but":
        return has_finite(tokens, at + 1)
    return after_comma and has_finite(tokens, at + 1)


def _open_at_marks(tokens: Sequence[Token], openings: dict[int, ClauseKind]) -> None:
    """Parts at semicolons, dashes, colons and brackets."""
    depth = 0
    for at, token in enumerate(tokens):
        if token.form in ("(", "["):
            depth += 1
            if depth == 1:
                openings[at] = ClauseKind.ASIDE
        elif token.form in (")", "]"):
            depth = max(0, depth - 1)
            if depth == 0:
                openings[at + 1] = ClauseKind.MAIN
        elif token.form in (";", ":", "\u2014") and depth == 0:
            openings[at + 1] = ClauseKind.ASIDE if token.form == "\u2014" else ClauseKind.MAIN


def _end_attribution(tokens: Sequence[Token], end: int) -> int:
    """Where the clause of an attribution ends: a comma, a day or a "that" close behind belongs to it."""
    if end < len(tokens) and tokens[end].form == ",":
        return end + 1
    for place in range(end, min(len(tokens), end + 4)):
        if tokens[place].key == "that":
            return place + 1
        if not tokens[place].is_word:
            break
    for place in range(end, min(len(tokens), end + 2)):
        if is_weekday(tokens[place]):
            return place + 1
    return end


def _open_at_quotations(
    tokens: Sequence[Token], quoted: Sequence[bool], openings: dict[int, ClauseKind]
) -> None:
    """A longer quotation is parted from the words around it, with its marks."""
    edges = [0, *(at for at in range(1, len(quoted)) if quoted[at] != quoted[at - 1]), len(quoted)]
    for start, end in pairwise(edges):
        words = sum(token.is_word for token in tokens[start:end])
        if start < end and quoted[start] and words >= _FEWEST_QUOTED:
            opening = start - (start > 0 and not tokens[start - 1].is_word)
            openings[opening] = ClauseKind.QUOTED
            closing = end
            while closing < len(tokens) and tokens[closing].form in ('"', "'", ",", "."):
                closing += 1
            openings.setdefault(closing, ClauseKind.MAIN)


def _build_clauses(tokens: Sequence[Token], openings: dict[int, ClauseKind]) -> tuple[Clause, ...]:
    """The ranges between openings, those too short to stand alone joined to the one before."""
    places = sorted(place for place in openings if 0 < place < len(tokens))
    clauses: list[Clause] = []
    for start, end in pairwise([0, *places, len(tokens)]):
        kind = openings.get(start, ClauseKind.MAIN)
        words = sum(token.is_word for token in tokens[start:end])
        if clauses and words < _FEWEST_WORDS and kind not in _STANDING:
            clauses[-1] = Clause(clauses[-1].start, end, clauses[-1].kind)
        elif clauses and not any(token.is_word for token in tokens[clauses[-1].start : clauses[-1].end]):
            clauses[-1] = Clause(clauses[-1].start, end, kind)
        else:
            clauses.append(Clause(start, end, kind))
    return tuple(clauses)
