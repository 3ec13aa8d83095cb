"""The index of the API: one flat file per resource. What is not listed here is not served."""

from fastapi import APIRouter

from api.routers import me, people, teams

ROUTERS: tuple[APIRouter, ...] = (me.router, people.router, teams.router)

TAGS: dict[str, str] = {
    "me": "Who the token speaks for.",
    "people": "People who are supported.",
    "teams": "Self-managing teams.",
}
