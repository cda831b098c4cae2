"""The agency dateline that opens a story: "HANOI, Vietnam —", "SEOUL, June 21 (AFP) —"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from variance.read.agencies import are_agencies
from variance.text.wordlists import list_words

# A dateline longer than this is none: place, region, date, two agencies and a dash fit.
_WINDOW = 120
# Beyond the letters of Western Europe a capital is read as one of these, and so are a few marks as others
# of their kind: patterns are quicker to compile without far characters.
_FAR_CAPITALS = "ĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_NEARER = str.maketrans({**dict.fromkeys(_FAR_CAPITALS, "Þ"), "’": "'", "―": "–", "\u2009": "\u00a0"})
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_CAPITALS = frozenset(
    (*map(chr, range(ord("A"), ord("Z") + 1)), *map(chr, range(ord("À"), ord("Þ") + 1)), *_FAR_CAPITALS)
) - {"×"}
_LETTER = r"[^\W\d_]"
# "ST. PETERSBURG", "PORT-AU-PRINCE", "McLEAN", "SEOUL/TOKYO".
_CAPS_WORD = rf"(?:Mc|Mac)?[{_CAPITAL}][{_CAPITAL}.'-]{{1,24}}"
_CAPS_PLACE = rf"{_CAPS_WORD}(?:[ /]{_CAPS_WORD}){{0,4}}"
# "St. Petersburg", "Rio de Janeiro", "Hanoi/Seoul".
_MIXED_WORD = rf"[{_CAPITAL}](?:{_LETTER}|[.'-]){{1,24}}"
_MIXED_PLACE = rf"{_MIXED_WORD}(?:[ /](?:(?:de|del|la|di|do|da|am|of|the|on) )?{_MIXED_WORD}){{0,3}}"
_REGION = rf"(?:, {_MIXED_PLACE})"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
# Whether it is one is looked up: "(AP)", "(AFP/Reuters)".
_AGENCY = r"\((?P<agency>[A-Z][^()\n]{1,40})\)"
_SPACE = "[ \u00a0]"
_DASH = rf"(?:{_SPACE}*(?:—|–|--+)|{_SPACE}+-(?={_SPACE}))"
# In Markdown a dateline is often emphasised.
_MARKS = r"[*_]{0,3}"
# A pattern is compiled when a text first opens so that it may match.
_DASHES = ("—", "–", "―", "--", *(f"{space}-" for space in " \u00a0\u2009"))
_PLACED = (
    rf"(?P<bare>{_CAPS_PLACE}){_MARKS}{_DASH}",  # SEOUL —
    # HANOI, Vietnam — · SEOUL, June 21 —
    rf"{_CAPS_PLACE}(?:{_REGION}{_DATE}?|{_DATE}){_MARKS}{_DASH}",
)
# BERGEN (Northwire) — · between capitals and a dash an agency need not be known.
_PLACED_SIGNED = rf"{_CAPS_PLACE}{_REGION}?{_DATE}?{_MARKS}{_SPACE}?\({_MIXED_PLACE}\){_MARKS}{_DASH}"
# SEOUL, June 21 (AFP) — · Hanoi (Reuters) - · NEW DELHI (PTI):
_SIGNED = (
    rf"(?:{_CAPS_PLACE}|{_MIXED_PLACE}){_REGION}?{_DATE}?{_MARKS}{_SPACE}?{_AGENCY}{_MARKS}(?:{_DASH}|:)"
)
_BARE_SIGNED = rf"(?!The ){_MIXED_PLACE}{_REGION}? (?P<agency>[A-Z]{{2,5}}){_SPACE}*—"  # Hanoi CNN —
_AGENCY_ALONE = rf"{_AGENCY}{_MARKS}(?:{_DASH}|:)?"  # (CNN) — · (CNN) · (CNN)Putin
# Words in capitals that stand before a dash and are no place.
_NO_PLACES = frozenset(
    list_words(
        """
        UPDATE UPDATED BREAKING EXCLUSIVE ANALYSIS OPINION COMMENT EDITORIAL WATCH VIDEO LIVE PHOTO PHOTOS
        FILE FACTBOX EXPLAINER TIMELINE NEWS REVIEW INTERVIEW FEATURE CORRECTED CORRECTION REFILE URGENT ALERT
        NOTE RELATED MORE READ NATO UNESCO UNICEF OPEC ASEAN COVID BREXIT
        """
    )
)
# Shorter words in capitals ("US", "UN", "EU", "GOP") are seldom places: they need a region or an agency.
_MIN_BARE_LETTERS = 4
# What may stand before the story's first word, which is not all in capitals as in a headline.
_OPENERS = frozenset("\"'“‘«([*_")
_MOST_OPENERS = 4
_STORY_WINDOW = 40


def find_dateline(text: str, start: int, end: int) -> int | None:
    """The offset at which the dateline that opens ``text[start:end]`` ends, its dash and space included.

    None where none opens it, or where it is not clear: a place in capitals before a dash, with or without
    an agency between them, or any place with a known agency in parentheses. A name and a colon
    ("Moscow: ") may as well be a speaker's.
    """
    match = _match_form(text[start : min(end, start + _WINDOW)])
    if match is None or not _opens_story(text, start + match.end(), end):
        return None
    behind = start + match.end()
    agency, bare = (_get_group(text, start, match, name) for name in ("agency", "bare"))
    if agency is not None and not are_agencies(agency):
        return None
    if bare is not None:
        first = re.split(r"\W", bare, maxsplit=1)[0]
        is_label = first in _NO_PLACES or sum(map(str.isalpha, bare)) < _MIN_BARE_LETTERS
        story = text[behind : min(end, behind + _STORY_WINDOW)]
        # "CEASEFIRE - A ceasefire is ..." and "FERRY - Ferry sinks" explain or repeat a word.
        repeats = re.split(r"[ /]", bare, maxsplit=1)[0].casefold() in story.casefold().split()[:2]
        if is_label or repeats or not any(map(str.islower, story)):
            return None
    return behind


def _get_group(text: str, start: int, match: re.Match[str], name: str) -> str | None:
    """What a group of a match in a text's head is there, None for one that took no part."""
    if match.groupdict().get(name) is None:
        return None
    return text[start + match.start(name) : start + match.end(name)]


def _opens_story(text: str, start: int, end: int) -> bool:
    """Whether a capital or a figure stands here, behind a few opening marks at most."""
    at = start
    while at < min(end, start + _MOST_OPENERS) and text[at] in _OPENERS:
        at += 1
    return at < end and (text[at] in _CAPITALS or text[at].isdecimal())


def _match_form(head: str) -> re.Match[str] | None:
    """The first of the forms that opens a text's head."""
    near = head.translate(_NEARER)
    return next((match for form in _list_forms(head) if (match := _compile_form(form).match(near))), None)


def _list_forms(head: str) -> Iterator[str]:
    """The forms that may open a head, by what they cannot do without."""
    if any(dash in head for dash in _DASHES) and _opens_in_capitals(head.lstrip("*_")):
        yield from _PLACED
        if "(" in head:
            yield _PLACED_SIGNED
    is_signed = any(are_agencies(part.partition(")")[0]) for part in head.split("(")[1:])
    if is_signed:
        yield _SIGNED
    if "—" in head:
        yield _BARE_SIGNED
    if is_signed:
        yield _AGENCY_ALONE


def _opens_in_capitals(text: str) -> bool:
    """Whether a text opens with two capitals, or as McLEAN does."""
    opens = text[:1] in _CAPITALS and (text[1:2] in _CAPITALS or text[1:2] in tuple(".'’-"))
    return opens or text.startswith(("Mc", "Mac"))


@cache
def _compile_form(form: str) -> re.Pattern[str]:
    return re.compile(rf"{_MARKS}(?:{form}){_MARKS}\s*")
