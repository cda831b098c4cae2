"""The JSON report ``variance/1``: the whole model, whatever the options hide elsewhere."""

from __future__ import annotations

from variance.interchange import dump_comparison
from variance.model import Comparison
from variance.render.options import RenderOptions


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The Comparison as JSON; the options change nothing, since programs filter for themselves."""
    return dump_comparison(comparison)
