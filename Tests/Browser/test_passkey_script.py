"""passkey.js by itself, on a small page with the policy of the city's pages.

Chromium's virtual authenticator answers. PASSKEY_DUMP=file writes one registration and one sign-in
as JSON: from such a file come the constants of ChromiumVector.swift.
"""

import base64
import hashlib
import json
import os
import pathlib
import threading
import urllib.parse
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

HERE = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = next(
    path
    for path in (HERE / "Sources/Web/Assets/passkey.js", HERE / "Assets/passkey.js")
    if path.exists()
)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FIELDS = {
    "register": ["id", "client", "attestation", "transports"],
    "sign-in": ["id", "client", "auth", "signature", "user"],
}


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unbase64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


CHALLENGE = base64url(hashlib.sha256(b"pendopo").digest())
USER = base64url(bytes(range(16)))


def options(kind, known=()):
    named = [{"type": "public-key", "id": identifier} for identifier in known]
    if kind == "sign-in":
        return {
            "rpId": "localhost",
            "challenge": CHALLENGE,
            "timeout": 5_000,
            "allowCredentials": named,
            "userVerification": "required",
        }
    return {
        "rp": {"id": "localhost", "name": "Pendopo"},
        "user": {"id": USER, "name": "Sari", "displayName": "Sari"},
        "challenge": CHALLENGE,
        "pubKeyCredParams": [{"type": "public-key", "alg": alg} for alg in (-7, -8, -257)],
        "timeout": 5_000,
        "excludeCredentials": named,
        "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
        "attestation": "none",
    }


def page(kind, known, more=""):
    question = escape(json.dumps(options(kind, known)))
    hidden = "".join(
        f'<input type="hidden" name="{name}" data-passkey-part="{name}">' for name in FIELDS[kind]
    )
    return f"""<!doctype html><html lang="id"><title>Passkey</title>
<script src="/passkey.js" defer></script>
<form method="post" action="/done" data-passkey="{kind}" data-options="{question}" {more}>
<input type="hidden" name="_tanda" value="token">{hidden}
<p data-passkey-failed hidden>Gagal</p><p data-passkey-known hidden>Sudah ada</p>
<label>Nama <input name="who" autocomplete="username webauthn"></label>
<div data-passkey-needs hidden><button type="submit">Passkey</button></div></form>"""


class Handler(BaseHTTPRequestHandler):
    sent = []

    def answer(self, body, kind="text/html; charset=utf-8"):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(address.query, keep_blank_values=True)
        if address.path == "/passkey.js":
            self.answer(SCRIPT.read_text(), "text/javascript")
        elif address.path[1:] in FIELDS:
            more = 'data-mediation="conditional"' if "conditional" in query else ""
            self.answer(page(address.path[1:], query.get("known", []), more))
        else:
            self.answer("")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Handler.sent.append(dict(urllib.parse.parse_qsl(body, keep_blank_values=True)))
        self.answer("<!doctype html><title>Selesai</title><h1>Selesai</h1>")

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class Person:
    """A tab with an authenticator of its own."""

    def __init__(self, browser, site):
        Handler.sent.clear()
        self.site = site
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.problems = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console",
            lambda line: line.type == "error"
            and "favicon" not in line.location.get("url", "")
            and self.problems.append(line.text),
        )
        self.devtools = self.context.new_cdp_session(self.page)
        self.devtools.send("WebAuthn.enable")
        answer = self.devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        self.authenticator = answer["authenticatorId"]

    def verifies(self, can):
        self.devtools.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self.authenticator, "isUserVerified": can},
        )

    def touches(self, can):
        self.devtools.send(
            "WebAuthn.setAutomaticPresenceSimulation",
            {"authenticatorId": self.authenticator, "enabled": can},
        )

    def open(self, path):
        self.page.goto(self.site + path)

    def press(self):
        self.page.get_by_role("button").click()

    def done(self):
        self.page.get_by_role("heading", name="Selesai").wait_for(timeout=10_000)
        return Handler.sent[-1]

    def register(self):
        self.open("/register")
        self.press()
        return self.done()

    def alert(self, text):
        self.page.get_by_role("alert").filter(has_text=text).wait_for(timeout=15_000)


@pytest.fixture
def person(browser, site):
    made = Person(browser, site)
    yield made
    made.context.close()
    assert not made.problems


def client(fields):
    return json.loads(unbase64url(fields["client"]))


def test_a_passkey_is_made_and_used(person):
    made = person.register()
    assert made["_tanda"] == "token"
    assert made["transports"] == "internal"
    assert client(made)["type"] == "webauthn.create"
    assert client(made)["challenge"] == CHALLENGE
    assert client(made)["origin"] == person.site
    assert b"none" in unbase64url(made["attestation"])
    assert unbase64url(made["id"]) in unbase64url(made["attestation"])

    person.open("/sign-in")
    person.press()
    used = person.done()
    assert used["id"] == made["id"]
    assert used["user"] == USER
    assert client(used)["type"] == "webauthn.get"
    assert unbase64url(used["auth"])[:32] == hashlib.sha256(b"localhost").digest()
    if dump := os.environ.get("PASSKEY_DUMP"):
        vector = {"site": person.site, "challenge": CHALLENGE, "made": made, "used": used}
        pathlib.Path(dump).write_text(json.dumps(vector, indent=1))


def test_enter_in_a_field_asks_too(person):
    person.register()
    person.open("/sign-in")
    person.page.get_by_label("Nama").press("Enter")
    assert person.done()["user"] == USER


def test_keyboard_reaches_the_button(person):
    person.open("/register")
    person.page.get_by_label("Nama").focus()
    person.page.keyboard.press("Tab")
    person.page.keyboard.press("Space")
    assert person.done()["transports"] == "internal"


def test_a_refusal_is_told_and_can_be_tried_again(person):
    person.register()
    person.open("/sign-in")
    assert person.page.get_by_role("alert").count() == 0
    person.verifies(False)
    person.press()
    person.alert("Gagal")
    assert person.page.get_by_role("button").get_attribute("aria-disabled") is None
    assert len(Handler.sent) == 1
    person.verifies(True)
    person.press()
    assert person.done()["user"] == USER


def test_a_device_that_has_one_already_says_so(person):
    made = person.register()
    person.open(f"/register?known={made['id']}")
    person.press()
    person.alert("Sudah ada")
    assert person.page.get_by_text("Gagal").is_hidden()


def test_an_offer_signs_in_without_the_button(person):
    person.register()
    # The virtual authenticator chooses by itself, as a person does in the list of names.
    person.open("/sign-in?conditional")
    assert person.done()["user"] == USER
    assert len(Handler.sent) == 2


def test_the_button_ends_a_waiting_offer(person):
    person.register()
    person.touches(False)
    person.open("/sign-in?conditional")
    person.page.wait_for_timeout(500)
    assert len(Handler.sent) == 1
    assert person.page.get_by_role("alert").count() == 0
    person.touches(True)
    person.press()
    assert person.done()["user"] == USER
    assert len(Handler.sent) == 2


#: Counts the offers, and lets them wait until they are ended.
OFFERS = """
const get = CredentialsContainer.prototype.get;
window.offers = 0;
CredentialsContainer.prototype.get = function ({ mediation, signal, publicKey }) {
  if (mediation !== "conditional") return get.call(this, { publicKey });
  window.offers += 1;
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
};
"""


def test_the_offer_comes_back_after_a_refusal(person):
    person.page.add_init_script(OFFERS)
    person.register()
    person.verifies(False)
    person.open("/sign-in?conditional")
    person.page.wait_for_function("offers === 1")
    person.press()
    person.alert("Gagal")
    person.page.wait_for_function("offers === 2")


def test_browsers_without_passkeys_see_no_button(person):
    person.page.add_init_script("delete window.PublicKeyCredential")
    person.open("/sign-in")
    assert person.page.get_by_role("button").count() == 0
    assert person.page.get_by_label("Nama").is_visible()


def test_without_script_the_button_stays_hidden(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/register")
    assert page.get_by_role("button").count() == 0
    context.close()
