"""``variance explain`` as its users meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixture_file import load_cases
from tests.test_cli import OURS, SEEDS, THEIRS, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.txt").write_text(OURS, encoding="utf-8")
    (tmp_path / "theirs.txt").write_text(THEIRS, encoding="utf-8")
    return tmp_path


def test_without_a_sentence_they_are_listed_with_their_numbers(folder: Path) -> None:
    done = run("explain", "ours.txt", "theirs.txt", cwd=folder)
    assert done.returncode == 0
    assert "   4  About 12,000 cars cross the bridge every day.\n" in done.stdout


def test_a_reworded_sentence_shows_what_speaks_for_its_partner(folder: Path) -> None:
    done = run("explain", "ours.txt", "theirs.txt", "--sentence", "reopen it", cwd=folder)
    assert done.returncode == 0
    first, _, rest = done.stdout.partition("\n\n")
    assert first.startswith('ours:4  "We will not reopen it')
    partner = rest.splitlines()
    assert partner[0].startswith('theirs:4  "We will not open it')
    assert partner[1].strip().startswith(("aligned, score 0.9", "aligned, score 1.0"))
    assert any(line.strip().startswith("+") for line in partner[2:])


def test_the_very_same_words_need_no_score(folder: Path) -> None:
    done = run("explain", "ours.txt", "theirs.txt", "--sentence", "4", cwd=folder)
    assert "the very same words" in done.stdout


def test_a_sentence_without_a_partner_says_that_none_is_aligned(folder: Path) -> None:
    done = run("explain", "ours.txt", "theirs.txt", "--sentence", "Ferries will run", cwd=folder)
    assert done.returncode == 0
    assert "    aligned," not in done.stdout


def test_what_order_bears_out_is_named(tmp_path: Path) -> None:
    (case,) = [
        case for case in load_cases("align/rows.md") if case.title.startswith("Told in the same order")
    ]
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(case.parts[f"input {name}"], encoding="utf-8")
    done = run("explain", "a.txt", "b.txt", "--sentence", "second animal", cwd=tmp_path)
    assert "stands where the order of both has it" in done.stdout


def test_fewer_candidates_are_counted(folder: Path) -> None:
    wire, rival = (str(next(SEEDS.glob(f"{number}_*.txt"))) for number in ("000", "003"))
    done = run("explain", wire, rival, "--sentence", "third such incursion", "--candidates", "1", cwd=folder)
    assert done.returncode == 0
    assert "weaker candidates more" in done.stdout


@pytest.mark.parametrize(
    ("sentence", "said"),
    [("99", "has the sentences 1 to 5"), ("0", "has the sentences 1 to 5"), ("zebra", "no sentence of ours")],
)
def test_a_sentence_that_is_not_there_is_one_line(folder: Path, sentence: str, said: str) -> None:
    done = run("explain", "ours.txt", "theirs.txt", "--sentence", sentence, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout
