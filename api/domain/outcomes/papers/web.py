"""A paper as HTML: one document without scripts or addresses, for a screen, a screen reader, and a printer on A4."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Final

from api.domain.outcomes.pages.web import POLICY
from api.domain.outcomes.papers.blocks import Block, Chart, Heading, Paper, Table, Words
from api.domain.outcomes.papers.charts import drawn

STYLE: Final = """
@page { size: A4; margin: 15mm }
html { color: #000; background: #fff; font-family: "DejaVu Sans", Verdana, Arial, sans-serif; line-height: 1.4 }
body { box-sizing: border-box; max-width: 190mm; margin: 0 auto; padding: 5mm; font-size: 13pt; overflow-wrap: anywhere }
h1 { font-size: 1.7em; line-height: 1.15; margin: 0 0 .25em; border-bottom: 1.2mm solid }
h2 { font-size: 1.25em; margin: 1.4em 0 .4em; border-bottom: .6mm solid; break-after: avoid }
p { margin: 0 0 .5em }
table { border-collapse: collapse; width: 100%; margin: 0 0 1em }
caption { text-align: start; font-weight: bold; padding: .3em 0 }
th, td { text-align: start; vertical-align: top; padding: .25em .6em .25em 0; border-bottom: .2mm solid; font-weight: normal }
thead th { font-weight: bold; border-bottom: .5mm solid }
tr { break-inside: avoid }
.n { text-align: end; white-space: nowrap; padding-inline-end: 0; padding-inline-start: .6em }
.n:not(:last-child) { padding-inline-end: 1.2em }
.sum th, .sum td { font-weight: bold; border-top: .5mm solid }
figure { margin: .5em 0; break-inside: avoid }
figcaption { font-weight: bold }
svg { width: 100%; height: auto }
footer { margin-top: 1.5em; padding-top: .5em; border-top: .4mm solid; font-size: 11pt }
@media print { body { max-width: none; padding: 0 } }
@media screen and (max-width: 36em) {
  .wide thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  .wide tr { display: block; padding: .4em 0; border-bottom: .2mm solid }
  .wide tr > * { display: block; padding: 0; border: 0; text-align: start; white-space: normal }
  .wide th { font-weight: bold }
  .wide td:empty { display: none }
  .wide td::before { content: attr(data-head) ": " }
  .wide .sum > * { border: 0 }
}
"""
# A telephone has no room for more columns beside one another: each row becomes a few lines, each with the name of its column.
BESIDE: Final = 2
_WIDE: Final = ' class="wide" role="table"'
_SUM: Final = ' class="sum"'
ALLOWED: Final = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"

__all__ = ["POLICY", "document"]


def document(paper: Paper) -> str:
    """The paper as a document of its own. Every word is escaped."""
    parts = "".join(_block(block, f"part-{place}") for place, block in enumerate(paper.blocks))
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{ALLOWED}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(paper.by)}">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{escape(paper.title)}</h1>\n{parts}</main>\n'
        f'<footer>\n<p dir="auto">{escape(paper.foot)}</p>\n</footer>\n</body>\n</html>\n'
    )


def _block(block: Block, name: str) -> str:
    if isinstance(block, Heading):
        return f'<h2 dir="auto">{escape(block.words)}</h2>\n'
    if isinstance(block, Words):
        said = escape(block.words)
        return f'<p dir="auto">{f"<strong>{said}</strong>" if block.strong else said}</p>\n'
    if isinstance(block, Chart):
        picture = f"<figure>\n<figcaption>{escape(block.title)}</figcaption>\n{drawn(block, name)}\n</figure>\n"
        return picture + _table(block.table)
    return _table(block)


def _table(table: Table) -> str:
    wide = len(table.columns) > BESIDE
    heads = "".join(
        f'<th scope="col"{_role("columnheader", wide=wide)}{_aside(table, place)}>{escape(words)}</th>'
        for place, words in enumerate(table.columns)
    )
    rows = "".join(_row(table, row, wide=wide, last=number == len(table.rows)) for number, row in enumerate(table.rows, 1))
    group, line = _role("rowgroup", wide=wide), _role("row", wide=wide)
    return (
        f'<table{_WIDE if wide else ""}>\n<caption dir="auto">{escape(table.caption)}</caption>\n'
        f"<thead{group}><tr{line}>{heads}</tr></thead>\n<tbody{group}>\n{rows}</tbody>\n</table>\n"
    )


def _row(table: Table, row: tuple[str, ...], *, wide: bool, last: bool) -> str:
    cells = "".join(
        f'<td dir="auto"{_cell(table, place) if wide else ""}{_aside(table, place)}>{escape(words)}</td>'
        if place
        else f'<th scope="row" dir="auto"{_role("rowheader", wide=wide)}>{escape(words)}</th>'
        for place, words in enumerate(row)
    )
    return f"<tr{_role('row', wide=wide)}{_SUM if last and table.sums else ''}>{cells}</tr>\n"


def _role(name: str, *, wide: bool) -> str:
    """What an element is to a screen reader. Some browsers forget it of a table that is laid out as lines."""
    return f' role="{name}"' if wide else ""


def _cell(table: Table, place: int) -> str:
    return f' role="cell" data-head="{escape(table.columns[place])}"'


def _aside(table: Table, place: int) -> str:
    return ' class="n"' if place in table.numbers else ""
