"""The history of every resource: one line each. A test fails on a record that can be read and has no line here."""

from typing import Final

from api.domain.access import account_queries as access
from api.domain.access import consent_queries as consents
from api.domain.access import invitation_queries as invitations
from api.domain.access.providers import queries as providers
from api.domain.circles import queries as circles
from api.domain.circles.contributions import queries as contributions
from api.domain.circles.meetings import queries as circle_meetings
from api.domain.circles.members import queries as circle_members
from api.domain.commissioning import queries as arrangements
from api.domain.commissioning.cld import queries as cld
from api.domain.commissioning.figures.settings import queries as small_numbers
from api.domain.commissioning.hand_overs import queries as hand_overs
from api.domain.commissioning.providers import queries as commissioned
from api.domain.commissioning.ratings import queries as ratings
from api.domain.community.connections import queries as connections
from api.domain.community.groups import queries as groups
from api.domain.community.introductions import queries as introductions
from api.domain.concerns import queries as concerns
from api.domain.concerns.falls import queries as falls
from api.domain.concerns.stays import queries as stays
from api.domain.funds import queries as funds
from api.domain.funds.ledger import queries as fund_ledger
from api.domain.funds.plans import queries as fund_plans
from api.domain.outcomes import queries as outcomes
from api.domain.outcomes.change_cycles import queries as cycles
from api.domain.outcomes.check_ins import queries as check_ins
from api.domain.outcomes.good_weeks import queries as good_weeks
from api.domain.outcomes.instruments import queries as instruments
from api.domain.outcomes.reviews import queries as reviews
from api.domain.people import queries as people
from api.domain.people.gifts import queries as gifts
from api.domain.people.homes import queries as homes
from api.domain.people.moves import queries as moves
from api.domain.people.profiles import queries as profiles
from api.domain.people.relationships import queries as relationships
from api.domain.people.risks import queries as risks
from api.domain.people.small_teams import queries as small_teams
from api.domain.people.stories import queries as stories
from api.domain.teams import queries as teams
from api.domain.visits import queries as visits
from api.domain.visits.availability import queries as availability
from api.domain.visits.hours import queries as hours
from api.domain.visits.recording import queries as recording
from api.domain.visits.rostering import proposal_queries as proposals
from api.domain.visits.rostering import queries as rostering
from api.domain.visits.series import queries as series
from api.http.history import history_of
from api.routers.shared import router as make_router
from api.storage.shape import Shape

router = make_router("history")
PERSON: Final = "/people/{person_id}"
GOOD_WEEK: Final = f"{PERSON}/good-week"
TEAM: Final = "/teams/{team_id}"
OUTCOME: Final = f"{PERSON}/outcomes/{{outcome_id}}"
MEMBER: Final = f"{TEAM}/members/{{member_id}}"
RECORD: Final = "/visit-records/{visit_record_id}"
CHECK_IN: Final = "/check-ins/{check_in_id}"
CIRCLE_MEMBER: Final = "/circle-members/{circle_member_id}"
GROUP: Final = "/community-groups/{group_id}"
CYCLE: Final = f"{TEAM}/change-cycles/{{cycle_id}}"
ROLE: Final = f"{TEAM}/roles/{{role_id}}"

# Path of the record, its shape, the scope that reads it, and the words for it.
HISTORIES: tuple[tuple[str, Shape, str, str], ...] = (
    (PERSON, people.PERSON, "people:read", "a person's record"),
    (f"{PERSON}/profile-versions/{{record_id}}", profiles.PROFILE, "people:read", "a profile version"),
    (f"{PERSON}/gifts/{{record_id}}", gifts.GIFT, "people:read", "a gift"),
    (f"{PERSON}/relationships/{{record_id}}", relationships.RELATIONSHIP, "people:read", "a relationship"),
    (f"{PERSON}/life-story/{{record_id}}", stories.CHAPTER, "stories:read", "a life-story chapter"),
    (f"{PERSON}/access-to-home", homes.ACCESS_TO_HOME, "home:read", "the access to a home"),
    (f"{PERSON}/risks/{{record_id}}", risks.RISK, "risks:read", "a positive risk"),
    (f"{PERSON}/outcomes/{{record_id}}", outcomes.OUTCOME, "outcomes:read", "an outcome"),
    (f"{OUTCOME}/wordings/{{wording_id}}", outcomes.WORDING, "outcomes:read", "a wording of an outcome"),
    (f"{OUTCOME}/steps/{{step_id}}", outcomes.STEP, "outcomes:read", "a step towards an outcome"),
    (CHECK_IN, check_ins.CHECK_IN, "outcomes:read", "a check-in"),
    (f"{CHECK_IN}/amendments/{{amendment_id}}", check_ins.AMENDMENT, "outcomes:read", "an amendment of a check-in"),
    (
        f"{PERSON}/check-in-invitations/{{invitation_id}}",
        check_ins.INVITATION,
        "outcomes:read",
        "an invitation to check in",
    ),
    (f"{PERSON}/reviews/{{review_id}}", reviews.REVIEW, "outcomes:read", "a review"),
    (f"{PERSON}/reviews/{{review_id}}/actions/{{action_id}}", reviews.ACTION, "outcomes:read", "an action of a review"),
    (f"{PERSON}/funds/{{fund_id}}", funds.FUND, "funds:read", "a fund"),
    ("/funds/{fund_id}/plan-items/{plan_item_id}", fund_plans.ITEM, "funds:read", "an item of a fund's plan"),
    ("/funds/{fund_id}/entries/{entry_id}", fund_ledger.ENTRY, "funds:read", "an entry of a fund"),
    (f"{PERSON}/hospital-stays/{{record_id}}", stays.STAY, "hospital-stays:read", "a stay in hospital"),
    (f"{PERSON}/falls/{{record_id}}", falls.FALL, "hospital-stays:read", "a fall"),
    (f"{PERSON}/council-details", cld.DETAILS, "council-details:read", "what a council's return asks of a person"),
    (f"{PERSON}/care-assessments/{{record_id}}", cld.ASSESSMENT, "council-details:read", "an assessment of needs"),
    (f"{PERSON}/concerns/{{record_id}}", concerns.CONCERN, "concerns:read", "a concern"),
    (f"{GOOD_WEEK}/items/{{record_id}}", good_weeks.ITEM, "people:read", "an item of a good week"),
    (f"{GOOD_WEEK}/items/{{item_id}}/wordings/{{record_id}}", good_weeks.WORDING, "people:read", "a wording of an item"),
    (f"{GOOD_WEEK}/marks/{{record_id}}", good_weeks.MARK_SHAPE, "people:read", "a mark of an item"),
    (f"{GOOD_WEEK}/scores/{{record_id}}", good_weeks.SCORE, "people:read", "a score of a week"),
    (f"{PERSON}/small-team/{{record_id}}", small_teams.SMALL_TEAM, "people:read", "a place in a small team"),
    (f"{PERSON}/consents/{{consent_id}}", consents.CONSENT, "consents:read", "a consent"),
    (f"{PERSON}/representatives/{{representative_id}}", consents.REPRESENTATIVE, "consents:read", "a representative"),
    (f"{PERSON}/hours/agreements/{{record_id}}", hours.AGREEMENT, "visits:read", "an agreement about weekly hours"),
    (f"{PERSON}/hours/entries/{{record_id}}", hours.ENTRY, "visits:read", "an entry of the hours bank"),
    ("/circles/{circle_id}", circles.CIRCLE, "circles:read", "a circle"),
    (CIRCLE_MEMBER, circle_members.MEMBER, "circles:read", "a member of a circle"),
    ("/circles/{circle_id}/meetings/{meeting_id}", circle_meetings.MEETING, "circles:read", "a meeting of a circle"),
    ("/circles/{circle_id}/actions/{action_id}", circle_meetings.ACTION, "circles:read", "an action of a circle"),
    ("/circles/{circle_id}/contributions/{record_id}", contributions.CONTRIBUTION, "circles:read", "a contribution to a circle"),
    (f"{CIRCLE_MEMBER}/gifts/{{record_id}}", circle_members.GIFT, "circles:read", "a gift of a member of a circle"),
    (GROUP, groups.GROUP, "community:read", "a community group"),
    (f"{GROUP}/gifts/{{record_id}}", groups.GIFT, "community:read", "a gift of a community group"),
    (f"{GROUP}/sessions/{{record_id}}", groups.SESSION, "community:read", "a session of a community group"),
    (f"{PERSON}/group-origins/{{record_id}}", groups.ORIGIN, "community:read", "what a group was born from"),
    (f"{PERSON}/group-memberships/{{record_id}}", groups.MEMBERSHIP, "community:read", "a person's part in a group"),
    (f"{PERSON}/group-attendances/{{record_id}}", groups.ATTENDANCE, "community:read", "an attendance at a session"),
    (f"{PERSON}/introductions/{{introduction_id}}", introductions.INTRODUCTION, "community:read", "an introduction"),
    (
        f"{PERSON}/introductions/{{introduction_id}}/contacts/{{record_id}}",
        introductions.CONTACT,
        "community:read",
        "a contact on the way",
    ),
    (f"{PERSON}/connections/{{connection_id}}", connections.CONNECTION, "community:read", "a connection"),
    (f"{PERSON}/sightings/{{record_id}}", connections.SIGHTING, "community:read", "a day on which they saw each other"),
    (f"{PERSON}/reach-wish", connections.REACH_WISH, "community:read", "a wish to be known for reach"),
    ("/visit-offers/{offer_id}", rostering.OFFER, "visits:read", "an offer of a visit"),
    ("/move-offers/{record_id}", moves.OFFER, "people:read", "an offer to move"),
    (TEAM, teams.TEAM, "teams:read", "a team"),
    (MEMBER, teams.MEMBER, "teams:read", "a membership"),
    (f"{MEMBER}/profile-versions/{{profile_id}}", teams.MEMBER_PROFILE, "teams:read", "a member's profile version"),
    (f"{MEMBER}/gifts/{{gift_id}}", teams.MEMBER_GIFT, "teams:read", "a member's gift"),
    (f"{MEMBER}/working-patterns/{{record_id}}", availability.PATTERN, "availability:read", "a working pattern"),
    (f"{MEMBER}/absences/{{record_id}}", availability.ABSENCE, "availability:read", "an absence"),
    (ROLE, teams.SHARED_ROLE, "teams:read", "a shared role"),
    (f"{ROLE}/holdings/{{holding_id}}", teams.HOLDING, "teams:read", "the holding of a shared role"),
    (f"{TEAM}/agreements/{{agreement_id}}", teams.AGREEMENT, "teams:read", "an agreement"),
    (CYCLE, cycles.CYCLE, "outcomes:read", "a cycle of Working Together for Change"),
    (f"{CYCLE}/statements/{{statement_id}}", cycles.STATEMENT, "outcomes:read", "a statement of a cycle"),
    (f"{CYCLE}/themes/{{theme_id}}", cycles.THEME, "outcomes:read", "a theme of a cycle"),
    (f"{CYCLE}/actions/{{action_id}}", cycles.ACTION, "outcomes:read", "an action of a cycle"),
    (f"{TEAM}/coaches/{{coaching_id}}", teams.COACHING, "teams:read", "a coaching"),
    (RECORD, recording.RECORD, "visits:read", "a visit record"),
    (f"{RECORD}/amendments/{{amendment_id}}", recording.AMENDMENT, "visits:read", "an amendment of a visit record"),
    (f"{PERSON}/visit-series/{{series_id}}", series.SERIES, "visits:read", "a series of visits"),
    ("/roster-proposals/{proposal_id}", proposals.PROPOSAL, "visits:read", "a proposal for a week"),
    ("/roster-proposals/{proposal_id}/lines/{line_id}", proposals.LINE, "visits:read", "a line of a proposal"),
    ("/visits/{visit_id}", visits.VISIT, "visits:read", "a visit"),
    ("/visits/{visit_id}/links/{link_id}", visits.LINK, "visits:read", "what a visit was for"),
    ("/instruments/{instrument_id}", instruments.INSTRUMENT, "instruments:read", "an instrument"),
    ("/instruments/{instrument_id}/versions/{version_id}", instruments.VERSION, "instruments:read", "a version of an instrument"),
    (f"{TEAM}/assessments/{{record_id}}", instruments.ASSESSMENT, "teams:read", "a team's assessment of itself"),
    ("/arrangements/{arrangement_id}", arrangements.ARRANGEMENT, "arrangements:read", "an arrangement"),
    (
        "/commissioned-providers/{commissioned_provider_id}",
        commissioned.COMMISSIONED_PROVIDER,
        "arrangements:read",
        "whether a council works with a provider",
    ),
    ("/councils/{council_id}/small-numbers", small_numbers.SMALL_NUMBERS, "arrangements:read", "a rule for small numbers"),
    ("/cqc-ratings/{rating_id}", ratings.CQC_RATING, "organisation:read", "a rating"),
    ("/hand-overs/{hand_over_id}", hand_overs.HAND_OVER, "hand-overs:read", "a hand-over"),
    ("/organisation", access.ORGANISATION, "organisation:read", "the organisation"),
    ("/accounts/{account_id}", access.ACCOUNT, "accounts:read", "an account"),
    ("/accounts/{account_id}/grants/{grant_id}", access.GRANT, "accounts:read", "a granted role"),
    ("/invitations/{invitation_id}", invitations.INVITATION, "accounts:read", "an invitation"),
    ("/clients/{client_id}", access.CLIENT, "accounts:read", "an API client"),
    ("/identity-providers/{provider_id}", providers.PROVIDER, "accounts:read", "a provider of identities"),
    ("/accounts/{account_id}/identities/{identity_id}", providers.IDENTITY, "accounts:read", "who an account is at a provider"),
)
# Records without an id of their own in their path.
FOUND_BY: Final = {
    f"{PERSON}/access-to-home": ("person_id",),
    f"{PERSON}/council-details": ("person_id",),
    f"{PERSON}/reach-wish": ("person_id",),
    "/organisation": (),
    "/councils/{council_id}/small-numbers": ("council_id",),
    f"{RECORD}/amendments/{{amendment_id}}": ("record_id", "id"),
    f"{CIRCLE_MEMBER}/gifts/{{record_id}}": ("member_id", "id"),
}
# Records that a carer reaches for the time of one read.
WIDENED_BY: Final = {f"{PERSON}/access-to-home": homes.ENTER_HOMES}

for path, shape, scope, words in HISTORIES:
    history_of(router, path, shape, scope=scope, words=words, by=FOUND_BY.get(path), before=WIDENED_BY.get(path))
