"""One place where two sides differ, as the rules see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from variance.classify.sides import Side
from variance.frozen import NamedTuple
from variance.text.stems import stem_word
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind, Severity


class Difference:
    """The tokens ``edit`` of the sides ``a`` and ``b``, at least one of them not empty.

    ``is_form`` says that both are known to be the same word, name or value, written differently;
    ``is_moved`` that the same words stand elsewhere on the other side (each range is one of the places).
    ``a_keys`` and ``b_keys`` are the words without case; marks are left out.
    """

    def __init__(
        self, a: Side, b: Side, edit: Edit, *, is_form: bool = False, is_moved: bool = False
    ) -> None:
        self.a = a
        self.b = b
        self.edit = edit
        self.is_form = is_form
        self.is_moved = is_moved
        self.a_tokens = a.tokens[edit.a_start : edit.a_end]
        self.b_tokens = b.tokens[edit.b_start : edit.b_end]
        self.a_keys = tuple([token.key for token in self.a_tokens if token.is_word])
        self.b_keys = tuple([token.key for token in self.b_tokens if token.is_word])

    def with_edit(self, edit: Edit) -> Difference:
        """The same with another range."""
        return Difference(self.a, self.b, edit, is_form=self.is_form, is_moved=self.is_moved)

    @property
    def is_one_sided(self) -> bool:
        """Whether only one side has words here."""
        return not self.a_keys or not self.b_keys

    @cached_property
    def in_quotation(self) -> bool:
        """Whether it stands inside quotation marks: on both sides, or on the one that has words."""
        flags = [
            all(side.quoted[start:end])
            for side, start, end, keys in (
                (self.a, self.edit.a_start, self.edit.a_end, self.a_keys),
                (self.b, self.edit.b_start, self.edit.b_end, self.b_keys),
            )
            if keys
        ]
        if not flags:
            flags = [all(self.a.quoted[self.edit.a_start : self.edit.a_end] or (False,))]
        return all(flags)


class Verdict(NamedTuple):
    """What a rule makes of a difference; severity and range only where they are not its own."""

    kind: ChangeKind
    severity: Severity | None = None
    edit: Edit | None = None


class Judgement(NamedTuple):
    """A difference with its kind, and all that a change is made of."""

    difference: Difference
    verdict: Verdict
    also: tuple[ChangeKind, ...] = ()

    @property
    def edit(self) -> Edit:
        """The range that is shown."""
        return self.verdict.edit or self.difference.edit


def is_other_phrase(difference: Difference) -> bool:
    """Whether two phrases of some length share no word: what one of them holds is then incidental."""
    a, b = difference.a_keys, difference.b_keys
    if min(len(a), len(b)) < _PHRASE:
        return False
    return not {stem_word(key) for key in a} & {stem_word(key) for key in b}


# Words from which on two runs are phrases of their own and no longer forms of one.
_PHRASE = 3

Rule = Callable[[Difference], Verdict | None]
