"""An article's words as safe HTML: escaping, hidden characters made visible, and the marks of change.

Everything that ends in a page from an article goes through ``escape_text``; ``Html`` is what has been.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from variance.render.escape import escape_html, show_hidden
from variance.render.readings import find_edits
from variance.vocabulary import ChangeKind, Severity

# How ``show_hidden`` names a hidden character; in the page the name gets a frame.
_NAMED = re.compile("⟨(U\\+[0-9A-F]{4,6})⟩")
_OPENING = "“‘\"'«([{—–"
# More removed words become a caret with their count: a long strike hides the sentence around it.
LONGEST_STRIKE = 9


class Html(str):
    """Text that is HTML already; templates do not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


# A page says most words several times, in another view or place; those of a long report fit in.
_MOST_ESCAPED = 1 << 13


@lru_cache(maxsize=_MOST_ESCAPED)
def escape_text(text: str) -> Html:
    """Any text as HTML on one line, hidden characters by their code point, so that they cannot act.

    Not for attributes: quotation marks stay as they are.
    """
    safe = escape_html(_show_whole(text))
    return Html(_NAMED.sub(r'<span class="hid">\1</span>', safe) if "⟨" in safe else safe)


@lru_cache(maxsize=_MOST_ESCAPED)
def escape_attribute(text: str) -> Html:
    """Any text as the value of a quoted attribute, hidden characters as their code points in brackets."""
    return Html(escape_html(_show_whole(text)).replace('"', "&quot;").replace("'", "&#x27;"))


def _show_whole(text: str) -> str:
    """The text with its hidden characters named; a stretch of a sentence keeps the space at its ends."""
    shown = show_hidden(text)
    before = " " if text[:1].isspace() else ""
    after = " " if shown and text[-1:].isspace() else ""
    return f"{before}{shown}{after}"


def hide_visually(text: str) -> Html:
    """Words for screen readers only; the text is our own."""
    return Html(f'<span class="vh">{text}</span>')


def join_html(parts: Iterable[str], separator: str = "") -> Html:
    """Pieces of HTML as one."""
    return Html(separator.join(parts))


# -------------------------------------------------------------------------------------- the marks
# Words for screen readers stand in <i> inside a mark, which the style sheet hides from the eye.

_REMOVED = re.compile("<del .*?</del> | ?<del .*?</del>")
_ADDED = re.compile(r'<ins class="\w+"><i>added: </i>')


def mark_added(text: str, severity: Severity) -> Html:
    """Words that the base does not have."""
    return Html(f'<ins class="{severity}"><i>added: </i>{escape_text(text)}</ins>')


def mark_removed(text: str, severity: Severity) -> Html:
    """Words of the base that are not here; many of them behind a caret with their number."""
    count = len(text.split())
    shown = escape_text(text)
    if count > LONGEST_STRIKE:
        shown = Html(
            f'<span class="gone">{shown}</span><span class="caret" aria-hidden="true">‸{count}</span>'
        )
    return Html(f'<del class="{severity}"><i>removed: </i>{shown}</del>')


def place_removed(removed: Html, before: str, after: str) -> Html:
    """Removed words between what stands before and behind them, with the spaces that the text lacks there."""
    lead = " " if before and not before[-1].isspace() and before[-1] not in _OPENING else ""
    trail = " " if after and after[0].isalnum() else ""
    return Html(f"{lead}{removed}{trail}")


def mark_lemma(text: str) -> Html:
    """The base's own words at issue."""
    return Html(f"<mark><i>at issue: </i>{escape_text(text)}</mark>")


def keep_own(html: Html, *, as_lemma: bool) -> Html:
    """Marked words without those removed, and on demand those added as a lemma: one side of two.

    A removed word goes with the space that was set to part it from its neighbours (so does ``sides.js``).
    """
    own = _REMOVED.sub("", html)
    if as_lemma:
        own = _ADDED.sub("<mark><i>at issue: </i>", own).replace("</ins>", "</mark>")
    return Html(own)


def mark_style(text: str, kind: ChangeKind, letter: str, other: str) -> Html:
    """A place where only a convention differs; the title says what the source of that letter writes."""
    words = describe_kind(kind)
    note = f"{words}; {letter} writes {other}" if other else words
    return Html(f'<span class="sty" title="{escape_attribute(note)}">{escape_text(text)}</span>')


@lru_cache(maxsize=_MOST_ESCAPED)  # copies of one text exchange the same words
def replace_words(old: str, new: str, severity: Severity) -> Html:
    """The base's words struck and the others' words added, shared words between them left unmarked."""
    bare = new.strip()
    before, after = new[: len(new) - len(new.lstrip())], new[len(new.rstrip()) :]
    marked = _replace_bare(old.strip(), bare, severity)
    return Html(f"{before}{marked}{after if bare else ''}")


def _replace_bare(old: str, new: str, severity: Severity) -> Html:
    if not new:
        return mark_removed(old, severity)
    if not old:
        return mark_added(new, severity)
    edits = find_edits(old, new)
    if not edits:
        return mark_added(new, severity)
    parts: list[str] = []
    place = 0
    for edit in edits:
        parts.append(escape_text(new[place : edit.start]))
        gone, own = old[edit.old_start : edit.old_end], new[edit.start : edit.end]
        if own:
            parts.append(f"{mark_removed(gone, severity)} " if gone else "")
            parts.append(mark_added(own, severity))
        else:
            parts.append(place_removed(mark_removed(gone, severity), new[: edit.start], new[edit.end :]))
        place = edit.end
    parts.append(escape_text(new[place:]))
    return join_html(parts)


_KIND_WORDS = {
    ChangeKind.QUOTE_ALTERED: "quotation altered",
    ChangeKind.QUOTE_MARKS: "quotation marks",
    ChangeKind.QUOTE_CUT: "quotation cut",
    ChangeKind.DATE_TIME: "date or time",
    ChangeKind.NAME_FORM: "form of a name",
    ChangeKind.VALUE_FORM: "form of a number",
    ChangeKind.CAPITALISATION: "capital letters",
    ChangeKind.QUOTE_STYLE: "style of quotation marks",
}


def describe_kind(kind: str) -> str:
    """A kind of change or finding in a reader's words."""
    return _KIND_WORDS.get(kind, kind.replace("_", " "))  # type: ignore[call-overload, no-any-return]
