"""What the makers of a world share: the day, the dice, the running numbers."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from api.demo.made import DemoAccount
from api.demo.numbers import home_phones, mobile_phones, nhs_numbers
from api.demo.rows import Rows
from api.domain.access import models as access
from api.domain.access.roles import Role
from api.domain.shared.clock import LONDON
from api.domain.shared.ids import new_id


@dataclass
class Making:
    """One world in the making."""

    rows: Rows
    now: datetime
    dice: random.Random
    suffix: str
    password: str
    password_hash: str
    today: date = field(init=False)
    joined: dict[UUID, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start the running numbers."""
        self.today = self.now.astimezone(LONDON).date()
        self.nhs, self.home_phone, self.mobile_phone = nhs_numbers(1), home_phones(), mobile_phones()

    def ago(self, *, days: float = 0, years: float = 0) -> date:
        """A day in the past."""
        return self.today - timedelta(days=days + years * 365.25)

    def at(self, *, days: float) -> datetime:
        """This time of day in London so many days ago, on the day that `ago` says; never in the future.

        Days of 24 hours would not do: late on a winter's evening they end in summer on the day after.
        """
        return min(self.now, (self.now.astimezone(LONDON) - timedelta(days=days)).astimezone(UTC))

    def on(self, *, days: float, hour: int) -> datetime:
        """That hour in London, so many days ago; ahead where `days` is negative."""
        return datetime.combine(self.ago(days=days), time(hour), LONDON).astimezone(UTC)

    def account(  # noqa: PLR0913 - an account is all of these
        self,
        key: str,
        role: Role,
        name: str,
        organisation: UUID,
        *,
        teams: tuple[UUID, ...] = (),
        person: UUID | None = None,
        about: str = "",
        id_: UUID | None = None,
    ) -> DemoAccount:
        """Somebody who can sign in, with their one role."""
        username = f"{'.'.join(name.lower().split())}{self.suffix}@example.org"
        account = self.rows.add(
            access.Account,
            id=id_ or new_id(),
            organisation_id=organisation,
            username=username,
            name=name,
            password_hash=self.password_hash,
        )
        self.rows.add(access.AccountGrant, organisation_id=organisation, account_id=account, role=role.value, person_id=person)
        return DemoAccount(key, role.value, username, self.password, name, account, organisation, teams, person, about)
