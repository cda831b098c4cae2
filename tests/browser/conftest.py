"""Chromium, driven by Playwright; what it needs is named where it is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.opened import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INSTALL_BROWSER = "apt-get install -y chromium && pip install -e '.[dev]'"
INSTALL_AXE = "npm ci --prefix tests/browser"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# Headless, and silent towards the network.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def miss(what: str, install: str) -> None:
    """Skip, or fail where the tools are required."""
    if os.environ.get("VARIANCE_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{what} is missing: {install}")
    pytest.skip(f"needs {what}: {install}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        miss("Chromium with Playwright", INSTALL_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens reports; at the end no page may have said a word in the console or asked for anything."""
    opener = Opener(browser, tmp_path)
    yield opener
    opener.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        miss("axe-core", INSTALL_AXE)
    return AXE.read_text(encoding="utf-8")
