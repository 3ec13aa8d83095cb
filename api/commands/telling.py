"""openapi, token and keys."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Annotated, cast

import typer
from fastapi import FastAPI

from api.commands.common import refuse, say
from api.settings import Settings, settings


def openapi(
    *, write: Annotated[bool, typer.Option("--write", help="Into openapi/openapi.json instead of standard output.")] = False
) -> None:
    """Print the API's contract (OpenAPI 3.1). Needs no database."""
    from api import openapi as document  # noqa: PLC0415 - the whole service is loaded to describe it
    from api.main import create_app  # noqa: PLC0415 - as above
    from api.routers.site import contract  # noqa: PLC0415 - as above
    from api.storage.provision import ROOT  # noqa: PLC0415 - as above

    made = contract(cast("FastAPI", create_app(Settings(log_level="error")).app))
    if write:
        document.write(made, ROOT / "openapi" / "openapi.json")
        say("openapi/openapi.json")
    else:
        typer.echo(document.text(made), nl=False)


def token(
    role: Annotated[str, typer.Option(help="Whose token: the demo's first account of this role, or integration.")] = "carer",
    username: Annotated[str | None, typer.Option(help="A certain account of the demo.")] = None,
) -> None:
    """Print an access token of the running demo, for curl. It lives 15 minutes."""
    from api.demo.kept import kept  # noqa: PLC0415 - as above

    chosen = settings()
    told = kept(chosen.demo_file)
    where = chosen.data_folder / "demo.url"
    if told is None or not where.exists():
        refuse(f"There is no demo in {chosen.data_folder.absolute()}. Start one with `make run`.")
    everyone = [*told["accounts"], *told["others"]]
    if role == "integration" and username is None:
        client = told["clients"][0]
        form = {"grant_type": "client_credentials", "client_id": client["client_id"], "client_secret": client["client_secret"]}
    else:
        found = next((a for a in everyone if (a["username"] == username if username else role in (a["role"], a["key"]))), None)
        if found is None:
            refuse(
                "The demo has no such account. Its roles: "
                + ", ".join(dict.fromkeys(a["role"] for a in told["accounts"]))
                + ", integration."
            )
        form = {"grant_type": "password", "username": found["username"], "password": found["password"]}
    url = f"{where.read_text('utf-8').strip()}/oauth/token"
    try:
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=10) as answer:  # noqa: S310 - the demo's own address
            typer.echo(json.load(answer)["access_token"])
    except urllib.error.HTTPError as error:
        refuse(f"The demo refused: {json.load(error).get('error_description', error.reason)}", 1)
    except OSError as error:
        refuse(f"The demo does not answer at {url} ({getattr(error, 'reason', error)}). Start it with `make run`.", 1)


keys = typer.Typer(help="The keys that sign access tokens.", no_args_is_help=True)


@keys.command("list")
def list_keys() -> None:
    """List the keys: which sign now, which wait, which are only trusted."""
    import time  # noqa: PLC0415 - as above
    from datetime import UTC, datetime  # noqa: PLC0415 - as above
    from itertools import pairwise  # noqa: PLC0415 - as above

    from api.domain.access.key_files import AFTERLIFE_SECONDS, begin_of, kids_in  # noqa: PLC0415 - as above

    kids, now = kids_in(settings().keys), time.time()
    ends = {kid: begin_of(successor) for kid, successor in pairwise(kids)}
    for kid in kids:
        begin, end = begin_of(kid), ends.get(kid)
        if begin > now:
            state = "waits to sign"
        elif end is None or end > now:
            state = "signs"
        else:
            state = "is trusted" if now < end + AFTERLIFE_SECONDS else "can go: the next `rotate` removes it"
        typer.echo(f"{kid}  from {datetime.fromtimestamp(begin, UTC):%Y-%m-%d %H:%M:%S}Z  {state}")


@keys.command("rotate")
def rotate_keys() -> None:
    """Publish a new key that signs in ten minutes, and remove keys whose last token has expired."""
    import time  # noqa: PLC0415 - as above

    from api.domain.access.key_files import KeysRefused, rotate  # noqa: PLC0415 - as above

    try:
        typer.echo(rotate(settings().keys, time.time()))
    except KeysRefused as error:
        refuse(str(error), 1)
