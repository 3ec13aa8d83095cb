"""Packages that others load only because they are installed, and that no request needs: 6 MB of every worker."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def spared(*names: str) -> Iterator[None]:
    """Import something as if these packages were not installed. What is loaded stays; later all can be loaded."""
    hidden = [name for name in names if spare(name)]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def spare(name: str) -> bool:
    """Let no one load this package from now on, unless it is loaded already."""
    known: dict[str, Any] = sys.modules  # None there is Python's own word for "not to be found"
    if name in known:
        return False
    known[name] = None
    return True
