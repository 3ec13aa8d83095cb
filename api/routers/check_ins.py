"""Check-ins: how it is, in the person's words; their amendments; and who of the circle is invited to check in."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes.check_ins import fhir, service
from api.domain.outcomes.check_ins import queries as q
from api.domain.outcomes.check_ins import schemas as s
from api.domain.outcomes.instruments.fhir import MEDIA
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("check-ins")
CheckInPage = page_of(s.CheckInRead)
CheckInAmendmentPage = page_of(s.CheckInAmendmentRead)
CheckInInvitationPage = page_of(s.CheckInInvitationRead)
Reads = Annotated[Call, Requires("outcomes:read")]
ReadsFhir = Annotated[Call, Requires("outcomes:read", also=MEDIA)]
Gives = Annotated[Call, Requires("check-ins:write")]
Writes = Annotated[Call, Requires("outcomes:write")]
CheckInId = Annotated[UUID, Path(description="The check-in's id.")]
NewCheckInId = Annotated[NewId, Path(description="A UUIDv7 of your own making, or the id of a check-in that is there.")]
AmendmentId = Annotated[UUID, Path(description="The amendment's id.")]
InvitationId = Annotated[UUID, Path(description="The invitation's id.")]

AS_FHIR: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {MEDIA: {"schema": {"type": "object", "additionalProperties": True, "maxProperties": 100}}}}
}


@router.get("/check-ins", response_model=CheckInPage)
async def list_all_check_ins(call: Reads, query: Annotated[s.AllCheckInsQuery, Query()]) -> Response:
    """List all check-ins within reach, newest first.

    A team and its coaches see those of the people they support, the manager all, people their own, family those of who shares
    `outcomes` with them. Ordered by when they were given. It begins four weeks back unless a team, a person, an outcome or
    `given_from` is named: the list holds years.
    """
    return await call.page(q.CHECK_IN, query, q.CHECK_INS_FILTERS, also=() if query.narrows else (q.LATELY,))


@router.get("/people/{person_id}/check-ins", response_model=CheckInPage)
async def list_check_ins(call: Reads, person_id: PersonId, query: Annotated[s.CheckInsQuery, Query()]) -> Response:
    """List a person's check-ins, newest first.

    By when they were given, each as it was given: corrections stand in its amendments. The person, their team, their team's
    coaches, the manager, and family while the person shares `outcomes`. `answered_by` keeps the person's own word apart.
    """
    return await call.page(q.CHECK_IN, query, q.CHECK_INS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/check-ins", response_model=s.CheckInRead, status_code=201)
async def add_check_in(call: Gives, person_id: PersonId, body: s.CheckInNew) -> Response:
    """Give a check-in.

    On an outcome (`outcome_id`), on a week (`week_on`, its Monday) or with an instrument (`instrument`, `instrument_version`,
    `answers`). A score needs its scale; left out, it is the outcome's. A person answers as `self`. Family answer as `family`,
    while they are invited (not-invited), and on outcomes that are shared with them only: never on a week or with an instrument,
    whose questions and answers are not theirs to read. The team and a provider's client answer as `team_on_behalf`; or as `self`
    or `family` when they write down what was said to them, with `answered_by_name`: who spoke, or who wrote it down.

    Refused with check-in-future when given more than five minutes ahead of our clock, outcome-ended-before,
    support-ended-before and version-withdrawn: all as of `given_at`, so what was given in time is taken however late it comes.
    """

    async def verb(work: Writing) -> UUID:
        return await service.give(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.CHECK_IN, verb, place="/check-ins")


@router.get("/check-ins/{check_in_id}", response_model=s.CheckInRead)
async def get_check_in(call: Reads, check_in_id: CheckInId) -> Response:
    """Read a check-in as it was given.

    `results` are what the answers of an instrument came to by the rule of the version that was answered. It was kept when they
    were given: a version is fixed, so it is the same for ever.
    """
    return await call.read(q.CHECK_IN, id=check_in_id)


@router.put("/check-ins/{check_in_id}", response_model=s.CheckInRead)
async def put_check_in(call: Gives, check_in_id: NewCheckInId, body: s.CheckInCreate) -> Response:
    """Give a check-in under an id of your own.

    For phones without signal: late, twice or out of order. The same body again, at any later time, answers the check-in as it is
    now (200); another one is refused with id-in-use. Nothing replaces a check-in: with If-Match it is check-in-stands, send an
    amendment. Who may and what is refused: as POST /people/{person_id}/check-ins.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.give(work, body.person_id, body, id_=check_in_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.stands(work, check_in_id, version, body)

    return await call.put(q.CHECK_IN, check_in_id, body, create, replace, place="/check-ins")


@router.get("/check-ins/{check_in_id}/questionnaire-response", responses=AS_FHIR)
async def get_questionnaire_response(call: ReadsFhir, check_in_id: CheckInId) -> Response:
    """Read a check-in as a FHIR R4B QuestionnaireResponse.

    With an instrument: to its version's Questionnaire. On an outcome or a week: to the few questions of every check-in. As it was
    given, without amendments. Ask for `application/fhir+json` to get it under FHIR's own name. Whoever may read the check-in.
    """
    media = MEDIA if call.wants(MEDIA) else "application/json"
    headers = {"vary": "Authorization, Accept"}
    return await call.told(q.response(call.reader), {"id": check_in_id}, shaped=fhir.response_bytes, media=media, headers=headers)


@router.get("/check-ins/{check_in_id}/amendments", response_model=CheckInAmendmentPage)
async def list_check_in_amendments(
    call: Reads, check_in_id: CheckInId, query: Annotated[s.CheckInAmendmentsQuery, Query()]
) -> Response:
    """List the amendments of a check-in.

    In the order in which they came. Of each part the last word is what figures count.
    """
    return await call.page(q.AMENDMENT, query, q.AMENDMENTS_FILTERS, check_in_id=check_in_id)


@router.post("/check-ins/{check_in_id}/amendments", response_model=s.CheckInAmendmentRead, status_code=201)
async def amend_check_in(call: Gives, check_in_id: CheckInId, body: s.CheckInAmendmentNew) -> Response:
    """Correct a check-in.

    The team, with a reason; a person what they answered themself (not-yours-to-amend). The check-in stands as it was and this
    stands beside it; figures count the last word, on the day the check-in was given. A score is on the check-in's own scale.
    Answers to an instrument are not corrected: give the instrument again.
    """

    async def verb(work: Writing) -> UUID:
        return await service.amend(work, check_in_id, body)

    return await call.add(q.AMENDMENT, verb, place=f"/check-ins/{check_in_id}/amendments", check_in_id=check_in_id)


@router.get("/check-ins/{check_in_id}/amendments/{amendment_id}", response_model=s.CheckInAmendmentRead)
async def get_check_in_amendment(call: Reads, check_in_id: CheckInId, amendment_id: AmendmentId) -> Response:
    """Read one amendment of a check-in."""
    return await call.read(q.AMENDMENT, id=amendment_id, check_in_id=check_in_id)


@router.get("/people/{person_id}/check-in-invitations", response_model=CheckInInvitationPage)
async def list_check_in_invitations(
    call: Reads, person_id: PersonId, query: Annotated[s.CheckInInvitationsQuery, Query()]
) -> Response:
    """List who of the circle is invited to check in.

    Those that stand and those that do not any more, with `standing` either of them. The person, their team, the manager.
    """
    return await call.page(q.INVITATION, query, q.INVITATIONS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/check-in-invitations", response_model=s.CheckInInvitationRead, status_code=201)
async def invite_to_check_in(call: Writes, person_id: PersonId, body: s.CheckInInvitationNew) -> Response:
    """Invite somebody of the circle to check in.

    On the outcomes that the person shares with them, from now on; not on weeks, and not with an instrument. The person, or the
    team with how the person wished it (invitation-words). It ends when it is withdrawn, at `until_at`, and when they leave the
    circle, each at the next request. Refused with not-in-the-circle, and with invited-already while one stands.
    """

    async def verb(work: Writing) -> UUID:
        return await service.invite(work, person_id, body)

    return await call.add(q.INVITATION, verb, place=f"/people/{person_id}/check-in-invitations", person_id=person_id)


@router.get("/people/{person_id}/check-in-invitations/{invitation_id}", response_model=s.CheckInInvitationRead)
async def get_check_in_invitation(call: Reads, person_id: PersonId, invitation_id: InvitationId) -> Response:
    """Read one invitation to check in."""
    return await call.read(q.INVITATION, id=invitation_id, person_id=person_id)


@router.post("/people/{person_id}/check-in-invitations/{invitation_id}/withdrawal", response_model=s.CheckInInvitationRead)
async def withdraw_check_in_invitation(
    call: Writes, person_id: PersonId, invitation_id: InvitationId, body: s.CheckInInvitationWithdrawal
) -> Response:
    """Take an invitation to check in back.

    The person, or the team. From the next request on they check in no more; what they said stands. Refused with
    invitation-withdrawn the second time.
    """

    async def verb(work: Writing) -> None:
        await service.withdraw(work, person_id, invitation_id, body)

    return await call.do(q.INVITATION, verb, record=invitation_id, person_id=person_id)
