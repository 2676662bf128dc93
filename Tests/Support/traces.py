"""Where a text might have been left: its spellings as bytes, and every byte that a house has stored."""

import base64
import os
import subprocess
import urllib.parse
from pathlib import Path


def spellings(text: str | bytes) -> dict[str, bytes]:
    """The text as programs write it down, by the name of the way."""
    plain = text if isinstance(text, bytes) else text.encode()
    found = {"utf-8": plain, "hexadecimal": plain.hex().encode(), "HEXADECIMAL": plain.hex().upper().encode()}
    if isinstance(text, str):
        found["utf-16 le"] = text.encode("utf-16-le")
        found["utf-16 be"] = text.encode("utf-16-be")
        found["percent"] = urllib.parse.quote(text, safe="").encode()
        found["form"] = urllib.parse.quote_plus(text).encode()
        found["json"] = text.encode("unicode_escape")
    for offset in range(3):
        # What stands before shifts the letters; those that mix with neighbours are left out.
        coded = base64.b64encode(b"\0" * offset + plain)
        middle = coded[4 if offset else 0 : len(coded) // 4 * 4 - 4].rstrip(b"=")
        found[f"base64 +{offset}"] = middle
        found[f"base64url +{offset}"] = middle.translate(bytes.maketrans(b"+/", b"-_"))
    return {way: spelled for way, spelled in found.items() if len(spelled) >= 6}


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def dump(url: str) -> bytes:
    """A PostgreSQL database as text; bytes stand in it in hexadecimal."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"), reverse=True)
    tool = str(tools[0]) if tools else "pg_dump"
    return subprocess.run(
        [tool, "--inserts", url], check=True, capture_output=True, timeout=120, env=os.environ
    ).stdout


def leaks(secrets: dict[str, str | bytes], stored: dict[str, bytes]) -> list[str]:
    """`what (how) in where` for each secret that is found."""
    found = []
    for name, secret in secrets.items():
        for way, spelled in spellings(secret).items():
            found += [f"{name} ({way}) in {place}" for place, held in stored.items() if spelled in held]
    return found
