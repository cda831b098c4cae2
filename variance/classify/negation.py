"""Not, no, never, without, deny: one side says that something is, the other that it is not."""

from __future__ import annotations

from functools import lru_cache

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import STOP_WORDS
from variance.classify.inflection import find_bases
from variance.text.stems import stem_word
from variance.text.wordlists import list_words
from variance.vocabulary import ChangeKind

_NEGATORS = frozenset(
    list_words(
        "not no never without neither nor nobody none nothing nowhere hardly barely scarcely cannot "
        "lack lacks lacked lacking"
    )
)
_NEGATIVE_VERBS = frozenset({"deny", "reject", "refute", "dismiss", "refuse", "decline"})
# What may stand beside a negation that comes or goes for itself.
_BESIDE = frozenset({"longer", "again", "yet", "ever", "all", "at"})
# Two words in a row that deny what follows.
_NEGATIVE_PHRASES = frozenset({("failed", "to"), ("fails", "to"), ("failing", "to"), ("yet", "to")})
_NO_NEGATION = frozenset({("not", "only"), ("no", "doubt"), ("said", "no"), ("say", "no"), ("says", "no")})
_FAILING = frozenset({"failed", "fails", "failing"})
_NOBODY = frozenset({"nobody", "none", "nothing", "nowhere"})
# What points back at a claim, and what goes on after it.
_POINTERS = (("that",), ("this",), ("it",))
_SAYING = frozenset({"and", "but", "saying", "insisting", "arguing", "telling"})
_MOST_APART = 1
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def find_negation(difference: Difference) -> Verdict | None:
    """A negation on one side that the other lacks, or has one time more."""
    a, b = count_negations(difference.a_keys), count_negations(difference.b_keys)
    is_opposite = _is_opposite(difference.a_keys, difference.b_keys)
    if is_opposite or a == b:
        # "Unsupported" and "not supported" deny alike.
        return Verdict(ChangeKind.NEGATION) if is_opposite and a == b else None
    # What is denied must be the same on both sides, but for one word that the negation may stand in for.
    # In a rewording ("broke", "was no longer whole") or a longer phrase that comes or goes it is incidental.
    apart = _list_denied(difference.a_keys) ^ _list_denied(difference.b_keys)
    most = 0 if difference.is_one_sided else _MOST_APART
    if not difference.is_one_sided and {*difference.a_keys, *difference.b_keys} & _NOBODY:
        most += 1  # "three people" for "nobody"
    if len(apart) > most or _is_answer(difference):
        return None
    return Verdict(ChangeKind.NEGATION)


def _list_denied(keys: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that are neither small nor negations themselves."""
    return frozenset(
        _strip_prefix(stem_word(key))
        for key in keys
        if key not in STOP_WORDS and key not in _BESIDE and not _is_negator(key) and key not in _FAILING
    )


def _strip_prefix(stem: str) -> str:
    """A stem without a prefix that denies it, so that "unsupported" meets "supported"."""
    return next(
        (stem.removeprefix(p) for p in _PREFIXES if stem.startswith(p) and len(stem) > len(p) + 3), stem
    )


def _is_answer(difference: Difference) -> bool:
    """Whether the negation is an answer for itself: "No, he …"."""
    tokens = difference.a_tokens if difference.a_keys else difference.b_tokens
    return difference.is_one_sided and [token.key for token in tokens] == ["no", ","]


@lru_cache(maxsize=1 << 12)
def _is_negator(key: str) -> bool:
    return key in _NEGATORS or key.endswith("n't") or bool(find_bases(key) & _NEGATIVE_VERBS)


def count_negations(keys: tuple[str, ...]) -> int:
    """How often a run of words denies something."""
    count = 0
    for index, key in enumerate(keys):
        before = (keys[index - 1] if index else "", key)
        pair = (key, keys[index + 1] if index + 1 < len(keys) else "")
        if pair in _NO_NEGATION or before in _NO_NEGATION or _denies_what_was_said(keys, index):
            continue
        count += _is_negator(key) or pair in _NEGATIVE_PHRASES
    return count


def _denies_what_was_said(keys: tuple[str, ...], index: int) -> bool:
    """Whether a verb at that place denies a claim made before: "denied that, saying", "rejected it"."""
    if not find_bases(keys[index]) & _NEGATIVE_VERBS or keys[index + 1 : index + 2] not in _POINTERS:
        return False
    return len(keys) == index + 2 or keys[index + 2] in _SAYING


def _is_opposite(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a word stands against itself with a prefix that denies it: possible, impossible."""
    return _denies_by_prefix(set(a) - set(b), set(b)) or _denies_by_prefix(set(b) - set(a), set(a))


def _denies_by_prefix(words: set[str], others: set[str]) -> bool:
    denying = [word for word in words if word.startswith(_PREFIXES)]
    return any(
        word.startswith(prefix) and len(word) > len(prefix) + 2 and word.removeprefix(prefix) in others
        for word in denying
        for prefix in _PREFIXES
    )
