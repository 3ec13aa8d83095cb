"""`python -m tests.matching`: precision and recall of matched gifts on the hand-made set, at the cut that the API uses."""

import tempfile
from contextlib import closing
from pathlib import Path

import psycopg

from api.storage import embedded
from api.storage.provision import create_database, migrate
from tests.matching.measured import measured


def main() -> None:
    """Start a server, measure, print, and take it away again."""
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "server", durable=False)
        try:
            url = create_database(server.superuser_url, "wt_matching")
            migrate(url)
            with closing(psycopg.connect(url, autocommit=True)) as operator:
                operator.execute("SET ROLE wt_operator")
                for figures in measured(operator).values():
                    print(figures)  # noqa: T201 - a command
        finally:
            server.destroy()


if __name__ == "__main__":
    main()
