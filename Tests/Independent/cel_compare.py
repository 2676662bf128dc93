"""Compares our expressions with an independent CEL, cel-python.

usage: cel_compare.py FILE
FILE: a line with the calendar {"holidays", "first", "last"}, then a line for each expression:
{"source", "bindings", "value"} or {"source", "bindings", "error"}. Exit status 1 when any differs.

Days are texts in ISO form here (their order is the same); the functions of days and working days are
written below once more, walking day by day.
"""

import datetime
import json
import re
import sys

import celpy
from celpy import celtypes

DAY = datetime.timedelta(days=1)


class List(celtypes.ListType):
    """Counts from the front only: CEL has no negative index, Python's lists do."""

    def __getitem__(self, index):
        if index < 0:
            raise IndexError("negative index")
        return super().__getitem__(index)


def remainder(left, right):
    """The smallest integer modulo -1 overflows in the reference implementations, not in Python."""
    if left == -(2**63) and right == -1:
        raise ValueError("overflow")
    return left % right


def day(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("no day")
    return datetime.date.fromisoformat(str(text))


def functions(calendar):
    closed = {datetime.date.fromisoformat(text) for text in calendar["holidays"]}

    def working(moment):
        if not calendar["first"] <= moment.year <= calendar["last"]:
            raise ValueError("no data")
        return moment.weekday() < 5 and moment not in closed

    def add_days(text, count):
        try:
            return celtypes.StringType((day(text) + DAY * int(count)).isoformat())
        except OverflowError as error:
            raise ValueError("overflow") from error

    def add_working_days(text, count):
        moment, left = day(text), abs(int(count))
        working(moment)
        while left:
            try:
                moment += DAY if count > 0 else -DAY
            except OverflowError as error:
                raise ValueError("overflow") from error
            left -= working(moment)
        return celtypes.StringType(moment.isoformat())

    def working_days_between(start, end):
        start, end = day(start), day(end)
        working(start), working(end)
        low, high = min(start, end), max(start, end)
        shift = 1 if start <= end else 0
        count = sum(working(low + DAY * (n + shift)) for n in range((high - low).days))
        return celtypes.IntType(count if start <= end else -count)

    return {
        "_%_": remainder,
        "date": lambda text: celtypes.StringType(day(text).isoformat()),
        "addDays": add_days,
        "daysBetween": lambda start, end: celtypes.IntType((day(end) - day(start)).days),
        "addWorkingDays": add_working_days,
        "workingDaysBetween": working_days_between,
    }


def value(tagged):
    (kind, content), = tagged.items()
    if kind == "null":
        return None
    if kind == "bool":
        return celtypes.BoolType(content)
    if kind == "int":
        return celtypes.IntType(int(content))
    if kind == "string":
        return celtypes.StringType(content)
    if kind == "list":
        return List([value(item) for item in content])
    return celtypes.MapType({celtypes.StringType(k): value(v) for k, v in content.items()})


def plain(result):
    """A result as our side writes it."""
    if isinstance(result, (bool, celtypes.BoolType)):
        return {"bool": bool(result)}
    if isinstance(result, int):
        return {"int": str(int(result))}
    if isinstance(result, str):
        return {"string": str(result)}
    if isinstance(result, list):
        return {"list": [plain(item) for item in result]}
    return {"null": None} if result is None else {"unknown": repr(result)}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        calendar = json.loads(file.readline())
        cases = [json.loads(line) for line in file]
    environment = celpy.Environment()
    own = functions(calendar)
    differing = errors = 0
    for case in cases:
        bindings = {name: value(content) for name, content in case["bindings"].items()}
        try:
            program = environment.program(environment.compile(case["source"]), functions=own)
            theirs = plain(program.evaluate(bindings))
        except (celpy.CELEvalError, celpy.CELParseError) as error:
            theirs = {"error": str(error)[:200]}
        ours = case.get("value", {"error": case.get("error")})
        errors += "error" in ours
        if ("error" in ours) != ("error" in theirs) or ("error" not in ours and ours != theirs):
            differing += 1
            if differing <= 20:
                print(f"{case['source']}\n  ours   {ours}\n  theirs {theirs}\n  {case['bindings']}")
    print(f"{len(cases)} expressions, {errors} of them errors: {len(cases) - differing} agree")
    return 1 if differing else 0


sys.exit(main())
