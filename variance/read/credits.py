"""Bylines, sign-offs and credits of agencies and photographers: lines of names and little else.

All of them are told from sentences the same way: every word is a name's, or one of the few small words
that join names ("by", "and", "in"). One verb more, and the line is left alone.
"""

from __future__ import annotations

import re

from variance.read.agencies import are_agencies
from variance.text.patterns import LatePattern
from variance.text.wordlists import list_words

# A credit names several people and their places; nothing longer was seen, and a story's paragraph may be.
_MAX_WORDS = 60
# Three names and where they are.
_MAX_NAME_LINE_WORDS = 16
_MAX_PLACE_WORDS = 3
_PARTING = LatePattern(r"\s*(?:,|\||/|·|•|&|\s-\s|\s–\s|\band\b)\s*")
_WORD = LatePattern(r"[^\s,;:/|()\[\]&+·•]+")


# Small words inside names.
_PARTICLES = frozenset(
    list_words(
        """
        de del della der den di da dos du van von vom zu la le el al bin ibn bint ben ter y e
        """
    )
)
# Small words that join names in credits and bylines.
_JOINING = _PARTICLES | frozenset(list_words("by and in for from the of at with via on to & - – —"))
# What people who are credited do, and who they are.
_CREDITED = frozenset(
    list_words(
        """
        additional further reporting writing editing production research translation graphics
        photography reported written edited compiled translated produced contributed contributing
        report story words text video photo photos pictures picture image images illustration
        courtesy handout pool file staff agency agencies wires wire news newsroom bureau team desk
        correspondent correspondents reporter reporters editor editors writer writers columnist
        political diplomatic foreign chief senior deputy security defence defense economics business
        world international national europe asia science health environment technology sports home
        affairs special our own associated press local democracy features digital online web night
        week-end
        """
    )
)
# Words with a capital that open sentences or name days, and no person.
_NO_NAMES = frozenset(
    list_words(
        """
        The A An And Of In On At It He She They We You I This That These Those His Her Its Their Our
        My But Or If When While Where Why What Who How After Before Since Until During With Without
        For From To As There Here Now Then Today Yesterday Tomorrow Monday Tuesday Wednesday
        Thursday Friday Saturday Sunday January February March April June July August September
        October November December Not No All Both More Most
        """
    )
)
_NAME_WORD = LatePattern(r"[^\W\d_a-z][\w.'’-]*$")

_BYLINES = (
    "by",
    *(
        f"{work} by"
        for work in list_words("story text words report reporting analysis written reported posted published")
    ),
)
_LONGEST_BYLINE = max(map(len, _BYLINES))
_BEHIND_BY = " :\u00a0"
# What a credit opens with, a bracket left out.
_CREDITING = frozenset(
    list_words(
        """
        additional further with editing reporting writing production research translation graphics compiled
        edited written translated files
        """
    )
)
# "With additional reporting and writing by": the words before the last.
_FURTHEST_BY = 5
_CREDIT = LatePattern(
    r"\(?(?:(?:additional|further|with|editing and|reporting and|writing and|with additional)\s+)?"
    r"(?:reporting|writing|editing|production|research|translation|graphics|compiled|edited|written"
    r"|translated"
    r"|reporting and (?:writing|editing)|writing and editing|files)\s+(?:by|from)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = LatePattern(
    r"(?:.{0,300}[^.!?]\s)?contributed\s+(?:additional\s+|further\s+)?(?:reporting|research"
    r"|to\s+this\s+(?:report|article|story|dispatch|live blog))(?:\s+(?:from|in)\s+[^.]{1,80})?\.?\)?",
    re.IGNORECASE | re.DOTALL,
)
_AGENCY_LINE = LatePattern(
    r"[-–—(\[]{0,3}\s?(?i:sources?\s?:\s?)?(?i:(?:with|by|from) )?"
    r"(?P<names>[^()\[\]]+?)(?:,? \d{4})?\s?[)\].]{0,2}"
)
# Five names of agencies are shorter.
_MAX_AGENCY_CHARS = 80
# AFP signs with its editors' initials: "burs-pdw/mlm/sst", "sst/ach".
_INITIALS = LatePattern(
    r"(?:burs?-)?[a-z]{2,5}(?:-[a-z]{2,5}){0,3}(?:/[a-z]{2,5}(?:-[a-z]{2,5})?){1,5}|burs?-[a-z]{2,5}"
)
_PICTURES = ("photo", "image", "picture", "video", "graphic", "illustration", "credit", "handout")
_PHOTO_LABEL = LatePattern(
    r"\(?(?:(?:photo|image|picture|photograph|video|graphic)s?(?: (?:credit|by|source|copyright|courtesy"
    r" of|via))?"
    r"|illustration(?: by)?|photography(?: by)?|credits?|handout|picture alliance)\s?(?:[:,/©]|\bby\b|"
    r"(?<=\bby)"
    r"|(?<=source)|(?<=credit)|(?<=of)|(?<=via)|(?<=copyright))\s?",
    re.IGNORECASE,
)
_PHOTO_AGENCY = LatePattern(
    r"\b(?:Getty|Getty Images|AFP|AP|Reuters|REUTERS|EPA|EPA-EFE|EFE|Shutterstock|Alamy|PA|Rex|Sputnik"
    r"|TASS|Xinhua"
    r"|Bloomberg|Anadolu|NurPhoto|iStock|Unsplash|Kyodo|Yonhap|KCNA|Handout|Pool|Imago|Zuma|UPI|ANI|PTI"
    r"|AAP)\b"
)
_SHORT_AT_END = LatePattern(r"\b(?:Jr|Sr|[A-Z])\.$")
_SHORT_END = len(" Jr.")
_PHOTO_SIGN = LatePattern(r"/|\bvia\b|\b(?:Getty Images|handout|pool)\)?$", re.IGNORECASE)


def is_credit(text: str) -> bool:
    """A sign-off that credits people: "Additional reporting by Jane Doe; Editing by John Roe"."""
    words = [word.casefold() for word in text.removeprefix("(").split(None, _FURTHEST_BY + 1)]
    if not words or words[0] not in _CREDITING:
        return False
    if not any(word.startswith(("by", "from")) for word in words[1 : _FURTHEST_BY + 1]):
        return False
    return _CREDIT.match(text) is not None and _holds_names_only(text)


def is_contribution(text: str) -> bool:
    """A closing sentence that credits people: "Jane Doe contributed to this report."."""
    if "contributed" not in text.casefold():
        return False
    return len(text.split()) <= _MAX_WORDS and _CONTRIBUTED.fullmatch(text) is not None


def is_agency(text: str) -> bool:
    """The name of one or more agencies and nothing else: "AFP", "(Reuters)", "AFP/AP"."""
    if len(text) > _MAX_AGENCY_CHARS:
        return False
    line = _AGENCY_LINE.fullmatch(text)
    return line is not None and are_agencies(line["names"])


def is_initials(text: str) -> bool:
    """The initials with which an agency's desk signs: "burs-pdw/mlm/sst"."""
    if "/" not in text and not text.startswith("bur"):
        return False
    return _INITIALS.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """A line that opens with "By" and goes on in names: "By Jane Doe and John Roe in Seoul"."""
    rest = _cut_byline(text)
    if rest is None or _ends_as_sentence(text):
        return False
    words = _WORD.findall(rest)
    if not words or not _holds_names_only(rest):
        return False
    return _opens_with_name(words) or is_agency(rest) or words[-1].lower() in _CREDITED


def _cut_byline(text: str) -> str | None:
    """What follows "By" or "Written by" at the head of a line; None where it opens with neither."""
    opening = text[:_LONGEST_BYLINE].casefold()
    for by in _BYLINES:
        if opening.startswith(by) and (rest := text[len(by) :])[:1] in _BEHIND_BY and rest:
            return rest.lstrip(_BEHIND_BY)
    return None


def is_name_line(text: str) -> bool:
    """A line of names without "By": "Jane Doe", "Jane Doe in Seoul", "Jane Doe, Political Editor".

    Such a line may as well be a picture's caption or a heading; ask only where bylines stand. A heading in
    title case is told from it by what joins the names: "and", "in" a place, a job or an outlet.
    """
    if _ends_as_sentence(text) or len(text.split()) > _MAX_NAME_LINE_WORDS:
        return False
    names, joint, place = text.partition(" in ")
    where = place.removeprefix("The ").split()
    if joint and not (1 <= len(where) <= _MAX_PLACE_WORDS and _are_names(where)):
        return False
    parts = [part.split() for part in _PARTING.split(names)]
    kinds = [_judge_part(part) for part in parts]
    if not all(kinds) or kinds[0] == "place":
        return False
    if len(parts) == 1 and not joint:
        return kinds == ["person"]
    is_joined = bool(joint) or "job" in kinds or re.search(r"\band\b|&", names) is not None
    return is_joined and ("place" not in kinds or "job" in kinds)


def _judge_part(words: list[str]) -> str:
    """What a part of a line of names is: "person", "job" (or an outlet), "place", or "" for none of them."""
    if not words:
        return ""
    if any(word.lower() in _CREDITED for word in words) or is_agency(" ".join(words)):
        return "job" if _holds_names_only(" ".join(words)) else ""
    if not _are_names(words):
        return ""
    core = [word for word in words if word.lower() not in _PARTICLES and len(word.strip(".")) > 1]
    # A third word is as often a middle name as the end of a short heading; a fourth is no name's.
    return {1: "place", 2: "person", 3: "person" if len(words) == 3 else ""}.get(len(core), "")


def _are_names(words: list[str]) -> bool:
    return all(_is_name_word(word) or word.lower() in _PARTICLES for word in words)


def is_photo_credit(text: str) -> bool:
    """A line that credits a picture: "Photograph: Kim Hong-Ji/Reuters", "Image source, Getty Images"."""
    if _ends_as_sentence(text) or len(text.split()) > 14:
        return False
    folded = text.casefold()
    label = _PHOTO_LABEL.match(text) if folded.removeprefix("(").startswith(_PICTURES) else None
    if label is not None and label.end() < len(text):
        return _holds_names_only(text[label.end() :])
    if not any(sign in folded for sign in ("/", "via", "getty images", "handout", "pool")):
        return False
    return bool(_PHOTO_AGENCY.search(text) and _PHOTO_SIGN.search(text) and _holds_names_only(text))


def _ends_as_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", "…")) and not _SHORT_AT_END.search(text[-_SHORT_END:])


def _opens_with_name(words: list[str]) -> bool:
    """Whether the first words are a name: two of its words, particles between them left out."""
    names = [word for word in words[:4] if word.lower() not in _PARTICLES]
    return len(names) >= 2 and all(_is_name_word(word) for word in names[:2])


def _is_name_word(word: str) -> bool:
    return _NAME_WORD.match(word) is not None and word not in _NO_NAMES


def _holds_names_only(text: str) -> bool:
    """Whether all words are names', joining words or what the credited do; one at least is a name's."""
    words = [word for raw in _WORD.findall(text) if (word := raw.strip(".\"'“”‘’©*_"))]
    if not words or len(words) > _MAX_WORDS:
        return False
    names = 0
    for word in words:
        if word.lower() in _JOINING or word.lower() in _CREDITED:
            continue
        if not _is_name_word(word):
            return word.isdigit() and len(word) == 4 and names > 0 and word == words[-1]
        names += 1
    return names > 0 or words[-1].lower() in _CREDITED
