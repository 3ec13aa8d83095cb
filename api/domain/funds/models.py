"""Tables of funds: the agreement, its balances, the ledger, the plan, statements.

The ledger is double entry, in pence, and only grows: no API role inserts, changes or removes an entry. post_fund_entry() is the
one way in; it holds the fund's row of balances, so whoever comes second sees what the first took, and the CHECK on the balances
says no whatever the function thought. What was wrong is reversed, entry by entry, and stands beside its reversal.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import uuids
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Owner, Right, Rules
from api.domain.shared.table import FundOwned, Row, instant, one_of


class DecidedBy(StrEnum):
    """Who decides what the money is for."""

    person = "person"
    person_with_support = "person_with_support"
    representative = "representative"
    best_interest = "best_interest"


class FundHolder(StrEnum):
    """Who holds the money."""

    provider = "provider"
    council = "council"
    third_party = "third_party"


class OverspendRule(StrEnum):
    """What happens when there is not enough."""

    refuse = "refuse"
    allow_up_to = "allow_up_to"


class FeeKind(StrEnum):
    """How the provider's own part is worked out. It is always shown."""

    none = "none"
    weekly = "weekly"
    share = "share"


MOST_HELD: Final = 1_000_000_000_000  # in each account, in pence: ten thousand million pounds, so that no sum overflows anything
_AGREEMENT: Final = (
    "name", "decided_by", "decided_words", "representative_id", "held_by", "holder_name", "fee_kind", "fee_weekly_pence",
    "fee_basis_points", "fee_words", "overspend_rule", "overspend_up_to_pence", "from_on", "until_on", "words", "arrangement_id",
)  # fmt: skip


class Fund(FundOwned, table=True):
    """The agreement of an Individual Service Fund: who decides, who holds, what the provider takes, what if it runs out."""

    rules: ClassVar[Rules] = Rules(
        shared_as="funds",
        kept=True,
        rights={
            Role.carer: Right(write=(*_AGREEMENT, "closed_on", "closed_words"), add=True),
            Role.manager: Right(write=(*_AGREEMENT, "closed_on", "closed_words"), add=True),
        },
    )
    fund_id: ClassVar[None] = None  # type: ignore[assignment,misc]  # it is its own
    __table_args__ = indexes(
        one_of("decided_by", DecidedBy), one_of("held_by", FundHolder), one_of("overspend_rule", OverspendRule),
        one_of("fee_kind", FeeKind),
        CheckConstraint("until_on >= from_on", name="dates"),
        CheckConstraint("decided_by IN ('person', 'person_with_support') OR decided_words IS NOT NULL", name="decided"),
        CheckConstraint("decided_by <> 'representative' OR representative_id IS NOT NULL", name="representative"),
        CheckConstraint("(overspend_rule = 'refuse') = (overspend_up_to_pence = 0)", name="overspend_rule_says"),
        CheckConstraint("overspend_up_to_pence BETWEEN 0 AND 100000000", name="overspend_up_to"),
        CheckConstraint("(fee_kind = 'weekly') = (fee_weekly_pence IS NOT NULL)", name="fee_weekly"),
        CheckConstraint("(fee_kind = 'share') = (fee_basis_points IS NOT NULL)", name="fee_share"),
        CheckConstraint("fee_weekly_pence BETWEEN 1 AND 10000000", name="fee_pence"),
        CheckConstraint("fee_basis_points BETWEEN 1 AND 10000", name="fee_basis_points"),
        ForeignKeyConstraint(
            ["representative_id", "person_id"], ["representative.id", "representative.person_id"], ondelete="RESTRICT"
        ),
        Index(None, "arrangement_id"), Index(None, "person_id", "from_on", "id"), Index(None, "team_id", "from_on", "id"),
        Index(None, "organisation_id", "from_on", "id"),
    )  # fmt: skip

    arrangement_id: UUID | None = Field(default=None, foreign_key="arrangement.id")
    name: str = Field(max_length=120)
    decided_by: str = Field(default="person", max_length=20)
    decided_words: str | None = Field(default=None, max_length=1000)
    representative_id: UUID | None = None
    held_by: str = Field(default="provider", max_length=20)
    holder_name: str | None = Field(default=None, max_length=200)
    fee_kind: str = Field(default="none", max_length=10)
    fee_weekly_pence: int | None = None
    fee_basis_points: int | None = None
    fee_words: str | None = Field(default=None, max_length=500)
    overspend_rule: str = Field(default="refuse", max_length=20)
    overspend_up_to_pence: int = 0
    from_on: date
    until_on: date | None = None
    words: str | None = Field(default=None, max_length=2000)
    closed_on: date | None = None
    closed_words: str | None = Field(default=None, max_length=1000)
    provided_by_team_id: UUID


def _pence(name: str) -> Any:  # noqa: ANN401 - SQLModel's Field returns Any
    return Field(default=0, sa_type=BigInteger, description=name)


class FundBalance(Row, table=True):
    """What stands in each account of a fund: its own row, so that posting neither changes the agreement nor its version.

    The row is the lock, and its CHECKs are the rule: nobody commits or spends what is not there, however many try at once.
    """

    owner: ClassVar[Owner] = Owner.fund
    rules: ClassVar[Rules] = Rules(
        shared_as="funds", logged=False, rights=dict.fromkeys((Role.carer, Role.manager, Role.integration, Role.person), READ)
    )
    __table_args__ = (
        CheckConstraint("allocated_pence >= -overspend_up_to_pence", name="overspent"),
        CheckConstraint("committed_pence >= 0", name="committed"),
        CheckConstraint(
            "greatest(-source_pence, allocated_pence, committed_pence, spent_inside_pence, spent_outside_pence, fee_pence,"
            f" carried_pence) <= {MOST_HELD}",
            name="most",
        ),
        CheckConstraint("spent_inside_pence >= 0 AND spent_outside_pence >= 0 AND fee_pence >= 0", name="spent"),
        CheckConstraint(
            "source_pence + allocated_pence + committed_pence + spent_inside_pence + spent_outside_pence + fee_pence"
            " + carried_pence = 0",
            name="sums_to_nothing",
        ),
        ForeignKeyConstraint(
            ["person_id", "team_id", "organisation_id"], ["person.id", "person.team_id", "person.organisation_id"],
            onupdate="CASCADE", ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(["fund_id", "person_id"], ["fund.id", "fund.person_id"], ondelete="RESTRICT"),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    fund_id: UUID = Field(primary_key=True)
    organisation_id: UUID
    team_id: UUID
    person_id: UUID
    overspend_up_to_pence: int = 0
    source_pence: int = _pence("What came in, negative")
    allocated_pence: int = _pence("There to be planned with")
    committed_pence: int = _pence("Promised")
    spent_inside_pence: int = _pence("Spent with the provider")
    spent_outside_pence: int = _pence("Spent elsewhere")
    fee_pence: int = _pence("The provider's own part")
    carried_pence: int = _pence("Taken over")


class HowOften(StrEnum):
    """How often an item of the plan comes."""

    once = "once"
    weekly = "weekly"
    monthly = "monthly"
    yearly = "yearly"


_ITEM: Final = (
    "what", "why", "outcome_id", "inside", "payee", "how_often", "pence_each", "from_on", "until_on", "position", "ended_because",
)  # fmt: skip


class FundPlanItem(FundOwned, table=True):
    """What the money is for: the person's to say and to change, without waiting for anybody."""

    rules: ClassVar[Rules] = Rules(
        shared_as="funds", rights=dict.fromkeys((Role.carer, Role.person, Role.manager), Right(write=_ITEM, add=True))
    )
    __table_args__ = indexes(
        one_of("how_often", HowOften),
        CheckConstraint("pence_each BETWEEN 1 AND 100000000", name="pence"),
        CheckConstraint("until_on >= from_on", name="dates"),
        CheckConstraint("how_often <> 'once' OR until_on IS NULL", name="once"),
        ForeignKeyConstraint(["outcome_id", "person_id"], ["outcome.id", "outcome.person_id"], ondelete="RESTRICT"),
        UniqueConstraint("id", "fund_id"),
        Index(None, "fund_id", "position", "id"),
    )

    what: str = Field(max_length=300)
    why: str | None = Field(default=None, max_length=1000)
    outcome_id: UUID | None = None
    inside: bool = True
    payee: str | None = Field(default=None, max_length=200)
    how_often: str = Field(default="weekly", max_length=10)
    pence_each: int
    from_on: date
    until_on: date | None = None
    position: int = 1
    ended_because: str | None = Field(default=None, max_length=1000)


class StatementState(StrEnum):
    """How far a statement is."""

    asked = "asked"
    made = "made"
    failed = "failed"


class FundStatement(FundOwned, table=True):
    """What happened with the money in a span, in plain words. Made once in the jobs process and kept as it was."""

    rules: ClassVar[Rules] = Rules(
        shared_as="funds",
        kept=True,
        secret=("content", "html", "pdf"),
        rights={
            **dict.fromkeys((Role.carer, Role.person, Role.manager, Role.integration), Right(add=True)),
            # Filled by enter_statements() with funds of the people who let their council have them.
            Role.commissioner: Right(where=f"fund_id = ANY {uuids('statement_fund_ids')} AND state = 'made'"),
        },
    )
    __table_args__ = indexes(
        one_of("state", StatementState),
        CheckConstraint("until_on > from_on", name="dates"),
        CheckConstraint("(state = 'made') = (made_at IS NOT NULL)", name="made"),
        CheckConstraint("(state = 'made') = (html IS NOT NULL AND pdf IS NOT NULL AND content IS NOT NULL)", name="forms"),
        Index(None, "fund_id", "from_on", "id"), Index(None, "person_id", "from_on", "id"),
    )  # fmt: skip

    from_on: date
    until_on: date  # the first day after it
    state: str = Field(default="asked", max_length=10)
    made_at: datetime | None = instant(default=None, nullable=True)
    content: dict[str, Any] | None = Field(default=None, sa_type=JSONB, nullable=True)
    html: str | None = Field(default=None, max_length=3_000_000)
    pdf: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
