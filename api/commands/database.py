"""migrate, check and account."""

import secrets
import sys
from contextlib import closing
from typing import Annotated, Any
from uuid import UUID

import psycopg
import typer

from api.commands.common import admin_url, refuse, say
from api.settings import settings


def migrate(
    revision: Annotated[str, typer.Argument(help="A revision, `head`, or `-1` for one step back.")] = "head",
    *,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL and touch no database.")] = False,
    login: Annotated[
        bool, typer.Option("--login", help="Also give the service's login a new password, and print its URL.")
    ] = False,
) -> None:
    """Bring the database to a revision, or print the SQL that would."""
    from api.storage.provision import login_for_api, print_sql  # noqa: PLC0415 - Alembic is for those who migrate
    from api.storage.provision import migrate as bring  # noqa: PLC0415 - Alembic is for those who migrate

    if sql:
        print_sql(revision)
        return
    with admin_url() as url:
        bring(url, revision)
        say(f"the database is at {revision}")
        if login:
            typer.echo(login_for_api(url))


def account(
    username: Annotated[str, typer.Argument(help="What they sign in with, such as an e-mail address.")],
    role: Annotated[str, typer.Option(help="carer, coach, commissioner, connector, family or manager.")] = "manager",
    name: Annotated[str | None, typer.Option(help="Their name; the user name if left out.")] = None,
    organisation: Annotated[str | None, typer.Option(help="The organisation's name; made if there is none of it.")] = None,
    kind: Annotated[str, typer.Option(help="provider or council: what to make.")] = "provider",
    *,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")] = False,
) -> None:
    """Make an account, such as the first manager of a provider. Prints a password once."""
    from api.domain.access.models import OrganisationKind  # noqa: PLC0415 - the tables are for those who write
    from api.domain.access.password_rules import choose  # noqa: PLC0415 - the tables are for those who write
    from api.domain.access.passwords import PasswordRefused, hash_password  # noqa: PLC0415 - the tables are for those who write
    from api.domain.access.roles import Role  # noqa: PLC0415 - the tables are for those who write

    if role not in set(Role) - {Role.integration, Role.person}:
        refuse("The command line does not give that role: a person's own account comes from their team.")
    if kind not in set(OrganisationKind):
        refuse("--kind is provider or council.")
    word = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
    try:
        hashed = hash_password(choose(word, (username, name or "", organisation or "")))
    except PasswordRefused as error:
        refuse(error.says)
    with admin_url() as url, closing(psycopg.connect(url)) as connection:
        connection.execute("SET ROLE wt_operator")
        where = _organisation(connection, organisation, kind)
        _add(connection, where, username, name or username, hashed, role)
        connection.commit()
    say(f"{username} may sign in as {role}")
    if not password_stdin:
        typer.echo(word)


def _organisation(connection: psycopg.Connection[Any], name: str | None, kind: str) -> UUID:
    """The organisation of that name, or the only one there is; made if it is named and missing."""
    from api.domain.shared.ids import new_id  # noqa: PLC0415 - the tables are for those who write

    rows = connection.execute(
        "SELECT id FROM organisation WHERE removed_at IS NULL AND sandbox_secret_hash IS NULL "
        "AND (%(name)s::text IS NULL OR name = %(name)s)",
        {"name": name},
    ).fetchall()
    if len(rows) == 1:
        found: UUID = rows[0][0]
        return found
    if name is None or rows:
        refuse("Name the organisation: --organisation NAME." if name is None else "Several organisations have that name.")
    made = new_id()
    connection.execute("INSERT INTO organisation (id, kind, name) VALUES (%s, %s, %s)", [made, kind, name])
    say(f"made the {kind} {name}")
    return made


def _add(connection: psycopg.Connection[Any], organisation: UUID, username: str, name: str, hashed: str, role: str) -> None:
    from api.domain.shared.ids import new_id  # noqa: PLC0415 - the tables are for those who write

    made = new_id()
    try:
        connection.execute(
            "INSERT INTO account (id, organisation_id, username, name, password_hash) VALUES (%s, %s, %s, %s, %s)",
            [made, organisation, username, name, hashed],
        )
    except psycopg.errors.UniqueViolation:
        refuse("That user name is taken.")
    connection.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, %s)",
        [new_id(), organisation, made, role],
    )


def check() -> None:
    """Check configuration, database, the service's login, migrations and keys. Ends with 1 on a fault."""
    from api.commands.checks import findings  # noqa: PLC0415 - the libraries it needs

    faults = 0
    for name, fault, note in findings(settings()):
        faults += fault
        typer.echo(f"{'FAULT' if fault else 'ok   '}  {name:<22}{note}")
    if faults:
        raise typer.Exit(1)
