"""The only place that builds SQL about hand-overs."""

from typing import Final

from sqlalchemy import bindparam, func, literal_column, select

from api.domain.commissioning.hand_overs.models import HandOver
from api.domain.commissioning.hand_overs.schemas import HandOverRead
from api.domain.people.models import Person
from api.storage.lists import equals
from api.storage.shape import Shape
from api.storage.wire import plain

_h = HandOver.__table__.c
_p = Person.__table__.c

# Who supports the person now stands in a key, which every reader of a row may read: here only who is told the person gets it.
HAND_OVER = Shape(
    HandOver,
    HandOverRead,
    computed={"team_id": (_h.team_id, ("made_person_id",))},
    order=("created_at",),
    descending=True,
    apart=True,
)
HAND_OVERS_FILTERS = {name: equals(_h[name]) for name in ("state", "asked_team_id", "council_id", "made_person_id")}

# What the provider's record keeps too, under the same names.
CARRIED: Final = (
    "preferred_name", "given_names", "family_name", "date_of_birth", "nhs_number", "council_reference", "address_lines",
    "postcode",
)  # fmt: skip

_ONE = _h.id == bindparam("id", type_=_h.id.type)
# Held until the answer is written: of many who answer at once the first is heard.
HELD = select(_h.state).where(_ONE, _h.removed_at.is_(None)).with_for_update()
ASKED = (
    select(
        _h.state,
        _h.team_id,
        _h.made_person_id,
        func.date(func.timezone(literal_column("'Europe/London'"), _h.created_at)).label("sent_on"),
        _h.phone,
        _h.funding_kind,
        *(_h[name] for name in CARRIED),
    )
    .where(_ONE, _h.removed_at.is_(None))
    .with_for_update()
)
ASKED_TEAM = select(_h.asked_team_id).where(_ONE, _h.removed_at.is_(None))
# The person whom the team says it is, with what the record has of what the council sent.
KNOWN = (
    select(_p.status, _p.team_id, _p.phones, _p.funding_status, *(_p[name] for name in CARRIED))
    .where(_p.id == bindparam("id", type_=_p.id.type), _p.removed_at.is_(None))
    .with_for_update()
)

SEND: Final = plain("SELECT send_hand_over($1::uuid, $2::uuid, $3::jsonb, $4::bytea)", "id", "team", "body", "digest")

_TEAMS: Final = " FROM hand_over_teams() t WHERE ($1::timestamptz IS NULL OR t.updated_at >= $1)"
TEAMS: Final = plain(
    "SELECT h.item, h.name, h.team_id::text FROM (SELECT 1) k LEFT JOIN ("  # noqa: S608 - our own words
    "SELECT json_build_object('id', t.team_id, 'name', t.name, 'setting', t.setting, 'place', t.place,"
    " 'provider_id', t.provider_id, 'provider_name', t.provider_name)::text AS item, t.name COLLATE \"C\" AS name, t.team_id"
    f'{_TEAMS} AND (t.name COLLATE "C", t.team_id) > ($2::text, $3::uuid) ORDER BY 2, 3 LIMIT $4::bigint'
    ") h ON true ORDER BY h.name, h.team_id",
    *("q_updated_since", "after_0", "after_1", "most"),
)
TEAMS_COUNT: Final = plain(f"SELECT count(*)::text{_TEAMS}", "q_updated_since")
BEFORE_ALL: Final = ("", "00000000-0000-0000-0000-000000000000")
