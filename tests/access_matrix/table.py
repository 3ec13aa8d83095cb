"""T2: who reaches what. Written by hand from the access matrix of the design; never derived from the code's own rules.

The lines are in expected/*.txt, by concept.

A line is an operation, the kind of record that its last id (or the ids in its list) names, and a word for each role:

    -       not this kind of thing, whatever the id: 403
    no      the token may do this kind of thing, but not the role: refused, and a foreign id like a random one (T3 compares them)
    none    this kind of thing, but nothing of anybody's here: 404 everywhere
    team    own team's (members, coaches, a provider's client; for a person: the life of their own team)
    mine    what is one's own as a member: one's page, one's gifts; a team mate's is read, and refused
    self    the person's own
    shared  what the person shares with this account's circle
    circle  what is of a circle that this account has joined, or connects, whatever else the person shares or took back
    all     all of the organisation
    any     whoever asks: there is no id, or it is only about the caller

Beside the ids: `PUT` of a new record is a line of its own, `<operation> create`.
"""

from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = "\n".join(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "expected").glob("*.txt")))
ROLES: Final = ("carer", "coach", "connector", "person", "family", "commissioner", "manager", "integration")


def named(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Word to the relations that it reaches. Whatever is not named here is 404.
REACHED: Final = {
    "none": set(),
    "team": {"own", "beside"},
    "mine": {"own"},
    "self": {"own"},
    "shared": {"own"},
    "circle": {"own", "withdrawn"},
    "all": {"own", "beside", "team"},
    "any": {"own", "beside", "team", "elsewhere", "ended", "withdrawn", "random", "council", "opened"},
}

# A group is the organisation's and holds nobody's life: who is of it reads it, whatever of their teams and circles has ended.
READ_GROUPS: Final = named("""
    list_community_groups get_community_group get_community_group_dates list_group_gifts get_group_gift list_group_sessions
    get_group_session get_community_group_matches
""")
# A rating is public.
RATINGS: Final = named("list_cqc_ratings get_cqc_rating")
WRITE_GROUPS: Final = named("""
    put_community_group update_community_group publish_community_group withdraw_community_group move_community_group
    add_group_gift put_group_gift put_group_gift_create update_group_gift remove_group_gift
    add_group_session put_group_session put_group_session_create update_group_session remove_group_session
""")
# Who of those whom one sees was there, or takes part: of anybody else nothing, as if nobody were.
OF_GROUPS: Final = named("list_attendances_of_session list_memberships_of_group")

# What the relation alone does not say.
SPECIAL: Final = {
    # One's own team offered this person to that one: it may see the offer, and only the other team may answer it.
    ("accept_move", "carer", "team"): "refused",
    ("decline_move", "carer", "team"): "refused",
    # A team's lists hold what the caller may see of them: of a neighbour nothing.
    ("list_team_visits", "person", "beside"): "empty",
    ("list_open_visits", "person", "beside"): "empty",
    ("list_late_visits", "person", "beside"): "empty",
    # A council has no teams.
    ("create_team", "manager", "council"): "refused",
    ("put_team_create", "manager", "council"): "refused",
    # Whoever has left every team supports nobody's neighbour either.
    ("open_person", "carer", "ended"): "refused",
    # Break-glass is for people of other teams of the same organisation, and for members of one of its teams.
    ("open_person", "carer", "team"): "yes",
    ("open_person", "carer", "opened"): "yes",
    # An instrument is the organisation's: its questions hold nobody's life, and who is of it reads them.
    **{
        (operation, role, relation): "yes"
        for operation in (
            "list_instruments",
            "get_instrument",
            "list_instrument_versions",
            "get_instrument_version",
            "get_questionnaire",
        )
        for role, relation in (("carer", "ended"), ("carer", "opened"), ("coach", "ended"), ("integration", "ended"))
    },
    **{
        (operation, role, relation): "yes"
        for operation in READ_GROUPS | RATINGS
        for role, relation in (
            ("carer", "ended"),
            ("carer", "opened"),
            ("coach", "ended"),
            ("integration", "ended"),
            ("connector", "ended"),
            ("connector", "withdrawn"),
            ("family", "ended"),
            ("family", "withdrawn"),
        )
    },
    # Whoever has left every team, or a client of none, writes none; a person writes those that they run.
    **{
        (operation, role, relation): "yes" if role == "connector" or relation == "opened" else "refused"
        for operation in WRITE_GROUPS
        for role, relation in (
            ("carer", "opened"),
            ("carer", "ended"),
            ("integration", "ended"),
            ("connector", "ended"),
            ("connector", "withdrawn"),
            ("person", "beside"),
            ("person", "team"),
        )
    },
    **{
        (operation, role, "ended"): "refused"
        for operation in ("add_community_group", "put_community_group_create")
        for role in ("carer", "integration")
    },
    **{
        (operation, role, relation): "empty"
        for operation in OF_GROUPS
        for role, relations in {
            "carer": "team ended opened",
            "coach": "team ended",
            "connector": "beside team ended withdrawn",
            "person": "beside team",
            "family": "beside team ended withdrawn",
            "integration": "team ended",
        }.items()
        for relation in relations.split()
    },
    # Their own opening.
    ("list_openings", "carer", "opened"): "yes",
    ("get_opening", "carer", "opened"): "yes",
    ("close_opening", "carer", "opened"): "yes",
}

# Break-glass: what a carer reads of one person of another team while an opening stands. Read only, the person's own kind only.
OPENED: Final = named("""
    get_person list_status_changes get_profile list_profile_versions get_profile_version list_gifts get_gift list_relationships
    get_relationship list_risks get_risk list_small_team get_small_team_member list_consents get_consent list_representatives
    get_representative list_hours_entries get_hours_entry list_hours_agreements get_hours_agreement
    list_reviews get_review list_review_actions get_review_action
    list_check_ins list_check_in_invitations get_check_in_invitation
    list_outcomes get_outcome list_outcome_moves list_outcome_wordings get_outcome_wording
    list_outcome_steps get_outcome_step get_person_progress get_week_progress get_item_progress
    get_good_week get_good_week_weeks list_good_week_items get_good_week_item list_good_week_wordings get_good_week_wording
    list_good_week_marks get_good_week_mark list_good_week_scores get_good_week_score
    list_introductions get_introduction list_introduction_contacts get_introduction_contact
    list_connections get_connection list_sightings get_sighting
    list_hospital_stays get_hospital_stay list_falls get_fall
    list_concerns get_concern list_person_visits list_visit_records list_person_visit_series get_visit_series
""")


def rows() -> dict[str, tuple[str, dict[str, str]]]:
    """Operation to the kind of record and each role's word."""
    return _rows(TABLE)


@cache
def _rows(lines: str) -> dict[str, tuple[str, dict[str, str]]]:
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for line in lines.splitlines():
        if not line or line.startswith("#"):
            continue
        operation, of, *words = line.split()
        if operation in found or len(words) != len(ROLES) or not set(words) <= {*REACHED, "-", "no"}:
            message = f"This line of the table cannot be read: {line}"
            raise ValueError(message)
        found[operation] = of, dict(zip(ROLES, words, strict=True))
    return found
