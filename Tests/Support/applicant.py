"""A citizen as a program: signs in, prepares drafts, submits them. Used by fault tests and the bench.

What is special to the pages of this city stands in `prepare` and `submit`; the rest knows HTTP only.
"""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

TIMEOUT = 15
HIDDEN = re.compile(rb'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(rb'(name|value)="([^"]*)"')


class Refused(Exception):
    """The server answered, and the answer is no (4xx, 5xx)."""

    def __init__(self, status: int, body: bytes = b""):
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = body


@dataclass(frozen=True)
class Draft:
    """A filled form that one POST turns into a case."""

    path: str
    fields: dict[str, str]


class Applicant:
    def __init__(self, base: str):
        self.base = base
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self._cookies),
        )

    @property
    def cookie(self) -> str:
        """The session as a Cookie header, for load generators."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)

    def get(self, path: str) -> bytes:
        return self._open(urllib.request.Request(self.base + path))[1]

    def post(self, path: str, fields: dict[str, str]) -> tuple[str, bytes]:
        """Sends a form; returns the address of the page that answers in the end, and the page."""
        body = urllib.parse.urlencode(fields).encode()
        return self._open(urllib.request.Request(self.base + path, data=body))

    def _open(self, request) -> tuple[str, bytes]:
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return answer.url, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.code, error.read()) from None

    def hidden_fields(self, page: bytes) -> dict[str, str]:
        """Hidden inputs of a page, the form token among them."""
        found = {}
        for tag in HIDDEN.findall(page):
            parts = {key.decode(): value.decode() for key, value in ATTRIBUTE.findall(tag)}
            if "name" in parts:
                found[parts["name"]] = parts.get("value", "")
        return found

    # What this city's pages ask for.

    def sign_in(self) -> None:
        """Becomes the demo's citizen."""
        raise NotImplementedError

    def prepare(self, key: str) -> Draft:
        """Fills the form of the research permit up to its review page; `key` is in the title."""
        raise NotImplementedError

    def submit(self, draft: Draft) -> str:
        """The last POST; returns the case number. Raises Refused, or OSError when cut off."""
        raise NotImplementedError

    def numbers_by_key(self) -> dict[str, list[str]]:
        """The case numbers of all my submitted cases by the key in their title."""
        raise NotImplementedError


#: True as soon as the four methods above are written; until then tests that need them say they skip.
CAN_SUBMIT = False
