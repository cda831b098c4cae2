"""A review as SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub asks for beyond it is in
https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from variance.render.escape import escape_message
from variance.render.phrases import name_kind
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import Level, choose_level, quote_path
from variance.review_model import Place, Review, ReviewFinding
from variance.vocabulary import FindingKind, FindingStatus

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTICE: "note"}


def render(review: Review, options: ReviewOptions) -> str:
    """One run with a result a finding, waived ones as suppressed."""
    kinds = list(FindingKind)
    seen: Counter[tuple[str, str]] = Counter()
    results = []
    for finding in review.findings:
        if finding.severity.rank > options.min_severity.rank:
            continue
        number = seen[finding.path, finding.id]
        seen[finding.path, finding.id] += 1
        results.append(_write_result(finding, kinds.index(finding.kind), number, options))
    driver = {
        "name": review.tool.name,
        "version": review.tool.version,
        "semanticVersion": review.tool.version,
        "rules": [_write_rule(kind) for kind in kinds],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _write_rule(kind: FindingKind) -> dict[str, Any]:
    words = name_kind(kind)
    described = {"text": f"{words[0].upper()}{words[1:]}"}
    return {
        "id": f"variance/{kind}",
        "name": "".join(part.capitalize() for part in kind.split("_")),
        "shortDescription": described,
        "fullDescription": described,
        "help": {"text": "What changed in the prose between two revisions, as variance review tells it."},
        "defaultConfiguration": {"level": "warning"},
    }


def _write_result(finding: ReviewFinding, rule: int, number: int, options: ReviewOptions) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": f"variance/{finding.kind}",
        "ruleIndex": rule,
        "level": _LEVELS[choose_level(finding, options)],
        "message": {"text": _escape(finding.title, options)},
        "locations": [_write_location(finding.path, finding.head)],
        "relatedLocations": [
            {**_write_location(finding.old_path, finding.base), "message": {"text": "before"}}
        ],
        "partialFingerprints": {"varianceFinding/v1": f"{finding.id}:{number}"},
        "properties": {"severity": finding.severity, "certain": finding.certain},
    }
    if finding.status is FindingStatus.WAIVED:
        reason = _escape(finding.waiver or "waived", options)
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _write_location(path: str, place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    location = {"uri": quote_path(path), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": location, "region": region}}


def _escape(text: str, options: ReviewOptions) -> str:
    """Words for a message: there brackets would be a link, and braces a placeholder."""
    shown = escape_message(text, raw=options.raw).replace("\\", "\\\\")
    for character in "[]":
        shown = shown.replace(character, f"\\{character}")
    return shown.replace("{", "{{").replace("}", "}}")
