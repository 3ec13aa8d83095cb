"""A small valid body for every operation that takes one: what is refused is refused for whose it is, not for what it says."""

from tests.access_matrix.bodies_commissioning import COMMISSIONING
from tests.access_matrix.bodies_community import COMMUNITY
from tests.access_matrix.bodies_funds import FUNDS
from tests.access_matrix.bodies_made import Made
from tests.access_matrix.bodies_outcomes import OUTCOMES
from tests.access_matrix.bodies_people import PEOPLE
from tests.access_matrix.bodies_teams import TEAMS, assessment
from tests.access_matrix.bodies_visits import VISITS

__all__ = ["BODIES", "assessment"]

BODIES: dict[str, Made] = {**COMMISSIONING, **FUNDS, **COMMUNITY, **OUTCOMES, **VISITS, **PEOPLE, **TEAMS}
