"""Makes the words of an article harmless in the medium that shows them, and hidden characters visible.

Nothing that an article says may act in a report: no link, mention, heading, colour code or formula. Each
function takes text from an article (or a label, a path, a title, a waiver) and gives one line for its medium.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ZERO_WIDTH_SPACE = "\u200b"

# What a reader cannot see, or what turns the order of the rest: controls, soft hyphen, joiners, fillers,
# direction marks, variation selectors, private use, lone surrogates, noncharacters, tags. The white space
# among the controls is gone before this pattern is asked.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_JOINERS = "\u200c\u200d"
_EMOJI_SELECTORS = "\ufe0e\ufe0f"


@lru_cache(maxsize=1 << 13)  # every report of a comparison shows the same sentences
def show_hidden(text: str, *, unicode: bool = True) -> str:
    """The text on one line, with each hidden character as its code point: ``⟨U+202E⟩``.

    Joiners and selectors that belong to an emoji or to a script that needs them stay. With
    ``unicode=False`` the result is ASCII: typographic quotes and dashes get their plain form, all else
    its code point.
    """
    line = " ".join(text.split())
    line = _HIDDEN.sub(_name_hidden, line)
    return line if unicode else "".join(map(_fold_ascii, line))


def _name_hidden(match: re.Match[str]) -> str:
    character, text, place = match[0], match.string, match.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if character in _EMOJI_SELECTORS and before and _takes_selector(before):
        return character
    if character in _JOINERS and before and after and _is_joined(before) and _is_joined(after):
        return character
    return f"⟨U+{ord(character):04X}⟩"


def _takes_selector(character: str) -> bool:
    """Whether an emoji selector behind it is ordinary: a symbol, or the digit of a keycap."""
    return unicodedata.category(character) in ("So", "Sm", "Sk", "Po") or character.isdigit()


def _is_joined(character: str) -> bool:
    """Whether joiners beside it are ordinary: an emoji, or a letter or mark of a script without case."""
    return character in _EMOJI_SELECTORS or unicodedata.category(character) in ("So", "Sk", "Lo", "Mn", "Mc")


_ASCII_FORMS = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("—―", "--"),
    "…": "...",
    "→": "->",
    "·": "|",
    "⟨": "<",
    "⟩": ">",
}


def _fold_ascii(character: str) -> str:
    if character.isascii():
        return character
    return _ASCII_FORMS.get(character) or f"<U+{ord(character):04X}>"


# --------------------------------------------------------------------------------------- Markdown

# Characters that mean something to Markdown anywhere in a line.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)|!(?=\[|$)")
# What GitHub turns into a link or a picture after the Markdown is parsed, so that a backslash does not
# help: a zero-width space parts it, behind what matches; a commit (the group) is parted inside.
_LIVE = re.compile(
    r"""
      [@\#]                                  # a mention, an e-mail, an issue
    | :(?=//|[A-Za-z0-9_+-]+:)               # an address, an emoji's code
    | (?<![0-9A-Za-z])(?:
        (?:GH|GHSA|CVE)-(?=\w)               # an issue or an advisory
      | www(?=\.)                            # an address without its scheme
      | ([0-9a-f]{7,40})(?![0-9A-Za-z])      # a commit
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What begins a list, a heading's underline or a rule at the start of a line.
_LEADING = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))(?=\s|\1|$)")
# GitHub links seven hex digits and more; pieces of six are no commit.
_HASH_PIECE = 6


@lru_cache(maxsize=1 << 12)  # a report names what it shows in several places
def escape_markdown(text: str, *, raw: bool = False) -> str:
    """The text for a line or a table cell of GitHub-flavoured Markdown, where it reads as itself.

    No word of it becomes a link, mention, issue, picture, emoji, formula, task, heading, list, HTML or a
    table's border, also where GitHub links after parsing. Not for the inside of an HTML block or a code span.
    """
    if raw:
        return " ".join(text.split())
    line = _LIVE.sub(_part_live, show_hidden(text))
    line = _LEADING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", _MARKUP.sub(r"\\\g<0>", line))
    return _neutralise_dollars(line) if "$" in line else line


def _part_live(match: re.Match[str]) -> str:
    commit = match[1]
    if commit:
        pieces = [commit[start : start + _HASH_PIECE] for start in range(0, len(commit), _HASH_PIECE)]
        return ZERO_WIDTH_SPACE.join(pieces)
    return match[0] + ZERO_WIDTH_SPACE


def _neutralise_dollars(line: str) -> str:
    """Dollar signs that open no formula: GitHub wants them in a span, since a backslash does not help there.

    Before a digit a dollar sign closes no formula, and without a closing one nothing opens: there a
    backslash is enough, and amounts stay readable in the source.
    """
    return re.sub(r"\$(?!\d)", "<span>$</span>", re.sub(r"\$(?=\d)", r"\\$", line))


def escape_summary(text: str, *, raw: bool = False) -> str:
    """The text for the inside of a block of HTML in Markdown, such as the line of a folded part.

    There Markdown's own marks mean nothing and angles and entities do.
    """
    if raw:
        return " ".join(text.split())
    return escape_html(_LIVE.sub(_part_live, show_hidden(text))).replace("$", "<span>$</span>")


def escape_html(text: str) -> str:
    """Any text between two tags of HTML as it is, but for a character that could begin a tag or an entity.

    ``html.escape`` does the same, in a module that loads two thousand names of characters first.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_message(text: str, *, raw: bool = False) -> str:
    """The text for a plain message in a tool that links what it finds in it: annotations, alerts, widgets.

    There is no escaping there; a space of no width parts what would become a link, a mention or a command.
    """
    if raw:
        return " ".join(text.split())
    return _LIVE.sub(_part_live, show_hidden(text)).replace("](", "]" + ZERO_WIDTH_SPACE + "(")


# ------------------------------------------------------------------------------- workflow commands

_COMMAND_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_COMMAND_PROPERTY = _COMMAND_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def escape_command(text: str) -> str:
    """Any text as the message of a workflow command."""
    return text.translate(_COMMAND_DATA)


def escape_property(text: str) -> str:
    """Any text as the value of a property of a workflow command."""
    return text.translate(_COMMAND_PROPERTY)


# --------------------------------------------------------------------------- terminals and tables


def escape_terminal(text: str, *, unicode: bool = True, raw: bool = False) -> str:
    """The text for a line of a terminal: no control character of it, and none that turns the line's order."""
    return " ".join(text.split()) if raw else show_hidden(text, unicode=unicode)


# Spreadsheets take these, and their full-width forms, for the beginning of a formula.
_FORMULA = "=+-@＝＋－＠"


def escape_csv(text: str, *, raw: bool = False) -> str:
    """The text for a cell that a spreadsheet shows and never calculates: at need an apostrophe in front."""
    if raw:
        return text
    line = show_hidden(text)
    starts_formula = line[:1] and line[0] in _FORMULA
    return f"'{line}" if starts_formula or text[:1] in ("\t", "\r", "\n") else line
