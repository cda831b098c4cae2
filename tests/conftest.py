"""Settings for all tests: the gate draws the same random examples every time, a developer's run new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("gate" if os.environ.get("VARIANCE_REQUIRE_TOOLS") else "explore")
