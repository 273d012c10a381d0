"""A learner's browser: profiles, tabs, and a watch on what they ask of the network."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response


class Learner:
    """Somebody with a browser of their own, watched for requests that leave this machine and for errors."""

    def __init__(self, browser: Browser, web: str) -> None:
        self.web = web
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._browser = browser
        self._profiles: list[BrowserContext] = []

    def profile(self, **options: Any) -> BrowserContext:
        """Start with nothing kept. Pages opened in one profile share what they keep, as tabs do."""
        made = self._browser.new_context(**{"reduced_motion": "reduce"} | options)
        made.set_default_timeout(5000)
        made.on("request", lambda request: self.requests.append(request.url))
        made.on("response", lambda answer: self._look_at(answer))
        made.on("weberror", lambda error: self.errors.append(f"{error.page and error.page.url}: {error.error}"))
        self._profiles.append(made)
        return made

    def _look_at(self, answer: Response) -> None:
        if answer.status >= 400:
            self.errors.append(f"{answer.url}: {answer.status}")

    def tab(self, profile: BrowserContext, path: str = "site/") -> Page:
        """Open a page in a profile."""
        page = profile.new_page()
        page.goto(path if path.startswith("http") else self.web + path)
        return page

    def open(self, path: str = "site/", **options: Any) -> Page:
        """Open a page in a profile of its own."""
        return self.tab(self.profile(**options), path)

    def leave(self) -> None:
        """Close everything. Nothing may have left the machine, no cookie been set, no script or file failed."""
        cookies = [cookie for profile in self._profiles for cookie in profile.cookies()]
        for profile in self._profiles:
            profile.close()
        away = [url for url in self.requests if not _stays(url)]
        assert not away, f"requests left this machine: {away}"
        assert not cookies, f"cookies were set: {cookies}"
        assert not self.errors, f"scripts or files failed: {self.errors}"


def _stays(url: str) -> bool:
    return url.startswith(("data:", "blob:", "about:", "file:")) or urlsplit(url).hostname == "127.0.0.1"
