"""Every table of the service: importing this module fills the metadata that migrations, row security and tests read."""

from typing import Any

from sqlalchemy import DefaultClause, text
from sqlmodel import SQLModel

from api.domain.access import consents, models, openings, sign_in_models, trails
from api.domain.circles import models as circles
from api.domain.circles.contributions import models as contributions
from api.domain.circles.meetings import models as meetings
from api.domain.commissioning import models as commissioning
from api.domain.commissioning.cld import models as cld
from api.domain.commissioning.figures import models as figures
from api.domain.commissioning.hand_overs import models as hand_overs
from api.domain.commissioning.providers import models as commissioned_providers
from api.domain.commissioning.ratings import models as ratings
from api.domain.community.connections import models as connections
from api.domain.community.groups import models as groups
from api.domain.community.introductions import models as introductions
from api.domain.concerns import models as concerns
from api.domain.concerns.falls import models as falls
from api.domain.concerns.stays import models as stays
from api.domain.funds import models as funds
from api.domain.funds.ledger import models as fund_ledger
from api.domain.outcomes import models as outcomes
from api.domain.outcomes.change_cycles import models as change_cycles
from api.domain.outcomes.check_ins import models as check_ins
from api.domain.outcomes.good_weeks import models as good_weeks
from api.domain.outcomes.instruments import models as instruments
from api.domain.outcomes.pages import models as pages
from api.domain.outcomes.reviews import models as reviews
from api.domain.people import models as people
from api.domain.people.gifts import models as gifts
from api.domain.people.homes import models as homes
from api.domain.people.moves import models as moves
from api.domain.people.profiles import models as profiles
from api.domain.people.relationships import models as relationships
from api.domain.people.risks import models as risks
from api.domain.people.small_teams import models as small_teams
from api.domain.people.stories import models as stories
from api.domain.teams import models as teams
from api.domain.visits import models as visits
from api.domain.visits.availability import models as availability
from api.domain.visits.calendars import models as calendars
from api.domain.visits.hours import models as hours
from api.domain.visits.recording import models as recording
from api.domain.visits.rostering import models as rostering
from api.domain.visits.series import models as series

MODULES = (
    models,
    sign_in_models,
    trails,
    teams,
    people,
    gifts,
    homes,
    moves,
    profiles,
    relationships,
    risks,
    small_teams,
    stories,
    consents,
    openings,
    circles,
    meetings,
    contributions,
    commissioning,
    series,
    visits,
    recording,
    availability,
    rostering,
    hours,
    calendars,
    concerns,
    outcomes,
    good_weeks,
    check_ins,
    instruments,
    reviews,
    change_cycles,
    pages,
    groups,
    introductions,
    connections,
    stays,
    falls,
    hand_overs,
    commissioned_providers,
    ratings,
    figures,
    cld,
    funds,
    fund_ledger,
)


def tables() -> dict[str, Any]:
    """Table name to SQLModel class, in the order in which they can be created."""
    found = {
        mapper.local_table: mapper.class_
        for mapper in SQLModel._sa_registry.mappers  # noqa: SLF001 - the registry of all SQLModel tables
    }
    return {table.name: found[table] for table in SQLModel.metadata.sorted_tables}


def _defaults_for_the_database() -> None:
    """A default is the database's too, so that every writer (service, seed, a migration's backfill) gets the same."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            value = getattr(column.default, "arg", None)
            if column.server_default is None and isinstance(value, str | int | bool):
                spelled = str(value).lower() if isinstance(value, bool | int) else f"'{value}'"
                column.server_default = DefaultClause(text(spelled))


_defaults_for_the_database()
