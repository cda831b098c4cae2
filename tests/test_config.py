from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from variance.config import ColourChoice, Settings, Waiver, find_settings, load_settings, parse_kind
from variance.errors import ConfigError
from variance.house_settings import HouseSettings, HouseVariety
from variance.vocabulary import Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "variance.toml",
        """
        min-severity = "wording"
        fail-on = "substance"
        ignore = ["punctuation", "moved"]
        color = "never"
        [[waive]]
        id = "a1"
        reason = "the agency corrected itself"
        until = 2026-12-31
        [[waive]]
        id = "b2"
        reason = "house style"
        """,
    )
    assert load_settings(path) == Settings(
        path=path,
        min_severity=Severity.WORDING,
        fail_on=Severity.SUBSTANCE,
        ignore=("punctuation", "moved"),
        color=ColourChoice.NEVER,
        waivers=(
            Waiver("a1", "the agency corrected itself", date(2026, 12, 31)),
            Waiver("b2", "house style", None),
        ),
    )


def test_the_house_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "variance.toml",
        """
        [style]
        variety = "british"
        forms = ["Kyiv", "co-operation"]
        [lexicon]
        places = ["Kyiv, Kiev, Kyyiv"]
        """,
    )
    house = load_settings(path).house
    assert house == HouseSettings(
        HouseVariety.BRITISH, ("Kyiv", "co-operation"), (("places", ("Kyiv, Kiev, Kyyiv",)),)
    )
    assert house.record == {
        "style": {"variety": "british", "forms": ["Kyiv", "co-operation"]},
        "lexicon": {"places": ["Kyiv, Kiev, Kyyiv"]},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[style]\nvariety = 'scottish'", "style: variety: 'scottish' is none of british, american"),
        ("[style]\nform = ['Kyiv']", "style: unknown key 'form'; did you mean 'forms'?"),
        ("[style]\nforms = 'Kyiv'", "style: forms: a list of texts was expected"),
        ("style = 'british'", "style: a table was expected"),
        ("[lexicon]\nplaces = ['Kyiv']", "lexicon: places: 'Kyiv' is one form"),
        ("[lexicon]\nrivers = ['Dnipro, Dnieper']", "lexicon: unknown key 'rivers'"),
        ("[lexicon]\nplaces = [3]", "lexicon: places: a list of texts was expected"),
    ],
)
def test_what_the_house_cannot_be(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_settings(write(tmp_path / "variance.toml", text))


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    path = write(tmp_path / "variance.toml", "")
    assert load_settings(path) == Settings(path=path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "variance.toml"
    path.write_bytes(b"\xef\xbb\xbffail-on = 'style'\n")
    assert load_settings(path).fail_on is Severity.STYLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail_on = 'style'", "unknown key 'fail_on'; did you mean 'fail-on'?"),
        ("colour = 'auto'", "unknown key 'colour'; did you mean 'color'?"),
        ("xyz = 1", "unknown key 'xyz'; the keys are min-severity, fail-on, ignore, color, waive"),
        (
            "fail-on = 'grave'",
            "fail-on: 'grave' is none of substance, attribution, wording, style, typography",
        ),
        ("fail-on = 3", "fail-on: 3 is none of substance"),
        ("color = true", "color: True is none of auto, always, never"),
        ("ignore = 'moved'", "ignore: a list of kinds was expected"),
        ("ignore = ['comma']", "ignore: no kind is called 'comma'; the kinds are hidden_characters, "),
        ("ignore = ['quote-style']", "ignore: no kind is called 'quote-style'; did you mean 'quote_style'?"),
        ("waive = 'a1'", "waive: tables were expected"),
        ("waive = ['a1']", "waive: tables were expected"),
        ("[[waive]]\nid = 'a1'", "waive: a waiver without reason"),
        ("[[waive]]\nid = ''\nreason = 'r'", "waive: a waiver without id"),
        ("[[waive]]\nid = 'a1'\nreason = 'r'\nend = 2026-01-01", "waive: unknown key 'end'"),
        ("[[waive]]\nid = 'a1'\nreason = 'r'\nuntil = '2026-01-01'", "waive: until: a date without quotes"),
        ("[[waive]]\nid = 'a1'\nreason = 'r'\nuntil = 2026-01-01T00:00:00", "waive: until: a date without"),
        (
            "[[waive]]\nid='a'\nreason='r'\n[[waive]]\nid='a'\nreason='s'",
            "waive: the finding 'a' is waived twice",
        ),
        ("fail-on = ", "not valid TOML: Invalid value (at end of document)"),
        ("fail-on = 'style'\nfail-on = 'style'", "not valid TOML: "),
    ],
)
def test_a_bad_file_is_named_with_the_key(tmp_path: Path, text: str, expected: str) -> None:
    path = write(tmp_path / "variance.toml", text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}: {expected}")


def test_bytes_that_are_no_text_are_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "variance.toml"
    path.write_bytes(b"ignore = '\xff'")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load_settings(path)


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    far = write(tmp_path / "variance.toml", "")
    near = write(tmp_path / "one" / "variance.toml", "")
    deep = tmp_path / "one" / "two" / "three"
    deep.mkdir(parents=True)
    assert find_settings(deep) == near
    near.unlink()
    assert find_settings(deep) == far


def test_a_project_file_counts_only_with_the_table(tmp_path: Path) -> None:
    far = write(tmp_path / "variance.toml", "")
    other = write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'variance-notes'\n")
    assert find_settings(other.parent) == far
    own = write(tmp_path / "b" / "pyproject.toml", "[tool.variance]\nfail-on = 'style'\n")
    assert find_settings(own.parent) == own
    assert load_settings(own).fail_on is Severity.STYLE


@pytest.mark.parametrize(
    "text",
    [
        "[tool]\nvariance = { fail-on = 'style' }\n",
        "[ tool . 'variance' ]\nfail-on = 'style'\n",
        "tool.variance.fail-on = 'style'\n",
        "tool = { variance = { fail-on = 'style' } }\n",
        "[tool.variance]\nfail-on = 'style'\n[[tool.variance.waive]]\nid = 'a'\nreason = 'r'\n",
    ],
)
def test_every_way_to_write_the_table_is_found(tmp_path: Path, text: str) -> None:
    own = write(tmp_path / "pyproject.toml", text)
    assert find_settings(tmp_path) == own
    assert load_settings(own).fail_on is Severity.STYLE


def test_variance_toml_goes_before_pyproject_in_one_directory(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.variance]\n")
    own = write(tmp_path / "variance.toml", "")
    assert find_settings(tmp_path) == own


def test_a_broken_pyproject_of_others_is_not_read(tmp_path: Path) -> None:
    far = write(tmp_path / "variance.toml", "")
    write(tmp_path / "a" / "pyproject.toml", "this is no TOML")
    assert find_settings(tmp_path / "a") == far


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.variance]\nfail-off = 1", "unknown key 'fail-off'"),
        ("[tool]\nvariance = 3", "tool.variance: a table was expected"),
        ("[tool.variance", "not valid TOML"),
    ],
)
def test_a_bad_table_in_pyproject_is_named(tmp_path: Path, text: str, expected: str) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    with pytest.raises(ConfigError) as caught:
        find_settings(tmp_path)
        load_settings(path)
    assert str(caught.value).startswith(f"{path}: {expected}")


def test_a_kind_of_change_and_a_kind_of_finding_can_be_ignored() -> None:
    assert parse_kind("spelling") == "spelling"
    assert parse_kind("omission") == "omission"
