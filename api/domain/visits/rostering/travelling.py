"""Travel between two homes, where both are on the map: minutes by a straight line, as good as a straight line is.

Roads in England are 1.4 times as long as the straight line (R. H. Ballou, H. Rahardja, N. Sakai: Selected country circuity
factors for road travel distance estimation, Transportation Research Part A 36, 2002). Door to door 30 km an hour: cars make
25.4 miles (41 km) an hour on local A roads (Department for Transport, travel time measures, year to June 2019), and a round goes
through side streets and has to park. Told to the nearest five minutes: it is no more exact than that, a neighbour is next door,
and nobody can measure from it where somebody else lives.
"""

import math
from collections.abc import Mapping
from itertools import combinations
from typing import Final
from uuid import UUID

KM_PER_HOUR: Final = 30
DETOUR: Final = 1.4
STEP_MINUTES: Final = 5
EARTH_KM: Final = 6371.0088  # the mean radius (IUGG)

Place = tuple[float, float]  # latitude and longitude in degrees


def straight_km(one: Place, other: Place) -> float:
    """The great circle between two places."""
    lat, lon, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def minutes_between(one: Place, other: Place) -> int:
    """Travel minutes from one to the other."""
    minutes = straight_km(one, other) * DETOUR / KM_PER_HOUR * 60
    return STEP_MINUTES * round(minutes / STEP_MINUTES)


def travel(homes: Mapping[UUID, Place]) -> dict[tuple[UUID, UUID], int]:
    """Minutes between every two homes that are known."""
    return {(a, b): minutes_between(homes[a], homes[b]) for a, b in combinations(sorted(homes), 2)}
