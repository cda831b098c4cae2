"""Tables of name forms, verbs of reporting, hedges, labels and gendered titles.

A form is one way to write a country, a place, a person or a body; all forms of one thing share a key.
A form that also names another thing, or that makes a claim, is *ambiguous*: it never merges by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from variance.frozen import NamedTuple
from variance.lexicon.datafile import iterate_rows


class FormKind(StrEnum):
    """The tables of name forms, by what their entries name; also the keys of ``[lexicon]``."""

    COUNTRIES = "countries"
    PLACES = "places"
    PERSONS = "persons"
    BODIES = "bodies"


class FormEntry(NamedTuple):
    """What a form stands for: the key of its set, the table, and whether it could be another thing."""

    key: str
    table: FormKind
    is_ambiguous: bool


class _Row(NamedTuple):
    form: str
    entry: FormEntry


class FormTable(NamedTuple):
    """All name forms by their folded parts; ``starts`` are the parts that any of them begins with."""

    rows: Mapping[tuple[str, ...], tuple[_Row, ...]]
    starts: Set[tuple[str, ...]]

    def find_entry(self, parts: tuple[str, ...], text: str) -> FormEntry | None:
        """The entry of folded parts that were written as ``text``; None if there is none in this case."""
        rows = [row for row in self.rows.get(parts, ()) if _fits_case(row.form, text)]
        if not rows:
            return None
        entry = rows[0].entry
        if len({row.entry.key for row in rows}) > 1:
            return FormEntry(entry.key, entry.table, is_ambiguous=True)
        return entry


_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'") | {"&": " and "})
_CLITIC = re.compile(r"'s\b")
_PARTED = re.compile(r"[^\w']+")


@lru_cache(maxsize=1 << 14)  # bounded for corpora; the words of one story fit many times over
def fold_form(phrase: str) -> tuple[str, ...]:
    """The parts by which a form is looked up: no case, accents, hyphens or stops; 's is a part."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(phrase.lower().split())
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), phrase.translate(_APOSTROPHES))
    text = _CLITIC.sub(" 's", text.casefold())
    if not text.isascii():
        decomposed = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(_PARTED.sub(" ", text).split())


def lookup_form(phrase: str, *, forms: FormTable | None = None) -> FormEntry | None:
    """The entry of a name as it is written, None if no table has it; "us" is not "US"."""
    return (forms or load_forms()).find_entry(fold_form(phrase), phrase)


# Sets of forms that the user's settings add, by table: a line a set, the forms parted by commas.
ExtraForms = tuple[tuple[FormKind, tuple[str, ...]], ...]
_extra_forms: ContextVar[ExtraForms] = ContextVar("extra_forms", default=())


@contextmanager
def extend_forms(extra: ExtraForms) -> Iterator[None]:
    """While this lasts the tables of name forms also hold these sets (``"Kyiv, Kiev, Kyyiv"``).

    The first form of a set is its key. A set that names a key the tables have extends it.
    """
    token = _extra_forms.set(extra)
    try:
        yield
    finally:
        _extra_forms.reset(token)


def get_extra_forms() -> ExtraForms:
    """The sets that the tables hold beyond the package's own; what is kept of a text depends on them."""
    return _extra_forms.get()


def load_forms() -> FormTable:
    """The tables of name forms, with the sets that ``extend_forms`` adds."""
    return _build_forms(_extra_forms.get())


@lru_cache(maxsize=8)  # one table a set of settings; a run has one
def _build_forms(extra: ExtraForms) -> FormTable:
    rows: dict[tuple[str, ...], list[_Row]] = {}
    for kind in FormKind:
        for key, cell in iterate_rows(f"{kind}.tsv"):
            _add_forms(rows, kind, key, cell.split("|"))
    for kind, sets in extra:
        for line in sets:
            names = [name.strip() for name in line.split(",") if name.strip()]
            if names:
                known = rows.get(fold_form(names[0]), ())
                _add_forms(rows, kind, known[0].entry.key if known else names[0], names)
    starts = {parts[:length] for parts in rows for length in range(1, len(parts) + 1)}
    return FormTable({parts: tuple(found) for parts, found in rows.items()}, starts)


def _add_forms(
    rows: dict[tuple[str, ...], list[_Row]], kind: FormKind, key: str, forms: Sequence[str]
) -> None:
    for form in forms:
        text = form.removeprefix("?")
        row = _Row(text, FormEntry(key, kind, is_ambiguous=form.startswith("?")))
        found = rows.setdefault(fold_form(text), [])
        if row not in found:
            found.append(row)


# Up to three letters an abbreviation in lower or title case is a word: us, who, Is, car.
_SHORT_ABBREVIATION = 3


def _fits_case(form: str, text: str) -> bool:
    """Whether a name written as ``text`` can be the form: "who" is not WHO, but Nato is NATO."""
    if form.islower():
        return True
    if " " in form or "-" in form:
        return not text.islower()
    if form.isupper():
        letters = sum(letter.isalpha() for letter in form)
        return text.isupper() or (letters > _SHORT_ABBREVIATION and text[:1].isupper())
    return text[:1].isupper()


@cache
def load_report_verbs() -> Mapping[str, str]:
    """The class (neutral, claim, strong, deny …) of each verb of reporting, by lemma."""
    return _invert_rows(iterate_rows("report_verbs.tsv"))


@cache
def load_hedges() -> Mapping[str, str]:
    """The class (modal, hearsay, doubt, seeming, approximate, sure) of each hedging word or phrase."""
    return _invert_rows(iterate_rows("hedges.tsv"))


def _invert_rows(rows: Iterable[Sequence[str]]) -> Mapping[str, str]:
    classes: dict[str, str] = {}
    for name, terms in rows:
        for term in terms.split("|"):
            classes.setdefault(term, name)
    return MappingProxyType(classes)


@cache
def load_labels() -> Mapping[str, tuple[str, ...]]:
    """The concepts that each label may stand for, by its casefolded form."""
    concepts: dict[str, tuple[str, ...]] = {}
    for row in iterate_rows("labels.tsv"):
        for form in row[1].casefold().split("|"):
            concepts[form] = (*concepts.get(form, ()), row[0])
    return MappingProxyType(concepts)


@cache
def load_surnames() -> Mapping[str, str]:
    """East Asian surnames; ``hyphen`` where the given name behind must have its hyphen, else ``free``."""
    return _invert_rows(iterate_rows("surnames.tsv"))


@cache
def load_gendered_titles() -> Mapping[str, tuple[str, ...]]:
    """The neutral titles that answer to each gendered job title (spokesman: speaker, spokesperson …)."""
    titles: dict[str, tuple[str, ...]] = {}
    for gendered, neutral in iterate_rows("gender_titles.tsv"):
        for title in gendered.split("|"):
            titles[title] = (*titles.get(title, ()), *neutral.split("|"))
    return MappingProxyType(titles)
