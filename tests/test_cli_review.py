"""The commands around git as their users meet them: every test is a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.git_repository import TemporaryRepository

OLD = """# The ferry

The ferry carries 1,200 passengers a day. It has lost money since 2014, and nobody
knows how long it will run.
"""
NEW = """# The ferry

The ferry carries 1,300 passengers a day. It has lost money
since 2014, and nobody knows how long it will run.
"""
COMMAND = f'"{sys.executable}" -m variance'


@pytest.fixture
def origin(tmp_path: Path) -> TemporaryRepository:
    """A repository whose working tree differs from its one commit by a number and by re-wrapped lines."""
    made = TemporaryRepository(tmp_path / "origin")
    made.commit({"docs/ferry.md": OLD, "notes.txt": "Nothing changed here.\n"})
    made.write("docs/ferry.md", NEW)
    return made


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "variance", *arguments],
        cwd=cwd,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Exit code 2 and one line on standard error that names the thing and the remedy."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("variance: ")
    assert done.stderr.count("\n") == 1
    for part in parts:
        assert part in done.stderr


def test_the_working_tree_is_reviewed_without_an_argument(origin: TemporaryRepository) -> None:
    done = run("review", cwd=origin.root)
    assert done.returncode == 0
    assert done.stdout.startswith("## Prose review: 1 number changed, 1 line only re-wrapped\n")
    assert done.stdout.endswith("<!-- variance:review -->\n")


def test_paths_stand_behind_two_hyphens(origin: TemporaryRepository) -> None:
    assert "no prose changed" in run("review", "--", "notes.txt", cwd=origin.root).stdout
    assert "1 number changed" in run("review", "HEAD", "--", "docs/", "-x", cwd=origin.root).stdout
    assert "1 number changed" in run("review", "--", ".", cwd=origin.root / "docs").stdout
    assert_refused(run("review", "HEAD", "docs/", cwd=origin.root), "docs/", "-- docs/")
    assert_refused(run("review", "docs/", cwd=origin.root), "unknown revision 'docs/'", "--")


def test_fail_on_tells_by_the_exit_code(origin: TemporaryRepository) -> None:
    assert run("review", "--fail-on", "substance", cwd=origin.root).returncode == 1
    assert run("review", "--fail-on", "substance", "--ignore", "number", cwd=origin.root).returncode == 0
    assert run("review", "HEAD..HEAD", "--fail-on", "wording", cwd=origin.root).returncode == 0


def test_reports_in_several_formats_at_once(origin: TemporaryRepository, tmp_path: Path) -> None:
    names = ["r.md", "r.html", "r.json", "r.sarif", "r.rdjsonl", "r.txt"]
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    done = run(
        *("review", *outputs, "-o", f"summary={tmp_path / 's.md'}", "-o", f"gitlab={tmp_path / 'g.json'}"),
        *("-o", "github=-", "--quiet", "--key", "docs"),
        cwd=origin.root,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::warning file=docs/ferry.md,line=3,")
    assert json.loads((tmp_path / "r.json").read_text())["schema"] == "variance-review/1"
    assert json.loads((tmp_path / "r.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((tmp_path / "g.json").read_text())[0]["check_name"] == "variance/number"
    assert (tmp_path / "s.md").read_text().endswith("<!-- variance:docs -->\n")


def test_the_token_is_another_each_time(origin: TemporaryRepository) -> None:
    runs = [run("review", "--format", "github", cwd=origin.root).stdout for _ in range(2)]
    tokens = [line for text in runs for line in text.splitlines() if line.startswith("::stop-commands::")]
    assert len(set(tokens)) == 2
    assert all(len(token) > len("::stop-commands::") + 30 for token in tokens)


def test_settings_say_what_is_prose_and_what_is_waived(origin: TemporaryRepository) -> None:
    report = run("review", "--format", "json", cwd=origin.root).stdout
    finding = json.loads(report)["findings"][0]["id"]
    origin.write("variance.toml", f'[[waive]]\nid = "{finding}"\nreason = "counted anew"\n')
    done = run("review", "--fail-on", "substance", cwd=origin.root)
    assert done.returncode == 0
    assert "waived: counted anew" in done.stdout
    origin.write("variance.toml", '[review]\nexclude = ["docs/*"]\n')
    assert "no prose changed" in run("review", cwd=origin.root).stdout
    origin.write("variance.toml", '[review]\ninclude = ["*.rst"]\n')
    assert "no prose changed" in run("review", cwd=origin.root).stdout
    origin.write("variance.toml", '[review]\nincluded = ["*.rst"]\n')
    assert_refused(run("review", cwd=origin.root), "variance.toml", "did you mean 'include'?")
    origin.write("variance.toml", '[review]\ninclude = "*.rst"\n')
    assert_refused(run("review", cwd=origin.root), "include: a list of texts was expected")


def test_faults_are_one_line(origin: TemporaryRepository, tmp_path: Path) -> None:
    assert_refused(run("review", cwd=tmp_path), "not a git repository", "variance compare")
    assert_refused(run("review", "nope", cwd=origin.root), "unknown revision 'nope'", "git log")
    assert_refused(run("review", "--format", "docx", cwd=origin.root), "docx", "sarif")
    assert_refused(run("review", "-o", "x.docx", cwd=origin.root), ".docx", "--format")
    assert_refused(run("review", "main..main", "--staged", cwd=origin.root), "--staged")
    unborn = TemporaryRepository(tmp_path / "unborn")
    assert_refused(run("review", cwd=unborn.root), "no commit yet", "--staged")


def test_raw_gives_the_bare_words(origin: TemporaryRepository) -> None:
    origin.write("docs/ferry.md", NEW + "\nAsk @harbour *now*.\n")
    assert "Ask @harbour *now*." in run("review", "--raw", cwd=origin.root).stdout
    assert "Ask @harbour *now*." not in run("review", cwd=origin.root).stdout


# ----------------------------------------------------------------------------------- called by git


def test_git_shows_its_diff_through_the_driver(origin: TemporaryRepository) -> None:
    origin.run("config", "diff.variance.command", f"{COMMAND} git-driver")
    origin.write(".gitattributes", "*.md diff=variance\n")
    shown = origin.run("diff")
    assert "docs/ferry.md:3:19" in shown
    assert "[-1,200-] {+1,300+}" in shown
    assert "@@" not in shown
    # Added, deleted and renamed files, and one that is no text, must not end git's own run.
    text = "".join(f"Sentence number {number} stands here.\n" for number in range(20))
    origin.commit({"old.md": text, "gone.md": OLD, "bin.md": b"a\0b"})
    (origin.root / "gone.md").unlink()
    (origin.root / "old.md").unlink()
    origin.commit(
        {
            "new name.md": text + "And one more.\n",
            "more.md": "Another text.\n",
            "bin.md": b"a\0c",
            "z.txt": "Z.\n",
        }
    )
    shown = origin.run("diff", "-M", "HEAD~1", "HEAD")
    for words in ("gone.md (deleted): 3 sentences", "more.md (added): 1 sentence", "bin.md: a binary file"):
        assert words in shown
    assert "renamed from old.md" in shown
    assert "And one more." in shown
    assert "+Z." in shown


def test_git_in_a_merge_is_told_of_the_conflict(origin: TemporaryRepository) -> None:
    assert "in conflict" in run("git-driver", "docs/ferry.md", cwd=origin.root).stdout


def test_the_driver_never_fails_for_git(origin: TemporaryRepository) -> None:
    done = run("git-driver", "a.md", "/nowhere/a", "0", "0", "/nowhere/b", "0", "0", cwd=origin.root)
    assert done.returncode == 0
    assert "cannot be read" in done.stdout
    assert_refused(run("git-driver", "a", "b", "c", cwd=origin.root), "seven arguments")
    assert_refused(run("git-driver", cwd=origin.root), "two files")


def test_the_driver_serves_as_a_difftool(origin: TemporaryRepository) -> None:
    origin.run("config", "difftool.variance.cmd", f'{COMMAND} git-driver "$LOCAL" "$REMOTE"')
    shown = origin.run("difftool", "--no-prompt", "--tool=variance")
    assert "[-1,200-] {+1,300+}" in shown


def test_git_compares_sentences_through_the_text_conversion(origin: TemporaryRepository) -> None:
    origin.run("config", "diff.prose.textconv", f"{COMMAND} text")
    origin.write(".gitattributes", "*.md diff=prose\n")
    changed = [
        line
        for line in origin.run("diff", "docs/ferry.md").splitlines()
        if line[:1] in "+-" and line[1:2] != line[:1]
    ]
    assert changed == [
        "-The ferry carries 1,200 passengers a day.",
        "+The ferry carries 1,300 passengers a day.",
    ]


def test_text_gives_what_is_no_text_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"caf\xe9 \x81\x00")
    done = subprocess.run(
        [sys.executable, "-m", "variance", "text", "a.md"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"caf\xe9 \x81\x00")
    assert_refused(run("text", "none.md", cwd=tmp_path), "no such file")
    (tmp_path / "empty.md").write_bytes(b"")
    assert run("text", "empty.md", cwd=tmp_path).stdout == ""
