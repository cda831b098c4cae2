"""variance: several articles that tell the same story, lined up sentence by sentence.

The public API; nothing is imported before it is asked for::

    from variance import compare_sources, read_source, render_report

    sources = [read_source("ours.txt"), read_source("theirs.txt")]
    print(render_report(compare_sources(sources), "md"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from variance.compare import compare_sources, read_source
    from variance.errors import VarianceError
    from variance.interchange import dump_comparison, load_comparison
    from variance.model import Alignment, Change, Comparison, Finding, Pair, Source, Statement, Unit
    from variance.render import render_report

__version__ = "0.1.0"

_HOMES = {
    "compare_sources": "variance.compare",
    "read_source": "variance.compare",
    "VarianceError": "variance.errors",
    "dump_comparison": "variance.interchange",
    "load_comparison": "variance.interchange",
    "Alignment": "variance.model",
    "Change": "variance.model",
    "Comparison": "variance.model",
    "Finding": "variance.model",
    "Pair": "variance.model",
    "Source": "variance.model",
    "Statement": "variance.model",
    "Unit": "variance.model",
    "render_report": "variance.render",
}

__all__ = [
    "Alignment",
    "Change",
    "Comparison",
    "Finding",
    "Pair",
    "Source",
    "Statement",
    "Unit",
    "VarianceError",
    "__version__",
    "compare_sources",
    "dump_comparison",
    "load_comparison",
    "read_source",
    "render_report",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
