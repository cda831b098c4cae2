"""House style in words: varieties of English, spellings, hyphens, gendered titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from variance.lexicon.spelling import Variety, find_spelling, find_varieties
from variance.lexicon.tables import load_gendered_titles
from variance.text.wordlists import list_words
from variance.vocabulary import ChangeKind
from variance.weigh.style_tally import StyledText, Tally

# Families of spellings, British against American letters, so that a source that writes "realise" and one that
# writes "recognize" differ although they share no word. A word belongs to the first family whose letters
# turn its American form into another form of the same word.
_FAMILIES = (
    ("is", "iz", "-ise / -ize"),
    ("ys", "yz", "-yse / -yze"),
    ("our", "or", "-our / -or"),
    ("re", "er", "-re / -er"),
    ("ce", "se", "-ce / -se"),
    ("ll", "l", "-ll- / -l-"),
    ("ae", "e", "ae / e"),
)
# One spelling of these is also another word, or the other part of speech in the same house style.
_TWO_WORDS = frozenset(
    list_words("""
    practice practices practiced practicing license licenses dependent dependents descendant descendants
    check checks story stories draft drafts curb curbs meter meters tire tires disc discs disk disks fillet
    fillets whiskey whiskeys blond blonds drier dryer mom moms premise premises converter partisan
    forgo forgoing forgone analog analogue spelled learned bark racket icon graphic""")
)
# The concept of the tally of words that only one variety spells so.
VARIETY = "variety of English"
BRITISH, AMERICAN = "British", "American"
_BRITISH = frozenset({Variety.BRITISH_ISE, Variety.BRITISH_IZE})
_EVIDENT = frozenset({Variety.AMERICAN, Variety.BRITISH_ISE, Variety.BRITISH_IZE})
# With and without the hyphen these are two words.
_NEVER_SOLID = frozenset(
    {"resign", "recover", "reform", "recreate", "resent", "coop", "recollect", "unionized"}
)
_NEUTRAL_ENDINGS = ("person", "persons", "people")
_SHOWN_WORDS = 3


def count_varieties(text: StyledText) -> Iterable[Tally]:
    """One tally: how many words are spelt as only the British, or only Americans, spell them."""
    tally = Tally(ChangeKind.SPELLING, VARIETY)
    for source, word, times in text.words:
        varieties = find_varieties(word) & _EVIDENT
        if varieties == {Variety.AMERICAN}:
            tally.add(AMERICAN, source, times=times)
        elif varieties and varieties <= _BRITISH:
            tally.add(BRITISH, source, times=times)
    return (tally,)


def count_spellings(text: StyledText) -> Iterable[Tally]:
    """One tally a family of spellings (-ise/-ize), and one a word outside the families (grey/gray)."""
    words: dict[str, dict[str, Counter[str]]] = {}
    for source, word, times in text.words:
        key = find_spelling(word)
        if key in _TWO_WORDS or (key == word and not find_varieties(word)):
            continue
        words.setdefault(key, {}).setdefault(word, Counter())[source] += times
    families: dict[str, Tally] = {}
    alone: list[Tally] = []
    for key, forms in words.items():
        name = find_family(key)
        if name:
            tally = families.setdefault(name, Tally(ChangeKind.SPELLING, name))
        else:
            alone.append(tally := Tally(ChangeKind.SPELLING, key=key))
        for word, counts in forms.items():
            side = word if not name else AMERICAN if word == key else BRITISH
            for source, times in counts.items():
                tally.add(side, source, word, times)
    for tally in families.values():
        _show_words(tally)
    return [*families.values(), *alone]


def _show_words(tally: Tally) -> None:
    """Show each side of a family by the words that were written so."""
    for side, written in tally.written.items():
        ranked = sorted(written.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(word for word, _ in ranked[:_SHOWN_WORDS])
        tally.written[side] = Counter({shown + (" …" if len(ranked) > _SHOWN_WORDS else ""): 1})


def find_family(key: str) -> str:
    """The name of the family of a key, which is the American form; empty where its forms differ otherwise."""
    for british, american, name in _FAMILIES:
        at = key.find(american)
        while at >= 0:
            if find_spelling(key[:at] + british + key[at + len(american) :]) == key:
                return name
            at = key.find(american, at + 1)
    return ""


def count_hyphens(text: StyledText) -> Iterable[Tally]:
    """One tally a word that is written both with a hyphen and solid: co-operation/cooperation."""
    hyphened: dict[str, Tally] = {}
    for styled in text.units:
        if "-" not in styled.keys:
            continue
        source, tokens = styled.source, styled.unit.tokens
        for at in range(len(tokens) - 2):
            before, hyphen, after = tokens[at : at + 3]
            joined = hyphen.form == "-" and before.end == hyphen.start and hyphen.end == after.start
            if not joined or not (before.is_word and after.is_word) or {at, at + 2} & styled.named:
                continue
            solid = find_spelling(before.key + after.key)
            if solid not in _NEVER_SOLID:
                tally = hyphened.setdefault(solid, Tally(ChangeKind.HYPHENATION, key=solid))
                tally.add("with", source, f"{before.key}-{after.key}")
    for source, word, times in text.words:
        known = hyphened.get(find_spelling(word))
        if known is not None:
            known.add("solid", source, word, times)
    return hyphened.values()


def count_neutral_titles(text: StyledText) -> Iterable[Tally]:
    """One tally a job title that is written with and without a gender: spokesman/spokesperson."""
    titles = load_gendered_titles()
    neutral = {form for forms in titles.values() for form in forms if form.endswith(_NEUTRAL_ENDINGS)}
    tallies: dict[str, Tally] = {}
    for source, word, times in text.words:
        concept = word if word in neutral else next((f for f in titles.get(word, ()) if f in neutral), None)
        if concept is None:
            continue
        tally = tallies.setdefault(concept, Tally(ChangeKind.LABEL, concept))
        tally.add(word, source, times=times)
    # Spokesman in one source and spokeswoman in another are two people, not two styles.
    return [tally for concept, tally in tallies.items() if concept in tally.counts]
