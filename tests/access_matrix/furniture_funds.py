"""What the stage needs of funds."""

from datetime import UTC, date, datetime
from uuid import UUID

from tests.access_matrix.furniture_base import Furniture
from tests.access_matrix.places import Place


class FundsFurniture(Furniture):
    """A person's money, and what it is for."""

    def funds(self, place: Place) -> dict[str, UUID]:
        """A fund with an item in its plan and an entry in its ledger, whose lines add up."""
        of_person, of_team, first = self.keys(place), {"provided_by_team_id": place.team}, date(2026, 1, 5)
        fund = self.add("fund", **of_person, **of_team, name="My fund", from_on=first)
        of_fund = {**of_person, "fund_id": fund}
        said = {"kind": "allocation", "on_day": first, "pence": 100_000, "words": "From the council."}
        entry = self.add("fund_entry", **of_fund, **of_team, **said)
        for account, pence in (("source", -100_000), ("allocated", 100_000)):
            self.add("fund_line", **of_fund, entry_id=entry, account=account, pence=pence)
        item = self.add("fund_plan_item", **of_fund, what="Swimming.", pence_each=550, from_on=first)
        made = {"state": "made", "made_at": datetime.now(UTC), "content": {}, "html": "<p>Money</p>", "pdf": b"%PDF-1.7"}
        statement = self.add("fund_statement", **of_fund, **made, from_on=first, until_on=date(2026, 2, 1))
        return {"fund": fund, "fund_entry": entry, "fund_plan_item": item, "fund_statement": statement}
