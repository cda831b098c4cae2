from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixture_file import Case, load_cases
from tests.render.neutral import render_commonmark, render_github
from variance.render.escape import escape_csv, escape_markdown, escape_terminal, show_hidden

NEUTRAL = load_cases("render/neutral_text.md")
# Pieces that act, and what could stand between them.
_PIECES = (
    "@a #1 GH-1 http:// www. a@b.co ![ ]( ) <b> </b> <!-- --> &#64; &lt; ` ``` ~~ * _ __ $ $$ | \\ : :x: - +"
    " 1. > [ ] [x] [^1] deadbeef1 e.g ! . = { } é “ ’ x"
)
NASTY = st.lists(st.sampled_from([*_PIECES.split(), " ", "\n", "\t", "\u202e", "\u200b"]), max_size=12).map(
    "".join
)


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_are_escaped_as_expected(case: Case) -> None:
    assert escape_markdown(case.input).replace("\u200b", "·") == case.expected


@pytest.mark.parametrize("case", NEUTRAL, ids=str)
def test_words_are_dead_on_github(case: Case) -> None:
    check_is_dead(case.input)


@given(NASTY)
def test_any_words_are_dead_and_read_as_they_were_written(text: str) -> None:
    check_is_dead(text)


def check_is_dead(text: str) -> None:
    """In a paragraph, a list and a cell the words show as themselves, and none of them acts."""
    escaped = escape_markdown(text)
    shown = show_hidden(text)
    for reader in (render_github, render_commonmark):
        line = reader(f"{escaped}\n")
        assert set(line.tags) <= {"p", "span"}, line.tags
        assert (line.live, line.comments) == ([], [])
        assert line.text.strip() == shown.strip()
        row = reader(f"- a {escaped}z\n\n| x | y |\n|:--|:--|\n| {escaped} | z |\n")
        assert row.tags.count("td") == 2
        assert set(row.tags) <= {"ul", "li", "span", "table", "thead", "tbody", "tr", "th", "td"}
        assert row.live == []


def test_raw_is_the_bare_text_on_one_line() -> None:
    assert escape_markdown("@a\n*b*", raw=True) == "@a *b*"
    assert escape_terminal("\x1b[1mx", raw=True) == "\x1b[1mx"
    assert escape_csv("=1", raw=True) == "=1"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay\u202ef\u202c now", "pay⟨U+202E⟩f⟨U+202C⟩ now"),
        ("\x1b[31mred\x07", "⟨U+001B⟩[31mred⟨U+0007⟩"),
        ("zero\u200bwidth\ufeff so\u00adft", "zero⟨U+200B⟩width⟨U+FEFF⟩ so⟨U+00AD⟩ft"),
        ("lone \ud800", "lone ⟨U+D800⟩"),
        ("tag \U000e0041", "tag ⟨U+E0041⟩"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 ❤\ufe0f 1\ufe0f", "👩\u200d🚒 ❤\ufe0f 1\ufe0f"),
        ("a\ufe0f", "a⟨U+FE0F⟩"),
        ("no\u00a0break\u2028 line\r\n", "no break line"),
        ("“Zoë”, naïve — 名前", "“Zoë”, naïve — 名前"),
    ],
)
def test_what_is_hidden_is_shown_by_its_code_point(text: str, shown: str) -> None:
    assert show_hidden(text) == shown


def test_ascii_terminals_get_plain_quotes_and_code_points() -> None:
    assert escape_terminal("“Zoë’s” — … \u202e", unicode=False) == '"Zo<U+00EB>\'s" -- ... <U+202E>'


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_a_terminal_gets_no_control_character(text: str) -> None:
    shown = escape_terminal(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert not any(
        "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" for character in shown
    )
    shown.encode("utf-8")
    assert escape_terminal(text, unicode=False).isascii()


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\nx", " =1", "＝1", "\tx"]
)
def test_a_spreadsheet_calculates_nothing(start: str) -> None:
    assert escape_csv(start).startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    text = 'He said "no", twice; a=b'
    stream = io.StringIO()
    csv.writer(stream).writerow([escape_csv(text)])
    assert next(csv.reader(io.StringIO(stream.getvalue()))) == [text]
