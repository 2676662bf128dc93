"""Writes what was measured: one part for each scenario, with the day on which it ran."""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

PART = re.compile(r"^## (\w+), .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
TABLE = "| what | figure | against | ratio | goal | reached |\n|---|--:|--:|--:|--:|---|\n"


@dataclass
class Line:
    """A row of the table."""

    what: str
    figure: str
    against: str
    ratio: str
    goal: str
    reached: bool

    def __str__(self) -> str:
        mark = "yes" if self.reached else "**no**"
        return f"| {self.what} | {self.figure} | {self.against} | {self.ratio} | {self.goal} | {mark} |"


def write(file: Path, name: str, lines: list, order: list[str]) -> None:
    """Puts the lines of a scenario in the place of what it measured before."""
    text = file.read_text() if file.exists() else ""
    parts = {found.group(1): found.group(0).strip() for found in PART.finditer(text)}
    if lines:
        day = time.strftime("%Y-%m-%d")
        parts[name] = f"## {name}, {day}\n\n{TABLE}" + "\n".join(map(str, lines))
    processor = next(
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    )
    head = (
        "# Speed\n\nMade by `make bench`; do not edit. "
        f"{os.cpu_count()} cores ({processor}); generator and server each on a core.\n"
        "A ratio compares two figures of the same run of a scenario.\n"
    )
    known = [parts[each] for each in order if each in parts]
    file.write_text("\n\n".join([head.strip(), *known]) + "\n")
