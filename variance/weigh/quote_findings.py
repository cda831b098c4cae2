"""Findings on quotations: one an utterance, over all sources, out of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variance.lexicon.spelling import find_spelling
from variance.model import FindingKind, Quotation, QuotationRelation, Severity
from variance.text.tokens import tokenize
from variance.text.wordlists import list_words
from variance.weigh.drafts import Draft, Site, Story
from variance.weigh.excerpts import trim_readings
from variance.weigh.speakers import call_speaker
from variance.weigh.titles import write_title
from variance.weigh.unions import Unions

_SAME_UTTERANCE = frozenset(QuotationRelation) - {QuotationRelation.UNQUOTED}
# A quotation that loses only these at its ends has lost nothing ("It is incredibly concerning").
_SLIGHT = frozenset(
    list_words(
        "a an the this that it is are was were be been he she they we i you and but so to of in for as 's"
    )
)


@dataclass(frozen=True, slots=True)
class QuotedGroup:
    """One utterance in all sources: its quotations, where it stands without marks, and the finding on it."""

    quotations: tuple[Quotation, ...]
    unquoted: tuple[Site, ...]
    draft: Draft | None

    def list_sites(self, story: Story) -> tuple[Site, ...]:
        """Every place of the utterance, one a unit that it touches."""
        quoted = (site for q in self.quotations for site in story.part_site(q.source, q.unit, q.start, q.end))
        return (*quoted, *self.unquoted)


def group_quotations(story: Story, ledger: Sequence[Quotation]) -> tuple[QuotedGroup, ...]:
    """The utterances that more than one source has, each with its finding if its words differ."""
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
            groups.append(QuotedGroup(quotations, unquoted, _draft_group(story, quotations, unquoted)))
    return tuple(groups)


def _draft_group(story: Story, quotations: Sequence[Quotation], unquoted: Sequence[Site]) -> Draft | None:
    """The finding on one utterance: its gravest difference is its kind, all its readings are told."""
    relations = {partner.relation for q in quotations for partner in q.partners}
    if QuotationRelation.ALTERED in relations:
        kind, severity, certain = FindingKind.QUOTE_ALTERED, Severity.SUBSTANCE, True
    elif QuotationRelation.TRANSLATION in relations:
        kind, severity, certain = FindingKind.QUOTE_ALTERED, Severity.SUBSTANCE, False
    elif unquoted:
        kind, severity, certain = FindingKind.QUOTE_MARKS, Severity.ATTRIBUTION, True
    elif _loses_words(quotations):
        kind, severity, certain = FindingKind.QUOTE_CUT, Severity.WORDING, True
    else:
        return None
    texts: dict[tuple[str, ...], str] = {}
    sources: dict[tuple[str, ...], list[str]] = {}
    for text, source, marked in _list_versions(story, quotations, unquoted):
        key = (marked, *_list_keys(text))
        texts.setdefault(key, text)
        sources.setdefault(key, []).append(source)
    # Which source writes a shared reading first must not change what is shown of it.
    shown = trim_readings([" ".join(text.split()) for text in texts.values()])
    if kind is FindingKind.QUOTE_MARKS:
        shown = [f"“{text}”" if key[0] else text for key, text in zip(texts, shown, strict=True)]
    readings = story.arrange_readings(zip(shown, sources.values(), strict=True))
    sites = [Site(q.source, q.unit, q.start, q.end) for q in quotations]
    return Draft(
        kind=kind,
        severity=severity,
        title=write_title(
            kind,
            readings,
            story.get_label,
            certain=certain,
            heads=_name_speaker(story, kind, quotations, certain=certain),
        ),
        readings=readings,
        evidence=story.cite_sites([*sites, *unquoted]),
        identity=tuple(sorted({" ".join(key) for key in texts})),
        certain=certain,
    )


def _list_versions(
    story: Story, quotations: Sequence[Quotation], unquoted: Sequence[Site]
) -> Iterator[tuple[str, str, str]]:
    """Text, source and a mark for what is quoted, the longest first of each source's."""
    for quotation in sorted(quotations, key=lambda q: (q.text, q.source)):
        yield quotation.text, quotation.source, "quoted"
    for site in sorted(unquoted, key=lambda site: (story.get_text(site), site.source)):
        yield story.get_text(site), site.source, ""


def _list_keys(text: str) -> tuple[str, ...]:
    return tuple(find_spelling(token.key) for token in tokenize(text) if token.is_word)


def _loses_words(quotations: Sequence[Quotation]) -> bool:
    """Whether a quotation that another source cuts loses more there than small words at its ends."""
    for quotation in quotations:
        for partner in quotation.partners:
            if partner.relation in (QuotationRelation.CUT, QuotationRelation.EXTENDED):
                own, other = set(_list_keys(quotation.text)), set(_list_keys(partner.text))
                if (own ^ other) - _SLIGHT:
                    return True
    return False


def _name_speaker(
    story: Story, kind: FindingKind, quotations: Sequence[Quotation], *, certain: bool
) -> tuple[str, str] | None:
    """The long and the short head of a title with the speaker, if the sources agree on one."""
    name = call_speaker((q.speaker for q in quotations if q.speaker), story.lone_names)
    if name is None:
        return None
    whose = f"{name}’" if name.endswith("s") else f"{name}’s"
    if kind is FindingKind.QUOTE_CUT:
        return (f"{name} quoted at different length", name)
    if kind is FindingKind.QUOTE_MARKS:
        return (f"{whose} words, in quotation marks or not", name)
    return (
        (f"{whose} words differ", name) if certain else (f"{whose} words, translated twice", f"{whose} words")
    )
