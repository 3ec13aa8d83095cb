"""The page as HTML: one document without scripts, pictures or addresses, for a screen, a screen reader, and a printer on A4."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Final

from api.domain.outcomes.pages.content import EMPTY, HEADINGS, not_here
from api.domain.outcomes.pages.fitting import Page

# Around the document when it is served; the document itself allows its own style by hash, and both hold.
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)
STYLE: Final = """
@page { size: A4; margin: 15mm }
html { color: #000; background: #fff; font-family: "DejaVu Sans", Verdana, Arial, sans-serif; line-height: 1.28 }
body { box-sizing: border-box; max-width: 180mm; margin: 0 auto; padding: 5mm; font-size: %dpt; overflow-wrap: anywhere }
h1 { font-size: 1.7em; line-height: 1.15; margin: 0 0 .25em; border-bottom: 1.2mm solid }
h2 { font-size: 1.12em; margin: .5em 0 .3em; border-bottom: .6mm solid; break-after: avoid }
ul { margin: 0; padding-inline-start: 1.1em }
li { margin: 0 0 .32em; break-inside: avoid }
footer { margin-top: 1em; padding-top: .5em; border-top: .4mm solid; font-size: 12pt }
footer p { margin: 0 0 .3em }
@media print { body { max-width: none; padding: 0 } }
"""


def document(page: Page) -> str:
    """The page as a document of its own. Every word of a person's is escaped."""
    content = page.content
    parts = [
        f'<section aria-labelledby="{part}">\n<h2 id="{part}">{HEADINGS[part]}</h2>\n<ul>\n'
        + "".join(f'<li dir="auto">{escape(words)}</li>\n' for words in items)
        + "</ul>\n</section>\n"
        for part, items in page.items.items()
        if items
    ]
    if not parts and not page.left_out:
        parts = [f"<p>{words}</p>\n" for words in EMPTY]
    said = not_here(page.left_out)
    away = f"<p><strong>{said}</strong></p>\n" if said else ""
    style = STYLE % page.size
    allowed = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(content.team)}">\n'
        f"<title>{escape(content.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{escape(content.name)}</h1>\n{"".join(parts)}</main>\n'
        f"<footer>\n{away}<p>{escape(content.made)}</p>\n</footer>\n</body>\n</html>\n"
    )
