"""The command line: `python -m api`, installed as `wellbeing`."""

import typer

from api.commands import database, jobs, seeding, serving, snapshots, telling

app = typer.Typer(
    help="The open backend for self-managing home-care teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
for command in (
    serving.demo, serving.serve, jobs.jobs, database.migrate, database.account, database.check, telling.token, telling.openapi,
    seeding.seed, snapshots.snapshots,
):  # fmt: skip
    app.command()(command)
app.add_typer(telling.keys, name="keys")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
