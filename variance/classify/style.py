"""Conventions: the same word, name or mark, written in another way."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.classify.glyphs import SOFT_HYPHEN, is_hidden, reveal_text, strip_accents
from variance.classify.grammar import STOP_WORDS
from variance.classify.names import grow_to_names
from variance.classify.shapes import are_initials, is_short
from variance.lexicon.spelling import find_spelling
from variance.text.tokens import Token
from variance.vocabulary import ChangeKind, Severity

# A part of a compound: "coast guard" is "coastguard", but "to day" and "all right" are words of their own.
_SHORTEST_PART = 4
# What a name may begin with in small letters.
_PARTICLES = frozenset({"al", "el", "de", "van", "von", "bin", "ben"})


def find_hidden_characters(difference: Difference) -> Verdict | None:
    """Only characters that nobody sees, or that look like others, differ.

    A zero-width space inside "payment"; Putin and a Putin with a Cyrillic letter. A soft hyphen alone is
    a hint to the browser and no more than typography.
    """
    a, b = (_join(tokens) for tokens in (difference.a_tokens, difference.b_tokens))
    if a == b or reveal_text(a) != reveal_text(b):
        return None
    hidden = {c for c in (*a, *b) if is_hidden(c)}
    if hidden == {SOFT_HYPHEN} and a.replace(SOFT_HYPHEN, "") == b.replace(SOFT_HYPHEN, ""):
        return Verdict(ChangeKind.HIDDEN_CHARACTERS, Severity.TYPOGRAPHY)
    return Verdict(ChangeKind.HIDDEN_CHARACTERS)


def find_capitalisation(difference: Difference) -> Verdict | None:
    """The same letters in another case: Communist Party, communist party; Nato, NATO."""
    a, b = difference.a_tokens, difference.b_tokens
    if _join(a).casefold() == _join(b).casefold() and _forms(a) != _forms(b):
        return Verdict(ChangeKind.CAPITALISATION)
    return None


def find_hyphenation(difference: Difference) -> Verdict | None:
    """The same letters, joined otherwise: co-operation, cooperation; long-term, long term; coast guard."""
    a, b = difference.a_tokens, difference.b_tokens
    if not _letters(a) or _letters(a) != _letters(b):
        return None
    if _count_hyphens(a) == _count_hyphens(b) and not _is_open_compound(a, b):
        return None
    if any(not token.is_word and token.form != "-" for token in (*a, *b)):
        return None
    # A hyphen in a name of several capitalised parts belongs to the name: Kim Jong-un, Kim Jong Un.
    if _is_name(a) and _is_name(b):
        return None
    return Verdict(ChangeKind.HYPHENATION)


def find_abbreviation(difference: Difference) -> Verdict | None:
    """A short form and the full one: US, U.S., United States; NKorea, North Korea; didn't, did not."""
    if not difference.is_form:
        return None
    a, b = difference.a_tokens, difference.b_tokens
    if are_initials(difference.a_keys, difference.b_keys):
        return Verdict(ChangeKind.ABBREVIATION)
    if is_short(a) != is_short(b) or (is_short(a) and _letters(a) == _letters(b)):
        return Verdict(ChangeKind.ABBREVIATION)
    if any("'" in token.form for token in (*a, *b)) and {"not", "is"} & {t.key for t in (*a, *b)}:
        return Verdict(ChangeKind.ABBREVIATION)
    return None


def find_name_form(difference: Difference) -> Verdict | None:
    """One name in two spellings: Kyiv, Kiev; Kim Jong-un, Kim Jong Un; São Paulo, Sao Paulo."""
    if not difference.is_form or not (_is_name(difference.a_tokens) and _is_name(difference.b_tokens)):
        return None
    # "Harbour" and "Harbor" are spellings, be it at the head of a sentence or in a name.
    if difference.a_keys != difference.b_keys and _spell(difference.a_keys) == _spell(difference.b_keys):
        return None
    return Verdict(ChangeKind.NAME_FORM, edit=grow_to_names(difference))


def find_spelling_variant(difference: Difference) -> Verdict | None:
    """One word in two spellings: destabilise, destabilize; défilé, defile."""
    return Verdict(ChangeKind.SPELLING) if difference.is_form else None


def _forms(tokens: tuple[Token, ...]) -> list[str]:
    return [token.form for token in tokens]


def _join(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.form for token in tokens)


def _letters(tokens: tuple[Token, ...]) -> str:
    joined = "".join(token.key for token in tokens)
    return strip_accents("".join(character for character in joined if character.isalnum()))


def _count_hyphens(tokens: tuple[Token, ...]) -> int:
    return sum(token.form == "-" for token in tokens)


def _is_open_compound(a: tuple[Token, ...], b: tuple[Token, ...]) -> bool:
    """Whether one side writes two words of some length as one: "coast guard", but not "a part", "may be"."""
    parts = max(a, b, key=len)
    return len(a) != len(b) and all(
        len(token.key) >= _SHORTEST_PART and token.key not in STOP_WORDS for token in parts
    )


def _is_name(tokens: tuple[Token, ...]) -> bool:
    """Whether a form is written as a name: its first word and at least half of the others have capitals."""
    words = [token.form for token in tokens if token.is_word and token.key not in _PARTICLES]
    capitals = sum(word[:1].isupper() for word in words)
    return bool(words) and words[0][:1].isupper() and 2 * capitals >= len(words)


def _spell(keys: tuple[str, ...]) -> list[str]:
    return [find_spelling(key) for key in keys]
