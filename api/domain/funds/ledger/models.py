"""Tables of a fund's ledger: entries and their lines. Double entry, in pence, and it only grows.

No API role inserts, changes or removes an entry: post_fund_entry() and reverse_fund_entry() are the ways in.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Rules
from api.domain.shared.table import FundOwned, one_of

MOST_PENCE: Final = 100_000_000_00  # in an entry: a hundred million pounds


class Account(StrEnum):
    """The accounts of a fund. `source` is where money comes from; the others are what is done with it. All sum to nothing."""

    source = "source"
    allocated = "allocated"  # there to be planned with
    committed = "committed"  # promised, not yet spent
    spent_inside = "spent_inside"  # with the provider
    spent_outside = "spent_outside"  # anywhere else
    fee = "fee"  # the provider's own part
    carried = "carried"  # taken over into another fund or year


class EntryKind(StrEnum):
    """What an entry is."""

    allocation = "allocation"  # source → allocated
    commitment = "commitment"  # allocated → committed
    release = "release"  # committed → allocated
    spending = "spending"  # allocated or committed → spent_inside or spent_outside
    fee = "fee"  # allocated → fee
    carry = "carry"  # allocated → carried
    carried_in = "carried_in"  # source → allocated, from another fund
    repayment = "repayment"  # allocated → source: back to who gave it
    reversal = "reversal"  # another entry, turned round


# Kind to the accounts that money leaves and those that it may go to. post_fund_entry() holds the same.
WAYS: Final[dict[EntryKind, tuple[frozenset[Account], frozenset[Account]]]] = {
    EntryKind.allocation: (frozenset({Account.source}), frozenset({Account.allocated})),
    EntryKind.carried_in: (frozenset({Account.source}), frozenset({Account.allocated})),
    EntryKind.commitment: (frozenset({Account.allocated}), frozenset({Account.committed})),
    EntryKind.release: (frozenset({Account.committed}), frozenset({Account.allocated})),
    EntryKind.spending: (
        frozenset({Account.allocated, Account.committed}), frozenset({Account.spent_inside, Account.spent_outside})
    ),
    EntryKind.fee: (frozenset({Account.allocated}), frozenset({Account.fee})),
    EntryKind.carry: (frozenset({Account.allocated}), frozenset({Account.carried})),
    EntryKind.repayment: (frozenset({Account.allocated}), frozenset({Account.source})),
}  # fmt: skip


class FundEntry(FundOwned, table=True):
    """One entry of the ledger. Written by post_fund_entry() alone; never changed, never removed."""

    rules: ClassVar[Rules] = Rules(
        shared_as="funds", kept=True, rights=dict.fromkeys((Role.carer, Role.manager, Role.integration, Role.person), READ)
    )
    __table_args__ = indexes(
        one_of("kind", EntryKind),
        CheckConstraint(f"pence BETWEEN 1 AND {MOST_PENCE}", name="pence"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reversal"),
        CheckConstraint("(kind = 'fee') = (fee_from_on IS NOT NULL)", name="fee"),
        CheckConstraint("(fee_from_on IS NULL) = (fee_until_on IS NULL) AND fee_until_on >= fee_from_on", name="fee_span"),
        UniqueConstraint("id", "fund_id"),
        ForeignKeyConstraint(["reverses_id", "fund_id"], ["fund_entry.id", "fund_entry.fund_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        # An entry is turned round once.
        Index("uq_fund_entry_reverses", "reverses_id", unique=True, postgresql_where=text("reverses_id IS NOT NULL")),
        Index(None, "fund_id", "on_day", "id"), Index(None, "visit_id"),
    )  # fmt: skip

    kind: str = Field(max_length=12)
    on_day: date
    pence: int = Field(sa_type=BigInteger)  # what moved, all its lines together
    words: str = Field(max_length=500)
    payee: str | None = Field(default=None, max_length=200)
    evidence: str | None = Field(default=None, max_length=500)
    reverses_id: UUID | None = None
    visit_id: UUID | None = None
    account_id: UUID | None = None
    fee_from_on: date | None = None  # of which days the fee is, both counted
    fee_until_on: date | None = None
    provided_by_team_id: UUID


class FundLine(FundOwned, table=True):
    """One line of an entry: what an account got (positive) or gave (negative). The lines of an entry sum to nothing."""

    rules: ClassVar[Rules] = Rules(
        shared_as="funds",
        kept=True,
        logged=False,
        rights=dict.fromkeys((Role.carer, Role.manager, Role.integration, Role.person), READ),
    )
    __table_args__ = indexes(
        one_of("account", Account),
        CheckConstraint("pence <> 0", name="pence"),
        ForeignKeyConstraint(["entry_id", "fund_id"], ["fund_entry.id", "fund_entry.fund_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["plan_item_id", "fund_id"], ["fund_plan_item.id", "fund_plan_item.fund_id"], ondelete="RESTRICT"),
        Index(None, "entry_id"), Index(None, "fund_id", "account"), Index(None, "plan_item_id"),
    )  # fmt: skip

    entry_id: UUID
    account: str = Field(max_length=15)
    plan_item_id: UUID | None = None
    pence: int = Field(sa_type=BigInteger)
