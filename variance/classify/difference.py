"""One place where two sides differ, as the rules see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from variance.classify.sides import Side
from variance.text.stems import stem_word
from variance.text.tokens import Token
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind, Severity


@dataclass(frozen=True)
class Difference:
    """The tokens ``edit`` of the sides ``a`` and ``b``, at least one of them not empty.

    ``is_form`` says that both are known to be the same word, name or value, written differently;
    ``is_moved`` that the same words stand elsewhere on the other side (each range is one of the places).
    """

    a: Side
    b: Side
    edit: Edit
    is_form: bool = False
    is_moved: bool = False

    def with_edit(self, edit: Edit) -> Difference:
        """The same with another range."""
        return Difference(self.a, self.b, edit, self.is_form, self.is_moved)

    @cached_property
    def a_tokens(self) -> tuple[Token, ...]:
        """The tokens of side a."""
        return self.a.tokens[self.edit.a_start : self.edit.a_end]

    @cached_property
    def b_tokens(self) -> tuple[Token, ...]:
        """The tokens of side b."""
        return self.b.tokens[self.edit.b_start : self.edit.b_end]

    @cached_property
    def a_keys(self) -> tuple[str, ...]:
        """The words of side a without case; marks are left out."""
        return tuple(token.key for token in self.a_tokens if token.is_word)

    @cached_property
    def b_keys(self) -> tuple[str, ...]:
        """The words of side b without case; marks are left out."""
        return tuple(token.key for token in self.b_tokens if token.is_word)

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
