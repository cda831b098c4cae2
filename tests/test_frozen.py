"""Frozen dataclasses and named tuples of the house against the standard ones: a caller sees the same."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar, cast, get_type_hints

import pytest

from variance import frozen
from variance.frozen import dataclass
from variance.model import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quick(Generic[T]):
    """A record."""

    name: str
    place: T
    counts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    note: str | None = None

    @property
    def shout(self) -> str:
        return self.name.upper()


@dataclasses.dataclass(frozen=True, slots=True)
class Usual(Generic[T]):
    """A record."""

    name: str
    place: T
    counts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    note: str | None = None

    @property
    def shout(self) -> str:
        return self.name.upper()


@dataclass(frozen=True, slots=True)
class Lone:
    """A record of one field."""

    name: str


BOTH = pytest.mark.parametrize("kind", [Quick, Usual])


@BOTH
def test_fields_and_defaults(kind: type[Any]) -> None:
    made = kind("a", 1)
    assert (made.name, made.place, made.counts, made.note, made.shout) == ("a", 1, {}, None, "A")
    assert kind("a", 1).counts is not made.counts
    assert kind(place=1, name="a", note="n", counts={"x": 1}) == kind("a", 1, {"x": 1}, "n")
    assert [field.name for field in dataclasses.fields(kind)] == ["name", "place", "counts", "note"]
    assert dataclasses.is_dataclass(kind) and getattr(kind, "__match_args__", ()) == (
        "name",
        "place",
        "counts",
        "note",
    )
    assert dataclasses.asdict(made) == {"name": "a", "place": 1, "counts": {}, "note": None}


@BOTH
def test_equal_by_kind_and_values(kind: type[Any]) -> None:
    assert kind("a", 1) == kind("a", 1) != kind("a", 2)
    assert kind("a", 1) != ("a", 1, {}, None)
    assert Lone("a") == Lone("a") != Lone("b")
    assert hash(Lone("a")) == hash(Lone("a")) and hash(Span(1, 2, 3, "x")) == hash(Span(1, 2, 3, "x"))


def test_kinds_with_the_same_values_differ() -> None:
    assert cast(object, Quick("a", 1)) != cast(object, Usual("a", 1))


@BOTH
def test_nothing_can_be_set_or_deleted(kind: type[Any]) -> None:
    made = kind("a", 1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        made.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del made.name
    assert not hasattr(made, "__dict__") and made.name == "a"


@BOTH
def test_copies(kind: type[Any]) -> None:
    made = kind("a", 1, {"x": 1}, "n")
    assert dataclasses.replace(made, place=2) == kind("a", 2, {"x": 1}, "n")
    assert copy.deepcopy(made) == copy.copy(made) == pickle.loads(pickle.dumps(made)) == made


@BOTH
def test_what_a_reader_sees(kind: type[Any]) -> None:
    assert repr(kind("a", 1)) == f"{kind.__name__}(name='a', place=1, counts={{}}, note=None)"
    assert kind.__doc__ == "A record." and kind.__qualname__ == kind.__name__
    assert kind.__init__.__qualname__ == f"{kind.__name__}.__init__"
    assert list(inspect.signature(kind).parameters) == ["name", "place", "counts", "note"]
    assert inspect.signature(kind).parameters["name"].annotation == "str"


@BOTH
def test_wrong_arguments(kind: type[Any]) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'place'"):
        kind("a")
    with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
        kind("a", 1, other=2)


def test_another_kind_of_dataclass_is_refused() -> None:
    with pytest.raises(TypeError, match=r"use dataclasses\.dataclass"):
        dataclass(frozen=True, slots=False)


class QuickTuple(frozen.NamedTuple):
    """A tuple."""

    name: str
    place: int
    note: str | None = None

    @property
    def shout(self) -> str:
        """The name, loud."""
        return self.name.upper()


class UsualTuple(NamedTuple):
    """A tuple."""

    name: str
    place: int
    note: str | None = None

    @property
    def shout(self) -> str:
        """The name, loud."""
        return self.name.upper()


@pytest.mark.parametrize("kind", [QuickTuple, UsualTuple])
def test_named_tuples(kind: type[Any]) -> None:
    made = kind("a", place=1)
    assert made == ("a", 1, None) and (made.name, made.place, made.note, made.shout) == ("a", 1, None, "A")
    assert made._replace(note="n") == kind("a", 1, "n") and hash(made) == hash(("a", 1, None))
    assert repr(made) == f"{kind.__name__}(name='a', place=1, note=None)"
    assert kind._fields == kind.__match_args__ == ("name", "place", "note")
    assert kind._field_defaults == {"note": None} and kind.__mro__[1:] == (tuple, object)
    assert (kind.__doc__, kind.__module__, kind.__qualname__) == ("A tuple.", __name__, kind.__name__)
    assert get_type_hints(kind) == {"name": str, "place": int, "note": str | None}
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made
    with pytest.raises(AttributeError):
        made.name = "b"
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'place'"):
        kind("a")
