from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from variance.errors import OutputError
from variance.files import check_writable, encode_text, is_same_file, write_texts

as_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere; run the tests as a user"
)


def test_all_texts_are_written_and_nothing_is_left_beside(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.json"
    write_texts({one: "é\n", two: "{}\n"})
    assert one.read_bytes() == "é\n".encode()
    assert two.read_bytes() == b"{}\n"
    assert sorted(tmp_path.iterdir()) == [one, two]


def test_when_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    one = tmp_path / "one.md"
    one.write_text("old")
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        write_texts({one: "new", tmp_path / "missing" / "two.md": "new"})
    assert one.read_text() == "old"
    assert list(tmp_path.iterdir()) == [one]


def test_a_rename_that_fails_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match=r"report\.md: cannot be written: Permission denied"):
        write_texts({tmp_path / "report.md": "new"})
    assert list(tmp_path.iterdir()) == []


def test_the_old_report_stands_whole_until_the_new_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.md"
    report.write_text("old")
    seen: list[str] = []
    rename = Path.replace

    def look(self: Path, target: Path) -> Path:
        seen.append(report.read_text() + "|" + self.read_text())
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", look)
    write_texts({report: "new"})
    assert seen == ["old|new"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_mode_is_what_it_was_or_what_the_mask_gives(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_texts({old: "x", new: "x"})
    finally:
        os.umask(mask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    old.chmod(0o600)
    write_texts({old: "y"})
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right on Windows")
def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "report.md"
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_texts({link: "new"})
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert list((tmp_path / "real").iterdir()) == [target]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    check_writable(pipe)
    write_texts({pipe: "report\n"})
    reader.join(timeout=10)
    assert read == ["report\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_lone_surrogate_becomes_a_visible_escape() -> None:
    assert encode_text("a\udcffb") == b"a\\udcffb"


def test_places_that_cannot_be_written_are_refused_early(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r": a directory; name a file in it, such as .*report\.html"):
        check_writable(tmp_path)
    with pytest.raises(OutputError, match=r"the directory .*missing does not exist; make it first"):
        check_writable(tmp_path / "missing" / "r.md")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"file is not a directory"):
        check_writable(tmp_path / "file" / "r.md")
    check_writable(tmp_path / "r.md")
    assert not (tmp_path / "r.md").exists()


@as_user
def test_what_is_read_only_is_refused(tmp_path: Path) -> None:
    report = tmp_path / "r.md"
    report.write_text("old")
    report.chmod(0o444)
    with pytest.raises(OutputError, match="the file is read-only"):
        check_writable(report)
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o555)
    with pytest.raises(OutputError, match=r"the directory .*folder is read-only"):
        check_writable(folder / "r.md")


def test_one_file_is_known_under_other_names(tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("")
    (tmp_path / "two.txt").hardlink_to(one)
    (tmp_path / "sub").mkdir()
    assert is_same_file(one, tmp_path / "sub" / ".." / "one.txt")
    assert is_same_file(one, tmp_path / "two.txt")
    assert is_same_file(tmp_path / "new.md", tmp_path / "sub" / ".." / "new.md")
    assert not is_same_file(one, tmp_path / "new.md")
