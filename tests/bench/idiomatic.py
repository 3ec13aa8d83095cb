"""Reference (b): FastAPI with SQLModel's AsyncSession on asyncpg, as good tutorials write it.

No token, no row rules, no looks, no log.
"""

import os
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.bench.template_models import Gift, GiftCreate, GiftRead, People, Person, PersonRead

engine = create_async_engine(
    os.environ["PLAIN_URL"].replace("postgresql://", "postgresql+asyncpg://", 1), pool_size=8, max_overflow=8
)
make_session = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with make_session() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]


@app.get("/v1/people")
async def list_people(session: SessionDep, limit: int = 50) -> People:
    query = select(Person).where(Person.team_id == UUID(os.environ["TEAM_ID"]), col(Person.removed_at).is_(None))
    found = await session.exec(query.order_by(col(Person.name_key), col(Person.id)).limit(limit))
    return People.model_validate({"items": found.all()}, from_attributes=True)


@app.get("/v1/people/{person_id}", response_model=PersonRead)
async def get_person(session: SessionDep, person_id: UUID) -> Person:
    person = await session.get(Person, person_id)
    if person is None or person.removed_at is not None:
        raise HTTPException(404)
    return person


@app.post("/v1/people/{person_id}/gifts", response_model=GiftRead, status_code=201)
async def add_gift(session: SessionDep, person_id: UUID, body: GiftCreate) -> Gift:
    person = await session.get(Person, person_id)
    if person is None:
        raise HTTPException(404)
    gift = Gift(organisation_id=person.organisation_id, team_id=person.team_id, person_id=person_id, **body.model_dump())
    session.add(gift)
    await session.commit()
    await session.refresh(gift)
    return gift
