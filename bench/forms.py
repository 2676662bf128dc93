"""A city with two services that differ in the rules of their forms only."""

import re
import shutil
from pathlib import Path

#: Rules over the twelve fields, as service files have them; `{n}` makes each another.
RULES = (
    "angka_1 + angka_2 * 2 >= angka_3 - {n}000",
    "size(teks_1) > 0 && teks_1 != 'kata{n}'",
    "angka_4 < {n} + 100000 || teks_2 == ''",
    "!teks_3.startsWith('x{n}') && angka_5 >= 0",
)


def fields() -> str:
    lines = []
    for n in range(1, 7):
        lines += [f"      - {{id: teks_{n}, kind: text, max: 200, label: {{id: Teks {n}, en: Text {n}}}}}"]
    for n in range(1, 7):
        lines += [
            f"      - {{id: angka_{n}, kind: integer, min: 0, max: 9000,"
            f" label: {{id: Angka {n}, en: Number {n}}}}}"
        ]
    return "\n".join(lines)


def rules(count: int) -> str:
    if count == 0:
        return ""
    lines = ["rules:"]
    for n in range(count):
        condition = RULES[n % len(RULES)].replace("{n}", str(n))
        lines += [
            f"  - id: aturan_{n}", f'    must: "{condition}"', f"    field: angka_{n % 6 + 1}",
            f"    message: {{id: Aturan {n}, en: Rule {n}}}",
        ]
    return "\n".join(lines) + "\n\n"


def city(source: Path, folder: Path) -> Path:
    """Copies a city and adds the services `dua-belas` and `dua-ratus`."""
    shutil.copytree(source, folder)
    model = (folder / "services" / "tanya.yaml").read_text()
    head, rest = model.split("\nform:\n", 1)
    flow = rest[rest.index("\nflow:\n") + 1:]
    for code, count in (("dua-belas", 0), ("dua-ratus", 200)):
        form = (
            "form:\n  - id: isian\n    title: {id: Isian, en: Form}\n    fields:\n"
            f"{fields()}\n\n{rules(count)}"
        )
        text = re.sub(r"^code: tanya$", f"code: {code}", head, flags=re.M)
        (folder / "services" / f"{code}.yaml").write_text(f"{text}\n{form}{flow}")
    return folder
