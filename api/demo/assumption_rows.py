"""What admissions to hospital are compared with in a world, and what one is said to cost.

No published numbers: a world shows how a comparison looks, and its sources say so wherever it is shown.
"""

from typing import Final
from uuid import UUID

from api.demo.making import Making
from api.domain.commissioning.figures.models import FigureSetting

ADMISSION_PENCE: Final = 250_000
ADMISSION_SOURCE: Final = "An example for trying out, not a published cost: put your source here, such as the national schedule."
COMPARED_RATE: Final = 620
COMPARED_SOURCE: Final = (
    "An example for trying out, not a published rate: put your source here, such as the council's own people with home care."
)


def make_assumptions(making: Making, provider: UUID, council: UUID) -> None:
    """What the provider states towards the council, beside the usual rule for small numbers."""
    making.rows.add(
        FigureSetting,
        organisation_id=provider,
        council_id=council,
        admission_pence=ADMISSION_PENCE,
        admission_source=ADMISSION_SOURCE,
        compared_rate=COMPARED_RATE,
        compared_source=COMPARED_SOURCE,
    )


__all__ = ["make_assumptions"]
