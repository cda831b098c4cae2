from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from tests.story import make_repeating_story, make_story
from tests.strategies import build_comparisons
from variance import model
from variance.errors import ReportError
from variance.interchange import dump_comparison, encode, load_comparison, load_schema
from variance.model import Comparison
from variance.render import render_report
from variance.render.relations import flip_pair

SCHEMA = load_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def list_classes(kind: Any, found: dict[str, type] | None = None) -> dict[str, type]:
    """The dataclasses and vocabularies that a type of the model is made of, by name."""
    found = {} if found is None else found
    if get_origin(kind) is not None:
        for argument in get_args(kind):
            list_classes(argument, found)
    elif isinstance(kind, type) and kind.__name__ not in found:
        if issubclass(kind, StrEnum):
            found[kind.__name__] = kind
        elif dataclasses.is_dataclass(kind):
            found[kind.__name__] = kind
            for hint in get_type_hints(kind).values():
                list_classes(hint, found)
    return found


CLASSES = list_classes(Comparison)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == model.SCHEMA


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_the_schema_names_exactly_what_the_model_has(name: str) -> None:
    kind = CLASSES[name]
    described = SCHEMA if kind is Comparison else SCHEMA["$defs"][name]
    if issubclass(kind, StrEnum):
        assert described["enum"] == [member.value for member in kind]
    else:
        fields = dataclasses.fields(kind)  # type: ignore[arg-type]
        assert set(described["properties"]) == {field.name for field in fields}
        assert set(described["required"]) == {one.name for one in fields if "sparse" not in one.metadata}


def test_the_schema_describes_nothing_else() -> None:
    helpers = {name for name in SCHEMA["$defs"] if name[0].islower()}
    assert set(SCHEMA["$defs"]) - helpers == set(CLASSES) - {"Comparison"}
    used = json.dumps(SCHEMA)
    assert all(f'"#/$defs/{name}"' in used for name in SCHEMA["$defs"])


@pytest.mark.parametrize(
    "name", sorted(name for name, kind in CLASSES.items() if dataclasses.is_dataclass(kind))
)
def test_the_schema_allows_what_the_types_allow(name: str) -> None:
    kind = CLASSES[name]
    described = SCHEMA if kind is Comparison else SCHEMA["$defs"][name]
    for field, hint in get_type_hints(kind).items():
        validator = VALIDATOR.evolve(schema={**described["properties"][field], "$defs": SCHEMA["$defs"]})
        may_be_none = type(None) in get_args(hint)
        assert validator.is_valid(None) == may_be_none, field
        assert not validator.is_valid(object()), field
        if get_origin(hint) is tuple:
            assert validator.is_valid([]) or field in ("sources", "a", "b"), field
        elif get_origin(hint) is Mapping:
            assert validator.is_valid({}), field


@pytest.mark.parametrize("story", [make_story(), make_repeating_story()], ids=["ferry", "rain"])
def test_reports_are_valid_and_read_back(story: Comparison) -> None:
    text = render_report(story, "json")
    VALIDATOR.validate(json.loads(text))
    assert load_comparison(text) == story


@given(build_comparisons())
@settings(max_examples=60, deadline=None)
def test_any_comparison_is_valid_and_reads_back(comparison: Comparison) -> None:
    text = dump_comparison(comparison)
    VALIDATOR.validate(json.loads(text))
    assert text == json.dumps(encode(comparison), ensure_ascii=False, indent=1) + "\n"
    assert load_comparison(text) == comparison
    assert dump_comparison(load_comparison(text), indent=None) == dump_comparison(comparison, indent=None)


@given(build_comparisons())
@settings(max_examples=30, deadline=None)
def test_any_pair_flipped_twice_is_itself(comparison: Comparison) -> None:
    for pair in comparison.pairs:
        assert flip_pair(flip_pair(pair)) == pair


@pytest.mark.parametrize("format_name", ["md", "text", "csv"])
@given(comparison=build_comparisons())
@settings(max_examples=30, deadline=None)
def test_any_comparison_can_be_rendered(format_name: str, comparison: Comparison) -> None:
    report = render_report(comparison, format_name)
    report.encode("utf-8")
    assert all(finding.id in report for finding in comparison.findings if finding.severity == "substance")


def test_what_a_newer_report_adds_is_passed_over() -> None:
    data = encode(make_story())
    data["later"] = {"x": 1}
    data["sources"][0]["later"] = []
    VALIDATOR.validate(data)
    assert load_comparison(json.dumps(data)) == make_story()


def test_what_an_older_report_lacks_has_its_default() -> None:
    data = encode(make_story())
    del data["house_style"], data["sources"][0]["format"]
    assert load_comparison(json.dumps(data)).sources == make_story().sources


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a JSON report"),
        ("[]", "found None"),
        ('{"schema": "variance/2"}', "variance/2"),
        ('{"schema": "variance/1"}', "damaged"),
        ('{"schema": "variance/1", "title": 3}', "damaged"),
    ],
)
def test_what_is_no_report_is_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(ReportError, match=message):
        load_comparison(text)
