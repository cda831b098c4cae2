"""How a house writes: the tables ``[style]`` and ``[lexicon]`` of a settings file."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from variance.frozen import dataclass
from variance.toml_values import check_keys, take_member, take_texts

# The tables of name forms that a project may add to.
LEXICON_TABLES = ("countries", "places", "persons", "bodies")


class HouseVariety(StrEnum):
    """The English that a house writes."""

    BRITISH = "british"
    AMERICAN = "american"


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """The forms that a house prefers, and sets of name forms that the package's tables lack.

    ``forms`` are written as the house writes them ("Kyiv", "co-operation", "per cent"); ``lexicon`` holds
    a table's name with its sets, each a line of forms parted by commas ("Kyiv, Kiev, Kyyiv").
    """

    variety: HouseVariety | None = None
    forms: tuple[str, ...] = ()
    lexicon: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def record(self) -> dict[str, object]:
        """What of it was set, as the report records its settings; empty if nothing was."""
        style: dict[str, object] = {}
        if self.variety is not None:
            style["variety"] = self.variety.value
        if self.forms:
            style["forms"] = list(self.forms)
        lexicon = {table: list(sets) for table, sets in self.lexicon}
        return {name: table for name, table in (("style", style), ("lexicon", lexicon)) if table}


def take_style(house: HouseSettings, value: object) -> HouseSettings:
    """The settings with the table ``[style]``. Raises ValueError that names the key."""
    if not isinstance(value, dict):
        raise ValueError("a table was expected, such as [style] with variety and forms")
    check_keys(value, ("variety", "forms"))
    try:
        if "variety" in value:
            house = replace(house, variety=take_member(HouseVariety, value["variety"]))
    except ValueError as error:
        raise ValueError(f"variety: {error}") from error
    try:
        if "forms" in value:
            house = replace(house, forms=take_texts(value["forms"], '["Kyiv", "co-operation"]'))
    except ValueError as error:
        raise ValueError(f"forms: {error}") from error
    return house


def take_lexicon(house: HouseSettings, value: object) -> HouseSettings:
    """The settings with the table ``[lexicon]``. Raises ValueError that names the key."""
    if not isinstance(value, dict):
        raise ValueError('a table was expected, such as [lexicon] with places = ["Kyiv, Kiev"]')
    check_keys(value, LEXICON_TABLES)
    tables = []
    for table in LEXICON_TABLES:
        if table not in value:
            continue
        try:
            sets = take_texts(value[table], '["Kyiv, Kiev, Kyyiv"]')
        except ValueError as error:
            raise ValueError(f"{table}: {error}") from error
        lone = next((line for line in sets if sum(bool(f.strip()) for f in line.split(",")) < 2), None)
        if lone is not None:
            raise ValueError(f"{table}: {lone!r} is one form; a set has two or more, parted by commas")
        tables.append((table, sets))
    return replace(house, lexicon=tuple(tables))
