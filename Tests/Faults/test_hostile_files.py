"""Files made to hurt: the child that reads them has nothing, ends in time, and writes clean pictures."""

import io
import random
import signal
import struct
import subprocess
import time
import zlib

import pytest
from PIL import Image
from applicant import PDF
from city import program
from pictures import halves, photograph, saved

DONE, TOO_LARGE, BROKEN = 0, 10, 11


def read(*arguments, content: bytes):
    """Runs the child as the server does: no environment, a pipe in and a pipe out."""
    return subprocess.run(
        [program(), "process-file", *arguments], input=content, env={}, capture_output=True,
        timeout=200)


def shrunk(content: bytes, side=1600) -> Image.Image:
    answer = read("picture", str(side), content=content)
    assert answer.returncode == DONE, answer
    width, height = struct.unpack(">II", answer.stdout[:8])
    picture = Image.open(io.BytesIO(answer.stdout[8:]))
    assert (picture.format, picture.size) == ("JPEG", (width, height))
    assert max(picture.size) <= side
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                                 "progression", "dpi"}
    return picture.convert("RGB")


def is_red(pixel):
    return pixel[0] > 150 and pixel[1] < 90 and pixel[2] < 90


def is_blue(pixel):
    return pixel[2] > 150 and pixel[0] < 90


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_of_a_photograph_is_turned_upright(orientation):
    """The same as another program makes of it."""
    from PIL import ImageOps

    original = photograph(900, 600, orientation)
    wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(original))).convert("RGB")
    got = shrunk(original)
    assert got.size == wanted.size
    for across in (0.25, 0.75):
        for down in (0.25, 0.75):
            place = (int(got.width * across), int(got.height * down))
            assert is_red(got.getpixel(place)) == is_red(wanted.getpixel(place)), orientation


@pytest.mark.parametrize(
    "kind, picture, options",
    [
        ("JPEG", halves(2500, 1200), {"progressive": True}),
        ("JPEG", halves(2500, 1200).convert("CMYK"), {}),
        ("JPEG", halves(2500, 1200).convert("L"), {}),
        ("PNG", halves(2500, 1200), {}),
        ("PNG", halves(2500, 1200).convert("P"), {}),
        ("PNG", halves(2500, 1200).convert("RGBA"), {}),
        ("PNG", halves(2500, 1200).convert("1"), {}),
        ("PNG", halves(2500, 1200).convert("L").convert("I;16"), {}),
    ],
    ids=lambda value: getattr(value, "mode", None) or str(value))
def test_every_sort_of_picture_is_read(kind, picture, options):
    small = shrunk(saved(picture, kind, **options))
    assert small.size == (1600, 768)
    if picture.mode in ("RGB", "CMYK", "RGBA", "P"):
        assert is_red(small.getpixel((300, 300))) and is_blue(small.getpixel((1300, 300)))


def test_what_is_transparent_stands_on_white():
    small = shrunk(saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert small.getpixel((25, 25)) == (255, 255, 255)


def png(width, height, rows: bytes, interlaced=0) -> bytes:
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9))
            + chunk(b"IEND", b""))


def test_a_picture_of_fifty_megapixels_is_read_in_time_and_a_larger_one_not_at_all():
    began = time.monotonic()
    for kind, options in [("PNG", {"compress_level": 1}), ("JPEG", {"progressive": True, "subsampling": 0})]:
        small = shrunk(saved(halves(8000, 6200), kind, **options))
        assert small.size == (1600, 1240)
    assert time.monotonic() - began < 30
    for width, height in [(50_000, 50_000), (7_072, 7_072)]:
        began = time.monotonic()
        answer = read("picture", "1600", content=png(width, height, b"\0" * 1000))
        assert answer.returncode == TOO_LARGE
        assert time.monotonic() - began < 5


def test_a_picture_of_zeros_that_is_small_on_disk_stays_within_its_memory():
    """An interlaced one must be held whole: the hardest for the memory."""
    rows = bytes(1 + 3 * 7000) * 7000
    answer = read("picture", "1600", content=png(7000, 7000, rows, interlaced=1))
    assert answer.returncode in (DONE, BROKEN)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(100), PDF, random.Random(5).randbytes(5000),
     b"<svg onload='alert(1)'/>", photograph()[:20_000], saved(halves(500, 500), "PNG")[:300],
     b"\xff\xd8\xff\xe1\xff\xff" + bytes(70_000),
     b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00"],
    ids=lambda content: f"{len(content)} bytes {content[:6].hex()}")
def test_what_is_no_picture_is_said_to_be_none(content):
    assert read("picture", "1600", content=content).returncode in (TOO_LARGE, BROKEN)


def test_a_polyglot_is_only_what_it_begins_with():
    """A picture with a document and a page of a site behind it: only the picture is left."""
    mixed = saved(halves(400, 300), "JPEG") + PDF + b"<script>alert(1)</script>"
    answer = read("picture", "1600", content=mixed)
    assert answer.returncode == DONE
    assert b"%PDF" not in answer.stdout and b"script" not in answer.stdout


def test_a_document_reaches_no_file_of_the_house(tmp_path):
    """What it names beside itself is not there for the program that draws it."""
    secret = tmp_path / "kunci"
    secret.write_bytes(b"secret")
    answer = read("fence", "document", content=f"{secret}\n/etc/passwd\n/proc/self/environ".encode())
    lines = answer.stdout.decode().splitlines()
    assert lines[0] == "environment 0"
    assert all(line.endswith(" 0") for line in lines), lines


def test_a_heavy_document_is_ended():
    """Forms within forms: each level draws the next ten times."""
    objects = [b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
               b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
               b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
               b"/Resources<</XObject<</F 10 0 R>>>>>>endobj",
               b"4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj"]
    for level in range(10, 22):
        draw = b"/F Do " * 10 if level < 21 else b"0 0 600 800 re f"
        objects.append(
            b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F %d 0 R>>>>"
            b"/Length %d>>stream\n%s\nendstream endobj" % (level, level + 1, len(draw), draw))
    content = b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    assert read("page", "1", content=content).returncode == -signal.SIGXCPU
