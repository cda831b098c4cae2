"""The quotation ledger: every quotation of every source, its speaker, and its partners in the others.

A quotation of another source is a partner if it says the same utterance: one that stands in an aligned
unit and is verbatim, cut, altered or translated, or one anywhere in the source with the same four words
and more. Words of an aligned unit that stand there without marks are a partner too (``unquoted``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from variance.lexicon.spelling import find_spelling
from variance.model import Pair, Quotation, QuotationPartner
from variance.text.parsed import ParsedSource
from variance.text.quotation_relations import relate_quotations
from variance.text.tokens import Token
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import QuotationRelation
from variance.weigh.speakers import SpeakerFinder

# Shorter runs ("grave concern", "very close") are said twice by chance.
FEWEST_WORDS_ANYWHERE = 4
# A page of nothing but quotation marks must not cost their square: one aligned row of ordinary prose holds
# a handful of quotations, so the bound is never met there.
_MOST_CANDIDATES = 16
_INVERSE = {
    QuotationRelation.CUT: QuotationRelation.EXTENDED,
    QuotationRelation.EXTENDED: QuotationRelation.CUT,
}
# 0 for the closest; a cut seen from the other side is as close.
_DISTANCE = {
    QuotationRelation.VERBATIM: 0,
    QuotationRelation.CUT: 1,
    QuotationRelation.EXTENDED: 1,
    QuotationRelation.ALTERED: 2,
    QuotationRelation.TRANSLATION: 3,
}


class Utterance:
    """An outer quotation: its place without the marks, the units it touches, its tokens and spellings."""

    __slots__ = ("end", "keys", "source", "start", "tokens", "units")

    def __init__(
        self, source: str, start: int, end: int, units: tuple[int, ...], tokens: tuple[Token, ...]
    ) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.units = units
        self.tokens = tokens
        self.keys = tuple([find_spelling(token.key) for token in tokens if token.is_word])


def build_ledger(sources: Sequence[ParsedSource], pairs: Sequence[Pair]) -> tuple[Quotation, ...]:
    """Every outer quotation in the order of sources and places, with its partners in the other sources.

    Partners stand in the order of the sources; of the partners in one source that are the same
    utterance only those of the closest relation are kept.
    """
    utterances = {source.source.id: list_utterances(source) for source in sources}
    wordings = {source.source.id: _Wording(source) for source in sources}
    partners: dict[Utterance, list[QuotationPartner]] = defaultdict(list)
    for pair in pairs:
        if pair.a in wordings and pair.b in wordings:
            for own, partner in _relate_pair(pair, wordings, utterances):
                partners[own].append(partner)
    order = {source.source.id: place for place, source in enumerate(sources)}
    ledger = []
    for source in sources:
        finder = SpeakerFinder(source)
        for utterance in utterances[source.source.id]:
            found = sorted(partners[utterance], key=lambda p: (order[p.source], p.start, p.end))
            ledger.append(
                Quotation(
                    source=utterance.source,
                    unit=utterance.units[0],
                    start=utterance.start,
                    end=utterance.end,
                    text=source.source.text[utterance.start : utterance.end],
                    speaker=finder.find_speaker(utterance.units, utterance.start),
                    partners=tuple(found),
                )
            )
    return tuple(ledger)


def list_utterances(source: ParsedSource) -> tuple[Utterance, ...]:
    """The outer quotations that hold a word, with their tokens, over sentence ends too. Linear."""
    units = [unit for unit in source.units if unit.unit.role.is_told]
    found = []
    first = 0
    for span in source.quotations:
        if span.level != 0:
            continue
        while first < len(units) and units[first].unit.end <= span.inner_start:
            first += 1
        touched: list[int] = []
        tokens: list[Token] = []
        at = first
        while at < len(units) and units[at].unit.start < span.inner_end:
            inside = _slice_tokens(units[at].tokens, span.inner_start, span.inner_end)
            if inside:
                touched.append(units[at].unit.id)
                tokens += inside
            at += 1
        if any(token.is_word for token in tokens):
            place = (span.inner_start, span.inner_end)
            found.append(Utterance(source.source.id, *place, tuple(touched), tuple(tokens)))
    return tuple(found)


def _slice_tokens(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = bisect_right(tokens, end, key=lambda token: token.end)
    return tokens[first:last]


def _relate_pair(
    pair: Pair, wordings: dict[str, _Wording], utterances: dict[str, tuple[Utterance, ...]]
) -> Iterator[tuple[Utterance, QuotationPartner]]:
    """Each utterance of two sources with each of its partners on the other side, both ways."""
    a, b = wordings[pair.a], wordings[pair.b]
    links = _relate_quoted(pair, utterances[pair.a], utterances[pair.b])
    for one, two, relation in links:
        yield one, _make_partner(b.source, two, relation)
        yield two, _make_partner(a.source, one, _INVERSE.get(relation, relation))
    related = {one for one, _, _ in links} | {two for _, two, _ in links}
    aligned = _map_units(pair)
    for own, wording, side in ((a, b, 0), (b, a, 1)):
        for utterance in utterances[own.source.source.id]:
            if utterance in related:
                continue
            partners = {unit for own_unit in utterance.units for unit in aligned[side].get(own_unit, ())}
            partner = wording.find_unquoted(utterance, sorted(partners))
            if partner is not None:
                yield utterance, partner


def _relate_quoted(
    pair: Pair, ours: Sequence[Utterance], theirs: Sequence[Utterance]
) -> list[tuple[Utterance, Utterance, QuotationRelation]]:
    """The quotations of two sources that are one utterance, by the closest relations of either side."""
    aligned = _map_units(pair)[0]
    by_unit: dict[int, list[Utterance]] = defaultdict(list)
    for utterance in theirs:
        for unit in utterance.units:
            by_unit[unit].append(utterance)
    runs = _index_runs(theirs)
    links = []
    for one in ours:
        for two in islice(_list_candidates(one, aligned, by_unit, runs), _MOST_CANDIDATES):
            relation = relate_quotations(one.tokens, two.tokens)
            if relation is not None:
                links.append((one, two, relation))
    return _keep_closest(links)


def _list_candidates(
    own: Utterance,
    aligned: dict[int, tuple[int, ...]],
    by_unit: dict[int, list[Utterance]],
    runs: dict[tuple[str, ...], list[Utterance]],
) -> Iterator[Utterance]:
    """The other source's quotations that may be this one: those with a run of its words, then its row's."""
    seen = dict.fromkeys(_find_same_run(own, runs))
    yield from tuple(seen)
    for unit in own.units:
        for other in aligned.get(unit, ()):
            for two in by_unit.get(other, ()):
                if two not in seen:
                    seen[two] = None
                    yield two


def _index_runs(utterances: Sequence[Utterance]) -> dict[tuple[str, ...], list[Utterance]]:
    """The quotations that begin a run of four words; each run's list is short, or the run is a formula."""
    runs: dict[tuple[str, ...], list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        keys = utterance.keys
        for at in range(len(keys) - FEWEST_WORDS_ANYWHERE + 1):
            known = runs[keys[at : at + FEWEST_WORDS_ANYWHERE]]
            if len(known) < _MOST_CANDIDATES and (not known or known[-1] is not utterance):
                known.append(utterance)
    return runs


def _find_same_run(own: Utterance, runs: dict[tuple[str, ...], list[Utterance]]) -> list[Utterance]:
    """The quotations anywhere that share four words in a row with this one."""
    found: dict[Utterance, None] = {}
    for at in range(len(own.keys) - FEWEST_WORDS_ANYWHERE + 1):
        for other in runs.get(own.keys[at : at + FEWEST_WORDS_ANYWHERE], ()):
            found[other] = None
    return list(found)


def _keep_closest(
    links: Sequence[tuple[Utterance, Utterance, QuotationRelation]],
) -> list[tuple[Utterance, Utterance, QuotationRelation]]:
    """The links as close as the closest that either of their ends has: what is verbatim is not altered."""
    best: dict[Utterance, int] = {}
    for one, two, relation in links:
        for end in (one, two):
            best[end] = min(best.get(end, _DISTANCE[relation]), _DISTANCE[relation])
    return [link for link in links if _DISTANCE[link[2]] in (best[link[0]], best[link[1]])]


def _map_units(pair: Pair) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """The units aligned with each unit, seen from a and from b."""
    maps: tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]] = ({}, {})
    for row in pair.alignments:
        for unit in row.a:
            maps[0][unit] = (*maps[0].get(unit, ()), *row.b)
        for unit in row.b:
            maps[1][unit] = (*maps[1].get(unit, ()), *row.a)
    return maps


class _Wording:
    """The words of a source's units as one text each, made once, to look for runs of words in."""

    def __init__(self, source: ParsedSource) -> None:
        self.source = source
        self._units: dict[int, tuple[list[tuple[Token, bool]], str]] = {}
        self._doubtful = _find_doubtful_units(source)

    def find_unquoted(self, own: Utterance, units: Sequence[int]) -> QuotationPartner | None:
        """The words of an utterance in a row, outside quotation marks, in one of the units.

        None if they carry nothing. A text search, so that no input makes it quadratic word by word.
        """
        if all(key in FUNCTION_WORDS for key in own.keys):
            return None
        source = self.source.source
        for unit_id in units:
            if unit_id in self._doubtful:
                continue
            words, text = self._read_unit(unit_id)
            at = text.find("\n" + "\n".join(own.keys) + "\n")
            first = text.count("\n", 0, at) if at >= 0 else 0
            run = words[first : first + len(own.keys)]
            if at < 0 or any(quoted for _, quoted in run):
                continue
            start, end = run[0][0].start, run[-1][0].end
            found = source.text[start:end]
            return QuotationPartner(source.id, unit_id, start, end, found, QuotationRelation.UNQUOTED)
        return None

    def _read_unit(self, unit_id: int) -> tuple[list[tuple[Token, bool]], str]:
        if unit_id not in self._units:
            unit = self.source.units[unit_id]
            words = [pair for pair in zip(unit.tokens, unit.quoted, strict=True) if pair[0].is_word]
            text = "\n" + "\n".join(find_spelling(token.key) for token, _ in words) + "\n"
            self._units[unit_id] = (words, text)
        return self._units[unit_id]


def _find_doubtful_units(source: ParsedSource) -> frozenset[int]:
    """The units of which it is not sure what stands in quotation marks: a mark is missing or left over.

    Some papers open a quotation over several paragraphs once and close it at its end. From a mark that
    never closes to the next mark of any kind nothing can be said to be unquoted.
    """
    doubtful = set()
    is_open = False
    for unit in source.units:
        if not unit.unit.role.is_told:
            continue
        known = {place for q in unit.quotations for place in (q.start, q.end - 1)}
        marks = [token for token in unit.tokens if token.form == '"']
        if is_open or any(mark.start not in known for mark in marks):
            doubtful.add(unit.unit.id)
        if marks:
            is_open = any(not quotation.is_closed for quotation in unit.quotations)
    return frozenset(doubtful)


def _make_partner(source: ParsedSource, other: Utterance, relation: QuotationRelation) -> QuotationPartner:
    text = source.source.text[other.start : other.end]
    return QuotationPartner(other.source, other.units[0], other.start, other.end, text, relation)
