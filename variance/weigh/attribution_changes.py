"""Which changes of attribution in copied sentences a reader should hear of, and how they are told.

In a copied sentence "told reporters" for "said" is a habit, a pronoun for a name is grammar, and a "he
said" that one side leaves out of a quotation that runs on is layout. What is left: another speaker, the
same speaker under another name, a verb of another class, and a statement that lost its source.
"""

from __future__ import annotations

from itertools import pairwise

from variance.frozen import NamedTuple
from variance.text.attribution import Attribution
from variance.text.parsed import ParsedUnit
from variance.text.stems import stem_word
from variance.text.wordlists import FUNCTION_WORDS
from variance.weigh.drafts import Site, Story
from variance.weigh.speakers import Speaker, SpeakerKind

# A statement that lost its source is still there: of its telling words four in five stand on the other side.
_STATEMENT_SHARE = 0.8
_FEWEST_WORDS = 3

NAMED_AS = ("Named as", "Named")
UNSOURCED = ("Attributed or not", "Attributed")


class Settled(NamedTuple):
    """Where the attributions of two sides stand, and the heads of a title that says how they differ."""

    a: Site
    b: Site
    heads: tuple[str, str] | None = None


def settle_attribution(story: Story, a: Site, b: Site) -> Settled | None:
    """The places to show for a change of attribution between two places; None if it tells nothing."""
    own, other = _find_attribution(story, a), _find_attribution(story, b)
    if own is None and other is None:
        # A verb that only the word diff knows to report; where one side has nothing it tells nothing.
        return Settled(a, b) if a.start < a.end and b.start < b.end else None
    if own is None or other is None:
        if a.start < a.end and b.start < b.end:
            return None
        return _settle_lost(story, a, b, own, other)
    if own.verb_class != other.verb_class:
        return Settled(a, b)
    one = story.get_finder(a.source).read_speaker(a.unit, own)
    two = story.get_finder(b.source).read_speaker(b.unit, other)
    if one is None or two is None or _are_same(one, two):
        return None
    kinds = {one.kind, two.kind}
    if kinds == {SpeakerKind.PERSON} and own.quotations and other.quotations:
        return None  # who says a quotation is told from the ledger
    heads = NAMED_AS if SpeakerKind.PERSON in kinds and len(kinds) == 2 else None
    return Settled(_cover(story, a, own), _cover(story, b, other), heads)


def _find_attribution(story: Story, site: Site) -> Attribution | None:
    """The attribution that a place touches, if it names or stands for somebody; None where no word stands."""
    tokens = story.get_source(site.source).units[site.unit].tokens
    for one in story.get_finder(site.source).list_attributions(site.unit):
        start = tokens[min(one.start, len(tokens) - 1)].start
        if site.start < site.end and site.start < tokens[one.end - 1].end and start < site.end:
            return one
    return None


def _are_same(one: Speaker, two: Speaker) -> bool:
    """Whether two speakers share a name or all but the titles of one."""
    if one.keys & two.keys:
        return True
    words = [set(speaker.name.casefold().split()) for speaker in (one, two)]
    return words[0] <= words[1] or words[1] <= words[0]


def _cover(story: Story, site: Site, one: Attribution) -> Site:
    tokens = story.get_source(site.source).units[site.unit].tokens
    return Site(site.source, site.unit, tokens[one.start].start, tokens[one.end - 1].end)


def _settle_lost(
    story: Story, a: Site, b: Site, own: Attribution | None, other: Attribution | None
) -> Settled | None:
    """An attribution on one side only: a finding where the other has the statement and no source near it."""
    found = own or other
    assert found is not None
    has, lacks = (a, b) if own is not None else (b, a)
    if found.quotations or _has_source(story, lacks):
        return None
    unit = story.get_source(has.source).units[has.unit]
    stated = _list_stems(unit, found)
    answer = _list_stems(story.get_source(lacks.source).units[lacks.unit], None)
    if len(stated) < _FEWEST_WORDS or len(stated & answer) < _STATEMENT_SHARE * len(stated):
        return None
    covered = _cover(story, has, found)
    return Settled(covered, b, UNSOURCED) if own is not None else Settled(a, covered, UNSOURCED)


def _has_source(story: Story, site: Site) -> bool:
    """Whether the sentence of a place or one beside it is attributed: the source may be carried over."""
    finder = story.get_finder(site.source)
    units = [unit.id for unit in story.get_source(site.source).source.told_units]
    beside = {site.unit}
    for before, after in pairwise(units):
        if site.unit in (before, after):
            beside |= {before, after}
    return any(finder.list_attributions(unit) for unit in beside)


def _list_stems(unit: ParsedUnit, without: Attribution | None) -> set[str]:
    """The stems of a sentence's telling words, those of an attribution left out."""
    return {
        stem_word(token.key)
        for at, token in enumerate(unit.tokens)
        if token.is_word
        and token.key not in FUNCTION_WORDS
        and not (without is not None and without.start <= at < without.end)
    }
