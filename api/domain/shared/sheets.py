"""A table for a spreadsheet: RFC 4180 in UTF-8, with a header row, CRLF, and no cell that begins a formula."""

import csv
import io
from collections.abc import Iterable, Sequence


def sheet(header: Sequence[str], rows: Iterable[Iterable[object]], *, quoted: bool = False) -> bytes:
    """The bytes of it. None is an empty cell. `quoted`: every field, also where it need not be."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def cell(value: object) -> object:
    """A text that begins like a formula would be run by a spreadsheet: a leading apostrophe makes it text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else value
