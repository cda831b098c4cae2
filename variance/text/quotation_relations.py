"""How two quotations stand to each other: the same words, a cut, other words, or another utterance.

Compared are words under the key that all conventions share: spelling, case, glyphs, hyphens, the forms
of a name and of a number are no alteration, nor is an editor's gloss in brackets. Where the words differ,
the answer is "another utterance" unless the overlap is strong: a false alteration is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from variance.frozen import NamedTuple
from variance.lexicon.spelling import find_spelling
from variance.lexicon.tables import get_extra_forms
from variance.text.forms import find_forms
from variance.text.stems import stem_word
from variance.text.tokens import Token
from variance.text.values import find_values
from variance.text.worddiff import diff_keys
from variance.text.wording import get_wording, remember_by
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import QuotationRelation

# A gloss in brackets may stand for a pronoun or a short name that it explains ("[Kim]" for "he").
_LONGEST_GLOSSED = 3
# Of the shorter side's telling words, two in three must stand in the other in the same order; of up to three
# all, so that neither "various measures" meets "various options" nor one list another that begins alike.
_ALTERED_SHARE = 2 / 3
_FEW_TELLING = 3
# With a single telling word ("I do not rule this out") the words around it must agree too.
_FEWEST_MATCHED = 4
_MATCHED_SHARE = 0.75
# The matched words must stand as close together in the longer side: its own length and half as much again.
_SPREAD = 1.5
_SPREAD_FREE = 3
# A translation shares content, not wording. Under eight words too little is left to tell it from another
# utterance on the same subject; four telling words in one order are rarely chance.
_TRANSLATION_WORDS = 8
_TRANSLATION_CONTENT = 4
_TRANSLATION_SHARE = 0.5
# An alteration exchanges a few words; from here on it is another rendering of the whole.
_EXCHANGED = 4
_RENDERED_SHARE = 0.8

_BRACKETS = {"[": "]", "(": ")"}
_ELLIPSIS = "..."
_MARKS = frozenset((*_BRACKETS, *_BRACKETS.values(), _ELLIPSIS))


class _Run(NamedTuple):
    """Words in a row; ``is_gloss`` for those in brackets, ``is_cut`` where an ellipsis stands before them."""

    keys: tuple[str, ...]
    is_gloss: bool
    is_cut: bool


def relate_quotations(own: Sequence[Token], other: Sequence[Token]) -> QuotationRelation | None:
    """How the words of one quotation stand to another's, seen from ``own``; None for another utterance.

    Either side may as well be unquoted words. Swapping the sides swaps ``cut`` and ``extended`` and
    changes nothing else. Bounded: costs no more than a few word diffs of the two.
    """
    return _relate_once((own, other))


def _get_wordings(sides: tuple[Sequence[Token], Sequence[Token]]) -> Hashable:
    return get_extra_forms(), get_wording(sides[0]), get_wording(sides[1])


# The ledger and the changes ask of the same quotations, and copies of a text have the same ones.
@remember_by(_get_wordings)
def _relate_once(sides: tuple[Sequence[Token], Sequence[Token]]) -> QuotationRelation | None:
    own, other = sides
    own_atoms, other_atoms = _read_atoms(own), _read_atoms(other)
    own_runs = _read_runs(_settle_compounds(own_atoms, other_atoms))
    other_runs = _read_runs(_settle_compounds(other_atoms, own_atoms))
    if not own_runs or not other_runs:
        return None
    if _is_verbatim(own_runs, other_runs) or _is_verbatim(other_runs, own_runs):
        return QuotationRelation.VERBATIM
    is_cut, is_extended = _is_cut(own_runs, other_runs), _is_cut(other_runs, own_runs)
    if is_cut and is_extended:
        # Each is made of runs of the other: what the one lacks stands at the other's ellipses.
        return QuotationRelation.VERBATIM
    if is_cut or is_extended:
        return QuotationRelation.CUT if is_cut else QuotationRelation.EXTENDED
    return _relate_words(
        _join_runs(own_runs, glosses=False), _join_runs(other_runs, glosses=False)
    ) or _relate_words(_join_runs(own_runs, glosses=True), _join_runs(other_runs, glosses=True))


def _read_atoms(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """Words under their keys (a hyphenated one as several), ellipses and brackets, each as a tuple."""
    known = {
        form.start: (form.end, (f"name {form.key}",)) for form in find_forms(tokens) if not form.is_ambiguous
    }
    known |= {value.start: (value.end, (f"value {value.key}",)) for value in find_values(tokens)}
    atoms: list[tuple[str, ...]] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at in known:
            end, atom = known[at]
            atoms.append(atom)
            at = end
        elif token.is_word:
            parts = [find_spelling(token.key)]
            while _is_hyphenated(tokens, at):
                at += 2
                parts.append(find_spelling(tokens[at].key))
            atoms.append(tuple(parts))
            at += 1
        else:
            if token.form in _MARKS:
                atoms.append((token.form,))
            at += 1
    return atoms


def _is_hyphenated(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen ties the word at ``at`` to the next one."""
    if at + 2 >= len(tokens) or tokens[at + 1].form != "-" or not tokens[at + 2].is_word:
        return False
    return tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == tokens[at + 2].start


def _settle_compounds(atoms: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> list[str]:
    """The atoms one by one: a hyphenated word in one piece where the other side writes it so."""
    joined = {atom[0] for atom in other if len(atom) == 1}
    settled: list[str] = []
    for atom in atoms:
        whole = find_spelling("".join(atom))
        settled += [whole] if len(atom) > 1 and whole in joined else atom
    return settled


def _read_runs(keys: list[str]) -> list[_Run]:
    """The runs of words between ellipses and brackets; a bracket that is never closed is passed over."""
    closings = {place for place, key in enumerate(keys) if key in _BRACKETS.values()}
    last_closing = max(closings, default=-1)
    runs: list[_Run] = []
    words: list[str] = []
    is_gloss = is_cut = False

    def end_run() -> None:
        nonlocal words, is_cut
        if words:
            runs.append(_Run(tuple(words), is_gloss, is_cut))
            words, is_cut = [], False

    for place, key in enumerate(keys):
        if key == _ELLIPSIS:
            end_run()
            is_cut = True
        elif key in _BRACKETS:
            if place < last_closing:
                end_run()
                is_gloss = True
        elif place in closings:
            end_run()
            is_gloss = False
        else:
            words.append(key)
    end_run()
    return runs


def _join_runs(runs: Sequence[_Run], *, glosses: bool) -> tuple[str, ...]:
    """All words in a row, with those in brackets or without."""
    return tuple(key for run in runs if glosses or not run.is_gloss for key in run.keys)


def _is_verbatim(own: Sequence[_Run], other: Sequence[_Run]) -> bool:
    """Whether both say the same words but for ellipses and glosses; a gloss may stand for a few words."""
    targets = {_join_runs(other, glosses=True), _join_runs(other, glosses=False)}
    return any(_fits_glossed(own, target) for target in sorted(targets))


def _fits_glossed(runs: Sequence[_Run], target: tuple[str, ...]) -> bool:
    """Whether the runs make up the target, each gloss for itself or for at most three other words."""
    at = 0
    free = 0  # words of the target that the last gloss may stand for
    for run in runs:
        size = len(run.keys)
        if run.is_gloss and target[at : at + size] != run.keys:
            free += _LONGEST_GLOSSED
            continue
        place = next((p for p in range(at, at + free + 1) if target[p : p + size] == run.keys), None)
        if place is None:
            return False
        at, free = place + size, 0
    return at > 0 and 0 <= len(target) - at <= free


def _is_cut(own: Sequence[_Run], other: Sequence[_Run]) -> bool:
    """Whether every run of ``own`` stands unbroken in ``other``, in order, and carries a telling word."""
    spoken = [run for run in own if not run.is_gloss]
    if not any(_is_telling(key) for run in spoken for key in run.keys):
        return False
    runs: list[list[str]] = []
    for before, run in zip((None, *own), own, strict=False):
        if run.is_gloss:
            continue
        if before is None or before.is_gloss or run.is_cut or not runs:
            runs.append([])
        runs[-1] += run.keys
    whole = [key for run in own for key in run.keys]
    return any(
        _stand_in_order(pieces, _join_runs(other, glosses=glosses))
        for pieces in (runs, [whole])
        for glosses in (True, False)
    )


def _stand_in_order(runs: Sequence[Sequence[str]], target: Sequence[str]) -> bool:
    """Whether the runs stand in the target one behind the other. Linear: a text search, word by word."""
    text = "\n" + "\n".join(target) + "\n"
    at = 0
    for run in runs:
        sought = "\n" + "\n".join(run) + "\n"
        at = text.find(sought, at)
        if at < 0:
            return False
        at += len(sought) - 1
    return True


def _is_telling(key: str) -> bool:
    return key not in FUNCTION_WORDS


def _relate_words(own: tuple[str, ...], other: tuple[str, ...]) -> QuotationRelation | None:
    """Altered, translation or None, for words that no run of the other side holds."""
    short, long = sorted((own, other), key=lambda keys: (sum(map(_is_telling, keys)), len(keys), keys))
    exact = _match_words(short, long)
    if _is_altered(short, exact):
        exchanged = min(len(short) - len(exact), exact[-1][1] - exact[0][1] + 1 - len(exact))
        is_rendered = exchanged >= _EXCHANGED and len(exact) < _RENDERED_SHARE * len(short)
        return QuotationRelation.TRANSLATION if is_rendered else QuotationRelation.ALTERED
    if len(short) < _TRANSLATION_WORDS:
        return None
    stems = _match_words([stem_word(key) for key in short], [stem_word(key) for key in long])
    telling = [key for key in short if _is_telling(key)]
    matched = sum(_is_telling(short[place]) for place, _ in stems)
    if matched < _TRANSLATION_CONTENT or matched < _TRANSLATION_SHARE * len(telling):
        return None
    return QuotationRelation.TRANSLATION if _is_close(short, stems) else None


def _match_words(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that a word diff leaves equal, without stray small words at either end."""
    matched: list[list[tuple[int, int]]] = []
    at_short = at_long = 0
    for edit in (*diff_keys(short, long), None):
        size = (edit.a_start if edit else len(short)) - at_short
        matched.append([(at_short + step, at_long + step) for step in range(size)])
        if edit:
            at_short, at_long = edit.a_end, edit.b_end
    while matched and not any(_is_telling(short[place]) for place, _ in matched[0]):
        del matched[0]
    while matched and not any(_is_telling(short[place]) for place, _ in matched[-1]):
        del matched[-1]
    return [pair for block in matched for pair in block]


def _is_altered(short: Sequence[str], matched: Sequence[tuple[int, int]]) -> bool:
    """Whether the matched words are enough to be the same utterance with some words exchanged."""
    telling = sum(map(_is_telling, short))
    shared = sum(_is_telling(short[place]) for place, _ in matched)
    if not shared or not _is_close(short, matched):
        return False
    least = telling if telling <= _FEW_TELLING else _ALTERED_SHARE * telling
    if shared >= 2 and shared >= least:
        return True
    return (
        2 * shared >= telling
        and len(matched) >= _FEWEST_MATCHED
        and len(matched) >= _MATCHED_SHARE * len(short)
    )


def _is_close(short: Sequence[str], matched: Sequence[tuple[int, int]]) -> bool:
    """Whether the matched words stand about as close together in the longer side as in the shorter."""
    spread = matched[-1][1] - matched[0][1] + 1
    return spread <= _SPREAD * len(short) + _SPREAD_FREE
