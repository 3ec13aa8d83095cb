"""The token's own organisation."""

from collections.abc import Callable

import pytest

from api.demo.made import World
from tests.world import Caller

As = Callable[..., Caller]
FIELDS = {
    "id", "version", "created_at", "updated_at", "kind", "name", "ods_code", "cqc_provider_id", "cqc_location_id", "la_code",
    "ended_on",
}  # fmt: skip


@pytest.mark.parametrize("role", ["carer", "coach", "connector", "person", "family", "commissioner", "manager"])
async def test_everyone_reads_their_own_organisation_and_no_secret(role: str, as_: As, world: World) -> None:
    answer = await as_(role).get("/organisation")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body.keys() == FIELDS
    assert body["id"] == str(world.account(role).organisation_id)
    assert body["kind"] == ("council" if role == "commissioner" else "provider")


async def test_a_manager_changes_what_registers_know_it_by(as_: As) -> None:
    manager = as_("manager")
    before = await manager.get("/organisation")
    assert (await manager.patch("/organisation", {"ods_code": "A1B2C"})).status_code == 428
    answer = await manager.patch("/organisation", {"ods_code": "A1B2C", "cqc_provider_id": None}, version=before.headers["etag"])
    assert answer.status_code == 200, answer.text
    assert answer.json()["ods_code"] == "A1B2C"
    assert (await manager.patch("/organisation", {"name": "x"}, version=before.headers["etag"])).status_code == 412
    for wrong in ({"kind": "council"}, {"name": None}, {"name": " "}, {"ods_code": "lower"}):
        assert (await manager.patch("/organisation", wrong, version=2)).status_code == 422
    assert (await as_("carer").patch("/organisation", {"name": "x"}, version=2)).status_code == 403
    assert (await as_("other_manager").get("/organisation")).json()["ods_code"] != "A1B2C"
