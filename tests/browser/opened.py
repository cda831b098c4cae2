"""Reports opened in Chromium, and what the tests ask of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variance.model import Comparison
from variance.render import RenderOptions
from variance.render.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DESKTOP = (1440, 900)
PHONE = (390, 844)


@dataclass
class Opener:
    """Opens reports in pages of their own and keeps what they should not do."""

    browser: Browser
    folder: Path
    said: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _count: int = 0

    def open(
        self,
        story: Comparison | str,
        address: str = "",
        *,
        base: str | None = None,
        size: tuple[int, int] = DESKTOP,
        scheme: str = "light",
        script: bool = True,
    ) -> Page:
        """A page with the report on a story, or with this HTML."""
        html = story if isinstance(story, str) else render(story, RenderOptions(base=base))
        self._count += 1
        path = self.folder / f"report-{self._count}.html"
        path.write_text(html, encoding="utf-8")
        # Playwright's own scripts must run in the page, which the page's policy forbids.
        options: dict[str, Any] = {"color_scheme": scheme, "java_script_enabled": script, "bypass_csp": False}
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self._note_request(request.url, path))
        page.goto(f"{path.as_uri()}{address}")
        return page

    def close(self) -> None:
        """Close the pages; AssertionError if any said or asked for anything."""
        for context in self._contexts:
            context.close()
        assert self.said == []

    def _note_request(self, url: str, path: Path) -> None:
        if url.split("#")[0] != path.as_uri():
            self.said.append(f"asked for {url}")


def read_part(page: Page, selector: str) -> str:
    """The HTML of a part of the page as it is, without space between tags; empty if there is none."""
    html: str = page.evaluate("one => document.querySelector(one)?.outerHTML ?? ''", selector)
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r"> | <", lambda found: found[0].strip(), html)
    return re.sub(r"(?<=<li)>", ">", html)
