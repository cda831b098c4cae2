"""Kinds of short lines that mean something only where they stand: dates, sections, contacts, captions.

These tests look at a line's words alone; ``roles.py`` asks them where such a line is to be expected.
"""

from __future__ import annotations

import re

from variance.text.patterns import LatePattern
from variance.text.wordlists import list_words

_SECTIONS = frozenset(
    list_words(
        """
        news world us uk usa europe asia africa americas australia india china global middle east
        pacific nation national international local regional home politics business economy markets
        money opinion comment analysis editorial explainer feature features briefs sport sports
        culture arts lifestyle life travel tech technology science health environment climate
        education entertainment latest breaking live exclusive video and
        """
    )
)
_MAX_SECTION_WORDS = 3
_CONTACT_HEADS = (
    *(
        "contact",
        "contacts",
        "contact us",
        "about",
        "about us",
        "our address",
        "company details",
        "publisher",
    ),
    *("imprint", "impressum", "menu", "sections", "navigation", "follow us", "links", "quick links"),
)
# An address of mail or of the web, a telephone number, a named detail.
_CONTACT_DETAIL = LatePattern(
    r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|[+(]?\d[\d ()./-]{6,}|[^.:]{2,30}:\s.{1,80}"
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE_WORD = LatePattern(
    rf"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|{_MONTHS}"
    r"|published|updated?|posted|modified|first|last|on|at|of|ago|local|time|date|noon|read"
    r"|hours?|hrs?|minutes?|mins?|days?|weeks?|am|pm|a\.m|p\.m"
    r"|et|est|edt|pt|pst|pdt|ct|gmt|utc|bst|cet|cest|ist|aest|jst|kst"
    r"|\d{1,4}(?:st|nd|rd|th|am|pm|h)?|\d{1,4}(?:[:./-]\d{1,4}){1,3}(?:am|pm)?|\d{4}-\d\d-\d\dt[\d:.+z-]+",
    re.IGNORECASE,
)
# A line of such words is a date only with a day of a month, a time, or "ago".
_DATE_SIGN = LatePattern(
    rf"\bago\b|\d[:./-]\d|\d\s?[ap]\.?m|\b{_MONTHS}\.?,?\s+\d|\d\s+{_MONTHS}\b", re.IGNORECASE
)
# "Last updated on Friday, 21 June 2024 at 14:05 local time" has ten words.
_MAX_DATE_WORDS = 14
_DATE_PARTING = LatePattern(r"[\s,|()–—•·]+")
_DASHES = frozenset("-–—*=~•")
_DASHED = LatePattern(r"([-–—*=~•])\1*\s+\S.{0,100}\s+\1+\s*")
# "(R)" alone is as well a Republican's.
_PERSON_MARK = LatePattern(
    r"\((?:(?:\d(?:st|nd|rd|th)|far|front|back|top|bottom)[ -]?(?:L|C|R|left|right|centre|center)"
    r"|L|C|left|right|centre|center)\)"
)
_CAPTION_LABEL = LatePattern(
    r"(?:image |photo |media |video )?caption[,:]\s.+"
    r"|(?:pictured|file photo|file image|file)\s?(?:[:,–—]|-(?=\s)).+",
    re.IGNORECASE,
)
_LABELS = ("caption", "image ", "photo ", "media ", "video ", "pictured", "file")


def is_section_name(key: str) -> bool:
    """Words that only name sections of a newspaper: "world", "us politics"."""
    words = key.split()
    return 0 < len(words) <= _MAX_SECTION_WORDS and all(word in _SECTIONS for word in words)


def is_contact_head(key: str) -> bool:
    """The heading of a list of contacts or links: "contacts", "about us"."""
    return key in _CONTACT_HEADS


def is_contact_detail(text: str) -> bool:
    """A line of such a list: an address, a telephone number, "Owner: Example Ltd"."""
    return _CONTACT_DETAIL.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """When an article was published, and nothing else: "Published 21 June 2024, 14:05 BST"."""
    if not any(map(str.isdigit, text)) and "ago" not in text.casefold():
        return False  # as most lines
    words = [word for raw in _DATE_PARTING.split(text) if (word := raw.strip(".:-"))]
    if not 0 < len(words) <= _MAX_DATE_WORDS or not all(map(_DATE_WORD.fullmatch, words)):
        return False
    return _DATE_SIGN.search(text) is not None


def is_dashed(text: str) -> bool:
    """A line between dashes or stars: "- Pact with Vietnam -"."""
    if text[:1] not in _DASHES or text.rstrip()[-1:] != text[:1]:
        return False
    return _DASHED.fullmatch(text) is not None


def has_person_mark(text: str) -> bool:
    """A caption's mark of who stands where: "(L)", "(2nd R)", "(left)"."""
    return "(" in text and _PERSON_MARK.search(text) is not None


def has_caption_label(text: str) -> bool:
    """A caption that says so: "Image caption, ...", "FILE - ..."."""
    return text[: len("photo caption")].casefold().startswith(_LABELS) and (
        _CAPTION_LABEL.fullmatch(text) is not None
    )
