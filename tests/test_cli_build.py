"""``variance build`` as its users meet it: every test is a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import OURS, THEIRS, assert_refused, run

SETTINGS = """
[build]
formats = ["md", "html"]
[[story]]
name = "bridge"
sources = ["ours.txt", "theirs.txt"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A directory with two versions of a story and settings that name it."""
    for name, text in (("ours.txt", OURS), ("theirs.txt", THEIRS), ("variance.toml", SETTINGS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_build_then_a_check_from_a_folder_below(project: Path) -> None:
    built = run("build", cwd=project)
    assert built.returncode == 0, built.stderr
    assert built.stdout == ""
    assert built.stderr.splitlines() == [
        "bridge: 2 sources → bridge.md, bridge.html",
        f"1 story built, 0 unchanged: {Path('reports') / 'index.html'}",
    ]
    below = project / "below"
    below.mkdir()
    checked = run("build", "--check", cwd=below)
    assert checked.returncode == 0
    assert checked.stderr == "1 story: reports are up to date\n"


def test_a_stale_report_is_exit_1_with_a_difference_on_standard_error(project: Path) -> None:
    run("build", cwd=project)
    report = project / "reports" / "bridge.md"
    report.write_bytes(report.read_bytes().replace(b"Substance", b"Nothing").replace(b"three", b"four"))
    for options in ((), ("--quiet",)):
        done = run("build", "--check", *options, cwd=project)
        assert done.returncode == 1
        assert done.stdout == ""
        lines = done.stderr.splitlines()
        assert lines[0] == f"{Path('reports') / 'bridge.md'}: stale"
        assert lines[1].startswith("@@ line ")
        assert any(line.startswith("-") and "four" in line for line in lines)
        assert any(line.startswith("+") and "three" in line for line in lines)
        assert len(lines) < 15


def test_findings_at_or_above_fail_on_are_exit_1_and_named(project: Path) -> None:
    settings = project / "variance.toml"
    settings.write_text(SETTINGS + 'fail-on = "substance"\n', encoding="utf-8")
    for command in (("build",), ("build",), ("build", "--check")):
        done = run(*command, cwd=project)
        assert done.returncode == 1
        assert "bridge: substance at ours.txt:3:" in done.stderr
    assert (project / "reports" / "bridge.html").exists()


def test_a_story_that_cannot_be_built_is_exit_2_and_one_line(project: Path) -> None:
    (project / "theirs.txt").write_bytes(b"\x00\x01")
    for command in (("build", "--quiet"), ("build", "--check", "--quiet")):
        assert_refused(run(*command, cwd=project), "bridge: ", "theirs.txt")


def test_a_file_of_settings_can_be_named(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = run("build", "--config", str(project / "variance.toml"), "bridge", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert (project / "reports" / "bridge.md").exists()
    missing = run("build", "--config", "no.toml", cwd=elsewhere)
    assert_refused(missing, "no.toml", "cannot be read")


def test_mistakes_are_one_line(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert_refused(run("build", "boat", cwd=project), "no story is called 'boat'", "bridge")
    empty = tmp_path_factory.mktemp("empty")
    (empty / "variance.toml").write_text("", encoding="utf-8")
    assert_refused(run("build", cwd=empty), "no story", "[[story]]")
    (empty / "variance.toml").write_text("[[story]]\nname = 'x'\nsources = ['*.md']", encoding="utf-8")
    assert_refused(run("build", cwd=empty), "variance.toml: story: 'x': sources: *.md: no such file")


def test_a_waiver_of_no_story_is_told(project: Path) -> None:
    settings = SETTINGS + '[[waive]]\nid = "gone"\nreason = "was corrected"\n'
    (project / "variance.toml").write_text(settings, encoding="utf-8")
    assert "note: the waiver of gone matches no finding of any story" in run("build", cwd=project).stderr
