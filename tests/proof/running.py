"""A server, the demo world and the service over it in this process, for proofs that are run by hand and print figures."""

import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import psycopg
from pydantic import SecretStr

from api.demo.made import World
from api.demo.world import build
from api.domain.access.key_files import prepare
from api.main import create_app
from api.settings import Settings
from api.storage import embedded
from api.storage.provision import create_database, login_for_api, migrate
from tests.world import LOGIN, PASSWORD, Caller, Tokens


@dataclass
class Running:
    """What a proof works with."""

    operator: psycopg.Connection[Any]
    world: World
    as_: Callable[..., Caller]


@asynccontextmanager
async def running() -> AsyncIterator[Running]:
    """Start everything in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "server", durable=False)
        try:
            url = create_database(server.superuser_url, "proof")
            migrate(url)
            api_url = login_for_api(url, LOGIN)
            with closing(psycopg.connect(url)) as connection:
                world = build(connection, now=datetime.now(UTC), password=PASSWORD)
                connection.commit()
            keys = Path(folder) / "keys"
            prepare(keys, time.time())
            settings = Settings(
                api_database_url=SecretStr(api_url),
                data_folder=Path(folder),
                keys_folder=keys,
                demo=True,
                log_level="error",
                pool_size=4,
            )
            edge: Any = create_app(settings)
            with closing(psycopg.connect(url, autocommit=True)) as operator:
                operator.execute("SET ROLE wt_operator")
                async with edge.app.router.lifespan_context(edge.app):
                    transport = httpx2.ASGITransport(edge, client=("127.0.0.1", 4711))
                    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
                        tokens = Tokens(operator, edge.kernel.ring, world)
                        yield Running(operator, world, lambda who, **options: Caller(client, tokens(who, **options)))
        finally:
            server.destroy()
