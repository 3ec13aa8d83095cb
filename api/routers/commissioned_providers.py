"""Whom a council works with: who has asked, who is agreed, and until when."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.commissioning.providers import queries as q
from api.domain.commissioning.providers import schemas as s
from api.domain.commissioning.providers import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("arrangements")
CommissionedProviderPage = page_of(s.CommissionedProviderRead)
Reads = Annotated[Call, Requires("arrangements:read")]
Agrees = Annotated[Call, Requires("providers:agree")]
CommissionedProviderId = Annotated[UUID, Path(description="The id of what is between the council and the provider.")]


@router.get("/commissioned-providers", response_model=CommissionedProviderPage)
async def list_commissioned_providers(call: Reads, query: Annotated[s.CommissionedProvidersQuery, Query()]) -> Response:
    """List which providers a council works with.

    The last that asked first; `state=asked` are those that wait for the council. A commissioner those of their council, the
    manager the councils of their provider. A provider asks by naming the council in an arrangement: until the council agrees,
    nothing of the provider is in any answer to it but the terms of those arrangements.
    """
    return await call.page(q.COMMISSIONED_PROVIDER, query, q.FILTERS)


@router.get("/commissioned-providers/{commissioned_provider_id}", response_model=s.CommissionedProviderRead)
async def get_commissioned_provider(call: Reads, commissioned_provider_id: CommissionedProviderId) -> Response:
    """Read whether a council works with a provider.

    A commissioner of the council, and the provider's manager.
    """
    return await call.read(q.COMMISSIONED_PROVIDER, id=commissioned_provider_id)


@router.post("/commissioned-providers/{commissioned_provider_id}/agreement", response_model=s.CommissionedProviderRead)
async def agree_to_provider(call: Agrees, commissioned_provider_id: CommissionedProviderId) -> Response:
    """Agree to work with a provider.

    A commissioner, for their council; the provider's manager is told. From now on its arrangements count for all of their days:
    its teams can be asked, its ratings are shown, its people are in the figures that are made from now on, and what people
    consented to can be read. After an ending it takes the ending back. Said again, nothing changes.
    """

    async def verb(work: Writing) -> None:
        await service.agree(work, commissioned_provider_id)

    return await call.do(q.COMMISSIONED_PROVIDER, verb, record=commissioned_provider_id)


@router.post("/commissioned-providers/{commissioned_provider_id}/ending", response_model=s.CommissionedProviderRead)
async def end_commissioned_provider(
    call: Agrees, commissioned_provider_id: CommissionedProviderId, body: s.CommissionedProviderEnding
) -> Response:
    """Say until when the council works with a provider.

    A commissioner, for their council; the provider's manager is told. Days after until_on count no more, whatever the
    arrangements say; days before it count as they did, and what was made of them stays. Said again it can be another day.
    Refused with provider-not-agreed where the council never agreed: there is nothing to end.
    """

    async def verb(work: Writing) -> None:
        await service.end(work, commissioned_provider_id, body)

    return await call.do(q.COMMISSIONED_PROVIDER, verb, record=commissioned_provider_id)
