"""Findings on quotations: one an utterance, over all sources, out of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from variance.frozen import NamedTuple
from variance.model import Pair, Quotation, Reading
from variance.text.wordlists import FUNCTION_WORDS, list_words
from variance.vocabulary import FindingKind, QuotationRelation, Severity
from variance.weigh.drafts import Draft, Site, Story, spell_words
from variance.weigh.excerpts import trim_readings
from variance.weigh.speakers import call_speaker
from variance.weigh.titles import STATEMENTS, write_extra_title, write_title
from variance.weigh.unions import Unions

_SAME_UTTERANCE = frozenset(QuotationRelation) - {QuotationRelation.UNQUOTED}
# A quotation that loses only these at its ends has lost nothing ("It is incredibly concerning").
_SLIGHT = frozenset(
    list_words(
        "a an the this that it is are was were be been he she they we i you and but so to of in for as 's"
    )
)


# In sentences that are worded independently two words without marks are no quotation that lost them
# ("the conference call"); where one copies the other even one word is ("an incursion").
_FEWEST_UNMARKED = 3
_Copies = Collection[tuple[str, int, str, int]]
_COUNTED = {3: "three", 4: "four", 5: "five", 6: "six"}


class QuotedGroup(NamedTuple):
    """One utterance in all sources: its quotations, where it stands without marks, and the finding on it."""

    quotations: tuple[Quotation, ...]
    unquoted: tuple[Site, ...]
    draft: Draft | None

    def list_sites(self, story: Story) -> tuple[Site, ...]:
        """Every place of the utterance, one a unit that it touches."""
        quoted = (site for q in self.quotations for site in story.part_site(q.source, q.unit, q.start, q.end))
        return (*quoted, *self.unquoted)


def group_quotations(
    story: Story, ledger: Sequence[Quotation], pairs: Sequence[Pair]
) -> tuple[QuotedGroup, ...]:
    """The utterances that more than one source has, each with its finding if its words differ."""
    copies = _list_copies(pairs)
    places = {(q.source, q.start, q.end): q for q in ledger}
    unions: Unions[tuple[str, int, int]] = Unions(places)
    for own, quotation in places.items():
        for partner in quotation.partners:
            other = (partner.source, partner.start, partner.end)
            if partner.relation in _SAME_UTTERANCE and other in places:
                unions.join(own, other)
    groups = []
    for members in unions.collect():
        quotations = tuple(places[member] for member in members)
        unquoted = tuple(
            dict.fromkeys(
                Site(p.source, p.unit, p.start, p.end)
                for q in quotations
                for p in q.partners
                if p.relation is QuotationRelation.UNQUOTED
            )
        )
        if len({q.source for q in quotations} | {site.source for site in unquoted}) > 1:
            told = _drop_variants(quotations)
            unmarked = _list_unmarked(told, copies)
            groups.append(QuotedGroup(quotations, unquoted, _draft_group(story, told, unmarked)))
    return tuple(groups)


def _list_copies(pairs: Sequence[Pair]) -> frozenset[tuple[str, int, str, int]]:
    """The units that copy each other, as source and unit of either side, both ways."""
    found = set()
    for pair in pairs:
        for row in pair.alignments:
            if row.kind.is_copied:
                for a in row.a:
                    for b in row.b:
                        found |= {(pair.a, a, pair.b, b), (pair.b, b, pair.a, a)}
    return frozenset(found)


def _drop_variants(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations without those of a source that also has the words as another source has them.

    A report that quotes a phrase in its headline and the sentence below differs from none that has either.
    """
    keys = [spell_words(q.text) for q in quotations]
    holders: dict[tuple[str, ...], set[str]] = {}
    for key, quotation in zip(keys, quotations, strict=True):
        holders.setdefault(key, set()).add(quotation.source)
    shared = {q.source for key, q in zip(keys, quotations, strict=True) if len(holders[key]) > 1}
    return tuple(
        q for key, q in zip(keys, quotations, strict=True) if q.source not in shared or len(holders[key]) > 1
    )


def _list_unmarked(quotations: Sequence[Quotation], copies: _Copies) -> tuple[Site, ...]:
    """Where the words of an utterance stand without marks although they are a quotation."""
    found: dict[Site, None] = {}
    for quotation in quotations:
        for partner in quotation.partners:
            if partner.relation is not QuotationRelation.UNQUOTED:
                continue
            telling = [key for key in spell_words(partner.text) if key not in FUNCTION_WORDS]
            place = (quotation.source, quotation.unit, partner.source, partner.unit)
            if len(telling) >= _FEWEST_UNMARKED or place in copies:
                found[Site(partner.source, partner.unit, partner.start, partner.end)] = None
    return tuple(found)


def _draft_group(story: Story, quotations: Sequence[Quotation], unquoted: Sequence[Site]) -> Draft | None:
    """The finding on one utterance: its gravest difference is its kind, all its readings are told."""
    places = {(q.source, q.start, q.end) for q in quotations}
    relations = {
        partner.relation
        for q in quotations
        for partner in q.partners
        if (partner.source, partner.start, partner.end) in places
    }
    if QuotationRelation.ALTERED in relations:
        kind, severity, certain = FindingKind.QUOTE_ALTERED, Severity.SUBSTANCE, True
    elif QuotationRelation.TRANSLATION in relations:
        kind, severity, certain = FindingKind.QUOTE_ALTERED, Severity.SUBSTANCE, False
    elif unquoted:
        kind, severity, certain = FindingKind.QUOTE_MARKS, Severity.ATTRIBUTION, True
    elif _loses_words(quotations, places):
        kind, severity, certain = FindingKind.QUOTE_CUT, Severity.WORDING, True
    else:
        return None
    texts: dict[tuple[str, ...], str] = {}
    sources: dict[tuple[str, ...], list[str]] = {}
    for text, source, marked in _list_versions(story, quotations, unquoted):
        key = (marked, *spell_words(text))
        texts.setdefault(key, text)
        sources.setdefault(key, []).append(source)
    # Which source writes a shared reading first must not change what is shown of it.
    whole = [" ".join(text.split()) for text in texts.values()]
    readings = _arrange(story, trim_readings(whole), texts, sources, kind)
    heads = _write_heads(story, kind, quotations, len(readings), certain=certain)
    told = _arrange(story, whole, texts, sources, kind)
    sites = [Site(q.source, q.unit, q.start, q.end) for q in quotations]
    return Draft(
        kind=kind,
        severity=severity,
        title=_write_title(story, kind, quotations, told, heads, certain=certain),
        readings=readings,
        evidence=story.cite_sites([*sites, *unquoted]),
        identity=tuple(sorted({" ".join(key) for key in texts})),
        certain=certain,
    )


def _arrange(
    story: Story,
    shown: Sequence[str],
    texts: dict[tuple[str, ...], str],
    sources: dict[tuple[str, ...], list[str]],
    kind: FindingKind,
) -> tuple[Reading, ...]:
    if kind is FindingKind.QUOTE_MARKS:
        shown = [f"“{text}”" if key[0] else text for key, text in zip(texts, shown, strict=True)]
    return story.arrange_readings(zip(shown, sources.values(), strict=True))


def _write_title(
    story: Story,
    kind: FindingKind,
    quotations: Sequence[Quotation],
    readings: Sequence[Reading],
    heads: Sequence[str] | None,
    *,
    certain: bool,
) -> str:
    if kind is FindingKind.QUOTE_CUT:
        ranked = sorted(readings, key=lambda reading: -len(reading.text.split()))
        long, short = ranked[0], ranked[-1]
        # Of several lengths the shortest is set against all the others.
        others = {source for reading in readings for source in reading.sources} - {*short.sources}
        title = write_extra_title(
            heads or STATEMENTS[kind],
            Reading(long.text, story.sort_ids(others)),
            short,
            story.get_label,
            is_rest=len(readings) > 2,
        )
        if title is not None:
            return title
    if not certain:
        readings = _join_renderings(story, quotations, readings)
    return write_title(kind, readings, story.get_label, certain=certain, heads=heads)


def _join_renderings(
    story: Story, quotations: Sequence[Quotation], readings: Sequence[Reading]
) -> tuple[Reading, ...]:
    """The readings with those of one translation as one: a cut of the same words is no other rendering."""
    unions: Unions[str] = Unions(" ".join(q.text.split()) for q in quotations)
    for quotation in quotations:
        for partner in quotation.partners:
            if partner.relation not in (QuotationRelation.TRANSLATION, QuotationRelation.UNQUOTED):
                unions.join(" ".join(quotation.text.split()), " ".join(partner.text.split()))
    joined: dict[str, list[Reading]] = {}
    for reading in readings:
        joined.setdefault(unions.find(reading.text), []).append(reading)
    return tuple(
        Reading(same[0].text, story.sort_ids(source for one in same for source in one.sources))
        for same in joined.values()
    )


def _list_versions(
    story: Story, quotations: Sequence[Quotation], unquoted: Sequence[Site]
) -> Iterator[tuple[str, str, str]]:
    """Text, source and a mark for what is quoted, the longest first of each source's."""
    for quotation in sorted(quotations, key=lambda q: (q.text, q.source)):
        yield quotation.text, quotation.source, "quoted"
    for site in sorted(unquoted, key=lambda site: (story.get_text(site), site.source)):
        yield story.get_text(site), site.source, ""


def _count_telling(keys: Collection[str]) -> int:
    return sum(key not in FUNCTION_WORDS for key in keys)


def _loses_words(quotations: Sequence[Quotation], places: Collection[tuple[str, int, int]]) -> bool:
    """Whether a quotation that another source cuts loses more there than small words at its ends.

    A single telling word in quotation marks is a reporter's pick and not a cut of what was said.
    """
    for quotation in quotations:
        for partner in quotation.partners:
            is_kept = (partner.source, partner.start, partner.end) in places
            if is_kept and partner.relation in (QuotationRelation.CUT, QuotationRelation.EXTENDED):
                own, other = set(spell_words(quotation.text)), set(spell_words(partner.text))
                if (own ^ other) - _SLIGHT and min(map(_count_telling, (own, other))) > 1:
                    return True
    return False


def _write_heads(
    story: Story, kind: FindingKind, quotations: Sequence[Quotation], count: int, *, certain: bool
) -> tuple[str, ...] | None:
    """The heads of a title with the speaker, the longest first, if the sources agree on one."""
    name = call_speaker((q.speaker for q in quotations if q.speaker), story.lone_names)
    if name is None:
        return None
    whose = f"{name}’" if name.endswith("s") else f"{name}’s"
    if kind is FindingKind.QUOTE_CUT:
        return (f"{name}, quoted at different length", f"{name} quoted", name)
    if kind is FindingKind.QUOTE_MARKS:
        return (f"{whose} words, in quotation marks or not", f"{whose} words", name)
    if not certain:
        return (f"{whose} words, translated twice", f"{whose} words", name)
    if count in _COUNTED:
        return (f"{name} quoted in {_COUNTED[count]} ways", f"{name} quoted", name)
    return (f"{whose} words differ", f"{name} quoted", name)
