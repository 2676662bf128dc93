"""Pictures and documents for tests, made by a program that is not ours."""

import io
import random

from PIL import Image

TURNED = 6
"""EXIF: the top of the picture is its right side; a telephone held upright writes this."""


def halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 30, 200), (width // 2, 0, width, height))
    return picture


def photograph(width=3000, height=2000, orientation=TURNED) -> bytes:
    """A JPEG that lies on its side and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Pabrik Rahasia"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 35.0, 40.0), 3: "E", 4: (106.0, 47.0, 21.0)})
    out = io.BytesIO()
    halves(width, height).save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def document(size: int, seed: int = 1) -> bytes:
    """A PDF of one page with `size` bytes of noise behind it, so that a mix-up would show."""
    from applicant import PDF

    noise = random.Random(seed).randbytes(size - len(PDF) - 1)
    return PDF.removesuffix(b"%%EOF\n") + b"%" + noise.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n%%EOF\n"
