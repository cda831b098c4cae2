"""One story built: its sources read and compared, its reports as text. Runs in a process of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from variance.compare import compare_sources, date_source, read_source, tell_apart
from variance.errors import InputError, VarianceError
from variance.index_model import ReportFile, SeverityCount, StoryEntry
from variance.model import Comparison, Finding
from variance.render import RenderOptions, render_report
from variance.selection import ignore_kinds, select_failing, waive_findings
from variance.stories.plans import StoryPlan, name_file
from variance.stories.records import FailingFinding, StoryRecord, digest_text, make_fingerprint
from variance.vocabulary import FindingStatus, Severity


@dataclass(frozen=True, slots=True)
class BuiltStory:
    """The reports of a story, format → text, and all that the build keeps of it."""

    record: StoryRecord
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A story that could not be built, and why."""

    name: str
    reason: str


def try_story(plan: StoryPlan) -> BuiltStory | Fault:
    """The story built, or what hindered it: one story's fault does not stop the others."""
    try:
        return make_story(plan)
    except VarianceError as error:
        return Fault(plan.name, str(error))


def make_story(plan: StoryPlan) -> BuiltStory:
    """The story of a plan, built afresh. Raises VarianceError for sources that cannot be compared."""
    sources = tell_apart(
        [
            read_source(path, label=label, data=_read_bytes(plan.folder / path))
            for path, label in zip(plan.sources, plan.labels, strict=True)
        ]
    )
    bases = [source.id for source, path in zip(sources, plan.sources, strict=True) if path == plan.base]
    comparison = compare_sources(
        [date_source(source, plan.day) for source in sources],
        base=bases[0] if bases else plan.base,
        title=plan.title,
        house=plan.house,
    )
    comparison = ignore_kinds(comparison, plan.ignore)
    known = {finding.id for finding in comparison.findings}
    # The waivers are those of all stories: one that speaks of another story is no remark on this one.
    waivers = [waiver for waiver in plan.waivers if waiver.id in known]
    comparison = waive_findings(comparison, waivers, today=plan.today)
    options = RenderOptions(min_severity=plan.min_severity)
    texts = {name: render_report(comparison, name, options) for name in plan.formats}
    record = StoryRecord(
        fingerprint=make_fingerprint(plan, [source.sha256 for source in comparison.sources]),
        outputs={name: digest_text(text) for name, text in texts.items()},
        entry=describe_story(comparison, plan),
        failing=_list_failing(comparison, plan.fail_on),
        waivers=tuple(waiver.id for waiver in waivers),
    )
    return BuiltStory(record, texts)


def describe_story(comparison: Comparison, plan: StoryPlan) -> StoryEntry:
    """What the index says of a story."""
    open_findings = [one for one in comparison.findings if one.status is FindingStatus.OPEN]
    certain = Counter(one.severity for one in open_findings if one.certain)
    base = comparison.get_source(comparison.base)
    return StoryEntry(
        name=plan.name,
        title=comparison.title,
        date=plan.day.isoformat() if plan.day is not None else base.metadata.date,
        sources=tuple(source.label for source in comparison.sources),
        base=base.label,
        words=sum(source.words for source in comparison.sources),
        counts=tuple(
            SeverityCount(severity, certain[severity]) for severity in Severity if certain[severity]
        ),
        questions=sum(not one.certain for one in open_findings),
        waived=len(comparison.findings) - len(open_findings),
        first=_choose_first(open_findings),
        reports=tuple(ReportFile(name, name_file(plan.name, name)) for name in plan.formats),
    )


def _choose_first(findings: list[Finding]) -> str | None:
    """The title of what the report puts first: what it says goes before what it asks."""
    ordered = sorted(findings, key=lambda one: (one.severity.rank, not one.certain))
    return ordered[0].title if ordered else None


def _list_failing(comparison: Comparison, fail_on: Severity | None) -> tuple[FailingFinding, ...]:
    if fail_on is None:
        return ()
    return tuple(
        FailingFinding(one.id, one.kind, one.severity, one.title, _locate_finding(comparison, one))
        for one in select_failing(comparison, fail_on)
    )


def _locate_finding(comparison: Comparison, finding: Finding) -> str:
    """``path:line:column`` of the first place that shows the finding; a path alone where it has no lines."""
    if not finding.evidence:
        return comparison.get_source(comparison.base).path
    place = finding.evidence[0]
    path = comparison.get_source(place.source).path
    return path if place.line is None else f"{path}:{place.line}:{place.column}"


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check it") from error
