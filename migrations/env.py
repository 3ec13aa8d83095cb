"""Alembic's environment: one connection, lock and statement timeouts, SQL without a database when asked for it."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from api.domain.registry import tables
from api.settings import settings

TIMEOUTS = ("SET lock_timeout = '2s'", "SET statement_timeout = '10min'")


def main() -> None:
    """Run the migrations against `sqlalchemy.url`, or DATABASE_URL, or print their SQL."""
    tables()
    from sqlmodel import SQLModel  # noqa: PLC0415 - its metadata is full only after the line above

    if context.is_offline_mode():
        context.configure(
            dialect_name="postgresql",
            dialect_opts={"paramstyle": "named"},  # else a % in a function's text is doubled
            target_metadata=SQLModel.metadata,
            literal_binds=True,
            transaction_per_migration=True,
        )
        for line in TIMEOUTS:
            context.execute(line)
        with context.begin_transaction():
            context.run_migrations()
        return
    own = settings().database_url
    given = context.config.get_main_option("sqlalchemy.url") or (own.get_secret_value() if own else "")
    engine = create_engine(given.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=pool.NullPool)
    with engine.connect() as connection:
        for line in TIMEOUTS:
            connection.execute(text(line))
        connection.commit()
        context.configure(connection=connection, target_metadata=SQLModel.metadata, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()


main()
