"""What stands around a word that may report: a quotation, a clause, an object, the end of the sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from variance.text.dates import is_weekday
from variance.text.finite import has_finite
from variance.text.numerals import get_key
from variance.text.quotations import QuotedSpan
from variance.text.reporting import ASIDE, CLAUSAL, FORECASTING, OPEN, load_verb_forms, performs
from variance.text.speakers import PRONOUNS, find_subject, is_sure_speaker
from variance.text.tokens import Token
from variance.text.wordlists import list_words

_NEAR = 4  # tokens between a verb and "that" or a quotation: "told reporters on Friday that"
_FAR = 20  # tokens up to a colon before a quotation: "posted to his own page late on Sunday:"
_QUESTIONS = frozenset(list_words("whether why how if what who when where"))
_MODALS = frozenset(list_words("will would could can may might"))
_SUBJECTS = PRONOUNS | frozenset(
    list_words(
        """
        the a an his her its their our my this that these those there both all any no more some many such
        """
    )
)
_NO_OBJECT = frozenset(list_words("in on at by as from with and or but while when after before than"))
_NO_FORECAST = _NO_OBJECT | frozenset(list_words("to for about of"))


class Surroundings:
    """A unit's tokens and outer quotations, asked about the place of a verb; every look is bounded.

    ``at`` is the verb's first token, ``end`` the one behind it, with its particle or audience.
    """

    def __init__(self, tokens: Sequence[Token], outer: Sequence[QuotedSpan]) -> None:
        self.tokens = tokens
        self.openings = [span.start for span in outer]

    def reports(self, at: int, end: int, lemma: str, speaker: tuple[int, int]) -> bool:
        """Whether what stands around a verb makes it one of reporting."""
        if lemma in ("say", "tell reporters"):
            return True
        is_sure = is_sure_speaker(self.tokens, *speaker)
        if lemma == "tell":
            return self.has_object(end) if is_sure else self._has_named_object(end)
        if self.has_that(end) or self.has_quotation(at, end):
            return is_sure or self.has_that(end)
        if not is_sure:
            return False
        if lemma in ASIDE and self.is_aside(end, speaker):
            return True
        if performs(lemma):
            return self.has_object(end) or get_key(self.tokens, end) in ("to", "of")
        return self.takes_clause(end, lemma)

    def takes_clause(self, end: int, lemma: str) -> bool:
        """Whether what is said follows without "that": "said he would go", "asked why", "fear it will"."""
        if lemma == "ask":
            near = [token.key for token in self.tokens[end : end + _NEAR]]
            near = near[: near.index("to")] if "to" in near else near
            return not _QUESTIONS.isdisjoint(near)
        if lemma in FORECASTING:
            ahead = [token.key for token in self.tokens[end : end + 2 * _NEAR]]
            return bool(ahead) and ahead[0] not in _NO_FORECAST and not _MODALS.isdisjoint(ahead)
        return lemma in CLAUSAL and self._opens_clause(end, is_open=lemma in OPEN)

    def opens_report(self, end: int, lemma: str) -> bool:
        """Whether what is said begins right behind a verb: "that", a quotation, a clause."""
        after = get_key(self.tokens, end)
        is_open = self.has_that(end) or after in ('"', "'", ":") or self.has_quotation(end - 1, end)
        return is_open or self.takes_clause(end, lemma)

    def has_that(self, end: int) -> bool:
        """Whether "that" follows within a few words, in the same breath."""
        near = [token.key for token in self.tokens[end : end + _NEAR]]
        return "that" in near[: near.index(",")] if "," in near else "that" in near

    def has_quotation(self, at: int, end: int) -> bool:
        """Whether a quotation ends before the speaker or begins soon behind the verb."""
        later = self.tokens[min(len(self.tokens), end + 2 * _NEAR) - 1].end
        start = self.tokens[at].end
        at_first = bisect_left(self.openings, start)
        is_near = at_first < len(self.openings) and self.openings[at_first] <= later
        return is_near or self._follows_quotation(at) or self._has_colon(end)

    def _has_colon(self, end: int) -> bool:
        """Whether a colon and a quotation follow, with no other verb of reporting before them."""
        for at in range(end, min(len(self.tokens) - 1, end + _FAR)):
            token = self.tokens[at]
            if token.form == ":":
                start = self.tokens[at + 1].start
                place = bisect_left(self.openings, start)
                return place < len(self.openings) and self.openings[place] == start
            if token.form in (";", '"') or token.key in load_verb_forms():
                break
        return False

    def _follows_quotation(self, at: int) -> bool:
        place = find_subject(self.tokens, at)[0]
        marks = [token.form for token in self.tokens[max(0, place - 2) : place]]
        return any(mark in ('"', "'") for mark in marks)

    def is_aside(self, end: int, speaker: tuple[int, int]) -> bool:
        """Whether a speaker and a verb are set off at the end: ", Tass reported on Friday"."""
        before = get_key(self.tokens, speaker[0] - 1)
        is_closed = get_key(self.tokens, end) in ("", ".", ",", ":") or self.is_time(end)
        return is_closed and before in (",", '"', "'", "as")

    def is_time(self, at: int) -> bool:
        """Whether words of time or place begin at a token."""
        if at >= len(self.tokens):
            return False
        return self.is_day(at) or self.tokens[at].key in ("late", "early", "in", "at")

    def is_day(self, at: int) -> bool:
        """Whether a token is a weekday or the "on" before one."""
        return is_weekday(self.tokens[at]) or self.tokens[at].key == "on"

    def _opens_clause(self, end: int, *, is_open: bool) -> bool:
        """Whether a clause with a subject of its own follows: a pronoun, a name or a determiner.

        Behind a verb that takes things as well ("revealed her plan") it must show a verb, too.
        """
        at = end
        while at < len(self.tokens) and self.is_day(at):
            at += 1
        if at >= len(self.tokens) or not self.tokens[at].is_word:
            return False
        token = self.tokens[at]
        if token.key in PRONOUNS or token.key == "there":
            return True
        is_subject = token.key in _SUBJECTS or token.form[0].isupper()
        return is_subject and (is_open or has_finite(self.tokens, at + 1))

    def has_object(self, end: int) -> bool:
        """Whether a verb has something behind it that it can take as its object."""
        if end >= len(self.tokens) or not self.tokens[end].is_word:
            return False
        token = self.tokens[end]
        return token.key not in _NO_OBJECT

    def _has_named_object(self, end: int) -> bool:
        """Whether a name follows, so that whoever tells it speaks: "insiders told the Guardian"."""
        at = end + (get_key(self.tokens, end) == "the")
        return at < len(self.tokens) and self.tokens[at].is_word and self.tokens[at].form[0].isupper()
