"""axe-core over a page as it stands: what it finds of barriers that a machine can find (WCAG 2.2, levels A and AA)."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "axe" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RUN = "async (levels) => await axe.run(document, { runOnly: { type: 'tag', values: levels }, resultTypes: ['violations'] })"


def barriers(page: Page) -> list[str]:
    """What axe-core holds against the page, a line for each element. The context must have been made with bypass_csp=True."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8") + "\n;void 0")
    found: dict[str, Any] = page.evaluate(RUN, LEVELS)
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def no_barriers(page: Page) -> None:
    """None at all, or what they are."""
    found = barriers(page)
    assert not found, "\n".join([page.url, *found])
