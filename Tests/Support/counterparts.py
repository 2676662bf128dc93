"""Servers of ours that a city talks to, and that misbehave as told: gateway, push service, mail."""

import json
import re
import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("did not come true in time")


class Counterpart:
    """An SMS gateway and a push service. `manners` are taken one for each call, then all is well:
    a number is the status of the answer; `drop`, `hang` and `hold` take the message and do not say
    so; `redirect` leads to this machine; `twice` answers twice."""

    def __init__(self):
        self.closing = threading.Event()
        self.manners: list[str] = []
        self.calls: list[tuple[str, dict, bytes]] = []
        self.taken: list[dict] = []
        self.strayed = 0
        house = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do_GET(self):
                house.strayed += 1
                self.send_error(404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                house.calls.append((self.path, dict(self.headers), body))
                if self.path.startswith("/dalam"):
                    house.strayed += 1
                manner = house.manners.pop(0) if house.manners else "ok"
                if manner in ("drop", "hang", "hold", "ok", "twice") and self.path == "/sms":
                    house.taken.append(json.loads(body))
                if manner == "hang":
                    time.sleep(2.5)
                if manner == "hold":
                    house.closing.wait(150)
                if manner in ("drop", "hang", "hold"):
                    self.close_connection = True
                    return
                if manner == "redirect":
                    self.send_response(307)
                    self.send_header("Location", f"http://127.0.0.1:{house.port}/dalam")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                status = {"ok": 201, "twice": 201}.get(manner) or int(manner)
                answer = b'{"status":"ok","id":"g-1"}'
                for _ in range(2 if manner == "twice" else 1):
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                self.close_connection = True

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


class MailCounterpart:
    """A mail server. `manners` are taken one for each conversation, then all is well: `451` and
    `550` answer to the receiver, `drop` and `never` take the mail and do not say so, `slow` says so
    after a while, `twice` says so twice."""

    def __init__(self):
        self.manners: list[str] = []
        #: (receiver, Message-ID) of what was taken.
        self.taken: list[tuple[str, str]] = []
        self.talks = 0
        self.closing = threading.Event()
        house = self

        class Handler(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                house.talks += 1
                manner = house.manners.pop(0) if house.manners else "ok"
                if manner == "closed":
                    return
                self.say("220 uji")
                receiver = ""
                while line := self.rfile.readline():
                    command = line.decode("utf-8", "replace").strip()
                    if command.upper().startswith("EHLO"):
                        self.say("250 uji")
                    elif command.upper().startswith("RCPT"):
                        receiver = re.sub(r".*<(.*)>.*", r"\1", command)
                        if manner in ("451", "550"):
                            self.say(f"{manner} tidak sekarang")
                            continue
                        self.say("250 ya")
                    elif command.upper() == "DATA":
                        self.say("354 kirimkan")
                        if not self.data(receiver, manner):
                            return
                    elif command.upper() == "QUIT":
                        self.say("221 sampai jumpa")
                        return
                    else:
                        self.say("250 ya")

            def data(self, receiver, manner) -> bool:
                text = b""
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    text += line
                found = re.search(rb"(?im)^Message-ID: *(\S+)", text)
                house.taken.append((receiver, found.group(1).decode() if found else ""))
                if manner == "never":
                    house.closing.wait(150)
                    return False
                if manner == "drop":
                    return False
                if manner == "slow":
                    time.sleep(25)
                for _ in range(2 if manner == "twice" else 1):
                    self.say("250 diterima")
                return True

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
