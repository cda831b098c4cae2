"""Not, no, never, without, deny: one side says that something is, the other that it is not."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import count_content
from variance.classify.inflection import find_bases
from variance.model import ChangeKind
from variance.text.wordlists import list_words

_NEGATORS = frozenset(
    list_words(
        "not no never without neither nor nobody none nothing nowhere hardly barely scarcely cannot unable "
        "lack lacks lacked lacking"
    )
)
_NEGATIVE_VERBS = frozenset({"deny", "reject", "refute", "dismiss", "refuse", "decline"})
# What may stand beside a negation that comes or goes for itself.
_BESIDE = frozenset({"longer", "again", "yet", "ever", "all", "at"})
# Two words in a row that deny what follows.
_NEGATIVE_PHRASES = frozenset({("failed", "to"), ("fails", "to"), ("failing", "to"), ("yet", "to")})
_NO_NEGATION = frozenset({("not", "only"), ("no", "doubt"), ("said", "no"), ("say", "no"), ("says", "no")})
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def find_negation(difference: Difference) -> Verdict | None:
    """A negation on one side that the other lacks, or has one time more."""
    a, b = count_negations(difference.a_keys), count_negations(difference.b_keys)
    if a == b and not _is_opposite(difference.a_keys, difference.b_keys):
        return None
    words = difference.a_keys + difference.b_keys
    # In a longer phrase that comes or goes ("nobody had warned them") a negation is incidental.
    if difference.is_one_sided and count_content(key for key in words if key not in _BESIDE) > a + b:
        return None
    return Verdict(ChangeKind.NEGATION)


def count_negations(keys: tuple[str, ...]) -> int:
    """How often a run of words denies something."""
    count = 0
    for index, key in enumerate(keys):
        before = (keys[index - 1] if index else "", key)
        pair = (key, keys[index + 1] if index + 1 < len(keys) else "")
        if pair in _NO_NEGATION or before in _NO_NEGATION:
            continue
        is_negative = key in _NEGATORS or key.endswith("n't") or pair in _NEGATIVE_PHRASES
        count += is_negative or bool(find_bases(key) & _NEGATIVE_VERBS)
    return count


def _is_opposite(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a word stands against itself with a prefix that denies it: possible, impossible."""
    only_a, only_b = set(a) - set(b), set(b) - set(a)
    return any(
        one.endswith(two) and one.removesuffix(two) in _PREFIXES
        for one, two in (*((x, y) for x in only_a for y in only_b), *((y, x) for x in only_a for y in only_b))
        if len(two) > len("or")
    )
