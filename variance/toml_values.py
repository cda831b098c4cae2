"""Values of a settings file: each taken as what it should be, or a ValueError that says what was expected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

_Member = TypeVar("_Member", bound=StrEnum)


def take_member(kind: type[_Member], value: object) -> _Member:
    """A word of a closed vocabulary."""
    try:
        return kind(value)  # type: ignore[arg-type]  # any other type is a ValueError too
    except ValueError:
        raise ValueError(f"{value!r} is none of {', '.join(kind)}") from None


def take_text(value: object) -> str:
    """A text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a text was expected, not {value!r}")
    return value


def take_texts(value: object, example: str) -> tuple[str, ...]:
    """A list of texts, at least one; ``example`` shows how to write it."""
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError(f"a list of texts was expected, such as {example}")
    return tuple(value)


def take_date(value: object) -> date:
    """A day, as TOML writes it."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"a date without quotes was expected, such as 2026-12-31, not {value!r}")
    return value


def check_keys(table: Mapping[str, object], known: Collection[str]) -> None:
    """Refuse a table with a key that is not known."""
    for key in table:
        if key not in known:
            raise ValueError(f"unknown key {key!r}{suggest_key(key, known)}")


def suggest_key(name: str, known: Collection[str]) -> str:
    """The end of a message about an unknown key: the close one, or all there are."""
    close = suggest_name(name, known)
    return close or f"; the keys are {', '.join(known)}"


def suggest_name(name: str, known: Collection[str]) -> str:
    """``; did you mean 'that'?`` where one of the known names is close, else nothing."""
    from difflib import get_close_matches

    folded = name.casefold()
    for form in (folded.replace("_", "-"), folded.replace("-", "_")):
        close = get_close_matches(form, known, n=1)
        if close:
            return f"; did you mean {close[0]!r}?"
    return ""
