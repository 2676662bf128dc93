"""PostgreSQL alone, writing the rows that a submission writes: the yardstick for the server.

What a submission writes is not repeated here by hand: it is counted from the database's own figures
while the server submits, and a row of each table is copied into a pgbench script with fresh keys.
"""

import base64
import re
import subprocess
import tempfile
import time
from pathlib import Path

from measure import CLIENT_CORE

COUNTS = """
SELECT relname, n_tup_ins FROM pg_stat_user_tables WHERE relname NOT LIKE 'same\\_%' ORDER BY 1
"""
COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod),
    EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
        AND a.attnum = ANY (i.indkey)), a.attgenerated <> '' OR a.attidentity = 'a'
FROM pg_attribute a WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""
#: A value that no other row has, by type.
FRESH = {
    "bytea": "decode(md5(random()::text || clock_timestamp()::text), 'hex')",
    "text": "md5(random()::text || clock_timestamp()::text)",
    "bigint": "nextval('same_numbers')",
}


def psql(url: str, query: str) -> list[list[str]]:
    run = subprocess.run(
        ["psql", "-X", "-q", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", url, "-c", query],
        capture_output=True, text=True, check=True,
    )
    return [line.split("\t") for line in run.stdout.splitlines()]


def inserted(url: str) -> dict[str, int]:
    """Rows inserted into each table since the database was made."""
    # A backend that wrote within a second of its last report hands in the rest after ten more.
    time.sleep(11)
    return {table: int(count) for table, count in psql(url, COUNTS)}


def script(url: str, per_submission: dict[str, int]) -> str:
    """The pgbench script of one transaction, into copies of the tables with their indexes."""
    psql(url, "CREATE SEQUENCE IF NOT EXISTS same_numbers START 1000000000")
    statements = ["BEGIN;"]
    for table, count in per_submission.items():
        psql(url, f'CREATE TABLE IF NOT EXISTS "same_{table}" (LIKE "{table}" INCLUDING ALL)')
        statements += [_insert(url, table)] * count
    return "\n".join(statements + ["END;", ""])


def example(url: str, table: str) -> list[dict]:
    """The columns of a table, with the values of its newest row in Base64."""
    columns, values = _newest(url, table)
    return [
        {"name": name, "kind": kind, "fresh": unique == "t" and kind in FRESH,
         "value": None if value == "-" else value}
        for (name, kind, unique, _), value in zip(columns, values)
    ]


def _newest(url: str, table: str) -> tuple[list[list[str]], list[str]]:
    columns = [row for row in psql(url, COLUMNS.format(table=table)) if row[3] == "f"]
    texts = ", ".join(f'"{name}"::text' for name, *_ in columns)
    # Base64 keeps tabs and line ends of a value out of psql's output; `-` stands for NULL.
    values = psql(
        url,
        f"SELECT coalesce(translate(encode(convert_to(value, 'UTF8'), 'base64'), E'\\n', ''), '-') "
        f'FROM (SELECT unnest(ARRAY[{texts}]) AS value FROM (SELECT * FROM "{table}" '
        f"ORDER BY ctid DESC LIMIT 1) AS newest) AS each",
    )
    return columns, [value[0] if value else "" for value in values]


def _insert(url: str, table: str) -> str:
    columns, values = _newest(url, table)
    literals = [_literal(value) for value in values]
    for index, (_, kind, unique, _) in enumerate(columns):
        if unique == "t" and kind in FRESH:
            literals[index] = FRESH[kind]
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    return f'INSERT INTO "same_{table}" ({names}) VALUES ({", ".join(literals)});'


def _literal(encoded: str) -> str:
    if encoded == "-":
        return "NULL"
    value = base64.b64decode(encoded)
    if b":" in value or b"\n" in value:  # a colon is a variable to pgbench, a line end a new command
        return f"convert_from(decode('{value.hex()}', 'hex'), 'UTF8')"
    return "'" + value.decode().replace("'", "''") + "'"


def pgbench(url: str, text: str, *, clients: int, seconds: int) -> float:
    """Transactions a second."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "same.sql")
        path.write_text(text)
        run = subprocess.run(
            ["taskset", "-c", CLIENT_CORE, "pgbench", "-n", "-M", "prepared", "-j", "1",
             "-c", str(clients), "-T", str(seconds), "-f", str(path), url],
            capture_output=True, text=True, check=True, timeout=seconds + 60,
        )
    return float(re.search(r"tps = ([\d.]+)", run.stdout).group(1))
