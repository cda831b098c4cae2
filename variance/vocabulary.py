"""The closed vocabularies: the same words in Python, JSON, CSS classes and the documentation."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a unit is in its article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    SENTENCE = "sentence"
    BOILERPLATE = "boilerplate"
    MARKUP = "markup"

    @property
    def is_told(self) -> bool:
        """Whether a unit of this role tells the story, so that it is aligned and can be missing."""
        return self not in _SILENT_ROLES


_SILENT_ROLES = frozenset((Role.BOILERPLATE, Role.MARKUP))


class AlignmentKind(StrEnum):
    """How alike the two sides of an alignment are, from the same words to a shared fact."""

    IDENTICAL = "identical"
    VARIANT = "variant"
    REWORDED = "reworded"
    PARAPHRASE = "paraphrase"
    PARTIAL = "partial"

    @property
    def is_copied(self) -> bool:
        """Whether one side derives from the other, so that word-by-word marks mean something."""
        return self not in _INDEPENDENT_KINDS


_INDEPENDENT_KINDS = frozenset((AlignmentKind.PARAPHRASE, AlignmentKind.PARTIAL))


class Severity(StrEnum):
    """How much a difference matters to an editor."""

    SUBSTANCE = "substance"
    ATTRIBUTION = "attribution"
    WORDING = "wording"
    STYLE = "style"
    TYPOGRAPHY = "typography"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _SEVERITY_RANKS[self]


_SEVERITY_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class ChangeKind(StrEnum):
    """What differs at one place of an alignment, gravest first; ties in ``also`` follow this order."""

    HIDDEN_CHARACTERS = "hidden_characters"
    QUOTE_ALTERED = "quote_altered"
    NUMBER = "number"
    DATE_TIME = "date_time"
    NEGATION = "negation"
    NAME = "name"
    CERTAINTY = "certainty"
    ATTRIBUTION = "attribution"
    QUOTE_MARKS = "quote_marks"
    QUOTE_CUT = "quote_cut"
    LABEL = "label"
    WORD_CHOICE = "word_choice"
    TENSE = "tense"
    TRIMMED = "trimmed"
    EXPANDED = "expanded"
    ORDER = "order"
    SPELLING = "spelling"
    NAME_FORM = "name_form"
    ABBREVIATION = "abbreviation"
    VALUE_FORM = "value_form"
    HYPHENATION = "hyphenation"
    CAPITALISATION = "capitalisation"
    PUNCTUATION = "punctuation"
    QUOTE_STYLE = "quote_style"

    @property
    def default_severity(self) -> Severity:
        """The severity of the kind where the change itself gives no reason for another."""
        return _DEFAULT_SEVERITY[self]


_DEFAULT_SEVERITY: dict[ChangeKind, Severity] = {
    **dict.fromkeys(
        (
            ChangeKind.HIDDEN_CHARACTERS,
            ChangeKind.QUOTE_ALTERED,
            ChangeKind.NUMBER,
            ChangeKind.DATE_TIME,
            ChangeKind.NEGATION,
            ChangeKind.NAME,
            ChangeKind.CERTAINTY,
        ),
        Severity.SUBSTANCE,
    ),
    **dict.fromkeys((ChangeKind.ATTRIBUTION, ChangeKind.QUOTE_MARKS), Severity.ATTRIBUTION),
    **dict.fromkeys(
        (
            ChangeKind.QUOTE_CUT,
            ChangeKind.LABEL,
            ChangeKind.WORD_CHOICE,
            ChangeKind.TENSE,
            ChangeKind.TRIMMED,
            ChangeKind.EXPANDED,
            ChangeKind.ORDER,
        ),
        Severity.WORDING,
    ),
    **dict.fromkeys(
        (
            ChangeKind.SPELLING,
            ChangeKind.NAME_FORM,
            ChangeKind.ABBREVIATION,
            ChangeKind.VALUE_FORM,
            ChangeKind.HYPHENATION,
            ChangeKind.CAPITALISATION,
        ),
        Severity.STYLE,
    ),
    **dict.fromkeys((ChangeKind.PUNCTUATION, ChangeKind.QUOTE_STYLE), Severity.TYPOGRAPHY),
}


class FindingKind(StrEnum):
    """What a reader is told. The first are kinds of change; the rest speak of whole units."""

    HIDDEN_CHARACTERS = "hidden_characters"
    QUOTE_ALTERED = "quote_altered"
    NUMBER = "number"
    DATE_TIME = "date_time"
    NEGATION = "negation"
    NAME = "name"
    CERTAINTY = "certainty"
    CONFLICT = "conflict"
    ATTRIBUTION = "attribution"
    QUOTE_MARKS = "quote_marks"
    QUOTE_CUT = "quote_cut"
    LABEL = "label"
    WORDING = "wording"
    OMISSION = "omission"
    ADDITION = "addition"
    MOVED = "moved"
    TRUNCATED = "truncated"
    REPEAT = "repeat"


class FindingStatus(StrEnum):
    """Whether a finding counts."""

    OPEN = "open"
    WAIVED = "waived"


class QuotationRelation(StrEnum):
    """How a quotation stands to its partner in another source, seen from its own side."""

    VERBATIM = "verbatim"
    CUT = "cut"
    EXTENDED = "extended"
    ALTERED = "altered"
    TRANSLATION = "translation"
    UNQUOTED = "unquoted"


class SpellingVariety(StrEnum):
    """The English that a text is spelt in, as far as its words tell."""

    BRITISH = "british"
    AMERICAN = "american"
    MIXED = "mixed"
    UNCLEAR = "unclear"
