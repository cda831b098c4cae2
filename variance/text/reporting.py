"""The forms of the verbs of reporting: which word is "say", "deny" or "brush off", and in what form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from variance.frozen import NamedTuple
from variance.lexicon.tables import load_report_verbs
from variance.text.irregular import IRREGULAR_VERBS
from variance.text.wordlists import list_words, map_words


class VerbForm(StrEnum):
    """The form a verb stands in; ``past`` is the participle as well, where the two are one word."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    GERUND = "gerund"


class ReportVerb(NamedTuple):
    """A word that may report: its lemma, its form, and the particle that makes another lemma of it, if any.

    ``particles`` maps a word behind the verb to the lemma of both ("out" → "rule out").
    """

    lemma: str
    form: VerbForm
    is_reporting_alone: bool
    particles: Mapping[str, str]


# Verbs that take what was said without "that": "said he would go".
CLAUSAL = frozenset(
    list_words(
        """
        say believe think claim insist warn add argue admit suggest confirm announce maintain note stress
        estimate allege acknowledge concede reveal declare vow pledge promise threaten tell write report
        state explain assure reckon
        """
    )
)
# Those of them that seldom take a thing in place of a clause.
OPEN = frozenset(list_words("say believe think insist argue claim allege tell assure reckon report confirm"))
# The same of what is to come; without a "will" or "would" behind them they take a thing: "feared the river".
FORECASTING = frozenset(list_words("predict forecast fear hope expect worry doubt"))
# Verbs that are acts of speech with any object: "urged Seoul", "denied any role".
_PERFORMING = frozenset(
    list_words(
        """
        deny reject dismiss refute rebuff dispute condemn denounce criticise criticize accuse blame praise
        hail applaud welcome laud commend slam blast vow pledge promise urge demand threaten warn announce
        declare reiterate
        """
    )
)
# Classes of verbs that tell what somebody did by speaking, and not what was said.
_ACTING = frozenset(("attack", "approve"))
_STATING = frozenset(("accuse", "blame"))  # these say of what
# Verbs that also close a sentence as an aside: ", Russia's Tass news agency reported."
ASIDE = frozenset(
    list_words(
        """
        say report write add announce warn tell explain note claim insist state confirm reply argue admit
        joke recall believe think remark comment quip tweet post continue conclude
        """
    )
)
# Nouns of a statement that somebody makes: "the minister's claim that", "his warning that".
SAYING_NOUNS = map_words(
    """
    state statement|claim claims|warn warning warnings|announce announcement|allege allegation allegations
    assert assertion assertions|suggest suggestion suggestions|promise promises|pledge pledges|vow vows
    deny denial|admit admission|insist insistence|accuse accusation accusations|contend contention
    threaten threat threats|demand demands|declare declaration|predict prediction predictions
    believe belief|argue argument|conclude conclusion|assure assurance assurances|propose proposal
    """
)
SAYING_NOUNS |= {lemma: lemma for lemma in list_words("claim promise pledge vow demand")}

_VOWELS = "aeiou"
# Verbs of more than one syllable whose last one is stressed double their consonant like short ones.
_DOUBLED = frozenset(list_words("admit quip"))


def inflect_verb(lemma: str) -> dict[str, VerbForm]:
    """The forms of a verb of one word. Irregular ones come from the table, the rest follow the rules."""
    forms = {lemma: VerbForm.BASE}
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = lemma + ("d" if lemma.endswith("e") else "ed")
    gerund = (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    if _doubles_consonant(lemma):
        past, gerund = lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    elif lemma.endswith("al"):  # signaled, signalled
        forms |= {lemma + "led": VerbForm.PAST, lemma + "ling": VerbForm.GERUND}
    forms[third] = VerbForm.THIRD
    forms[gerund] = VerbForm.GERUND
    pasts = [form for form in _list_irregular().get(lemma, ()) if not form.endswith(("s", "ing"))]
    # The regular past stands beside the irregular one ("proved", "proven"); "telled" does no harm.
    forms |= dict.fromkeys([*pasts, past], VerbForm.PAST)
    return forms


@cache
def _list_irregular() -> Mapping[str, Sequence[str]]:
    """The irregular forms of each verb that has any."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in IRREGULAR_VERBS.items():
        forms[lemma].append(form)
    return forms


def _doubles_consonant(lemma: str) -> bool:
    is_short = len(lemma) <= 4 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS
    return lemma in _DOUBLED or (is_short and lemma[-3] not in _VOWELS)


def performs(lemma: str) -> bool:
    """Whether a verb with any object is an act of speech: condemned the treaty, brushed off the charge."""
    return lemma in _PERFORMING or " " in lemma


def is_act(lemma: str) -> bool:
    """Whether a verb with an object tells what somebody did by speaking, not what was said: praised her."""
    return load_report_verbs().get(lemma) in _ACTING and lemma not in _STATING


@cache
def load_verb_forms() -> Mapping[str, ReportVerb]:
    """Every form of the verbs of reporting, of a verb with a particle under its first word."""
    particles: dict[str, dict[str, str]] = defaultdict(dict)
    lemmas: dict[str, bool] = {}
    for phrase in load_report_verbs():
        first, *rest = phrase.split()
        if first == "be":
            continue
        lemmas[first] = lemmas.get(first, False) or not rest
        if rest:
            particles[first][rest[0]] = phrase
    forms: dict[str, ReportVerb] = {}
    for lemma, is_alone in lemmas.items():
        behind = MappingProxyType(particles[lemma])
        for form, kind in inflect_verb(lemma).items():
            # Of two verbs with one form ("found") the first of the table counts; past forms go first.
            if form not in forms or kind is VerbForm.PAST:
                forms[form] = ReportVerb(lemma, kind, is_alone, behind)
    return MappingProxyType(forms)
