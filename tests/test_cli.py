"""The command as its users meet it: every test is a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
# Root may read and write anything: it becomes another user, once all is loaded that may be out of reach then.
AS_NOBODY = """
import os, sys, variance.cli.app, variance.cli.compare, variance.compare
from variance.__main__ import main
os.setuid(65534)
sys.exit(main())
"""
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
UNPRIVILEGED = ("-c", AS_NOBODY) if IS_ROOT else ("-m", "variance")

OURS = """Harbour bridge closed after inspection

The harbour bridge was closed on Monday after inspectors found cracks in two of its cables.
"We will not reopen it before every cable is tested," said the port's engineer, Ada Lind.
About 12,000 cars cross the bridge every day.
Ferries will run every ten minutes until the bridge opens again.
"""
THEIRS = """Harbour bridge closed after inspection

The harbour bridge was closed on Monday after inspectors found cracks in three of its cables.
"We will not open it before every cable is tested," said the port's engineer, Ada Lind.
About 12,000 cars cross the bridge every day.
The mayor called the closure a disaster for the shops on the quay.
"""


def run(
    *arguments: str,
    cwd: Path,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    program: Sequence[str] = ("-m", "variance"),
) -> subprocess.CompletedProcess[str]:
    """Run the command; standard output and error are decoded as UTF-8, as the command promises."""
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A directory with two versions of a story, ours.txt and theirs.txt."""
    (tmp_path / "ours.txt").write_text(OURS, encoding="utf-8")
    (tmp_path / "theirs.txt").write_text(THEIRS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def open_stories() -> Iterator[Path]:
    """The same in a directory that other users may enter, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        (place / "ours.txt").write_text(OURS, encoding="utf-8")
        (place / "theirs.txt").write_text(THEIRS, encoding="utf-8")
        yield place
        place.chmod(0o755)


def assert_refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """The command ended with 2, wrote no report, and said why in one line that has all the parts."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("variance: ")
    for part in parts:
        assert part in lines[0]


# What goes well


def test_a_date_makes_weekdays_comparable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rescue teams reached the flooded mine on Tuesday.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rescue teams reached the flooded mine on June 18.\n", encoding="utf-8")
    plain = run("compare", "a.txt", "b.txt", "--format", "json", cwd=tmp_path)
    assert "“Tuesday” with “June 18” (b)" in plain.stderr
    dated = run("compare", "a.txt", "b.txt", "--date", "2024-06-21", "--format", "json", cwd=tmp_path)
    assert dated.returncode == 0 and "Tuesday" not in dated.stderr
    assert {source["metadata"]["date"] for source in json.loads(dated.stdout)["sources"]} == {"2024-06-21"}
    refused = run("compare", "a.txt", "b.txt", "--date", "21.6.2024", cwd=tmp_path)
    assert_refused(refused, "--date", "'21.6.2024'", "2024-06-21")


def test_a_report_in_every_format_and_what_was_read(stories: Path) -> None:
    names = ["report.html", "report.md", "report.json", "report.txt", "report.csv"]
    options = [word for name in names for word in ("-o", name)]
    done = run("compare", "ours.txt", "theirs.txt", *options, cwd=stories)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "read ours.txt as ours: 56 words, 4 sentences, 0 lines set aside",
        "read theirs.txt as theirs: 58 words, 4 sentences, 0 lines set aside",
        *(f"report: {name}" for name in names),
    ]
    for name in names:
        assert "three" in (stories / name).read_text(encoding="utf-8"), name
    assert len(list(stories.iterdir())) == 2 + len(names)


def test_standard_output_is_markdown_where_no_terminal_is(stories: Path) -> None:
    plain = run("compare", "ours.txt", "theirs.txt", cwd=stories)
    markdown = run("compare", "ours.txt", "theirs.txt", "--format", "md", "--quiet", cwd=stories)
    assert plain.returncode == markdown.returncode == 0
    assert plain.stdout == markdown.stdout
    assert plain.stdout.startswith("## ")
    assert markdown.stderr == ""


def test_a_dash_writes_to_standard_output_beside_a_file(stories: Path) -> None:
    done = run("compare", "ours.txt", "theirs.txt", "-o", "-", "-o", "r.json", "--quiet", cwd=stories)
    assert done.stdout.startswith("## ")
    assert json.loads((stories / "r.json").read_text(encoding="utf-8"))["schema"] == "variance/1"


def test_the_json_of_the_seeds_says_what_standard_error_says(tmp_path: Path) -> None:
    done = run("compare", str(SEEDS / "*.txt"), "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    lines = [line for line in done.stderr.splitlines() if line.startswith("read ")]
    assert len(report["sources"]) == len(lines) == 5
    for source, line in zip(report["sources"], lines, strict=True):
        assert line.startswith(f"read {source['path']} as {source['label']}: {source['words']:,} words, ")
        assert line.endswith(", cut off") is (source["truncated_at"] is not None)
    assert lines[2].endswith(", cut off")


def test_standard_input_is_a_source(stories: Path) -> None:
    done = run(
        *("compare", "ours.txt", "-", "--label", "draft=-", "--format", "json"),
        cwd=stories,
        stdin=THEIRS.encode(),
    )
    assert done.returncode == 0, done.stderr
    assert [source["label"] for source in json.loads(done.stdout)["sources"]] == ["ours", "draft"]


def test_a_pattern_that_no_shell_expanded_is_expanded(stories: Path) -> None:
    done = run("compare", "*.txt", "--format", "json", cwd=stories)
    assert [source["path"] for source in json.loads(done.stdout)["sources"]] == ["ours.txt", "theirs.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(stories: Path) -> None:
    (stories / "ours.txt").rename(stories / "[o]urs.txt")
    done = run("compare", "[o]urs.txt", "theirs.txt", "--format", "json", cwd=stories)
    assert json.loads(done.stdout)["sources"][0]["path"] == "[o]urs.txt"


@pytest.mark.parametrize("base", ["theirs.txt", "./theirs.txt", "theirs", "Rival", "th"])
def test_the_base_is_named_by_path_id_or_label(stories: Path, base: str) -> None:
    words = ["compare", "ours.txt", "theirs.txt", "--label", "Rival=theirs.txt", "--format", "json"]
    done = run(*words, "--base", base, cwd=stories)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["base"] == "theirs"


def test_of_two_files_of_one_name_the_base_is_the_one_meant(stories: Path) -> None:
    (stories / "new").mkdir()
    (stories / "new" / "ours.txt").write_text(THEIRS, encoding="utf-8")
    done = run(
        "compare", "ours.txt", "new/ours.txt", "--base", "new/ours.txt", "--format", "json", cwd=stories
    )
    report = json.loads(done.stdout)
    assert report["base"] == report["sources"][1]["id"] == "ours~2"


def test_a_label_goes_before_a_file_that_begins_like_it(stories: Path) -> None:
    (stories / "theirs.txt").rename(stories / "AFP-copy.txt")
    words = ["compare", "AFP-copy.txt", "ours.txt", "--label", "AFP=ours.txt", "--format", "json"]
    done = run(*words, "--base", "AFP", cwd=stories)
    assert json.loads(done.stdout)["base"] == "ours"


def test_the_start_of_a_name_is_enough_where_it_is_clear(stories: Path) -> None:
    (stories / "ours.txt").rename(stories / "theirs-old.txt")
    words = ["compare", "theirs-old.txt", "theirs.txt"]
    assert_refused(run(*words, "--base", "th", cwd=stories), "no source is called 'th'")
    done = run(*words, "--base", "theirs-", "--format", "json", cwd=stories)
    assert json.loads(done.stdout)["base"] == "theirs-old"


def test_a_base_that_is_no_source_yet_is_read_first(stories: Path) -> None:
    done = run("compare", "theirs.txt", "--base", "ours.txt", "--format", "json", cwd=stories)
    report = json.loads(done.stdout)
    assert [source["id"] for source in report["sources"]] == ["ours", "theirs"]
    assert report["base"] == "ours"


def test_labels_and_title_stand_in_the_report(stories: Path) -> None:
    done = run(
        *("compare", "ours.txt", "theirs.txt", "--label", "Our desk=ours.txt", "--title", "The bridge"),
        *("--label", "Rival=theirs", "--format", "json"),
        cwd=stories,
    )
    report = json.loads(done.stdout)
    assert [source["label"] for source in report["sources"]] == ["Our desk", "Rival"]
    assert report["title"] == "The bridge"


def test_the_same_file_twice_is_compared_and_noted(stories: Path) -> None:
    done = run("compare", "ours.txt", "ours.txt", cwd=stories)
    assert done.returncode == 0
    assert "note: ours (2): the same text as ours, byte for byte" in done.stderr.splitlines()
    assert "byte for byte" in done.stdout


def test_fail_on_tells_by_the_exit_code(stories: Path) -> None:
    words = ["compare", "ours.txt", "theirs.txt", "-o", "r.md", "--quiet"]
    assert run(*words, cwd=stories).returncode == 0
    assert run(*words, "--fail-on", "substance", cwd=stories).returncode == 1
    assert (stories / "r.md").exists()
    same = run("compare", "ours.txt", "ours.txt", "--quiet", "--fail-on", "typography", cwd=stories)
    assert same.returncode == 0


def test_an_ignored_kind_is_gone_and_does_not_fail(stories: Path) -> None:
    words = ["compare", "ours.txt", "theirs.txt", "--format", "json", "--quiet", "--fail-on", "typography"]
    kept = run(*words, cwd=stories)
    kinds = sorted({finding["kind"] for finding in json.loads(kept.stdout)["findings"]})
    assert kept.returncode == 1
    assert "omission" in kinds
    thinned = run(*words, *(word for kind in kinds for word in ("--ignore", kind)), cwd=stories)
    report = json.loads(thinned.stdout)
    assert thinned.returncode == 0
    assert report["findings"] == []
    assert report["settings"] == {"ignore": kinds}


def test_min_severity_hides_what_is_milder(stories: Path) -> None:
    everything = run("compare", "ours.txt", "theirs.txt", "--quiet", cwd=stories).stdout
    grave = run(
        "compare", "ours.txt", "theirs.txt", "--quiet", "--min-severity", "substance", cwd=stories
    ).stdout
    assert "disaster for the shops" in everything
    assert len(grave) < len(everything)


def test_a_closed_pipe_is_no_fault(stories: Path) -> None:
    command = f'"{sys.executable}" -m variance compare ours.txt theirs.txt --format json --quiet'
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; exit ${{PIPESTATUS[0]}}"],
        cwd=stories,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "{\n"


def test_output_is_utf8_whatever_the_system_says(stories: Path) -> None:
    (stories / "ours.txt").write_text(OURS.replace("two", "Łódź"), encoding="utf-8")
    done = run(
        *("compare", "ours.txt", "theirs.txt"),
        cwd=stories,
        environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0, done.stderr
    assert "Łódź" in done.stdout


def test_colour_is_for_terminals_or_those_who_ask(stories: Path) -> None:
    words = ["compare", "ours.txt", "theirs.txt", "--format", "text", "--quiet"]
    assert "\x1b[" not in run(*words, cwd=stories).stdout
    assert "\x1b[" in run(*words, "--color", "always", cwd=stories, environment={"NO_COLOR": "1"}).stdout
    assert "\x1b[" not in run(*words, "--color", "never", cwd=stories).stdout


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals on Windows")
@pytest.mark.parametrize(("no_colour", "is_coloured"), [("", True), ("1", False)])
def test_on_a_terminal_the_report_is_text_and_coloured(
    stories: Path, no_colour: str, is_coloured: bool
) -> None:
    shown = run_on_terminal(["compare", "ours.txt", "theirs.txt"], stories, {"NO_COLOR": no_colour})
    assert ("\x1b[" in shown) is is_coloured
    assert "read ours.txt as ours" in shown
    assert "three" in shown
    assert "## " not in shown


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals on Windows")
def test_many_sources_show_progress_on_a_terminal_only(stories: Path) -> None:
    for number in range(12):
        (stories / f"copy{number:02}.txt").write_text(OURS, encoding="utf-8")
    words = ["compare", "copy*.txt", "-o", "r.json"]
    assert "reading 12 of 12" in run_on_terminal(words, stories, {})
    assert "reading" not in run(*words, cwd=stories).stderr


def run_on_terminal(arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> str:
    """What a terminal shows of a run of the command."""
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "variance", *arguments],
        cwd=cwd,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=60)
    os.close(leader)
    return shown.decode("utf-8")


# Settings


def test_settings_count_and_a_flag_beats_them(stories: Path) -> None:
    (stories / "variance.toml").write_text('fail-on = "wording"\nignore = ["addition"]\n', encoding="utf-8")
    words = ["compare", "ours.txt", "theirs.txt", "--format", "json"]
    done = run(*words, cwd=stories)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"settings: {stories / 'variance.toml'}"
    assert json.loads(done.stdout)["settings"] == {"ignore": ["addition"]}
    flagged = run(*words, "--ignore", "omission", cwd=stories)
    assert json.loads(flagged.stdout)["settings"] == {"ignore": ["omission"]}


def test_a_waived_finding_is_marked_and_does_not_fail(stories: Path) -> None:
    words = ["compare", "ours.txt", "theirs.txt", "--format", "json", "--quiet", "--fail-on", "wording"]
    first = run(*words, cwd=stories)
    assert first.returncode == 1
    ids = [f["id"] for f in json.loads(first.stdout)["findings"]]
    waivers = "".join(f'[[waive]]\nid = "{name}"\nreason = "checked by the desk"\n' for name in ids)
    (stories / "variance.toml").write_text(waivers, encoding="utf-8")
    second = run(*words, cwd=stories)
    assert second.returncode == 0
    waived = [f for f in json.loads(second.stdout)["findings"] if f["status"] == "waived"]
    assert [(f["id"], f["waiver"]) for f in waived] == [(name, "checked by the desk") for name in ids]


def test_a_waiver_that_matches_nothing_is_told(stories: Path) -> None:
    (stories / "variance.toml").write_text('[[waive]]\nid = "gone"\nreason = "r"\n', encoding="utf-8")
    done = run("compare", "ours.txt", "theirs.txt", cwd=stories)
    assert done.returncode == 0
    assert "note: the waiver of gone matches no finding of this report" in done.stderr.splitlines()
    assert "waiver of gone" in done.stdout


def test_bad_settings_are_refused_with_file_and_key(stories: Path) -> None:
    (stories / "variance.toml").write_text("fail_on = 'substance'\n", encoding="utf-8")
    done = run("compare", "ours.txt", "theirs.txt", cwd=stories)
    assert_refused(done, "variance.toml: unknown key 'fail_on'; did you mean 'fail-on'?")


# Bad input


def test_no_source(tmp_path: Path) -> None:
    assert_refused(run("compare", cwd=tmp_path), "no source; name at least two")


def test_one_source_only(stories: Path) -> None:
    assert_refused(run("compare", "ours.txt", cwd=stories), "only one source, ours.txt; name at least two")


def test_a_missing_file(stories: Path) -> None:
    done = run("compare", "ours.txt", "gone.txt", "-o", "r.md", cwd=stories)
    assert_refused(done, "gone.txt: no such file")
    assert not (stories / "r.md").exists()


def test_a_pattern_that_matches_nothing(stories: Path) -> None:
    assert_refused(run("compare", "ours.txt", "no*.md", cwd=stories), "no*.md: no file matches this pattern")


def test_a_name_that_no_system_takes(stories: Path) -> None:
    assert_refused(run("compare", "ours.txt", "x" * 300, cwd=stories), "cannot be read: File name too long")
    assert_refused(run("compare", "ours.txt", "x" * 300 + "*", cwd=stories), "no file matches this pattern")


def test_a_directory(stories: Path) -> None:
    assert_refused(run("compare", "ours.txt", str(stories), cwd=stories), f"{stories}: a directory")


def test_an_unreadable_file(open_stories: Path) -> None:
    (open_stories / "theirs.txt").chmod(0)
    done = run("compare", "ours.txt", "theirs.txt", cwd=open_stories, program=UNPRIVILEGED)
    assert_refused(done, "theirs.txt: not readable; check its permissions")


def test_an_undecodable_file(stories: Path) -> None:
    (stories / "theirs.txt").write_bytes(b"The bridge \xff\xfe\x00 was closed.\n")
    assert_refused(run("compare", "ours.txt", "theirs.txt", cwd=stories), "theirs.txt", "byte")


@pytest.mark.parametrize("text", ["", "\n \n", "Read more on: example.com\n"])
def test_a_file_without_a_sentence(stories: Path, text: str) -> None:
    (stories / "theirs.txt").write_text(text, encoding="utf-8")
    assert_refused(
        run("compare", "ours.txt", "theirs.txt", cwd=stories), "theirs.txt: no sentence to compare"
    )


def test_standard_input_twice(stories: Path) -> None:
    assert_refused(run("compare", "-", "-", cwd=stories), "standard input (-) can be one source only")


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("missing/r.md", "missing/r.md: the directory missing does not exist; make it first"),
        (".", ".: a directory; name a file in it"),
        ("r.pdf", "r.pdf: the suffix '.pdf' names no report format"),
        ("r" * 300 + ".md", "cannot be written: File name too long"),
        ("r", "r: no suffix tells the report format"),
        ("theirs.txt", "theirs.txt: one of the sources; the report would overwrite it"),
        ("./sub/../ours.txt", "one of the sources; the report would overwrite it"),
    ],
)
def test_an_output_that_cannot_be(stories: Path, output: str, message: str) -> None:
    (stories / "sub").mkdir()
    before = {path: path.read_bytes() for path in stories.iterdir() if path.is_file()}
    done = run("compare", "ours.txt", "theirs.txt", "-o", "good.md", "-o", output, cwd=stories)
    assert_refused(done, message)
    assert {path: path.read_bytes() for path in stories.iterdir() if path.is_file()} == before


def test_an_output_in_a_read_only_directory(open_stories: Path) -> None:
    open_stories.chmod(0o555)
    done = run("compare", "ours.txt", "theirs.txt", "-o", "r.md", cwd=open_stories, program=UNPRIVILEGED)
    assert_refused(done, "r.md: the directory . is read-only; choose another place")


def test_an_output_that_is_read_only(open_stories: Path) -> None:
    report = open_stories / "r.md"
    report.write_text("old", encoding="utf-8")
    report.chmod(0o444)
    open_stories.chmod(0o777)
    done = run("compare", "ours.txt", "theirs.txt", "-o", "r.md", cwd=open_stories, program=UNPRIVILEGED)
    assert_refused(done, "r.md: the file is read-only; choose another place")
    assert report.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "pdf"], "unknown format 'pdf'; choose one of md, html, json, text, csv"),
        (["--base", "nosuch"], "no source is called 'nosuch'; the base is one of: ours, theirs"),
        (
            ["--label", "AFP=nosuch"],
            "--label AFP=nosuch: nosuch is none of the sources: ours.txt, theirs.txt",
        ),
        (["--label", "AFP"], "--label AFP: give a name and a source, such as --label AFP=wire.txt"),
        (["--label", "=ours.txt"], "--label =ours.txt: give a name and a source"),
        (["--label", "A=ours.txt", "--label", "A=theirs.txt"], "the label 'A' is given twice"),
        (["--label", "A=ours.txt", "--label", "B=ours.txt"], "ours.txt has the label 'A' already"),
        (["--label", "A=ours.txt", "--label", "B=ours"], "--label B=ours: it has the label 'A' already"),
        (["--ignore", "comma"], "--ignore: no kind is called 'comma'; the kinds are hidden_characters,"),
        (["--ignore", "quote-altered"], "did you mean 'quote_altered'?"),
        (["--min-severity", "grave"], "'grave' is not one of 'substance', 'attribution', 'wording'"),
        (["--fail-on", "grave"], "'--fail-on': 'grave' is not one of"),
        (["--color", "maybe"], "'maybe' is not one of 'auto', 'always', 'never'"),
        (["-o", "r.md", "-o", "./r.md"], "-o ./r.md: named twice"),
        (
            ["-o", "r.md", "-o", "r.json", "--format", "md"],
            "-o r.json: its suffix says json, --format says md",
        ),
        (["--xyzzy"], "(see 'variance compare --help')"),
        (["-o"], "requires an argument"),
    ],
)
def test_bad_options(stories: Path, options: list[str], message: str) -> None:
    done = run("compare", "ours.txt", "theirs.txt", *options, cwd=stories)
    assert_refused(done, message)
    assert sorted(path.name for path in stories.iterdir()) == ["ours.txt", "theirs.txt"]


def test_a_name_with_control_characters_cannot_act_on_the_terminal(stories: Path) -> None:
    done = run("compare", "ours.txt", "gone\x1b]0;x\n.txt", cwd=stories)
    assert_refused(done, "gone⟨U+001B⟩]0;x .txt: no such file")


@pytest.mark.skipif(os.name == "nt", reason="no shell that closes streams")
def test_a_closed_standard_output_is_one_line(stories: Path) -> None:
    command = [sys.executable, "-m", "variance", "compare", "ours.txt", "theirs.txt", "--quiet"]
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command],
        cwd=stories,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert_refused(done, "standard output is closed; name a file with -o")


def test_a_full_disk_behind_standard_output_is_said(stories: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "variance", "compare", "ours.txt", "theirs.txt", "--quiet"],
            cwd=stories,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "variance: standard output: cannot be written: No space left on device\n"


def test_ctrl_c_ends_without_a_traceback(stories: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this system")
    import signal
    import time

    os.mkfifo(stories / "slow.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "variance", "compare", "ours.txt", "slow.txt"],
        cwd=stories,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # The pipe can be opened for writing once the command reads it: then it is past its imports.
    deadline = time.monotonic() + 30
    pipe = -1
    while pipe < 0 and process.poll() is None and time.monotonic() < deadline:
        try:
            pipe = os.open(stories / "slow.txt", os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.02)
    assert pipe >= 0
    process.send_signal(signal.SIGINT)
    output, error = process.communicate(timeout=60)
    os.close(pipe)
    assert (process.returncode, output, error) == (130, "", "")


# inspect


def test_inspect_shows_place_role_and_rule(tmp_path: Path) -> None:
    seed = sorted(SEEDS.glob("002*.txt"))[0]
    done = run("inspect", str(seed), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    head, _, rows = done.stdout.partition("\n\n")
    assert head.startswith(f"read {seed} as ")
    assert "lines set aside, cut off" in head
    lines = rows.splitlines()
    assert any(line.split()[1] == "sentence" for line in lines)
    set_aside = [line for line in lines if line.split()[1] == "boilerplate"]
    assert set_aside
    assert all(line.split()[2].startswith("(") for line in set_aside)


def test_inspect_as_json_is_the_source_of_the_report(stories: Path) -> None:
    report = json.loads(run("compare", "ours.txt", "theirs.txt", "--format", "json", cwd=stories).stdout)
    done = run("inspect", "ours.txt", "--format", "json", cwd=stories)
    assert json.loads(done.stdout) == report["sources"][0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no source; name one"),
        (["*.txt"], "*.txt matches 2 files; name one"),
        (["gone.txt"], "gone.txt: no such file"),
        (["ours.txt", "--format", "md"], "'md' is not one of 'text', 'json'"),
    ],
)
def test_inspect_refuses(stories: Path, arguments: list[str], message: str) -> None:
    assert_refused(run("inspect", *arguments, cwd=stories), message)


# Around the commands


def test_version_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "variance", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "variance 0.1.0\n"
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "variance" in imported
    assert not imported & {"typer", "jinja2", "markdown_it", "variance.model", "variance.cli"}


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["inspect", "-h"]])
def test_help_has_examples_and_loads_no_pipeline(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "variance", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "xamples" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "typer" in imported
    # The help of all commands loads all of them, that of one does without the others and what they need.
    assert ("variance.render.review_formats" in imported) == (arguments == ["--help"])
    assert not imported & {"rich", "jinja2", "markdown_it", "variance.compare", "variance.align"}


def test_a_bug_keeps_its_traceback_and_is_no_finding(tmp_path: Path) -> None:
    sabotage = (
        "import sys, variance.cli.app as app, variance.__main__ as m; app.run_command = len; sys.argv = 1"
    )
    done = run(cwd=tmp_path, program=("-c", f"{sabotage}; sys.exit(m.main())"))
    assert done.returncode == 2
    assert done.stderr.startswith("Traceback (most recent call last):")
    assert "TypeError" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a directory that is in use")
def test_in_a_removed_directory_whole_paths_still_work(stories: Path) -> None:
    gone = stories / "gone"
    gone.mkdir()
    leave = "import os, sys, variance.compare; from variance.__main__ import main; os.rmdir(os.getcwd())"
    names = [str(stories / "ours.txt"), str(stories / "theirs.txt")]
    done = run(
        "compare",
        *names,
        "--format",
        "json",
        "--quiet",
        cwd=gone,
        program=("-c", f"{leave}; sys.exit(main())"),
    )
    assert done.returncode == 0, done.stderr
    assert not gone.exists()


def test_without_a_command_the_help_is_shown_and_nothing_claimed(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage: variance" in done.stdout


def test_an_unknown_command_is_one_line(tmp_path: Path) -> None:
    assert_refused(run("compar", cwd=tmp_path), "No such command 'compar'. Did you mean 'compare'?")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("variance comp", ["compare"]),
        ("variance git", ["git-driver"]),
        ("variance review --format sa", ["sarif"]),
        ("variance compare --ignore quote_", ["quote_altered", "quote_marks", "quote_cut", "quote_style"]),
        ("variance compare --format h", ["html"]),
        ("variance compare --fail-on sub", ["substance"]),
    ],
)
def test_the_shell_completes(tmp_path: Path, line: str, expected: list[str]) -> None:
    done = run(
        cwd=tmp_path,
        environment={
            "_VARIANCE_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - 1),
        },
    )
    assert done.stdout.split() == expected
