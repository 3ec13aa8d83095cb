"""T2, the columns: what a role sees of a record where not all see all. Written by hand from the access matrix of the design."""

from typing import Final

from tests.access_matrix.table import named

_ALWAYS: Final = "id version created_at updated_at"
_COACH: Final = f"{_ALWAYS} team_id preferred_name status status_since"
_SHARED: Final = f"{_COACH} given_names family_name pronouns first_language communication interpreter_needed"
_RECORD: Final = f"""{_SHARED}
    ended_reason date_of_birth date_of_death nhs_number nhs_number_status council_reference uprn address_lines postcode latitude
    longitude phones email other_languages gp_practice_code gp_practice_name key_contacts accommodation_status
    primary_support_reason has_unpaid_carer funding_status gender_identity ethnicity sexual_orientation religion group_tags
"""

_CONSENT: Final = (
    f"{_ALWAYS} person_id purpose audience audience_id decision items chapter_id from_at until_at withdrawn_at standing"
)
_MOVE: Final = "id person_id version created_at from_status to_status changed_on provided_by_team_id"
_MEMBER: Final = f"{_ALWAYS} team_id name preferred_name joined_on left_on"


_OF_A_PERSON: Final = {
    "carer": named(_RECORD),
    "coach": named(_COACH),
    "connector": named(_SHARED),
    "family": named(_SHARED),
}
# Who gave a consent, how, and the evidence, is for those who keep the record.
_OF_A_CONSENT: Final = {
    "carer": named(f"{_CONSENT} given_how given_by representative_id evidence withdrawn_how"),
    **dict.fromkeys(("coach", "connector", "family", "integration"), named(_CONSENT)),
}
# A person reads names of their team's members: neither their hours nor where they came from.
_OF_A_MEMBER: Final = {
    "carer": named(f"{_MEMBER} account_id worked_in_care_before came_from contracted_minutes leaving_reason leaving_words"),
    "person": named(_MEMBER),
}

# Why a status moved is in words about the person.
_OF_A_MOVE: Final = {
    "carer": named(f"{_MOVE} reason words"),
    "coach": named(_MOVE),
}

# Family read who comes, when and what for: not why it was called off, nor what the team says of itself.
_SHARED_VISIT: Final = f"""{_ALWAYS} person_id team_id provided_by_team_id series_id kind planned_start_at planned_end_at
    planned_minutes earliest_at latest_at members_needed member_ids faces purpose unplanned state actual_start_at actual_end_at
"""
_OF_A_VISIT: Final = {
    "carer": named(
        f"""{_SHARED_VISIT} of_its_own travel_minutes short_reason short_words closed_at closed_by close_reason close_words
        delivered_minutes late_at seems_missed_at flags
    """
    ),
    "family": named(_SHARED_VISIT),
}

# How it was decided, and on whose authority, is for those who keep the record; how to reach a member is the circle's own.
_CIRCLE: Final = f"""{_ALWAYS} person_id team_id purpose status connector_account_id connector_name first_idea decided_by
    meets_every_weeks stands_alone_on stands_alone_words ended_on ended_because gaps next_meeting_at last_met_on meetings_held
    meetings_supported due_on
"""
_OF_A_CIRCLE: Final = {
    "carer": named(f"{_CIRCLE} decided_words representative_id"),
    **dict.fromkeys(("coach", "connector", "family"), named(_CIRCLE)),
}
_IN_A_CIRCLE: Final = f"{_ALWAYS} person_id team_id circle_id name kind state facilitator invited_on joined_on left_on"
_OF_A_CIRCLE_MEMBER: Final = {
    "carer": named(f"{_IN_A_CIRCLE} account_id phone email left_because"),
    "coach": named(_IN_A_CIRCLE),
}

# Which person came of it, and who supports them now, is not the council's to know.
_SENT: Final = f"""{_ALWAYS} council_id council_name asked_team_id preferred_name given_names family_name date_of_birth nhs_number
    council_reference address_lines postcode phone needs what_matters who_is_around funding_kind funding_words
    weekly_amount_pence weekly_minutes desired_start_on contact_name contact_details state answered_at answer_words
    declined_because withdrawn_at withdrawn_words
"""
_OF_A_HAND_OVER: Final = {"carer": named(f"{_SENT} team_id made_person_id"), "commissioner": named(_SENT)}

# Whom it funds, which team, and the provider's words are not the council's to know.
_ARRANGED: Final = f"""{_ALWAYS} provider_id provider_name council_id council_name kind from_on until_on weekly_amount_pence
    weekly_minutes purchaser held_by model council_reference
"""
_OF_AN_ARRANGEMENT: Final = {
    "carer": named(f"{_ARRANGED} funded_person_id funded_team_id words"),
    "commissioner": named(_ARRANGED),
}

# What a role sees of a record, where not all see all: operation to role to fields. Roles not named see what the carer sees.
FIELDS: Final[dict[str, dict[str, frozenset[str]]]] = {
    "get_person": _OF_A_PERSON, "list_people": _OF_A_PERSON,
    "get_consent": _OF_A_CONSENT, "list_consents": _OF_A_CONSENT,
    "list_status_changes": _OF_A_MOVE,
    "get_circle": _OF_A_CIRCLE, "list_circles": _OF_A_CIRCLE,
    "get_circle_member": _OF_A_CIRCLE_MEMBER, "list_circle_members": _OF_A_CIRCLE_MEMBER,
    "list_members_of_circle": _OF_A_CIRCLE_MEMBER,
    "get_arrangement": _OF_AN_ARRANGEMENT, "list_arrangements": _OF_AN_ARRANGEMENT,
    "get_hand_over": _OF_A_HAND_OVER, "list_hand_overs": _OF_A_HAND_OVER,
    "get_visit": _OF_A_VISIT, "list_visits": _OF_A_VISIT,
    "get_member": _OF_A_MEMBER, "list_members": _OF_A_MEMBER,
}  # fmt: skip
