"""A person with a browser (Debian's Chromium): finds things by what they are called, as people do."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"

#: kbit/s down and up, milliseconds round trip, as in Chromium's own presets.
NETWORKS = {"2g": (250, 50, 300), "upload": (4_000, 2_400, 20), "slow3g": (400, 400, 400), "3g": (1600, 750, 150)}

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


class Visitor:
    """One browser context: own cookies, one page, and a list of what went wrong on the way."""

    def __init__(
        self, browser, base, *, phone=False, width=1280, javascript=True, dark=False,
        network=None, language="id-ID", reduced_motion=False,
    ):
        size = PHONE if phone else {"viewport": {"width": width, "height": 800}}
        self.base = base
        self.context = browser.new_context(
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            locale=language,
            base_url=base,
            **size,
        )
        self.context.set_default_timeout(15_000 if network is None else 60_000)
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        #: The line is cut on purpose: what the browser says about that is no fault of the page.
        self.has_bad_line = False
        self.requests = 0
        self.bytes = 0
        self._listen()
        if network:
            self._throttle(*NETWORKS[network])

    def _listen(self) -> None:
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("console", self._console)
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.wire = self.context.new_cdp_session(self.page)
        self.wire.send("Network.enable")
        self.wire.on("Network.loadingFinished", self._loaded)

    def _console(self, message) -> None:
        # A refused page is an answer, not a fault of the page; other errors are.
        if self.has_bad_line and "net::ERR_" in message.text:
            return
        if message.type == "error" and "status of 4" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _request(self, request) -> None:
        self.requests += 1
        if request.url.startswith("http") and not request.url.startswith(self.base):
            self.problems.append(f"foreign request: {request.url}")

    def _response(self, response) -> None:
        if response.status >= 500:
            self.problems.append(f"HTTP {response.status}: {response.url}")

    def _loaded(self, event) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _throttle(self, down, up, latency, offline=False) -> None:
        self.wire.send(
            "Network.emulateNetworkConditions",
            {
                "offline": offline,
                "latency": latency,
                "downloadThroughput": down * 125 if down > 0 else -1,
                "uploadThroughput": up * 125 if up > 0 else -1,
            },
        )

    def line(self, network: str | None) -> None:
        """Another line from now on: `2g`, `3g`, `off` for none, nothing for a good one."""
        self.has_bad_line = True
        speed = NETWORKS.get(network, (0, 0, 0))
        self._throttle(*speed, offline=network == "off")

    # What a person does.

    def visit(self, path: str):
        return self.page.goto(path if path.startswith("http") else self.base + path)

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)

    def choose(self, label: str) -> None:
        """A radio button or a check box."""
        self.page.get_by_label(label, exact=False).first.check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=False).first.select_option(label=option)

    def attach(self, label: str, name: str, content: bytes, kind="application/pdf") -> None:
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.page.get_by_label(label, exact=False).first.set_input_files(file)

    def type_keys(self, *keys: str) -> None:
        """Keyboard only: `type_keys("Tab", "Tab", "Enter")`."""
        for key in keys:
            self.page.keyboard.press(key)

    # What a person sees.

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_not(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)

    def sees_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def screenshot(self, name: str) -> Path:
        """The whole page into var/screenshots, for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / (re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-") + ".png")
        self.page.screenshot(path=path, full_page=True)
        return path

    def close(self) -> None:
        self.context.close()
