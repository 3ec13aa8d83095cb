"""A whole installation for a proof: PostgreSQL, the demo world, settings, tokens. Removed at the end."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from pydantic import SecretStr

from api.demo.made import World
from api.demo.world import build
from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.settings import Settings
from api.storage import embedded
from api.storage.provision import create_database, login_for_api, migrate
from tests.world import PASSWORD, Tokens

ISSUER = "http://proof.invalid"


@dataclass(frozen=True)
class Standing:
    """What a proof works with."""

    settings: Settings
    world: World
    token: Tokens
    operator: psycopg.Connection[Any]
    server: embedded.Server
    folder: Path


@contextmanager
def standing(*, durable: bool = False, pool_size: int = 8) -> Iterator[Standing]:
    """Start it, yield it, end and remove all of it. `durable`: fsync and synchronous commit as PostgreSQL ships them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = embedded.start(folder / "postgres", durable=durable)
        try:
            url = create_database(server.superuser_url, "proof")
            migrate(url)
            api_url = login_for_api(url)
            with closing(psycopg.connect(url)) as connection:
                world = build(connection, now=datetime.now(UTC), password=PASSWORD)
                connection.commit()
            prepare(folder / "keys", time.time())
            settings = Settings(
                database_url=SecretStr(url), api_database_url=SecretStr(api_url), data_folder=folder, keys_folder=folder / "keys",
                demo=True,
                log_level="error", public_url=ISSUER, pool_size=pool_size,
            )  # fmt: skip
            with closing(psycopg.connect(url, autocommit=True)) as operator:
                operator.execute("SET ROLE wt_operator")
                ring = KeyRing.load(folder / "keys", issuer=ISSUER, audience=ISSUER)
                yield Standing(settings, world, Tokens(operator, ring, world), operator, server, folder)
        finally:
            server.destroy()
