"""Who is the source of a statement, and by which verb of reporting it is given.

Precision comes before recall: a word that may be a noun ("claims") or a plain verb ("backed") counts only
where what stands around it makes it report.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import StrEnum
from functools import cache

from variance.frozen import NamedTuple
from variance.lexicon.tables import load_report_verbs
from variance.text.governance import govern_quotations
from variance.text.numerals import get_key
from variance.text.parsed import ParsedUnit
from variance.text.reporting import (
    ASIDE,
    SAYING_NOUNS,
    ReportVerb,
    VerbForm,
    is_act,
    load_verb_forms,
    performs,
)
from variance.text.speakers import (
    BE_FORMS,
    PRONOUNS,
    find_apposed_name,
    find_opening,
    find_phrase_behind,
    find_subject,
    is_denied,
    is_passive,
    is_sure_speaker,
)
from variance.text.surroundings import Surroundings
from variance.text.tokens import Token
from variance.text.wording import get_wording, remember_by
from variance.text.wordlists import FUNCTION_WORDS, list_words


class AttributionForm(StrEnum):
    """How a statement is attributed."""

    SUBJECT = "subject"  # Putin said
    INVERTED = "inverted"  # said Putin
    ACCORDING = "according"  # according to Putin
    QUOTED_AS = "quoted_as"  # Putin was quoted as saying
    PARTICIPLE = "participle"  # …, saying
    PASSIVE = "passive"  # is believed to
    ADVERB = "adverb"  # reportedly
    NOUN = "noun"  # Putin's claim that


class Attribution(NamedTuple):
    """A source, ``tokens[speaker_start:speaker_end]`` (empty if unnamed), and a verb, likewise.

    ``lemma`` and ``verb_class`` are those of the table of verbs of reporting ("according to" counts as
    neutral; "reportedly" and "is believed to" are ``hearsay``). ``quotations`` are indexes into the unit's
    quotations that the attribution governs. ``is_borrowed`` says that the speaker was named before, for
    another verb or the main clause ("Putin … and warned", "…, saying"). ``is_act`` says that the verb tells
    what somebody did by speaking and not what was said ("praised the crew").
    """

    speaker_start: int
    speaker_end: int
    verb_start: int
    verb_end: int
    lemma: str
    verb_class: str
    form: AttributionForm
    quotations: tuple[int, ...] = ()
    is_borrowed: bool = False
    is_act: bool = False

    @property
    def start(self) -> int:
        """Where the attribution begins, in tokens; a borrowed speaker is no part of it."""
        named = self.speaker_start < self.speaker_end and not self.is_borrowed
        return min(self.speaker_start, self.verb_start) if named else self.verb_start

    @property
    def end(self) -> int:
        """Where the attribution ends, in tokens."""
        named = self.speaker_start < self.speaker_end and not self.is_borrowed
        return max(self.speaker_end, self.verb_end) if named else self.verb_end


_HEARSAY = "hearsay"
_UNSPOKEN = frozenset({AttributionForm.ADVERB, AttributionForm.PASSIVE})
_HEARSAY_ADVERBS = frozenset(list_words("reportedly allegedly supposedly purportedly"))
_HEARSAY_PASSIVES = frozenset(list_words("believe say think report allege understand rumour rumor claim"))
_AUDIENCE = frozenset(list_words("reporters journalists media press newsmen"))
_NO_SOURCE = frozenset(list_words("plan plans schedule taste size need rules tradition"))
_NO_REPORT = frozenset(list_words("seem appear show prove demonstrate"))  # what they say has no speaker
_OWNERS = frozenset(list_words("his her their its my our"))
_BEFORE_VERB = PRONOUNS | frozenset(list_words("who also has have had"))
_TIMES = frozenset(list_words("day night morning afternoon evening week month year time"))  # "that day"


def get_quoting(unit: ParsedUnit) -> Hashable:
    """The wording of a unit and where its quotations stand in it: all that attributions follow from."""
    first = unit.tokens[0].start if unit.tokens else 0
    spans = tuple([(span.level, span.start - first, span.end - first) for span in unit.quotations])
    return get_wording(unit.tokens), unit.quoted, spans


@remember_by(get_quoting)
def find_attributions(unit: ParsedUnit) -> tuple[Attribution, ...]:
    """The attributions of a unit in order; words inside quotation marks are not read."""
    return _Finder(unit).find_all()


@cache
def _list_words() -> frozenset[str]:
    """The words that an attribution is found by."""
    return frozenset(("according", *_HEARSAY_ADVERBS, *SAYING_NOUNS, *load_verb_forms()))


class _Finder:
    """One pass over a unit's tokens; each look around is bounded."""

    def __init__(self, unit: ParsedUnit) -> None:
        self.tokens: Sequence[Token] = unit.tokens
        self.quoted = unit.quoted
        self.outer = [(index, span) for index, span in enumerate(unit.quotations) if span.level == 0]
        self.around = Surroundings(self.tokens, [span for _, span in self.outer])
        self.verbs = load_verb_forms()
        self.classes = load_report_verbs()
        self.found: list[Attribution] = []

    def find_all(self) -> tuple[Attribution, ...]:
        words = _list_words()
        end = 0
        for at, token in enumerate(self.tokens):
            if at < end or token.key not in words or self.quoted[at]:
                continue
            made = self._read(at)
            if made is not None:
                self.found.append(made)
                end = made.verb_end if made.form is not AttributionForm.ACCORDING else made.end
        speaking = [made for made in self.found if made.form not in _UNSPOKEN]
        places = [(made.start, made.end) for made in speaking]
        governed = dict(zip(speaking, govern_quotations(self.tokens, self.outer, places), strict=True))
        return tuple(made._replace(quotations=governed.get(made, ())) for made in self.found)

    def _read(self, at: int) -> Attribution | None:
        token = self.tokens[at]
        if token.key == "according" and get_key(self.tokens, at + 1) == "to":
            return self._read_according(at)
        if token.key in _HEARSAY_ADVERBS:
            return Attribution(at, at, at, at + 1, token.key, _HEARSAY, AttributionForm.ADVERB)
        if token.key in SAYING_NOUNS and (made := self._read_noun(at)) is not None:
            return made
        verb = self.verbs.get(token.key)
        is_written_so = token.form.islower() or token.key == "says"  # headlines: "Putin Says"
        if verb is None or verb.lemma in _NO_REPORT or not is_written_so:
            return None
        if verb.lemma == "quote":
            return self._read_quoted_as(at)
        if verb.form is VerbForm.GERUND:
            is_progressive = is_passive(self.tokens, at)
            return self._read_progressive(at, verb) if is_progressive else self._read_participle(at, verb)
        if is_passive(self.tokens, at):
            return self._read_passive(at, verb)
        return self._read_finite(at, verb)

    def _read_according(self, at: int) -> Attribution | None:
        start, end = find_phrase_behind(self.tokens, at + 2)
        if start == end or self.tokens[end - 1].key in _NO_SOURCE:
            return None
        return Attribution(start, end, at, at + 2, "according to", "neutral", AttributionForm.ACCORDING)

    def _read_quoted_as(self, at: int) -> Attribution | None:
        """Read "X was quoted as saying" and "the agency quoted X as saying"."""
        if is_passive(self.tokens, at):
            if get_key(self.tokens, at + 1) not in ("as", "by"):
                return None
            end = at + 3 if get_key(self.tokens, at + 2) == "saying" else at + 2
            be = self._find_be(at)
            speaker = find_subject(self.tokens, be)
            return self._make(speaker, (be, end), "be quoted as saying", AttributionForm.QUOTED_AS)
        for place in range(at + 1, min(len(self.tokens) - 1, at + 40)):
            if self.tokens[place].key == "as" and self.tokens[place + 1].key == "saying":
                speaker = find_phrase_behind(self.tokens, at + 1)
                return self._make(speaker, (at, at + 1), "quote as saying", AttributionForm.QUOTED_AS)
        return None

    def _find_be(self, at: int) -> int:
        """Where the form of "be" before a verb stands."""
        be = at - 1
        while be > 0 and self.tokens[be].key not in BE_FORMS:
            be -= 1
        return be

    def _read_noun(self, at: int) -> Attribution | None:
        """Read "the minister's claim that" and "his warning on Friday that"; a claim of nobody is none."""
        behind = at + 1
        while behind < len(self.tokens) and self.around.is_day(behind):
            behind += 1
        is_said = get_key(self.tokens, behind) == "that" and get_key(self.tokens, behind + 1) not in _TIMES
        before = get_key(self.tokens, at - 1)
        if not is_said or not (before in _OWNERS or before == "'s"):
            return None
        speaker = (at - 1, at) if before in _OWNERS else find_subject(self.tokens, at - 1)
        if before == "'s" and not is_sure_speaker(self.tokens, *speaker):
            return None
        return self._make(speaker, (at, at + 1), SAYING_NOUNS[self.tokens[at].key], AttributionForm.NOUN)

    def _read_progressive(self, at: int, verb: ReportVerb) -> Attribution | None:
        """Read "the agency is reporting that" and ", the agency is reporting"."""
        lemma, end = self._find_lemma(at, verb)
        be = self._find_be(at)
        speaker = find_subject(self.tokens, be)
        if lemma is None or speaker[0] == speaker[1] or not self.around.reports(at, end, lemma, speaker):
            return None
        return self._make(speaker, (be, end), lemma, AttributionForm.SUBJECT)

    def _read_passive(self, at: int, verb: ReportVerb) -> Attribution | None:
        """Read "is believed to" and "it was reported that"; other passives tell who was spoken to."""
        after = get_key(self.tokens, at + 1)
        if verb.lemma not in _HEARSAY_PASSIVES or after not in ("to", "that"):
            return None
        be = self._find_be(at)
        return Attribution(be, be, be, at + 1, f"be {self.tokens[at].key}", _HEARSAY, AttributionForm.PASSIVE)

    def _read_participle(self, at: int, verb: ReportVerb) -> Attribution | None:
        """Read ", saying …" with the speaker before it and "with a senior official saying"."""
        lemma, end = self._find_lemma(at, verb)
        if lemma is None or (lemma in ("tell",) and not self.around.has_object(end)):
            return None
        before = get_key(self.tokens, at - 1)
        if before in (",", "\u2014", "and", "while", "by"):
            if not self.around.opens_report(end, lemma):
                return None
            last = self.found[-1] if self.found else None
            known = last is not None and last.speaker_start < last.speaker_end
            speaker = (
                (last.speaker_start, last.speaker_end) if last and known else find_opening(self.tokens, at)
            )
            made = self._make(speaker, (at, end), lemma, AttributionForm.PARTICIPLE)
            return made._replace(is_borrowed=True)
        start, stop = find_subject(self.tokens, at)
        is_absolute = get_key(self.tokens, start - 1) in ("with", "despite") and is_sure_speaker(
            self.tokens, start, stop
        )
        if is_absolute and self.around.opens_report(end, lemma):
            return self._make((start, stop), (at, end), lemma, AttributionForm.PARTICIPLE)
        return None

    def _read_finite(self, at: int, verb: ReportVerb) -> Attribution | None:
        lemma, end = self._find_lemma(at, verb)
        if lemma is None or is_denied(self.tokens, at):
            return None
        inverted = self._read_inverted(at, end, lemma)
        if inverted is not None:
            return inverted
        speaker = find_subject(self.tokens, at)
        if speaker[0] == speaker[1]:
            return self._read_conjoined(at, end, lemma, verb)
        if self._is_noun(at, verb, speaker) or not self.around.reports(at, end, lemma, speaker):
            return None
        made = self._make(speaker, (at, end), lemma, AttributionForm.SUBJECT)
        return made._replace(is_act=self._is_act(at, end, lemma))

    def _is_act(self, at: int, end: int, lemma: str) -> bool:
        return is_act(lemma) and not self.around.has_that(end) and not self.around.has_quotation(at, end)

    def _find_lemma(self, at: int, verb: ReportVerb) -> tuple[str | None, int]:
        """The verb's lemma with its particle or audience, and where it ends; None for a bare "rule"."""
        after = get_key(self.tokens, at + 1)
        if after in verb.particles and after != "as":
            return verb.particles[after], at + 2
        if verb.lemma == "tell" and after in _AUDIENCE:
            return "tell reporters", at + 2
        return (verb.lemma if verb.is_reporting_alone else None), at + 1

    def _read_inverted(self, at: int, end: int, lemma: str) -> Attribution | None:
        """Read "said Putin" behind a quotation, or behind a comma where a sentence is told so."""
        before = get_key(self.tokens, at - 1)
        is_after_mark = before in ('"', "'") or (before == "," and get_key(self.tokens, at - 2) in ('"', "'"))
        if not is_after_mark and not (before == "," and lemma in ASIDE):
            return None
        start, stop = find_phrase_behind(self.tokens, end)
        if not is_sure_speaker(self.tokens, start, stop):
            return None
        if not is_after_mark:
            closed = get_key(self.tokens, stop) in (".", ",", "") or self.around.is_time(stop)
            if (
                not closed
                or self.tokens[start].key in PRONOUNS
                or is_sure_speaker(self.tokens, *find_subject(self.tokens, at))
            ):
                return None
        name = find_apposed_name(self.tokens, start, stop)
        speaker = name if name[0] < name[1] else (start, stop)
        return self._make(speaker, (at, end), lemma, AttributionForm.INVERTED)

    def _read_conjoined(self, at: int, end: int, lemma: str, verb: ReportVerb) -> Attribution | None:
        """A second verb of one speaker: "… and indicated that", "but warned"."""
        before = get_key(self.tokens, at - 1)
        if before == "also":
            before = get_key(self.tokens, at - 2)
        if before not in ("and", "but") or not self.found or verb.form is VerbForm.BASE:
            return None
        last = self.found[-1]
        is_near = last.form in (AttributionForm.SUBJECT, AttributionForm.INVERTED)
        if not is_near or not (performs(lemma) or self.around.opens_report(end, lemma)):
            return None
        speaker = (last.speaker_start, last.speaker_end)
        made = self._make(speaker, (at, end), lemma, AttributionForm.SUBJECT)
        return made._replace(is_borrowed=True, is_act=self._is_act(at, end, lemma))

    def _is_noun(self, at: int, verb: ReportVerb, speaker: tuple[int, int]) -> bool:
        """Whether the word is a noun or an adjective: "the claims", "its reported losses"."""
        if self.tokens[at].key in ("said", "told", "says", "tells"):
            return False
        before = self.tokens[at - 1]
        if before.key == "'s" or (before.key in FUNCTION_WORDS and before.key not in _BEFORE_VERB):
            return True
        is_bare = verb.form in (VerbForm.BASE, VerbForm.THIRD)
        if is_bare and before.form.islower() and not self.around.has_that(at + 1):
            return before.key not in _BEFORE_VERB and not is_sure_speaker(self.tokens, *speaker)
        return False

    def _make(
        self, speaker: tuple[int, int], verb: tuple[int, int], lemma: str, form: AttributionForm
    ) -> Attribution:
        return Attribution(*speaker, *verb, lemma, self.classes.get(lemma, "neutral"), form)
