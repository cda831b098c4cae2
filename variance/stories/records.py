"""What is remembered of a story that was built, so that it need not be built again.

A record is believed only where the story's fingerprint is the same (settings, bytes of the sources, the very
code of variance) and its report files are, byte for byte, those that were written. Records live in a folder
beside the settings file that keeps itself out of git, and can be removed at any time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from variance.errors import OutputError, ReportError
from variance.files import encode_text, write_texts
from variance.index_model import StoryEntry
from variance.interchange import decode, encode
from variance.stories.plans import StoryPlan
from variance.vocabulary import FindingKind, Severity

RECORD_FOLDER = ".variance_cache"
_SCHEMA = "variance-build/1"
# What a report's text depends on besides variance itself.
_LIBRARIES = ("jinja2", "markdown-it-py")


@dataclass(frozen=True, slots=True)
class FailingFinding:
    """An open finding at or above the story's ``fail-on``, and where it is seen."""

    id: str
    kind: FindingKind
    severity: Severity
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as it was built: ``outputs`` is format → hash of the report, ``waivers`` are those it used."""

    fingerprint: str
    outputs: Mapping[str, str]
    entry: StoryEntry
    failing: tuple[FailingFinding, ...]
    waivers: tuple[str, ...]
    schema: str = _SCHEMA


def make_fingerprint(plan: StoryPlan, digests: Sequence[str]) -> str:
    """All that a story's reports depend on, as one hash; ``digests`` are those of its sources' bytes."""
    parts = {
        "code": _digest_code(),
        "name": plan.name,
        "sources": list(zip(plan.sources, digests, plan.labels, strict=True)),
        "base": plan.base,
        "title": plan.title,
        "day": str(plan.day),
        "fail_on": plan.fail_on,
        "min_severity": plan.min_severity,
        "ignore": plan.ignore,
        # A waiver that ends changes the reports on the day after.
        "waivers": [
            [
                waiver.id,
                waiver.reason,
                str(waiver.until),
                waiver.until is not None and waiver.until < plan.today,
            ]
            for waiver in plan.waivers
        ],
        "formats": plan.formats,
        "house": plan.house.record,
    }
    return digest_text(json.dumps(parts, sort_keys=True))


def digest_text(text: str) -> str:
    """The hash of a report as it is written."""
    return hashlib.sha256(encode_text(text)).hexdigest()


def find_current(plan: StoryPlan) -> StoryRecord | None:
    """The record of a story whose reports are up to date; None where anything says otherwise."""
    record = load_record(plan.folder, plan.name)
    if record is None:
        return None
    try:
        digests = [hashlib.sha256((plan.folder / path).read_bytes()).hexdigest() for path in plan.sources]
    except OSError:
        return None
    if record.fingerprint != make_fingerprint(plan, digests) or set(record.outputs) != set(plan.formats):
        return None
    return record if holds_outputs(record, plan.places) else None


def holds_outputs(record: StoryRecord, places: Mapping[str, Path]) -> bool:
    """Whether the files at these places are the reports of the record, byte for byte."""
    try:
        return all(
            hashlib.sha256(places[name].read_bytes()).hexdigest() == digest
            for name, digest in record.outputs.items()
        )
    except (OSError, KeyError):
        return False


def load_record(folder: Path, name: str) -> StoryRecord | None:
    """What was remembered of a story; None for nothing, or nothing that this version wrote."""
    try:
        data = json.loads(_locate_record(folder, name).read_text(encoding="utf-8"))
        if data["schema"] != _SCHEMA:
            return None
        return decode(StoryRecord, data)
    except (OSError, ValueError, TypeError, KeyError, ReportError):
        return None


def save_record(folder: Path, name: str, record: StoryRecord) -> None:
    """Remember a story. Where that cannot be written, the next build takes its time and is as right."""
    place = _locate_record(folder, name)
    if place.parent.is_symlink() or place.is_symlink():
        return
    with suppress(OSError, OutputError):
        place.parent.mkdir(exist_ok=True)
        ignored = place.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("# Made by variance build.\n*\n", encoding="utf-8")
        write_texts({place: json.dumps(encode(record), ensure_ascii=False) + "\n"})


def _locate_record(folder: Path, name: str) -> Path:
    return folder / RECORD_FOLDER / f"{name}.json"


@cache
def _digest_code() -> str:
    """The hash of variance's own files and of what else shapes a report.

    The version alone would not do: whoever works on variance builds with changed code of the same version.
    """
    digest = hashlib.sha256()
    digest.update(repr(sys.version_info[:2]).encode())
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}\n".encode())
    for path, entry in _walk_files(files("variance"), ""):
        data = entry.read_bytes()
        digest.update(f"{path} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _walk_files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _walk_files(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry
