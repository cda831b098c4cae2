"""Folds the alignment's tables of words and writes variance/align/vocabulary.json.

    python -m tests.benchmarks.fold_vocabulary

``synonyms.tsv`` and ``stock_phrases.tsv`` are written for people; alignment looks words up by their keys
(``fold_word``). Folding the tables took a twentieth of a short comparison, so it is done here, once. A test
holds the file to the tables: run this again after a change of either, or of the folding.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from variance.align.vocabulary import fold_word

ALIGN = Path(__file__).parents[2] / "variance" / "align"
TARGET = ALIGN / "vocabulary.json"
_ABOUT = "Written by tests/benchmarks/fold_vocabulary.py from synonyms.tsv and stock_phrases.tsv."


def fold_tables() -> dict[str, Any]:
    """The content of ``vocabulary.json`` as the tables and the folding are now."""
    return {"about": _ABOUT, "senses": _fold_synonyms(), "stock phrases": _fold_phrases()}


def _list_lines(name: str) -> list[str]:
    lines = (ALIGN / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _fold_synonyms() -> dict[str, str]:
    """Folded word to its group's name: the group's first word folded, behind a tilde."""
    senses: dict[str, str] = {}
    for line in _list_lines("synonyms.tsv"):
        words = [word.replace("_", " ") for word in line.split()]
        keys = [fold_word(word, is_name=word[0].isupper()) for word in words]
        for key in keys:
            senses.setdefault(key, f"~{keys[0]}")
    return senses


def _fold_phrases() -> list[list[str]]:
    """The words of each phrase, folded; each phrase once."""
    phrases = [
        tuple(fold_word(word, is_name=False) for word in line.split())
        for line in _list_lines("stock_phrases.tsv")
    ]
    return [list(phrase) for phrase in dict.fromkeys(phrases)]


def main() -> None:
    """Write the file."""
    about, senses, phrases = fold_tables().values()
    lines = [
        f'{{"about": {_write(about)},',
        '"senses": {',
        ",\n".join(f"{_write(key)}: {_write(sense)}" for key, sense in senses.items()),
        '},\n"stock phrases": [',
        ",\n".join(map(_write, phrases)),
        "]}\n",
    ]
    TARGET.write_text("\n".join(lines), encoding="utf-8")


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
