"""The agency dateline that opens a story: "HANOI, Vietnam —", "SEOUL, June 21 (AFP) —"."""

from __future__ import annotations

import re
from functools import cache

from variance.read.agencies import are_agencies

# A dateline longer than this is none: place, region, date, two agencies and a dash fit.
_WINDOW = 120
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_LETTER = r"[^\W\d_]"
# "ST. PETERSBURG", "PORT-AU-PRINCE", "McLEAN", "SEOUL/TOKYO".
_CAPS_WORD = rf"(?:Mc|Mac)?[{_CAPITAL}][{_CAPITAL}.'’-]{{1,24}}"
_CAPS_PLACE = rf"{_CAPS_WORD}(?:[ /]{_CAPS_WORD}){{0,4}}"
# "St. Petersburg", "Rio de Janeiro", "Hanoi/Seoul".
_MIXED_WORD = rf"[{_CAPITAL}](?:{_LETTER}|[.'’-]){{1,24}}"
_MIXED_PLACE = rf"{_MIXED_WORD}(?:[ /](?:(?:de|del|la|di|do|da|am|of|the|on) )?{_MIXED_WORD}){{0,3}}"
_REGION = rf"(?:, {_MIXED_PLACE})"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
# Whether it is one is looked up: "(AP)", "(AFP/Reuters)".
_AGENCY = r"\((?P<agency>[A-Z][^()\n]{1,40})\)"
_SPACE = "[ \u00a0\u2009]"
_DASH = rf"(?:{_SPACE}*(?:—|–|―|--+)|{_SPACE}+-(?={_SPACE}))"
# In Markdown a dateline is often emphasised.
_MARKS = r"[*_]{0,3}"
# Each with the marks that it cannot do without: a pattern is compiled when a text first has one of them.
_DASHES = ("—", "–", "―", "--", *(f"{space}-" for space in " \u00a0\u2009"))
_FORMS = (
    (_DASHES, rf"(?P<bare>{_CAPS_PLACE}){_MARKS}{_DASH}"),  # SEOUL —
    # HANOI, Vietnam — · SEOUL, June 21 —
    (_DASHES, rf"{_CAPS_PLACE}(?:{_REGION}{_DATE}?|{_DATE}){_MARKS}{_DASH}"),
    (  # SEOUL, June 21 (AFP) — · Hanoi (Reuters) - · NEW DELHI (PTI):
        ("(",),
        rf"(?:{_CAPS_PLACE}|{_MIXED_PLACE}){_REGION}?{_DATE}?{_MARKS}{_SPACE}?{_AGENCY}{_MARKS}(?:{_DASH}|:)",
    ),
    (("—",), rf"(?!The ){_MIXED_PLACE}{_REGION}? (?P<agency>[A-Z]{{2,5}}){_SPACE}*—"),  # Hanoi CNN —
    (("(",), rf"{_AGENCY}{_MARKS}(?:{_DASH}|:)?"),  # (CNN) — · (CNN) · (CNN)Putin
)
# Words in capitals that stand before a dash and are no place.
_NO_PLACES = re.compile(
    r"(?:UPDATE|UPDATED|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|COMMENT|EDITORIAL|WATCH|VIDEO|LIVE|PHOTO"
    r"|PHOTOS|FILE|FACTBOX|EXPLAINER|TIMELINE|NEWS|REVIEW|INTERVIEW|FEATURE|CORRECTED|CORRECTION|REFILE"
    r"|URGENT|ALERT|NOTE|RELATED|MORE|READ|NATO|UNESCO|UNICEF|OPEC|ASEAN|COVID|COVID-19|BREXIT)\b"
)
# Shorter words in capitals ("US", "UN", "EU", "GOP") are seldom places: they need a region or an agency.
_MIN_BARE_LETTERS = 4
# The story's first words, which are not all in capitals as in a headline.
_STORY = re.compile(rf"[\"'“‘«(\[*_]{{0,4}}(?:[{_CAPITAL}\d])")
_STORY_WINDOW = 40


def find_dateline(text: str, start: int, end: int) -> int | None:
    """The offset at which the dateline that opens ``text[start:end]`` ends, its dash and space included.

    None where none opens it, or where it is not clear: a place in capitals before a dash, or any place
    with an agency in parentheses. A name and a colon ("Moscow: ") may as well be a speaker's.
    """
    match = _match_form(text, start, min(end, start + _WINDOW))
    if match is None or match.end() >= end or not _STORY.match(text, match.end(), end):
        return None
    named = match.groupdict()
    agency, bare = named.get("agency"), named.get("bare")
    if agency is not None and not are_agencies(agency):
        return None
    if bare is not None:
        is_label = _NO_PLACES.match(bare) is not None or sum(map(str.isalpha, bare)) < _MIN_BARE_LETTERS
        story = text[match.end() : min(end, match.end() + _STORY_WINDOW)]
        # "CEASEFIRE - A ceasefire is ..." and "FERRY - Ferry sinks" explain or repeat a word.
        repeats = re.split(r"[ /]", bare, maxsplit=1)[0].casefold() in story.casefold().split()[:2]
        if is_label or repeats or not any(map(str.islower, story)):
            return None
    return match.end()


def _match_form(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first of the forms that opens ``text[start:end]``."""
    head = text[start:end]
    for marks, form in _FORMS:
        if any(mark in head for mark in marks):
            match = _compile_form(form).match(text, start, end)
            if match is not None:
                return match
    return None


@cache
def _compile_form(form: str) -> re.Pattern[str]:
    return re.compile(rf"{_MARKS}(?:{form}){_MARKS}\s*")
