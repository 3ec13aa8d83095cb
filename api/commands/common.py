"""What commands share: words on the terminal, and an administrator's login on whichever server is meant."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import typer

from api.settings import Settings, settings

REFUSED: Final = 2
DATABASE: Final = "wellbeing"


def say(text: str) -> None:
    """A line of progress. On standard error: standard output is for what was asked for."""
    typer.echo(f"==> {text}", err=True)


def refuse(text: str, code: int = REFUSED) -> NoReturn:
    """Say in a sentence why not, and end."""
    typer.secho(text, err=True, fg=typer.colors.RED if os.isatty(2) else None)
    raise typer.Exit(code)


def postgres_folder(chosen: Settings) -> Path:
    """Where the embedded server lives."""
    return chosen.data_folder.absolute() / "postgres"


@contextmanager
def admin_url(chosen: Settings | None = None) -> Iterator[str]:
    """An administrator's URL: DATABASE_URL, or the embedded server of the data folder, started for as long as it is needed."""
    chosen = chosen or settings()
    if chosen.database_url is not None:
        yield chosen.database_url.get_secret_value()
        return
    from api.storage import embedded  # noqa: PLC0415 - only where there is no other server
    from api.storage.provision import create_database  # noqa: PLC0415 - only where there is no other server

    try:
        server = embedded.start(postgres_folder(chosen))
    except embedded.ServerFailed as error:
        refuse(f"The embedded PostgreSQL did not start: {error}", 1)
    try:
        yield create_database(server.superuser_url, DATABASE)
    finally:
        if server.started:
            server.stop()


def use(**values: object) -> None:
    """Set the environment of this process and of the workers it starts, and read the settings again."""
    os.environ.update({name.upper(): str(value) for name, value in values.items() if value is not None})
    settings.cache_clear()
