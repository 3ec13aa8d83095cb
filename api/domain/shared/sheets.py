"""A table for a spreadsheet: RFC 4180 in UTF-8, with a header row, CRLF, and no cell that begins a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

END: Final = "\r\n"


def sheet(header: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The bytes of it. None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=END)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def cell(value: object) -> object:
    """A text that begins like a formula would be run by a spreadsheet: a leading apostrophe makes it text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else value


def quoted(values: Iterable[object]) -> str:
    """Cells in quotes, and commas between them: for long sheets, whose lines begin alike."""
    return ",".join(f'"{str(cell(value)).replace(chr(34), chr(34) * 2)}"' if value is not None else '""' for value in values)
