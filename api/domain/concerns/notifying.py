"""What the regulator must be told of: kept with the record that it is about, so that it is as restricted as that."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, text

from api.domain.shared.table import one_of


class Notification(StrEnum):
    """Care Quality Commission (Registration) Regulations 2009, regulations 16 to 18, in short."""

    death = "death"
    serious_injury = "serious_injury"
    abuse_or_allegation = "abuse_or_allegation"
    deprivation_of_liberty = "deprivation_of_liberty"
    police = "police"
    unsafe_service = "unsafe_service"


NOTIFYING = ("notification", "notified_at", "notified_reference")


def notifying() -> tuple[Any, ...]:
    """Due while it says what must be told and not yet when it was."""
    return (
        one_of("notification", Notification),
        CheckConstraint("notified_at IS NULL OR notification IS NOT NULL", name="notified"),
        # The list of them, for few of many are.
        Index(None, "organisation_id", "created_at", "id", postgresql_where=text("notification IS NOT NULL")),
    )


__all__ = ["NOTIFYING", "Notification", "notifying"]
