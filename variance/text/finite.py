"""Finite verbs: words by which a clause shows that it is one, told by their look."""

from __future__ import annotations

from collections.abc import Sequence

from variance.text.irregular import IRREGULAR_VERBS
from variance.text.tokens import Token
from variance.text.wordlists import list_words

_AUXILIARIES = frozenset(
    list_words(
        """
        is are was were has have had does do did will would can could may might must shall should won't can't
        cannot
        """
    )
)
_PARTICIPLES = frozenset(
    form
    for form, lemma in IRREGULAR_VERBS.items()
    if form.endswith("ing") or lemma == "be" or form in ("been", "done")
)
_PASTS = frozenset(IRREGULAR_VERBS) - _PARTICIPLES
_REACH = 10  # tokens looked at
_SHORTEST_ED = 5  # "ended", but not "red"


def is_finite(token: Token) -> bool:
    """Whether a word looks like a finite verb: an auxiliary or a past form."""
    if token.key in _AUXILIARIES or token.key in _PASTS:
        return True
    return token.form.islower() and token.key.endswith("ed") and len(token.key) >= _SHORTEST_ED


def has_finite(tokens: Sequence[Token], start: int) -> bool:
    """Whether a finite verb follows before the next mark, within a few words."""
    for token in tokens[start : start + _REACH]:
        if not token.is_word and token.form not in ("-", "'", '"'):
            return False
        if is_finite(token):
            return True
    return False
