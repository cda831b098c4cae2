"""Findings: what a reader is told, one a fact over all sources, in the order in which it matters."""

from __future__ import annotations

from collections.abc import Sequence

from variance.model import Finding, Pair, Quotation, Statement
from variance.text.parsed import ParsedSource
from variance.weigh.attributions import draft_speakers
from variance.weigh.change_findings import draft_changes
from variance.weigh.conflicts import draft_conflicts
from variance.weigh.drafts import Story, make_findings
from variance.weigh.name_spellings import draft_spellings
from variance.weigh.quote_findings import group_quotations
from variance.weigh.telling_findings import draft_tellings


def weigh_findings(
    sources: Sequence[ParsedSource],
    base: str,
    pairs: Sequence[Pair],
    statements: Sequence[Statement],
    ledger: Sequence[Quotation],
) -> tuple[Finding, ...]:
    """All findings of a comparison, ranked: gravest first, what is certain before what is asked.

    Differences of words stand between any two sources; what is left out, added or moved is seen from
    the base. House style and typography are never findings. Ids hang on texts only: the same texts give
    the same ids in any order of the sources and, but for what is seen from the base, with any base.
    """
    rows = [[(s, unit) for s, cell in statement.cells.items() for unit in cell] for statement in statements]
    story = Story(sources, base, rows)
    quotations = group_quotations(story, ledger, pairs)
    drafts = [group.draft for group in quotations if group.draft is not None]
    drafts += draft_speakers(story, quotations)
    drafts += draft_changes(story, pairs, quotations)
    drafts += draft_spellings(story)
    drafts += draft_conflicts(story, pairs, drafts)
    drafts += draft_tellings(story, pairs, statements)
    return make_findings(story, drafts)
