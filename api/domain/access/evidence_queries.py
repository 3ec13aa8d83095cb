"""The lists of evidence. Whose they are and what is in them the functions decide; see functions/evidence.sql."""

from typing import Final

from api.domain.access import evidence_schemas as s
from api.domain.access.function_lists import function_list

_SINCE: Final = {"updated_since": "timestamptz"}

ACCESS: Final = function_list(
    "evidence_of_access", s.AccessEvidence,
    {"role": "text", "account_id": "uuid", "ended": "boolean", "from_at": "timestamptz", "until_at": "timestamptz", **_SINCE},
)  # fmt: skip
ADMINISTRATORS: Final = function_list("evidence_of_administrators", s.AdministratorEvidence, _SINCE)
CLIENTS: Final = function_list("evidence_of_clients", s.ClientEvidence, {"removed": "boolean", **_SINCE})
FAILURES: Final = function_list(
    "evidence_of_failures", s.SignInFailureEvidence,
    {"account_id": "uuid", "what": "text", "from_at": "timestamptz", "until_at": "timestamptz", **_SINCE},
)  # fmt: skip
SECOND_FACTORS: Final = function_list(
    "evidence_of_second_factors", s.SecondFactorEvidence, {"missing": "boolean", "role": "text", **_SINCE}
)  # fmt: skip
