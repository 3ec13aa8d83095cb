"""What the demo says when it is ready: who can sign in, and a first call that works by copy and paste."""

import json
import threading
import time
import urllib.error
import urllib.request
from typing import Any, Final

import typer

WAIT_SECONDS: Final = 30
FIRST_CALL: Final = "people?limit=3"
KINDS: Final = {"integration": "integration", "council_client": "council"}  # of the clients that are told of


def tell_when_ready(base: str, told: dict[str, Any]) -> None:
    """Print the welcome once /readyz answers; a service that does not start prints its own words."""
    threading.Thread(target=_wait, args=(base, told), daemon=True, name="welcome").start()


def _wait(base: str, told: dict[str, Any]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=2) as answer:  # noqa: S310 - our own address
                if json.load(answer)["status"] == "ready":
                    typer.echo(welcome(base, told))
                    return
        except (OSError, urllib.error.URLError, ValueError):
            time.sleep(0.05)


def welcome(base: str, told: dict[str, Any]) -> str:
    """The whole text."""
    accounts = told["accounts"]
    wide = max(len(one["username"]) for one in accounts)
    first = accounts[0]
    lines = [
        "",
        f"Ready: {base}    documentation {base}/docs    (Ctrl-C stops it; the data stays)",
        "",
        f"Everyone's password in this demo is  {first['password']}",
        "",
        *(f"  {one['role']:<13}{one['username']:<{wide}}  {one['name']}: {one['about']}" for one in accounts),
        *(
            f"  {KINDS[one['key']]:<13}client {one['client_id']} secret {one['client_secret']}"
            for one in told["clients"]
            if one["key"] in KINDS
        ),
        "",
        f"A first call, as {first['name']}, who {first['about']}:",
        "",
        f"  TOKEN=$(curl -s {base}/oauth/token -d grant_type=password -d username={first['username']} \\",
        f'    -d password={first["password"]} | sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
        f'  curl -s "{base}/v1/{FIRST_CALL}" -H "Authorization: Bearer $TOKEN"',
        "",
        "A token for any role: .venv/bin/python -m api token --role coach",
        "",
    ]
    return "\n".join(lines)
