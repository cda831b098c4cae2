"""The stories of a settings file, built and checked; invented stories in temporary directories."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from variance.compare import compare_sources, read_source
from variance.config import load_settings
from variance.errors import ConfigError, OutputError, UsageError, VarianceError
from variance.interchange import load_comparison
from variance.render import RenderOptions, render_report
from variance.stories import build as builder
from variance.stories import records
from variance.stories.build import BuildResult, StoryOutcome, check_reports, write_reports
from variance.stories.plans import BuildPlan, plan_build
from variance.stories.staleness import SHOWN_WIDTH, find_stale
from variance.story_settings import StorySettings
from variance.vocabulary import Severity

TODAY = date(2026, 11, 22)
SETTINGS = """
[build]
formats = ["md", "json"]
[[story]]
name = "bridge"
sources = ["wire/*.txt"]
base = "draft.md"
labels = { "The Post" = "wire/post.txt" }
date = 2026-11-21
[[story]]
name = "ferry"
title = "The ferry"
sources = ["ferry-*.txt"]
"""
DRAFT = "# Bridge closed\n\nThe bridge was closed on Monday after two cables broke.\n"
FERRY_STORY = """The ferry sank near the island on Friday morning.
The coastguard saved {} people from the water before noon.
"""
ARTICLES = {
    "draft.md": DRAFT,
    "wire/post.txt": "The bridge was closed on Monday after three cables broke.\n",
    "wire/agency.txt": "The bridge was closed on Monday after two cables broke.\n",
    "ferry-a.txt": FERRY_STORY.format("12"),
    "ferry-b.txt": FERRY_STORY.format("20"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A directory with five articles of two stories, and their settings."""
    for name, text in {**ARTICLES, "variance.toml": SETTINGS}.items():
        write(tmp_path / name, text)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def plan(project: Path, *names: str, today: date = TODAY) -> BuildPlan:
    return plan_build(load_settings(project / "variance.toml"), names, today=today)


def build(project: Path, *names: str, today: date = TODAY) -> BuildResult:
    return write_reports(plan(project, *names, today=today), lambda _: None)


def check(project: Path, *names: str, today: date = TODAY) -> BuildResult:
    return check_reports(plan(project, *names, today=today), lambda _: None)


def list_files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def is_clean(result: BuildResult) -> bool:
    stale = any(outcome.stale or outcome.fault for outcome in result.stories)
    return not (stale or result.stale or result.strangers)


# What is written


def test_every_story_has_its_reports_and_the_index_names_them(project: Path) -> None:
    result = build(project)
    assert [outcome.name for outcome in result.stories] == ["bridge", "ferry"]
    reports = project / "reports"
    assert sorted(path.name for path in reports.iterdir()) == [
        *("bridge.json", "bridge.md", "ferry.json", "ferry.md", "index.html", "index.md")
    ]
    index = (reports / "index.md").read_text(encoding="utf-8")
    assert "(bridge.md)" in index and "(ferry.json)" in index
    assert "2026-11-21" in index
    assert 'href="ferry.md"' in (reports / "index.html").read_text(encoding="utf-8")


def test_a_report_is_that_of_the_comparison_of_the_same_sources(project: Path) -> None:
    build(project, "ferry")
    names = ("ferry-a.txt", "ferry-b.txt")
    sources = [read_source(name, data=(project / name).read_bytes()) for name in names]
    expected = render_report(compare_sources(sources, title="The ferry"), "json", RenderOptions())
    assert (project / "reports" / "ferry.json").read_text(encoding="utf-8") == expected


def test_base_labels_and_paths_are_as_the_settings_say(project: Path) -> None:
    build(project)
    report = load_comparison((project / "reports" / "bridge.json").read_text(encoding="utf-8"))
    assert [source.path for source in report.sources] == ["draft.md", "wire/agency.txt", "wire/post.txt"]
    assert [source.label for source in report.sources] == ["draft", "agency", "The Post"]
    assert report.base == "draft"


def test_the_same_project_elsewhere_gives_the_same_bytes(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(project, elsewhere)
    build(project)
    build(elsewhere)
    assert list_files(project / "reports") == list_files(elsewhere / "reports")


def test_one_process_and_several_write_the_same(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path_factory.mktemp("alone") / "copy"
    shutil.copytree(project, alone)
    monkeypatch.setattr(builder, "_count_processors", lambda: 1)
    build(alone)
    monkeypatch.setattr(builder, "_count_processors", lambda: 3)
    build(project)
    assert list_files(project / "reports") == list_files(alone / "reports")


def test_stories_are_told_in_the_order_of_the_settings(project: Path) -> None:
    stories = "".join(f"[[story]]\nname = 's{n}'\nsources = ['ferry-*.txt']\n" for n in range(12))
    write(project / "variance.toml", "[build]\nformats = ['md']\n" + stories)
    heard: list[str] = []
    write_reports(plan(project), lambda outcome: heard.append(outcome.name))
    assert heard == [f"s{n}" for n in range(12)]


# What is skipped


def test_an_unchanged_story_is_skipped_and_its_files_are_not_touched(project: Path) -> None:
    build(project)
    before = {path: path.stat().st_mtime_ns for path in (project / "reports").iterdir()}
    result = build(project)
    assert [outcome.is_unchanged for outcome in result.stories] == [True, True]
    assert {path: path.stat().st_mtime_ns for path in (project / "reports").iterdir()} == before


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("ferry-a.txt", ARTICLES["ferry-a.txt"] + "The captain was not on board.\n"),
        ("ferry-c.txt", ARTICLES["ferry-a.txt"]),
        ("reports/ferry.md", "<sub>variance 0</sub>\n"),
        ("reports/ferry.md", None),
        ("variance.toml", SETTINGS.replace('"The ferry"', '"A ferry"')),
        ("variance.toml", SETTINGS.replace('"json"]', '"json"]\n[[waive]]\nid = "a"\nreason = "b"', 1)),
        ("variance.toml", 'ignore = ["number"]\n' + SETTINGS),
        ("variance.toml", 'min-severity = "substance"\n' + SETTINGS),
        ("variance.toml", 'fail-on = "substance"\n' + SETTINGS),
        ("variance.toml", SETTINGS + '[style]\nvariety = "british"\n'),
        ("variance.toml", SETTINGS + '[lexicon]\nplaces = ["Ferrytown, Ferry Town"]\n'),
    ],
)
def test_whatever_a_report_depends_on_builds_it_again(project: Path, name: str, change: str | None) -> None:
    build(project)
    if change is None:
        (project / name).unlink()
    else:
        write(project / name, change)
    result = build(project)
    assert not result.stories[1].is_unchanged
    assert is_clean(check(project))


def test_other_code_of_variance_builds_everything_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    monkeypatch.setattr(records, "_digest_code", lambda: "of another version")
    assert not any(outcome.is_unchanged for outcome in build(project).stories)


def test_a_file_of_variance_that_changes_is_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    write(package / "weigh" / "a.py", "one")
    write(package / "data.tsv", "x")
    monkeypatch.setattr(records, "files", lambda _: package)
    seen = set()
    for name, text in (("weigh/a.py", "one"), ("weigh/a.py", "two"), ("data.tsv", "y"), ("weigh/b.py", "")):
        write(package / name, text)
        seen.add(records._digest_code.__wrapped__())
    assert len(seen) == 4
    write(package / "__pycache__" / "a.pyc", "compiled")
    assert records._digest_code.__wrapped__() in seen


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"schema": "variance-build/1"}', "\xff"])
def test_a_damaged_record_is_no_record(project: Path, damage: str) -> None:
    build(project)
    write(project / records.RECORD_FOLDER / "ferry.json", damage)
    assert [outcome.is_unchanged for outcome in build(project).stories] == [True, False]


def test_a_forged_record_does_not_make_a_stale_report_current(project: Path) -> None:
    build(project)
    place = project / records.RECORD_FOLDER / "ferry.json"
    record = json.loads(place.read_text(encoding="utf-8"))
    write(project / "reports" / "ferry.md", "<sub>variance 0</sub> forged\n")
    record["outputs"]["md"] = records.digest_text("<sub>variance 0</sub> forged\n")
    write(place, json.dumps(record))
    assert [report.path.name for report in check(project).stories[1].stale] == ["ferry.md"]


def test_the_records_keep_themselves_out_of_git(project: Path) -> None:
    build(project)
    assert "\n*\n" in (project / records.RECORD_FOLDER / ".gitignore").read_text(encoding="utf-8")


def test_a_link_in_place_of_the_records_is_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / records.RECORD_FOLDER).symlink_to(elsewhere)
    build(project)
    assert list(elsewhere.iterdir()) == []


# Some stories


def test_one_story_is_built_and_the_index_still_tells_all(project: Path) -> None:
    build(project)
    write(
        project / "ferry-b.txt",
        FERRY_STORY.format("12"),
    )
    write(project / "draft.md", DRAFT + "A new sentence that nobody else has stands here.\n")
    result = build(project, "ferry")
    assert [outcome.name for outcome in result.stories] == ["ferry"]
    assert result.index_gap is None
    # The other story's report is as it was, and the index says what that report says.
    stale = check(project)
    assert [bool(outcome.stale) for outcome in stale.stories] == [True, False]


def test_without_knowledge_of_the_others_the_index_is_left(project: Path) -> None:
    result = build(project, "ferry")
    assert result.index_gap == "of bridge it is not known what its reports say; build all stories"
    assert not (project / "reports" / "index.md").exists()


# The check


def test_a_check_writes_nothing_and_finds_nothing_stale_after_a_build(project: Path) -> None:
    build(project)
    shutil.rmtree(project / records.RECORD_FOLDER)
    before = list_files(project)
    assert is_clean(check(project))
    assert list_files(project) == before


def test_a_check_of_a_project_never_built_names_what_is_missing(project: Path) -> None:
    result = check(project)
    missing = [(report.path.name, report.reason) for outcome in result.stories for report in outcome.stale]
    assert missing == [
        (f"{name}.{kind}", "missing") for name in ("bridge", "ferry") for kind in ("md", "json")
    ]
    assert [(report.path.name, report.reason) for report in result.stale] == [
        ("index.html", "missing"),
        ("index.md", "missing"),
    ]
    assert not (project / "reports").exists()


def test_a_stale_report_shows_where_it_differs(project: Path) -> None:
    build(project)
    report = project / "reports" / "ferry.md"
    held = report.read_text(encoding="utf-8")
    write(report, held.replace("20", "30"))
    stale = check(project).stories[1].stale
    assert [one.path for one in stale] == [report]
    assert any(line.startswith("-") and "30" in line for line in stale[0].lines)
    assert any(line.startswith("+") and "20" in line for line in stale[0].lines)


def test_a_stale_index_is_named(project: Path) -> None:
    build(project)
    index = project / "reports" / "index.html"
    write(index, index.read_text(encoding="utf-8").replace("The ferry", "A ferry"))
    assert [report.path for report in check(project).stale] == [index]


def test_line_ends_of_a_checkout_on_windows_are_no_difference(project: Path) -> None:
    build(project)
    report = project / "reports" / "ferry.md"
    report.write_bytes(report.read_bytes().replace(b"\n", b"\r\n"))
    assert is_clean(check(project))


def test_a_report_of_a_story_that_is_gone_is_named_and_left(project: Path) -> None:
    build(project)
    write(project / "reports" / "README.md", "# Ours, not a report\n")
    write(project / "reports" / "notes.csv", "ours,too\n")
    write(project / "reports" / "bridge.csv", "a format that is no longer written\n")
    write(project / "variance.toml", SETTINGS.split('[[story]]\nname = "ferry"')[0])
    expected = ["bridge.csv", "ferry.json", "ferry.md"]
    assert [path.name for path in build(project).strangers] == expected
    assert [path.name for path in check(project).strangers] == expected
    assert (project / "reports" / "ferry.md").exists()


def test_findings_at_or_above_fail_on_are_told_until_they_are_waived(project: Path) -> None:
    settings = SETTINGS.replace('title = "The ferry"', 'fail-on = "substance"')
    write(project / "variance.toml", settings)
    failing = build(project).stories[1].failing
    assert [(one.severity, one.place) for one in failing] == [(Severity.SUBSTANCE, "ferry-a.txt:2:22")]
    # Also from the record, and in a check.
    assert build(project).stories[1].failing == failing
    assert check(project).stories[1].failing == failing
    waiver = f'[[waive]]\nid = "{failing[0].id}"\nreason = "corrected"\nuntil = 2026-11-22\n'
    write(project / "variance.toml", settings + waiver)
    result = build(project)
    assert result.stories[1].failing == ()
    assert result.stories[1].waivers == (failing[0].id,)
    assert "| 1 |" in (project / "reports" / "index.md").read_text(encoding="utf-8")
    # On the day after the waiver's last the reports are stale, and the finding counts again.
    later = check(project, today=date(2026, 11, 23))
    assert later.stories[1].failing == failing
    assert later.stories[1].stale
    assert not build(project, today=date(2026, 11, 23)).stories[1].is_unchanged


# Faults


def test_a_story_that_cannot_be_read_does_not_stop_the_others(project: Path) -> None:
    (project / "wire" / "post.txt").write_bytes(b"\x00\x01\x02")
    result = build(project)
    assert result.stories[0].fault is not None and "wire/post.txt" in result.stories[0].fault
    assert result.stories[1].fault is None
    assert (project / "reports" / "ferry.md").exists()
    assert result.index_gap == "bridge could not be built"
    assert check(project).stories[0].fault is not None


FERRY = "[[story]]\nname = 'ferry'\nsources = ['ferry-*.txt']\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "no story; add one"),
        (
            "[build]\nformats = ['pdf']\n" + FERRY,
            "build: formats: unknown format 'pdf'; choose one of md, html",
        ),
        ("[[story]]\nname = 'x'\nsources = ['no-*.txt']", "story: 'x': sources: no-*.txt: no such file in "),
        ("[[story]]\nname = 'x'\nsources = ['ferry-a.txt']", "story: 'x': sources: only one, ferry-a.txt"),
        (
            "[[story]]\nname = 'x'\nsources = ['ferry-a.txt', './ferry-a.txt']",
            "story: 'x': sources: only one",
        ),
        (FERRY + "labels = { A = 'draft.md' }", "story: 'ferry': labels: A: draft.md is none of the sources"),
        (
            "[build]\noutput = 'wire'\n[[story]]\nname='post'\nsources=['wire/post.txt','wire/post.csv']",
            "story: 'post': sources: wire/post.csv: no such file",
        ),
    ],
)
def test_settings_that_cannot_be_followed_are_named(project: Path, text: str, expected: str) -> None:
    write(project / "variance.toml", text)
    with pytest.raises(ConfigError) as caught:
        plan(project)
    assert str(caught.value).startswith(f"{project / 'variance.toml'}: {expected}")


def test_a_name_that_no_story_has_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="no story is called 'boat'; the stories are bridge, ferry"):
        plan(project, "boat")


def test_a_base_that_is_no_source_is_a_fault_of_the_story(project: Path) -> None:
    write(project / "variance.toml", FERRY + "base = 'nobody'\n")
    (outcome,) = build(project).stories
    assert outcome.fault == "no source is called 'nobody'; the base is one of: ferry-a, ferry-b"


def test_a_source_is_never_overwritten(project: Path) -> None:
    write(project / "text.csv", "The ferry sank near the island.\n")
    text = (
        "[build]\noutput = '.'\nformats = ['csv']\n[[story]]\nname = 'text'\nsources = ['*.csv', 'draft.md']"
    )
    write(project / "variance.toml", text)
    with pytest.raises(ConfigError, match=r"sources: text\.csv is where its report goes"):
        plan(project)


@pytest.mark.parametrize("name", ["ferry.md", "ferry.json", "index.html", "index.md"])
def test_a_file_that_is_no_report_is_never_overwritten(project: Path, name: str) -> None:
    write(project / "reports" / name, "ours\n")
    with pytest.raises(OutputError, match=f"{name}: no report of variance"):
        plan(project)


def test_a_link_in_place_of_a_report_or_of_their_folder_is_refused(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "reports").mkdir()
    (project / "reports" / "ferry.md").symlink_to(elsewhere / "new.md")
    with pytest.raises(OutputError, match=r"ferry\.md: a symbolic link"):
        plan(project)
    shutil.rmtree(project / "reports")
    (project / "reports").symlink_to(elsewhere)
    with pytest.raises(ConfigError, match="output: reports leads out of"):
        plan(project)


def test_a_process_that_dies_is_one_clear_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "_count_processors", lambda: 2)
    monkeypatch.setattr("variance.stories.story.try_story", _die)
    with pytest.raises(VarianceError, match="ended from outside"):
        build(project)


def _die(_: object) -> StoryOutcome:
    os._exit(1)


# Differences


def test_a_difference_is_short_and_shows_the_place_in_a_long_line(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    words = [f"word{n}" for n in range(100_000)]
    write(path, "first\n" + " ".join(words) + "\nlast\n")
    changed = [*words[:50_000], "other", *words[50_001:]]
    (stale,) = find_stale({path: "first\n" + " ".join(changed) + "\nlast\n"})
    assert stale.lines[0] == "@@ line 2 @@"
    assert ["word50000" in stale.lines[1], "other" in stale.lines[2]] == [True, True]
    assert all(len(line) <= SHOWN_WIDTH + 3 for line in stale.lines)


def test_many_lines_that_differ_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write(path, "".join(f"{n}\n" for n in range(1000)))
    (stale,) = find_stale({path: "0\n"})
    assert stale.lines == ("@@ line 2 @@", "-1", "-2", "-3", "-… 996 more")


@pytest.mark.parametrize(("old", "new"), [("a\na\n", "a\n"), ("", "x\n"), ("x\n", ""), ("a\nb\n", "b\na\n")])
def test_every_difference_shows_a_line(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "a.md"
    write(path, old)
    (stale,) = find_stale({path: new})
    assert any(line[0] in "+-" for line in stale.lines)
    assert find_stale({path: old}) == ()


def test_a_story_of_the_settings_needs_no_more_than_name_and_sources() -> None:
    assert replace(StorySettings("a", ("b",)), name="c") == StorySettings("c", ("b",))
