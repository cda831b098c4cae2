"""Forms of one verb or noun: which base forms a word may have, found by rule without a dictionary."""

from __future__ import annotations

from functools import lru_cache

from variance.text.irregular import IRREGULAR_NOUNS, IRREGULAR_VERBS

_VOWELS = frozenset("aeiou")
_SHORTEST_BASE = 2


@lru_cache(maxsize=1 << 14)
def find_bases(key: str) -> frozenset[str]:
    """The verbs that a word may be a form of, itself included; several where the rules allow several."""
    known = IRREGULAR_VERBS.get(key)
    if known is not None:
        return frozenset({known, key} if key == known else {known})
    bases = {key}
    for ending in ("s", "es", "ed", "d", "ing"):
        base = key.removesuffix(ending)
        if base == key or len(base) < _SHORTEST_BASE:
            continue
        bases.add(base)
        if ending in ("ed", "ing"):
            bases.add(base + "e")
            if len(base) > _SHORTEST_BASE and base[-1] == base[-2] and base[-1] not in _VOWELS:
                bases.add(base[:-1])
        if base.endswith("i") and ending in ("es", "ed"):
            bases.add(base[:-1] + "y")
    return frozenset(bases)


def is_marked_form(key: str) -> bool:
    """Whether a word has the look of a past tense or participle: warned, sank, building."""
    return (key in IRREGULAR_VERBS and not key.endswith("s")) or key.endswith(("ed", "ing"))


def are_forms_of_one_verb(one: str, two: str) -> bool:
    """Whether two different words may be forms of one verb: says, said; but not decide, decision."""
    return one != two and bool(find_bases(one) & find_bases(two))


@lru_cache(maxsize=1 << 12)
def make_singular(key: str) -> str:
    """A noun without its plural: gunmen, gunman; parties, party; boxes, box."""
    if key in IRREGULAR_NOUNS:
        return IRREGULAR_NOUNS[key]
    if key.endswith("ies") and len(key) > len("ties"):
        return key[:-3] + "y"
    if key.endswith(("ches", "shes", "xes", "sses", "zes")):
        return key[:-2]
    if key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key
