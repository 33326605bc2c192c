"""Rows as JSON, as CSV that no spreadsheet executes, and as the schema that both follow."""

import csv
import io
import json
from typing import Any

from ostoja.cloud.rights.package.rows import Part

# What makes a spreadsheet read a cell as a formula. Source: OWASP, CSV injection.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def as_json(part: Part) -> bytes:
    """The rows, every value as it is."""
    return json.dumps(list(part.rows), ensure_ascii=False, indent=1).encode()


def as_csv(part: Part) -> bytes:
    """The rows for a spreadsheet; a cell that would be a formula begins with an apostrophe."""
    into = io.StringIO()
    sheet = csv.DictWriter(into, list(part.fields), lineterminator="\r\n")
    sheet.writeheader()
    sheet.writerows({field: inert(value) for field, value in row.items()} for row in part.rows)
    # The mark tells spreadsheets that the letters are UTF-8.
    return into.getvalue().encode("utf-8-sig")


def inert(value: object) -> object:
    """A cell that says what it said and does nothing."""
    if not isinstance(value, str):
        return value
    clean = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in value)
    return f"'{clean}" if clean.startswith(FORMULA) or value.startswith(FORMULA) else clean


def schema(part: Part) -> bytes:
    """What the rows look like, and which category each field is of."""
    fields: dict[str, Any] = {
        field: {"description": category, "type": ["string", "number", "boolean", "null"]}
        for field, category in part.fields.items()
    }
    row = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return json.dumps({"$schema": DIALECT, "title": part.table, "type": "array", "items": row}, indent=1).encode()
