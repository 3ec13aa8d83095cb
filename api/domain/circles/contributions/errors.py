"""What can go wrong with contributions, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import InvalidError


class ContributionDaysError(InvalidError):
    """Days in an order that cannot be."""

    code, title, detail = "circle-contribution-days", "Days out of order", "until_on cannot be before since_on."


means(ContributionDaysError, "ck_circle_contribution_dates")
