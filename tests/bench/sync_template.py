"""Reference (c): the usual template, synchronous routes in FastAPI's thread pool with SQLModel on psycopg.

No token, no row rules, no looks, no log.
"""

import os
from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException
from sqlmodel import Session, col, create_engine, select

from tests.bench.template_models import Gift, GiftCreate, GiftRead, People, Person, PersonRead

engine = create_engine(os.environ["PLAIN_URL"].replace("postgresql://", "postgresql+psycopg://", 1), pool_size=8, max_overflow=8)
app = FastAPI()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


@app.get("/v1/people")
def list_people(session: SessionDep, limit: int = 50) -> People:
    query = select(Person).where(Person.team_id == UUID(os.environ["TEAM_ID"]), col(Person.removed_at).is_(None))
    found = session.exec(query.order_by(col(Person.name_key), col(Person.id)).limit(limit)).all()
    return People.model_validate({"items": found}, from_attributes=True)


@app.get("/v1/people/{person_id}", response_model=PersonRead)
def get_person(session: SessionDep, person_id: UUID) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.removed_at is not None:
        raise HTTPException(404)
    return person


@app.post("/v1/people/{person_id}/gifts", response_model=GiftRead, status_code=201)
def add_gift(session: SessionDep, person_id: UUID, body: GiftCreate) -> Gift:
    person = session.get(Person, person_id)
    if person is None:
        raise HTTPException(404)
    gift = Gift(organisation_id=person.organisation_id, team_id=person.team_id, person_id=person_id, **body.model_dump())
    session.add(gift)
    session.commit()
    session.refresh(gift)
    return gift
