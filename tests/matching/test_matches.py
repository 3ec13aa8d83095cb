"""Gifts that meet, through the API: who appears, to whom, in which shape, and why."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.circles.around import a_circle, a_member
from tests.matching.measured import offer
from tests.people.saying import As, listed, refused, told

Operator = psycopg.Connection[Any]
Item = dict[str, Any]


class Around:
    """A person of Anna's team who seeks something, and others around them."""

    def __init__(self, operator: Operator, world: World) -> None:
        self.operator, self.world = operator, world
        self.here, self.there = world.team("Ashbrook North").id, world.team("Ashbrook South").id
        self.organisation: UUID = world.account("carer").organisation_id

    def somebody(self, words: str, *, direction: str = "has", near: bool = True, **more: Any) -> UUID:
        """Somebody with a gift; `near`: of the same team."""
        said = {"name": "Walter Pym", "part": "hands", **more}
        return offer(
            self.operator, self.organisation, self.here if near else self.there, words=words, direction=direction, **said
        )

    def seeker(self, words: str, **more: Any) -> UUID:
        """Somebody of the team who seeks it."""
        return self.somebody(words, direction="seeks", **{"name": "Ida", **more})


@pytest.fixture(name="around")
def _around(operator: Operator, world: World) -> Around:
    operator.execute("UPDATE community_group SET removed_at = now()")
    operator.execute("UPDATE gift SET removed_at = now()")
    operator.execute("UPDATE member_gift SET removed_at = now()")
    operator.execute("UPDATE circle_member_gift SET removed_at = now()")
    return Around(operator, world)


async def matches(as_: As, of: str, who: str = "carer") -> list[Item]:
    items: list[Item] = told(await as_(who).get(f"{of}/matches"))["items"]
    return items


async def names(as_: As, person: UUID, who: str = "carer") -> list[str]:
    return [item["who"]["name"] for item in await matches(as_, f"/people/{person}", who) if item["who"]["kind"] == "person"]


async def test_who_has_what_another_seeks_meets_them_and_both_see_why(as_: As, around: Around) -> None:
    ida = around.seeker("Somebody with an allotment", tags=("outdoors",))
    walter = around.somebody("Gardening, all my life", tags=("outdoors",))
    one = (await matches(as_, f"/people/{ida}"))[0]
    other = (await matches(as_, f"/people/{walter}"))[0]
    assert one["who"] == {"kind": "person", "id": str(walter), "name": "Walter Pym", "same_team": True}
    assert [one["on"][0]["how"], other["on"][0]["how"]] == ["gets", "gives"]
    assert one["on"][0]["mine"] == other["on"][0]["theirs"] == {"part": "hands", "words": "Somebody with an allotment"}
    reasons = [{"because": "same_meaning", "word": "gardening"}, {"because": "same_tag", "word": "outdoors"}]
    for side in (one, other):
        assert [r for r in side["on"][0]["reasons"] if r["because"] != "same_word"] == reasons
    assert one["strength"] == other["strength"]


async def test_two_who_love_the_same_share_it_and_two_who_can_do_it_need_not_meet(as_: As, around: Around) -> None:
    ida = around.somebody("Dominoes", name="Ida", part="heart")
    around.somebody("Domino evenings", part="heart")
    around.somebody("I carve dominoes", name="Carver", part="hands")
    found = await matches(as_, f"/people/{ida}")
    assert [(i["who"]["name"], i["on"][0]["how"]) for i in found] == [("Walter Pym", "shares")]


@pytest.mark.parametrize(
    ("sought", "had", "because"),
    [
        ("A kazoo player", "I play the kazoo", "same_word"),
        ("Angling", "A morning's fishing", "same_meaning"),
        ("Help with my gardning", "Gardening", "nearly_spelt"),
        ("Campanology", "Campenology at St Mary's", "nearly_spelt"),
    ],
)
async def test_each_reason_is_said(as_: As, around: Around, sought: str, had: str, because: str) -> None:
    ida = around.seeker(sought)
    around.somebody(had)
    (one,) = await matches(as_, f"/people/{ida}")
    assert because in [reason["because"] for reason in one["on"][0]["reasons"]]


@pytest.mark.parametrize(
    ("sought", "had"),
    [
        ("A hand of bridge", "I arranged many a bridge loan at the bank"),
        ("A choir", "I can't sing, and I won't"),
        ("Nail polish and a chat about nothing", "I speak Polish"),
        ("Help on a Friday afternoon", "I am happy to help any Friday"),
        ("Baking", "Printing"),
        ("Painting", "Printing"),
    ],
)
async def test_what_only_sounds_alike_does_not_meet(as_: As, around: Around, sought: str, had: str) -> None:
    ida = around.seeker(sought)
    around.somebody(had)
    assert await matches(as_, f"/people/{ida}") == []


async def test_what_is_denied_ends_at_a_but(as_: As, around: Around) -> None:
    ida = around.seeker("Somebody to dance with")
    around.somebody("I can't sing but I dance")
    assert await names(as_, ida) == ["Walter Pym"]


async def test_nobody_appears_without_consent_and_nobody_after_it_was_withdrawn(as_: As, around: Around) -> None:
    ida = around.seeker("A kazoo player")
    walter = around.somebody("Kazoo", consent=None)
    assert await names(as_, ida) == []
    anna = as_("carer")
    said = {
        "purpose": "share_gifts",
        "audience": "team",
        "given_how": "spoken",
        "given_by": "Walter",
        "evidence": "He said so at tea",
    }
    consent = told(await anna.post(f"/people/{walter}/consents", said), 201)["id"]
    assert await names(as_, ida) == ["Walter Pym"]
    around.operator.execute("UPDATE consent SET until_at = now(), from_at = now() - interval '1 day' WHERE id = %s", [consent])
    assert await names(as_, ida) == []
    consent = told(await anna.post(f"/people/{walter}/consents", said), 201)["id"]
    assert await names(as_, ida) == ["Walter Pym"]
    around.operator.execute("UPDATE consent SET withdrawn_at = now() WHERE id = %s", [consent])
    assert await names(as_, ida) == []


@pytest.mark.parametrize("audience", ["team", "organisation"])
async def test_a_refusal_wins(as_: As, around: Around, audience: str) -> None:
    ida, walter = around.seeker("A kazoo player"), around.somebody("Kazoo")
    assert await names(as_, ida) == ["Walter Pym"]
    around.operator.execute(
        "INSERT INTO consent (id, organisation_id, team_id, person_id, purpose, audience, decision, given_how, given_by)"
        " SELECT %s, organisation_id, team_id, id, 'share_gifts', %s, 'refused', 'spoken', 'x' FROM public.person WHERE id = %s",
        [new_id(), audience, walter],
    )
    assert await names(as_, ida) == []


async def test_nobody_appears_whose_support_ended_or_who_would_not_share_now(as_: As, around: Around) -> None:
    ida, walter = around.seeker("A kazoo player"), around.somebody("Kazoo")
    around.operator.execute("UPDATE gift SET would_share = 'not_now' WHERE person_id = %s", [walter])
    assert await names(as_, ida) == []
    around.operator.execute("UPDATE gift SET would_share = 'yes' WHERE person_id = %s", [walter])
    around.operator.execute("UPDATE gift SET would_share = 'not_now' WHERE person_id = %s", [ida])
    assert await names(as_, ida) == []
    around.operator.execute("UPDATE gift SET would_share = 'yes' WHERE person_id = %s", [ida])
    assert await names(as_, ida) == ["Walter Pym"]
    around.operator.execute("UPDATE person SET status = 'ended', ended_reason = 'other' WHERE id = %s", [walter])
    assert await names(as_, ida) == []


async def test_across_teams_a_first_name_and_the_gift_and_nothing_that_opens_a_record(as_: As, around: Around) -> None:
    ida = around.seeker("A kazoo player")
    walter = around.somebody("Kazoo", near=False)
    team_only = around.somebody("Kazoo too", near=False, name="Only Team", consent="team")
    answer = await as_("carer").get(f"/people/{ida}/matches")
    (one,) = told(answer)["items"]
    assert one["who"] == {"kind": "person", "id": None, "name": "Walter", "same_team": False}
    assert one["on"][0]["theirs"] == {"part": "hands", "words": "Kazoo"}
    for hidden in (walter, team_only, around.there, "Pym", "Only"):
        assert str(hidden) not in answer.text
    # Whoever reads both teams is shown no more of them here: it is theirs to say.
    assert told(await as_("manager").get(f"/people/{ida}/matches"))["items"] == [one]


async def test_who_lets_in_the_team_is_seen_by_the_team_only(as_: As, around: Around) -> None:
    ida = around.seeker("A kazoo player")
    around.somebody("Kazoo", consent="team")
    assert await names(as_, ida) == ["Walter Pym"]
    around.operator.execute("UPDATE person SET team_id = %s WHERE id = %s", [around.there, ida])
    assert await names(as_, ida, "manager") == []


async def test_the_person_and_family_see_names_and_no_ids(as_: As, world: World, around: Around) -> None:
    rose = next(p for p in world.people if p.id == world.account("person").person_id)
    around.operator.execute(
        "INSERT INTO gift (id, organisation_id, team_id, person_id, part, direction, words, would_share)"
        " VALUES (%s, %s, %s, %s, 'heart', 'seeks', 'A kazoo player', 'yes')",
        [new_id(), around.organisation, around.here, rose.id],
    )
    around.somebody("Kazoo", consent="team")
    around.somebody("Kazoo and comb", near=False, name="Edna Moss")
    assert {(i["who"]["name"], i["who"]["id"]) for i in await matches(as_, f"/people/{rose.id}", "person")} == {
        ("Walter Pym", None), ("Edna", None)
    }  # fmt: skip
    family = await as_("family").get(f"/people/{rose.id}/matches")
    if family.status_code == 200:
        assert [i["who"]["name"] for i in family.json()["items"]] == ["Edna"]
    refused(await as_("family_withdrawn").get(f"/people/{rose.id}/matches"), 404)
    refused(await as_("person_2").get(f"/people/{rose.id}/matches"), 404)
    refused(await as_("carer_2").get(f"/people/{rose.id}/matches"), 404)
    refused(await as_("other_manager").get(f"/people/{rose.id}/matches"), 404)
    refused(await as_("commissioner").get(f"/people/{rose.id}/matches"), 403)


async def test_nearness_is_whole_kilometres_or_a_district_and_never_where(as_: As, around: Around) -> None:
    ida, walter = around.seeker("A kazoo player"), around.somebody("Kazoo", near=False)
    assert (await matches(as_, f"/people/{ida}"))[0]["near"] == {"km": None, "same_district": None}
    around.operator.execute("UPDATE person SET postcode = 'WN7 1AA' WHERE id = %s", [ida])
    around.operator.execute("UPDATE person SET postcode = 'WN7 4XY' WHERE id = %s", [walter])
    assert (await matches(as_, f"/people/{ida}"))[0]["near"] == {"km": None, "same_district": True}
    around.operator.execute("UPDATE person SET postcode = 'WN1 4XY' WHERE id = %s", [walter])
    assert (await matches(as_, f"/people/{ida}"))[0]["near"] == {"km": None, "same_district": False}
    around.operator.execute("UPDATE person SET latitude = 53.5, longitude = -2.5 WHERE id = %s", [ida])
    around.operator.execute("UPDATE person SET latitude = 53.531, longitude = -2.5 WHERE id = %s", [walter])
    answer = await as_("carer").get(f"/people/{ida}/matches")
    assert told(answer)["items"][0]["near"] == {"km": 3, "same_district": None}
    assert "53.5" not in answer.text


async def test_the_strongest_come_first_always_in_the_same_order_and_no_more_than_fifty(as_: As, around: Around) -> None:
    ida = around.seeker("A kazoo player", tags=("kazoo",))
    best = around.somebody("Kazoo", name="Best", tags=("kazoo",))
    for n in range(60):
        around.somebody("Kazoo", name=f"Other {n}")
    first, again = [await matches(as_, f"/people/{ida}") for _ in range(2)]
    assert first == again
    assert len(first) == 50
    assert first[0]["who"]["id"] == str(best)
    assert [i["strength"] for i in first] == sorted((i["strength"] for i in first), reverse=True)


async def test_another_organisation_is_another_world(as_: As, world: World, around: Around) -> None:
    ida = around.seeker("A kazoo player")
    other = world.account("other_carer").organisation_id
    team = around.operator.execute("SELECT id FROM team WHERE organisation_id = %s LIMIT 1", [other]).fetchone()
    assert team is not None
    offer(around.operator, other, team[0], name="Foreign", part="hands", words="Kazoo")
    assert await matches(as_, f"/people/{ida}") == []


async def test_members_of_teams_and_circles_and_groups_meet_too(as_: As, world: World, around: Around) -> None:
    anna = as_("carer")
    ida = around.seeker("Somebody who knits")
    group = told(await anna.post("/community-groups", {"name": "Knit and natter", "what": "We knit", "who_runs_it": "Us"}), 201)[
        "id"
    ]
    me = _own_member(around)
    told(await anna.post(f"{me}/gifts", {"part": "hands", "words": "Knitting", "would_share": "yes"}), 201)
    dot = await a_member(as_, await a_circle(as_, world))
    told(await anna.post(f"/circle-members/{dot}/gifts", {"part": "hands", "words": "I knit", "would_share": "yes"}), 201)
    found = {i["who"]["kind"]: i["who"] for i in await matches(as_, f"/people/{ida}")}
    assert found.keys() == {"group", "member", "circle_member"}
    assert found["group"] == {"kind": "group", "id": group, "name": "Knit and natter", "same_team": False}
    assert found["circle_member"] == {"kind": "circle_member", "id": None, "name": "Dot", "same_team": False}
    assert me.endswith(found["member"]["id"])
    for of in (me, f"/circle-members/{dot}", f"/community-groups/{group}"):
        assert "Ida" in [i["who"]["name"] for i in await matches(as_, of)]
    refused(await as_("carer_2").get(f"/circle-members/{dot}/matches"), 404)
    refused(await as_("carer_2").get(f"{me}/matches"), 404)
    refused(await as_("person").get(f"{me}/matches"), 404)
    assert [
        i["who"]["name"] for i in await matches(as_, f"/community-groups/{group}", "connector") if i["who"]["kind"] == "person"
    ] == ["Ida"]
    told(await anna.post(f"/circle-members/{dot}/leave", {"because": "x"}))
    assert await matches(as_, f"/circle-members/{dot}") == []
    assert "circle_member" not in {i["who"]["kind"] for i in await matches(as_, f"/people/{ida}")}


def _own_member(around: Around) -> str:
    account = around.world.account("carer").account_id
    row = around.operator.execute(
        "SELECT id FROM team_member WHERE account_id = %s AND team_id = %s", [account, around.here]
    ).fetchone()
    assert row is not None
    return f"/teams/{around.here}/members/{row[0]}"


async def test_whoever_is_shown_is_looked_at(as_: As, around: Around) -> None:
    ida, walter = around.seeker("A kazoo player"), around.somebody("Kazoo", near=False)
    await matches(as_, f"/people/{ida}")
    looks = await listed(as_("manager"), f"/people/{walter}/looks")
    assert "get_person_matches" in [look["operation"] for look in looks]


HOSTILE = (
    "'); DROP TABLE gift; --",
    "knit & ! | ( <-> :*A 'x",
    "\\' \\\\ %s $1 {0} :name",
    "!\"£$%^&*()_+-=[]{};'#:@~,./<>?|\\`¬" * 14,
    "🧶🧶🧶 👵🏽‍🦽 ❤️",
    "Canu mewn côr, a siarad Cymraeg â rhywun ŵyl yr ŷd",
    "a" * 500,
    "don't " * 80,
)


@pytest.mark.parametrize("words", HOSTILE)
async def test_whatever_is_written_is_only_words(as_: As, around: Around, words: str) -> None:
    anna = as_("carer")
    ida = around.seeker("Kazoo")
    around.somebody("Kazoo")
    body = {"part": "heart", "words": words[:500], "direction": "has", "would_share": "yes"}
    told(await anna.post(f"/people/{ida}/gifts", body), 201)
    around.somebody(words[:500], name="Hostile", part="heart")
    assert "Walter Pym" in await names(as_, ida)


async def test_a_welsh_speaker_finds_another(as_: As, around: Around) -> None:
    ida = around.seeker("Rhywun i siarad Cymraeg")
    around.somebody("I speak Welsh", part="head")
    assert await names(as_, ida) == ["Walter Pym"]
