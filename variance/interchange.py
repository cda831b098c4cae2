"""The models as JSON and back: the contracts ``variance/1`` and ``variance-review/1`` for other programs.

Keys are the model's field names. Every value reads back to an equal model; the files in ``schema`` describe
the same for other languages.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from variance.errors import ReportError
from variance.model import SCHEMA, Comparison

if TYPE_CHECKING:
    from variance.review_model import Review

# The order in which a reader of the file wants to meet the parts: the rest follows the model's order.
_FIRST = ("schema", "title", "base", "head", "tool", "settings", "sources")
_PLAIN = frozenset({str, int, float, bool, type(None)})
_MISSING = object()
_CONSTANTS = {None: "null", True: "true", False: "false"}
_write_float = json.JSONEncoder(allow_nan=False).encode
_Model = TypeVar("_Model")


def dump_comparison(comparison: Comparison, *, indent: int | None = 1) -> str:
    """A Comparison as JSON text, the same for equal models, with a newline at the end."""
    return _dump(comparison, indent)


def load_comparison(text: str) -> Comparison:
    """The Comparison that a JSON report holds.

    Unknown keys are passed over, since the schema may grow. Raises ReportError for text that is no
    JSON, no report of variance, or of another major schema.
    """
    return cast(Comparison, _load(text, Comparison, SCHEMA))


def dump_review(review: Review, *, indent: int | None = 1) -> str:
    """A Review as JSON text, the same for equal models, with a newline at the end."""
    return _dump(review, indent)


def _dump(value: object, indent: int | None) -> str:
    if indent is None:
        return json.dumps(encode(value), ensure_ascii=False, allow_nan=False) + "\n"
    return _write(value, "\n", " " * indent) + "\n"


def _write(value: Any, margin: str, step: str) -> str:
    """A value of the model as ``json.dumps`` writes it with an indent, ``margin`` the line break before it.

    Of its own, since that one leaves its C encoder as soon as it indents and takes four times as long; and
    straight from the model, since plain lists and dicts on the way would double the time.
    """
    kind: Any = type(value)
    if kind is int:
        return str(value)
    if isinstance(value, str):  # a word of a vocabulary too
        return encode_basestring(value)
    if kind is bool or value is None:
        return _CONSTANTS[value]
    if kind is float:
        return _write_float(value)
    inner = margin + step
    if kind is tuple or kind is list:
        items = [_write(item, inner, step) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{margin}]" if items else "[]"
    keys = _list_keys(kind)
    if keys is not None:
        pairs = [
            f"{key}{_write(item, inner, step)}"
            for name, key, is_sparse in keys
            if (item := getattr(value, name)) or not is_sparse
        ]
    else:
        pairs = [f"{encode_basestring(key)}: {_write(item, inner, step)}" for key, item in value.items()]
    return f"{{{inner}{f',{inner}'.join(pairs)}{margin}}}" if pairs else "{}"


@cache
def _list_keys(kind: type) -> tuple[tuple[str, str, bool], ...] | None:
    """A model's fields in the order of the file: name, key as it is written, whether it may be left out.

    None for what is no model.
    """
    if not dataclasses.is_dataclass(kind):
        return None
    sparse = _list_sparse(kind)
    return tuple((name, f"{encode_basestring(name)}: ", name in sparse) for name in _list_fields(kind))


def load_review(text: str) -> Review:
    """The Review that a JSON report holds; ReportError as in ``load_comparison``."""
    from variance.review_model import REVIEW_SCHEMA, Review

    return cast(Review, _load(text, Review, REVIEW_SCHEMA))


def _load(text: str, kind: type, schema: str) -> Any:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ReportError(f"not a JSON report: {error}") from error
    if not isinstance(data, dict) or data.get("schema") != schema:
        found = data.get("schema") if isinstance(data, dict) else None
        raise ReportError(
            f"not a report of schema {schema} (found {found!r}); write it again with this version"
        )
    try:
        return _decode(kind, data)
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(f"a damaged report: {error}") from error


def load_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report."""
    return _read_schema("variance-1.schema.json")


def load_review_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a review; it refers to that of the report, which stands beside it."""
    return _read_schema("variance-review-1.schema.json")


def _read_schema(name: str) -> dict[str, Any]:
    text = (Path(__file__).parent / "schema" / name).read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def encode(value: Any) -> Any:
    """A value of the model as plain lists, dicts, strings and numbers."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        found = {name: encode(getattr(value, name)) for name in _list_fields(kind)}
        for name in _list_sparse(kind):
            if not found[name]:
                del found[name]
        return found
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    return value


@cache
def _list_fields(kind: type) -> tuple[str, ...]:
    """The names of a model's fields in the order of the file."""
    names = [field.name for field in dataclasses.fields(kind)]
    return tuple(sorted(names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)))


@cache
def _list_sparse(kind: type) -> tuple[str, ...]:
    """The names of a model's fields that the file leaves out where they are empty."""
    return tuple(one.name for one in dataclasses.fields(kind) if "sparse" in one.metadata)


def decode(kind: type[_Model], data: object) -> _Model:
    """What ``encode`` made of a model's value, as that value again.

    Unknown keys are passed over. Raises KeyError, TypeError or ValueError for data of another shape.
    """
    return cast(_Model, _decode(kind, data))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode(kind: Any, data: Any) -> Any:
    """``data`` as a value of the annotated type; only the shapes that the model uses."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        return _decode(next(arg for arg in get_args(kind) if arg is not type(None)), data)
    if origin is tuple:
        if not isinstance(data, list):
            raise TypeError(f"a list was expected, not {data!r:.40}")
        return tuple(_decode(get_args(kind)[0], item) for item in data)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _decode(get_args(kind)[1], item) for key, item in data.items()}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        values = {name: data.get(name, _MISSING) for name in hints}
        return kind(**{name: _decode(hints[name], v) for name, v in values.items() if v is not _MISSING})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    if kind is object or kind is Any:
        return data
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} was expected, not {data!r:.40}")
    return data
