"""Who looks at the listed pages: stays signed in, and opens each page once for all its checks."""

from functools import cached_property

from pages import Listed, go, sign_in
from visitor import Visitor

#: The screens and habits of those who look.
PHONE = {"phone": True}
DESKTOP = {}
PLAIN = {"javascript": False}
SCREEN = {"width": 1280, "height": 800}


class Crew:
    """A visitor for each role and each kind of device, kept for the next page of that role."""

    def __init__(self, browser, base: str, limit=12):
        self._browser = browser
        self._base = base
        self._limit = limit
        self._cookies: dict[str, list] = {}
        self._visitors: dict[tuple, Visitor] = {}

    def visitor(self, role: str, habits: dict) -> Visitor:
        key = (role, *habits)
        visitor = self._visitors.pop(key, None)
        if visitor is None:
            # Who was not asked for the longest time goes home.
            while len(self._visitors) >= self._limit:
                self._visitors.pop(next(iter(self._visitors))).close()
            visitor = self._signed_in(role, habits)
        self._visitors[key] = visitor
        return visitor

    def _signed_in(self, role: str, habits: dict) -> Visitor:
        visitor = Visitor(self._browser, self._base, **habits)
        if role in self._cookies:
            visitor.context.add_cookies(self._cookies[role])
        else:
            sign_in(visitor, role)
            self._cookies[role] = visitor.context.cookies()
        return visitor

    def problems(self) -> list[str]:
        """What went wrong since the last time somebody asked."""
        found = []
        for visitor in self._visitors.values():
            found += visitor.problems
            visitor.problems.clear()
        return found

    def close(self) -> None:
        for visitor in self._visitors.values():
            visitor.close()


class Looks:
    """A listed page on a phone, on a desktop and without scripts, each opened when first asked for."""

    def __init__(self, crew: Crew, listed: Listed):
        self.listed = listed
        self._crew = crew

    def __str__(self) -> str:
        return str(self.listed)

    @cached_property
    def phone(self) -> Visitor:
        return self._open(PHONE)

    @cached_property
    def desktop(self) -> Visitor:
        return self._open(DESKTOP)

    @cached_property
    def plain(self) -> Visitor:
        return self._open(PLAIN)

    def _open(self, habits: dict) -> Visitor:
        visitor = self._crew.visitor(self.listed.role, habits)
        visitor.page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        if habits is not PHONE:
            visitor.page.set_viewport_size(SCREEN)
        answer = go(visitor, self.listed)
        expected = 404 if self.listed.name == "404" else 200
        assert answer.status == expected, f"{self}: HTTP {answer.status}"
        return visitor
