"""A provider of OpenID Connect on this machine: refuses the first sign-in by name, then lets in."""

import base64
import hashlib
import http.server
import json
import random
import threading
import time
import urllib.parse


def _is_prime(number: int) -> bool:
    if any(number % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23)):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(16):
        power = pow(random.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = pow(power, 2, number)
            if power == number - 1:
                break
        else:
            return False
    return True


def _prime(bits: int) -> int:
    while True:
        candidate = random.getrandbits(bits) | 3 << bits - 2 | 1
        if candidate % 65537 != 1 and _is_prime(candidate):
            return candidate


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Key:
    """RSA of 2048 bits, for signatures RS256 (RFC 7518)."""

    def __init__(self):
        one, other = _prime(1024), _prime(1024)
        self.modulus = one * other
        self._secret = pow(65537, -1, (one - 1) * (other - 1))

    def public(self) -> dict:
        return {"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", "e": "AQAB",
                "n": _text(self.modulus.to_bytes(256, "big"))}

    def sign(self, claims: dict) -> str:
        head = {"alg": "RS256", "kid": "1", "typ": "JWT"}
        signed = ".".join(_text(json.dumps(part).encode()) for part in (head, claims))
        prefix = bytes.fromhex("3031300d060960864801650304020105000420")
        digest = prefix + hashlib.sha256(signed.encode()).digest()
        block = b"\0\1" + b"\xff" * (256 - len(digest) - 3) + b"\0" + digest
        mark = pow(int.from_bytes(block, "big"), self._secret, self.modulus)
        return signed + "." + _text(mark.to_bytes(256, "big"))


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, query = self.path.partition("?")
        provider = self.server.provider
        if path == "/authorize":
            asked = {name: values[0] for name, values in urllib.parse.parse_qs(query).items()}
            provider.nonce = asked["nonce"]
            back = urllib.parse.urlencode({"code": provider.code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", asked["redirect_uri"] + "?" + back)
            self.send_header("Content-Length", "0")
            return self.end_headers()
        base = provider.issuer
        self._answer(200, {"keys": [provider.key.public()]} if path == "/keys" else {
            "issuer": base, "authorization_endpoint": base + "/authorize",
            "token_endpoint": base + "/token", "jwks_uri": base + "/keys",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"]})

    def do_POST(self):
        provider = self.server.provider
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        provider.asked += 1
        if provider.asked == 1:
            refusal = {"error": "invalid_grant", "error_description": provider.refusal}
            return self._answer(400, refusal)
        now = int(time.time())
        provider.id_token = provider.key.sign({
            "iss": provider.issuer, "aud": "pendopo", "iat": now, "exp": now + 300,
            "nonce": provider.nonce, **provider.claims})
        self._answer(200, {
            "access_token": provider.access_token, "token_type": "Bearer", "expires_in": 300,
            "id_token": provider.id_token})

    def _answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Provider:
    def __init__(self, code: str, refusal: str, access_token: str, claims: dict):
        self.key = Key()
        self.code, self.refusal, self.access_token = code, refusal, access_token
        self.claims = claims
        self.asked, self.nonce, self.id_token = 0, "", ""
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.provider = self
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
