"""Text to sentence spans by rules, in linear time; nothing is rewritten.

A candidate is a run of stops with the closing marks that follow it, and white space. An ordered tuple
of rules looks at the word before and the word after, and the first that knows decides. Text between
two spans is white space only. Several sentences inside one quotation are split: the words of a
quotation are compared sentence by sentence like all others.

Measured on the cases of ``tests/fixtures/segment``: ``tests/benchmarks/segmentation.py`` prints the
figures beside those of a naive rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from variance.frozen import NamedTuple
from variance.text.markup import find_markup
from variance.text.patterns import LatePattern
from variance.text.wordlists import list_words

_STOPS = ".!?…‽؟۔।"
_CLOSERS = "\"'”’»›)\\]}*†"
# Inline markup is masked by this character, which decoding lets into no text, so that offsets stay.
_MASK = "\0"
# The look-behinds let a run of stops match from its beginning only, and nothing is given back: a
# megabyte of dots is read once.
_CANDIDATE = re.compile(
    rf"""
    (?<![{_STOPS}]) (?<![{_STOPS}][ \u00a0])
    (?P<stops> [{_STOPS}]++ (?:[ \u00a0][.…]++)*+ )
    (?P<closers> [{_CLOSERS}{_MASK}]*+ (?:\[\d{{1,3}}\])?+ {_MASK}*+ )
    (?: \s++ | $ )
  | (?P<wide> [。！？｡]++ [”’」』）》]{{0,4}}+ ) \s*+
    """,
    re.VERBOSE,
)
# No abbreviation, title or initial is longer than this, and no word after tells more in more.
_WORD_WINDOW = 24
_WORD_BEFORE = re.compile(rf"[^\s\"“”„‘«»(\[{{—–/{_MASK}]+$")
_WORD_AFTER = re.compile(
    rf"(?P<opener>[\"'“‘«„‹(\[{{—–{_MASK}-]*+[ ]?)(?P<word>[^\s\"“”{_MASK}]{{0,{_WORD_WINDOW}}})"
)
_DOTTED = LatePattern(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_ROMAN = LatePattern(r"[IVXLC]+$")
_BARE_WORD = re.compile(r"\w+")

# Never the end of a sentence when a name follows: titles, written with a capital before a name.
_TITLES = frozenset(
    list_words(
        """
        mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col maj capt cpt sgt cpl pvt adm cmdr
        cdr rev hon pres messrs mme mlle det insp supt amb atty brig fr sir
        """
    )
)
# Never the end of a sentence: what joins two parts of one.
_JOINTS = frozenset(list_words("vs v cf e.g i.e viz approx ca c esp incl"))
# The end of a sentence unless a number follows.
_BEFORE_NUMBERS = frozenset(list_words("no nos n° p pp art sec secs ch para paras fig figs vol ss cl op"))
_MONTHS = frozenset(list_words("jan feb mar apr jun jul aug sep sept oct nov dec"))
# The end only if the next word can hardly belong to the same name ("Ft. Worth", "St. Petersburg").
_PLACES = frozenset(list_words("st mt ft ste ave blvd rd univ assn bros dept est al pt"))
# The end only if the next word is one that opens sentences ("Apple Inc. Chief Executive").
_COMPANIES = frozenset(list_words("inc ltd co cos corp llc llp plc jr sr ph.d m.d b.a m.a bhd pty"))
# States as the Associated Press writes them, told from words by their capital ("Ill." but "ill.").
_STATES = frozenset(
    list_words(
        """
        Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb
        Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo
        """
    )
)
# All abbreviations but those of states, which are told from words by their capitals.
_SHORTENED = _TITLES | _JOINTS | _BEFORE_NUMBERS | _MONTHS | _PLACES | _COMPANIES
# The digits of an item's number.
_LONGEST_LABEL = 2
# Words that open a sentence and are no part of a name.
_STARTERS = frozenset(
    list_words(
        """
        a an the this that these those he it she they we you i his her its their our my your but and
        or so yet if when while where why what who whom whose which how in on at by for from with
        without after before since until during under over about as to there here then now today
        yesterday tomorrow however meanwhile moreover also although though because despite both each
        all some many most several few nor neither either did do does is are was were has have had
        can could will would should may might please let one two three another other such even only
        still later earlier once according last next more much
        """
    )
)
# Of those, the ones that are no surname either ("J. So", "Y. He", "W. May", "Albert I. An").
_SURE_STARTERS = frozenset(
    list_words("the it but this that these those they we his her its their in on at and")
)
# How one who reports a question names its speaker: "“Why now?” Putin asked."
_ASKING = LatePattern(
    r"(?:[^\W\d_a-z][\w.’'-]{0,30} ){1,5}(?:(?:has |had |have )?(?:asked|said|says|asks|added|wrote|told"
    r"|replied|exclaimed|demanded|wondered|tweeted|posted|shouted|joked|quipped))\b"
)
# Five names of thirty letters and a verb.
_ASKING_WINDOW = 180


class _Candidate(NamedTuple):
    """A place where a sentence may end, with what the rules look at.

    ``before`` is the word before the stops, ``opener`` and ``after`` the marks and the word after the
    white space, ``follows`` the text there; ``first_word`` says that ``before`` opens the sentence,
    ``in_bracket`` that the stops stand right behind an opening bracket.
    """

    stops: str
    closers: str
    before: str
    opener: str
    after: str
    first_word: bool
    in_bracket: bool
    follows: str

    @property
    def key(self) -> str:
        return self.before.lower()

    @property
    def has_starter(self) -> bool:
        """Whether the next word opens sentences."""
        return self._is_after_in(_STARTERS)

    @property
    def has_sure_starter(self) -> bool:
        return self._is_after_in(_SURE_STARTERS)

    @property
    def opens_quotation(self) -> bool:
        return any(mark in "\"'“‘«„‹" for mark in self.opener)

    def _is_after_in(self, words: frozenset[str]) -> bool:
        word = _BARE_WORD.match(self.after)
        return word is not None and word.group().lower() in words


_Rule = Callable[[_Candidate], bool | None]


def _follow_lower_case(it: _Candidate) -> bool | None:
    """A small letter goes on with the sentence, but for brands such as iPhone."""
    if it.after[:1].islower() and it.after[:2] not in ("iP", "eB"):
        return False
    return None


def _end_without_word(it: _Candidate) -> bool | None:
    """Where neither word nor opening mark follows, the sentence ends."""
    return True if not it.after and not it.opener else None


def _report_question(it: _Candidate) -> bool | None:
    """A question or cry whose speaker is named next: “Why now?” Putin asked."""
    is_cry = bool(it.closers) and bool(it.stops.strip(".…"))
    if is_cry and not it.opener and not it.has_starter and _ASKING.match(it.follows):
        return False
    return None


def _pass_bracketed_ellipsis(it: _Candidate) -> bool | None:
    """An ellipsis in brackets, "[...]", stands for words left out and ends nothing."""
    is_ellipsis = "…" in it.stops or len(it.stops) > 1
    return False if is_ellipsis and it.in_bracket and it.closers[:1] in ("]", ")") else None


def _pass_ellipsis(it: _Candidate) -> bool | None:
    """An ellipsis leaves words out; it ends a sentence before a closing mark or a word that opens one."""
    dots = it.stops.count(".")
    if "…" not in it.stops and dots < 2:
        return None
    if dots > 3 or it.closers:
        return True
    return it.has_starter and it.after.split("'")[0].split("’")[0] != "I"


def _end_at_mark(it: _Candidate) -> bool | None:
    """A mark other than a full stop, or a closing mark behind it, ends the sentence."""
    return True if it.stops.strip(".") or it.closers else None


def _pass_item_number(it: _Candidate) -> bool | None:
    """A short number that opens a sentence is its label: "1. The first item"."""
    is_label = it.before.isdigit() and len(it.before) <= _LONGEST_LABEL and it.closers in ("", ")")
    return False if is_label and it.first_word else None


def _pass_initial(it: _Candidate) -> bool | None:
    """A single letter is an initial, but for "you and I." and "Plan B. The ..."."""
    if len(it.before) != 1 or not it.before.isalpha():
        return None
    if it.key in _JOINTS and it.before.islower():
        return False
    if it.first_word or it.before.islower():
        return it.has_sure_starter and not it.first_word
    return it.has_starter if it.before == "I" else it.has_sure_starter


def _pass_abbreviation(it: _Candidate) -> bool | None:
    """Titles, joints, numbers, months, places: each class by what follows it."""
    key = it.key
    if key in _TITLES and it.before[:1].isupper():
        return False
    if key in _JOINTS:
        return False
    if key in _BEFORE_NUMBERS:
        return not (it.after[:1].isdigit() or _ROMAN.match(it.after.rstrip(".,;:)")))
    if key in _MONTHS and it.before[:1].isupper():
        return not it.after[:1].isdigit()
    if key in _PLACES:
        return it.has_sure_starter
    return None


def _pass_maybe(it: _Candidate) -> bool | None:
    """Abbreviations that end sentences as often as not: "the U.S. Army", "in the U.S. It"."""
    tail = it.before.rsplit("-", 1)[-1]
    if it.key in _COMPANIES or tail in _STATES or ("." in it.key and _DOTTED.match(it.key)):
        # "WASHINGTON, D.C. — The Senate": a dash goes on.
        return not it.opener.startswith(("—", "–", "-")) and (it.has_starter or it.opens_quotation)
    return None


RULES: tuple[tuple[str, _Rule], ...] = (
    ("end without word", _end_without_word),
    ("lower case", _follow_lower_case),
    ("reported question", _report_question),
    ("bracketed ellipsis", _pass_bracketed_ellipsis),
    ("item number", _pass_item_number),
    ("ellipsis", _pass_ellipsis),
    ("mark", _end_at_mark),
    ("initial", _pass_initial),
    ("abbreviation", _pass_abbreviation),
    ("maybe", _pass_maybe),
)


def segment_spans(text: str, start: int, end: int, *, markup: bool = False) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of ``text[start:end]``, in order; between them is white space only.

    The stretch is one block: newlines inside it are white space. With ``markup`` it is Markdown, whose
    inline markup decides nothing and whose quotation marks at the beginning of lines are passed over.
    Linear in the stretch's length.
    """
    stretch = text[start:end]
    if markup:
        stretch = _mask_markup(text, start, end)
    return tuple((start + a, start + b) for a, b in _segment(stretch))


def _mask_markup(text: str, start: int, end: int) -> str:
    """The stretch with its inline markup masked and the marks of a block quotation's lines as spaces."""
    pieces = []
    position = start
    for span_start, span_end in find_markup(text, start, end):
        pieces.append(text[position:span_start])
        is_quotation = text[span_start:span_end].strip(" >") == ""
        pieces.append((" " if is_quotation else _MASK) * (span_end - span_start))
        position = span_end
    pieces.append(text[position:end])
    return "".join(pieces)


def _segment(text: str) -> list[tuple[int, int]]:
    end = len(text.rstrip())
    first = len(text) - len(text.lstrip())
    spans = []
    for match in _CANDIDATE.finditer(text, first, end):
        if match.end() >= end:
            break
        if match["wide"] is not None:
            stop = match.end("wide")
        elif _is_boundary(text, match, first):
            stop = match.end("closers")
        else:
            continue
        spans.append((first, stop))
        first = match.end()
    if first < end:
        spans.append((first, end))
    return spans


def _ends_plainly(text: str, match: re.Match[str], first: int) -> bool:
    """Whether a plain stop stands between a whole word or a long number, and a capital.

    No rule has a say there; more than half of the places where a sentence may end are such.
    """
    if match["stops"] != "." or match["closers"] or not text[match.end() : match.end() + 1].isupper():
        return False
    space = text.rfind(" ", max(first, match.start() - _WORD_WINDOW), match.start())
    word = text[space + 1 : match.start()]
    if space < 0 or len(word) <= 1 or word.lower() in _SHORTENED or word in _STATES:
        return False
    return word.isalpha() or (word.isdigit() and len(word) > _LONGEST_LABEL)


def _is_boundary(text: str, match: re.Match[str], first: int) -> bool:
    """Whether the sentence that began at ``first`` ends at a candidate: the first rule that knows."""
    if _ends_plainly(text, match, first):
        return True
    before = _WORD_BEFORE.search(text, max(first, match.start() - _WORD_WINDOW), match.start())
    after = _WORD_AFTER.match(text, match.end())
    assert after is not None  # every part of the pattern may be empty
    if before is None:
        word, is_first = "", False
    else:
        # Marks alone may stand before the first word; more of them than fit an opener is no sentence.
        gap = text[first : min(before.start(), first + _WORD_WINDOW)]
        word, is_first = before.group().lstrip("'‘’"), not gap.strip("\"'“‘«([\0")
    candidate = _Candidate(
        stops=match["stops"],
        closers=match["closers"].strip("*†\0"),
        before=word,
        opener=after["opener"].strip(" \0"),
        after=after["word"],
        first_word=is_first,
        in_bracket=text[match.start() - 1 : match.start()] in ("[", "("),
        follows=text[match.end() : match.end() + _ASKING_WINDOW],
    )
    for _, rule in RULES:
        if (verdict := rule(candidate)) is not None:
            return verdict
    return True
