"""How telling a word is in general: function words, and how common the others are in English."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from variance.frozen import NamedTuple
from variance.lexicon.spelling import find_spelling
from variance.text.stems import fold_demonym, stem_word
from variance.text.wordlists import FUNCTION_WORDS as COMMON_WORDS
from variance.text.wordlists import list_words

_HERE = Path(__file__).parent

# Verbs of saying, titles and fillers that tell nothing of what is said; with the function words they count
# only where order counts (longest common sequence, phrases). Both as written and as stems.
_FILLERS = list_words(
    """
    said say says saying tell told tells make made get got let go need ought unless until till since while
    although among around along across against toward towards onto unto whoever whatever another much many any
    enough already away again far ever really mr mrs ms dr sir one first am 's 're 've 'm 'll 'd s t
    """
)
FUNCTION_WORDS = frozenset(form for word in (*COMMON_WORDS, *_FILLERS) for form in (word, stem_word(word)))

# log10 of occurrences in 10**9 words. From "the" (7.6) down to a word that a reader meets once in some ten
# thousand (about 5) a shared word proves little; from one in three million (2.5) down rarity adds no more.
_COMMON = 7.0
_RARE = 2.5
_UNLISTED = 3.0  # below the table's last level (3.7), where most unlisted words and names lie
_LEAST = 0.1

# A country or party, its people and its adjective, where no suffix joins them.
_PEOPLES = {
    form: key
    for key, forms in {
        "united states": "american americans us usa",
        "united kingdom": "british briton britons britain uk",
        "republican": "gop gopers republicans",
        "democrat": "democratic democrats dems dem",
        "senator": "sen sens senators senate",
        "governor": "gov govs governors",
        "representative": "rep reps representatives",
        "percent": "% pct",
    }.items()
    for form in forms.split()
}


@cache
def fold_word(key: str, *, is_name: bool) -> str:
    """The key under which a word's forms meet: spelling, stem, and for names also people and adjectives."""
    plain = key.casefold()
    plain = plain.replace(",", "").rstrip(".") if plain[0].isdigit() else plain.replace(".", "")
    if plain in _PEOPLES and (is_name or plain != "us"):
        return _PEOPLES[plain]
    if not plain:
        return key
    if " " in plain or not plain[0].isalpha():
        return plain
    return stem_word(fold_demonym(plain) if is_name else find_spelling(plain))


@cache
def measure_rarity(stem: str) -> float:
    """How rare a stem is in general, from 0.1 (the commonest) to 1; unlisted words count as rare."""
    level = _load_levels().get(stem.removeprefix("~"), _UNLISTED)
    return min(1.0, max(_LEAST, (_COMMON - level) / (_COMMON - _RARE)))


def find_sense(key: str) -> str | None:
    """The name of the group of near-synonyms that a folded word belongs to, None if it is in none."""
    return _load_folded().senses.get(key)


def load_stock_phrases() -> StockPhrases:
    """The formulas that prove nothing, folded."""
    return _load_folded().stock_phrases


class StockPhrases(NamedTuple):
    """Phrases as folded words, their first words, and the length of the longest with two such words first."""

    phrases: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    longest: Mapping[tuple[str, ...], int]


class _Folded(NamedTuple):
    """What ``vocabulary.json`` holds; ``senses`` maps a folded word to its group's name."""

    senses: Mapping[str, str]
    stock_phrases: StockPhrases


@cache
def _load_folded() -> _Folded:
    data = json.loads(_HERE.joinpath("vocabulary.json").read_text(encoding="utf-8"))
    phrases = frozenset(map(tuple, data["stock phrases"]))
    firsts = frozenset([phrase[0] for phrase in phrases])
    longest: dict[tuple[str, ...], int] = {}
    for phrase in phrases:
        longest[phrase[:2]] = max(len(phrase), longest.get(phrase[:2], 0))
    return _Folded(data["senses"], StockPhrases(phrases, firsts, longest))


@cache
def _load_levels() -> dict[str, float]:
    """Stem to the log10 of its occurrences in 10**9 words."""
    text = _HERE.joinpath("word_rarity.tsv").read_text(encoding="utf-8")
    levels: dict[str, float] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            level, stems = line.split("\t")
            levels.update(dict.fromkeys(stems.split(), float(level)))
    return levels
