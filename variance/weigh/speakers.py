"""Who says a quotation, where its own sentence names them, and how a title calls them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from variance.text.attribution import Attribution, find_attributions
from variance.text.parsed import ParsedSource, ParsedUnit
from variance.text.wordlists import list_words

_PRONOUNS = frozenset(list_words("i he she it we they you who which that this both one others some"))
_LINKS = frozenset({"the", "a", "an", "-"})
# Longer names would leave the readings of a title no room.
_LONGEST_NAME = 20


class SpeakerFinder:
    """Finds the speakers of one source's quotations; each unit's attributions are read once."""

    def __init__(self, source: ParsedSource) -> None:
        self._source = source
        self._read: dict[int, tuple[Attribution, ...]] = {}

    def find_speaker(self, units: Sequence[int], start: int) -> str | None:
        """The speaker, as the text names them, of the quotation whose words begin at ``start``; else None."""
        for unit_id in units:
            unit = self._source.units[unit_id]
            if unit_id not in self._read:
                self._read[unit_id] = find_attributions(unit)
            for attribution in self._read[unit_id]:
                governed = any(unit.quotations[at].inner_start == start for at in attribution.quotations)
                speaker = self._write_speaker(unit, attribution) if governed else None
                if speaker is not None:
                    return speaker
        return None

    def _write_speaker(self, unit: ParsedUnit, attribution: Attribution) -> str | None:
        tokens = unit.tokens[attribution.speaker_start : attribution.speaker_end]
        if not tokens or all(token.key in _PRONOUNS or not token.is_word for token in tokens):
            return None
        return " ".join(self._source.source.text[tokens[0].start : tokens[-1].end].split())


def call_speaker(speakers: Iterable[str], lone_names: Container[str]) -> str | None:
    """The short name by which a title calls a speaker; None if the sources do not agree on one.

    A person goes by the surname: a last word that the sources also use alone ("Putin", but not the
    "House" of "White House"). Others go by all of a short name ("South Korea").
    """
    names = sorted({speaker for speaker in speakers if speaker.split()[-1][:1].isupper()})
    lasts = {name.split()[-1] for name in names}
    if len(lasts) != 1:
        return None
    (last,) = lasts
    if len(last) <= _LONGEST_NAME and last in lone_names:
        return last
    whole = min(names, key=lambda name: (len(name), name))
    return whole if len(whole) <= _LONGEST_NAME and whole[:1].isupper() else None


def list_lone_names(sources: Iterable[ParsedSource]) -> frozenset[str]:
    """The capitalised words that stand somewhere without a capital or an article before them. Linear."""
    found = set()
    for source in sources:
        for unit in source.units:
            if unit.unit.role.is_told:
                for before, token in zip((None, *unit.tokens), unit.tokens, strict=False):
                    after_name = before is not None and (before.form[:1].isupper() or before.key in _LINKS)
                    if token.form[:1].isupper() and not after_name:
                        found.add(token.form)
    return frozenset(found)
