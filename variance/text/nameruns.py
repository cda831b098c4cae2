"""Where a name begins and ends: runs of capitalised words with what may stand between them."""

from __future__ import annotations

from collections.abc import Sequence

from variance.text.namewords import BODY_WORDS, OF_HEADS, OPENING_PARTICLES, PARTICLES, TITLES
from variance.text.numerals import get_key, touches
from variance.text.tokens import Token
from variance.text.wordlists import FUNCTION_WORDS

LONGEST_NAME = 10  # words; what is longer is a list or a headline
# A line in title case capitalises every longer word but some prepositions; five such words make a line, not
# a name. A caption full of names and titles ("… shakes hands with North Korean Leader …") comes to 0.78.
_TITLE_CASE_SHARE = 0.9
_FEWEST_TITLE_WORDS = 5
_LONG_WORD = 4
_PREPOSITIONS = frozenset(("amid", "near", "like", "across", "around", "along", "since", "despite", "toward"))
_ENDS = frozenset((".", "!", "?", ":", "(", "[", "...", "\u2014"))
_FREE_PARTICLES = frozenset(("bin", "al", "ibn", "van", "von"))
_HYPHEN_TAILS = frozenset(
    ("led", "based", "style", "born", "bound", "wide", "run", "made", "era", "like", "held")
)


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether a line capitalises nearly every word, so that capitals tell nothing; no sentence does."""
    if tokens and tokens[-1].form == ".":
        return False
    words = [token for token in tokens if token.is_word and len(token.form) >= _LONG_WORD]
    small = FUNCTION_WORDS | _PREPOSITIONS
    words = [token for token in words if token.key not in small and token.form[0].isalpha()]
    capitals = sum(token.form[0].isupper() for token in words)
    return len(words) >= _FEWEST_TITLE_WORDS and capitals >= _TITLE_CASE_SHARE * len(words)


def opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where any word is written with a capital: behind a stop or an opening mark."""
    if at == 0:
        return True
    if tokens[at - 1].form in ('"', "'"):
        return touches(tokens, at) and not touches(tokens, at - 1)
    return tokens[at - 1].form in _ENDS and not _is_initial_stop(tokens, at - 1)


def _is_initial_stop(tokens: Sequence[Token], at: int) -> bool:
    """Whether a stop follows an initial or a short title: "J. Smith", "Sen. Smith"."""
    if tokens[at].form != "." or at == 0 or not touches(tokens, at):
        return False
    before = tokens[at - 1]
    is_initial = len(before.form) == 1 and before.form.isupper()
    return is_initial or (before.key in TITLES and len(before.form) <= len("Capt")) or before.key == "st"


def is_small_word(token: Token) -> bool:
    """Whether a token is a word of grammar, in a capital or not; "US" in capitals is none."""
    return token.key in FUNCTION_WORDS and not (len(token.form) > 1 and token.form.isupper())


def _is_capital(token: Token) -> bool:
    return token.is_word and token.form[0].isupper() and token.form != "I" and not token.form.startswith("I'")


def may_open_run(token: Token) -> bool:
    """Whether a run can begin with a token at all: a word in a capital or one of the small ones of names."""
    return token.form[0].isupper() or token.key in OPENING_PARTICLES or token.key in _FREE_PARTICLES


def end_run(tokens: Sequence[Token], start: int) -> int:
    """Where the run of capitalised words that begins at ``start`` ends; ``start`` itself if none does."""
    if not _is_capital(tokens[start]) and not _opens_with_particle(tokens, start):
        return start
    end = start + 1
    while end < len(tokens) and end - start < LONGEST_NAME * 2:
        step = _step_inside(tokens, start, end)
        if not step:
            break
        end += step
    return end


def _opens_with_particle(tokens: Sequence[Token], start: int) -> bool:
    """Whether a small word opens a name: al-Assad, bin Salman."""
    key = tokens[start].key
    if key not in OPENING_PARTICLES and key not in _FREE_PARTICLES:
        return False
    is_tied = get_key(tokens, start + 1) == "-"
    opens = key in _FREE_PARTICLES or (is_tied and touches(tokens, start + 1))
    return opens and _is_capital_at(tokens, start + 1 + is_tied)


def _is_capital_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and _is_capital(tokens[at])


def _step_inside(tokens: Sequence[Token], start: int, at: int) -> int:
    """How many tokens from ``at`` on belong to the run that began at ``start``; 0 if it has ended."""
    token, before = tokens[at], tokens[at - 1]
    # Inside a sentence a small word in a capital behind a name is part of it: Theresa May, To Lam.
    if _is_capital(token):
        return 1
    if token.form == "-" and touches(tokens, at) and touches(tokens, at + 1):
        # Kim Jong-un, Asia-Pacific, but not "US-led".
        after = tokens[at + 1]
        is_syllable = after.is_word and before.is_word and at - start >= 1 and len(after.form) <= len("hyeok")
        is_syllable = is_syllable and after.key not in _HYPHEN_TAILS and at >= start + 2
        return 2 if _is_capital(after) or is_syllable else 0
    if token.form == "." and _is_initial_stop(tokens, at) and _is_capital_at(tokens, at + 1):
        return 2
    if token.form == "&" and _is_capital_at(tokens, at + 1):
        return 2
    if token.key in PARTICLES and token.form.islower():
        ahead = 2 if get_key(tokens, at + 1) == "-" else 1
        ahead += get_key(tokens, at + ahead) in PARTICLES
        return ahead + 1 if _is_capital_at(tokens, at + ahead) else 0
    is_body = any(word.key in BODY_WORDS for word in tokens[start:at])
    joins = (token.key == "of" and before.key in OF_HEADS) or (token.key in ("for", "on", "and") and is_body)
    if joins and token.form.islower():
        ahead = 1 + (token.key != "and" and get_key(tokens, at + 1) == "the")
        is_new_body = token.key == "and" and "of" not in {word.key for word in tokens[start:at]}
        return ahead + 1 if _is_capital_at(tokens, at + ahead) and not is_new_body else 0
    return 0
