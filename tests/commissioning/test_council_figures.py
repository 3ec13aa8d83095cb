"""Reading weekly figures: a council what is published to it, a provider what is true of its own, and nobody anything else."""

import csv
import io
import re
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest
import structlog

from api.demo.made import World
from api.domain.commissioning.figures.count_schemas import FigureCounts, FigureMeans
from api.domain.commissioning.figures.registry import COUNTS, MEANS
from api.domain.commissioning.figures.sheet import COLUMNS, OURS
from api.domain.shared.ids import new_id
from api.http import edge
from api.logs import configure
from tests.access_matrix import walls
from tests.commissioning.figure_rows import HIDING, cells, exact, published, snapshot
from tests.people.saying import As, listed, refused, told
from tests.world import Caller, Database

Operator = psycopg.Connection[Any]
CSV = {"accept": "text/csv"}
SECRET = 61739  # a number that stands nowhere else
COUNCIL, PROVIDER = ("commissioner", "council_client"), ("manager", "carer", "coach", "integration")
ASSUMED = {
    "admission_pence": 274_700, "admission_source": "=National schedule", "compared_rate": 310,
    "compared_source": "Counted, once",
}  # fmt: skip


@pytest.fixture(scope="module")
def weeks(operator: Operator, world: World) -> dict[str, UUID]:
    """One week of the council, as it is published, and the same of the provider, as it was."""
    assumed = [{"provider_id": str(world.organisation_id), "council_id": str(world.council_id), **ASSUMED}]
    council = snapshot(operator, "council", world.council_id, "2020-01-06", "2020-01-13", {**HIDING, "assumptions": assumed})
    shown = cells(
        {"n": 25, "mean": 7.4},
        people=25,
        person_days=175,
        falls=None,
        stays_unplanned=10,
        contacts=0,
        member_days=210,
        ons4_anxiety=0,
    )
    shown["known"] = {"falls": [SECRET, SECRET]}  # whatever else is kept with them
    published(operator, council, "everyone", shown)
    north, south, mill = (world.team(name).id for name in ("Ashbrook North", "Ashbrook South", "Millfield Court"))
    hidden = {"counts": dict.fromkeys(COUNTS), "means": dict.fromkeys(MEANS)}
    published(operator, council, "Ashbrook North", hidden, "team", north)
    published(operator, council, "=2+2", cells(), "place")
    published(operator, council, "-", cells(), "place")
    provider = snapshot(operator, "provider", world.organisation_id, "2020-01-06", "2020-01-13")
    true = cells({"people": 4, "n": 9, "sum": 71}, people=SECRET, falls=3, ons4_anxiety=0)
    exact(operator, provider, "everyone", true)
    for label, team in (("Ashbrook North", north), ("Ashbrook South", south), ("Millfield Court", mill)):
        exact(operator, provider, label, cells(people=SECRET), "team", team)
    return {"council": council, "provider": provider, "north": north, "south": south, "mill": mill}


def caller(as_: As, who: str) -> Caller:
    return as_(who, scopes="reports:read") if who == "integration" else as_(who)


def at(answer: Any, path: str) -> Any:
    """The member of an answer at a path; of a list the first."""
    for name in path.split("."):
        answer = (answer[0] if isinstance(answer, list) else answer)[name]
    return answer


def rows(answer: httpx2.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_every_count_and_mean_of_the_registry_is_told() -> None:
    assert set(FigureCounts.names()) == set(COUNTS)
    assert FigureMeans.names() == MEANS


# ---- what is told -----------------------------------------------------------------------------------------------------
async def test_a_council_reads_what_is_published_to_it(as_: As, world: World, weeks: dict[str, UUID]) -> None:
    for who in COUNCIL:
        found = told(await as_(who).get(f"/figure-snapshots/{weeks['council']}"))
        assert found["rule"] == HIDING
        assert found["assumptions"] == [
            {"provider_id": str(world.organisation_id), "council_id": str(world.council_id), **ASSUMED}
        ]
        (one,) = await listed(as_(who), f"/figure-snapshots/{weeks['council']}/figures")
        assert (one["breakdown"], one["rule"]) == ("everyone", HIDING)
        assert one["counts"]["people"] == {"value": 25, "suppressed": False}
        assert one["counts"]["falls"] == {"value": None, "suppressed": True}
        assert one["counts"]["contacts"] == {"value": 0, "suppressed": False}
        assert one["means"]["week_score"] == {"mean": 7.4, "n": 25, "suppressed": False}
        assert one["means"]["bice"] == {"mean": None, "n": None, "suppressed": True}
        assert one["means"]["ons4_anxiety"] == {"mean": None, "n": 0, "suppressed": False}  # nobody answered, and that is told
        assert one["rates"]["falls"]["per_1000_days"] is None
        assert one["rates"]["falls"]["suppressed"] is True
        assert one["rates"]["shares"]["contacts_top_three"]["share"] is None
        assert one["rates"]["admissions"]["per_person_year"] == round(10 / (175 / 365.25), 4)
        assert one["rates"]["admissions"]["compared"][0]["compared_source"] == "Counted, once"
        (team,) = await listed(as_(who), f"/figure-snapshots/{weeks['council']}/figures", breakdown="team")
        assert (team["label"], team["part"]) == ("Ashbrook North", str(weeks["north"]))
        assert {(count["value"], count["suppressed"]) for count in team["counts"].values()} == {(None, True)}
        assert {(mean["mean"], mean["n"], mean["suppressed"]) for mean in team["means"].values()} == {(None, None, True)}


async def test_a_manager_reads_what_is_true_of_their_own(as_: As, weeks: dict[str, UUID]) -> None:
    (one,) = await listed(as_("manager"), f"/figure-snapshots/{weeks['provider']}/figures")
    assert one["rule"] is None
    assert one["counts"]["people"] == {"value": SECRET, "suppressed": False}
    assert one["counts"]["falls"] == {"value": 3, "suppressed": False}
    assert one["means"]["week_score"] == {"mean": round(71 / 9, 4), "n": 4, "suppressed": False}
    assert one["means"]["bice"] == {"mean": None, "n": 0, "suppressed": False}
    teams = await listed(as_("manager"), f"/figure-snapshots/{weeks['provider']}/figures", breakdown="team")
    assert [team["label"] for team in teams] == ["Ashbrook North", "Ashbrook South", "Millfield Court"]


@pytest.mark.parametrize("who", ["commissioner", "manager"])
async def test_a_sheet_has_the_same_numbers(as_: As, who: str, weeks: dict[str, UUID]) -> None:
    place = f"/figure-snapshots/{weeks['council' if who == 'commissioner' else 'provider']}/figures"
    (one,) = await listed(as_(who), place)
    sheet = rows(await as_(who).get(place, headers=CSV))
    assert tuple(sheet[0]) == COLUMNS
    assert rows(await as_(who).get(f"{place}/{one['id']}", headers=CSV)) == sheet
    assert {row["measure"] for row in sheet} >= {*(f"counts.{name}" for name in COUNTS), *(f"means.{name}" for name in MEANS)}
    assert len({row["measure"] for row in sheet}) == len(sheet)
    for row in sheet:
        said = at(one, row["measure"])
        if isinstance(said, dict):  # a count or a mean; a rate is a number
            assert row["suppressed"] == ("true" if said["suppressed"] else "false")
            assert row["n"] == ("" if said.get("n") is None else str(said["n"]))
            said = said["value" if "value" in said else "mean"]
        assert row["value"] == ("" if said is None else str(said)), row
        assert row["threshold"] == ("7" if who == "commissioner" else "")
        assert all(row[name] == (one[name] or "") for name in OURS)
        rate = at(one, row["measure"].rpartition(".")[0])
        if row["numerator"] or row["denominator"]:
            named = rate if "numerator" in rate else one["rates"]["admissions"]
            assert [row["numerator"], row["denominator"]] == [
                "" if one["counts"][named[name]]["value"] is None else str(one["counts"][named[name]]["value"])
                for name in ("numerator", "denominator")
            ]
        if "low" in rate and row["lowest"]:
            assert (row["lowest"], row["highest"]) == (str(rate["low"]), str(rate["high"]))
    hidden = {row["measure"] for row in sheet if row["suppressed"] == "true"}
    assert not hidden if who == "manager" else {"counts.falls", "rates.falls.per_1000_days", "means.bice"} <= hidden
    assert all(not row["value"] for row in sheet if row["suppressed"] == "true")
    assert "rates.shares.contacts_top_three.share" not in hidden  # there were none, and that is told


async def test_no_cell_of_a_sheet_begins_a_formula(as_: As, weeks: dict[str, UUID]) -> None:
    answer = await as_("commissioner").get(f"/figure-snapshots/{weeks['council']}/figures?breakdown=place", headers=CSV)
    assert {row["label"] for row in rows(answer)} == {"'=2+2", "'-"}
    assert {row["assumption"][:4] for row in rows(answer)} == {"", "310 "}
    for cell in re.findall(r'(?:^|,)"([^"]*)"', answer.text, re.MULTILINE):
        assert not re.match(r"[=+@\t\r]|-(?![\d.])", cell), cell


async def test_a_page_of_a_sheet_leads_to_the_next(as_: As, weeks: dict[str, UUID]) -> None:
    place = f"/figure-snapshots/{weeks['council']}/figures?breakdown=place&limit=1"
    first = await as_("commissioner").get(place, headers=CSV)
    following = re.search(r'<([^>]+)>; rel="next"', first.headers["link"])
    assert following is not None
    second = await as_("commissioner").get(following[1], headers=CSV)
    labels = [{row["label"] for row in rows(page)} for page in (first, second)]
    assert labels == [{"'-"}, {"'=2+2"}]
    assert 'rel="next"' not in second.headers.get("link", "")


async def test_what_was_read_is_not_sent_again(as_: As, weeks: dict[str, UUID]) -> None:
    place = f"/figure-snapshots/{weeks['council']}"
    (one,) = await listed(as_("commissioner"), f"{place}/figures")
    tags = set()
    for path, form in ((place, {}), (f"{place}/figures", {}), (f"{place}/figures", CSV), (f"{place}/figures/{one['id']}", {})):
        first = await as_("commissioner").get(path, headers=form)
        again = await as_("commissioner").get(path, headers=form, if_none_match=first.headers["etag"])
        assert (again.status_code, again.content) == (304, b"")
        tags.add(first.headers["etag"])
    assert len(tags) == 4


async def test_each_figure_leads_to_what_it_says_and_does_not_say(as_: As, weeks: dict[str, UUID]) -> None:
    place = f"/figure-snapshots/{weeks['council']}/figures"
    answer = await as_("commissioner").get(place)
    where = re.search(r'</v1([^>]+)>; rel="describedby"', answer.headers["link"])
    assert where is not None
    codes = {one["code"] for one in await listed(as_("commissioner"), where[1].partition("?")[0], operation="list_figures")}
    one = told(await as_("commissioner").get(f"{place}/{told(answer)['items'][0]['id']}"))
    assert {link.rpartition("/")[2] for link in one["measures"].values()} == codes
    assert one["measures"].keys() >= {f"counts.{name}.value" for name in COUNTS}
    assert {name: one[name] for name in one if name != "measures"} == told(answer)["items"][0]


# ---- whose ------------------------------------------------------------------------------------------------------------
async def test_those_of_a_team_read_their_own_team_and_nothing_else(as_: As, weeks: dict[str, UUID]) -> None:
    place = f"/figure-snapshots/{weeks['provider']}/figures"
    all_of_them = {one["label"]: one["id"] for one in await listed(as_("manager"), place, breakdown="team")}
    own = {
        "carer": ["Ashbrook North"], "carer_2": ["Ashbrook South"], "carer_3": ["Millfield Court"],
        "coach": ["Ashbrook North", "Ashbrook South"], "coach_2": ["Millfield Court"], "integration": ["Ashbrook North"],
    }  # fmt: skip
    for who, teams in own.items():
        assert [one["label"] for one in await listed(caller(as_, who), place)] == teams
        for breakdown in ("everyone", "place", "provider"):
            assert await listed(caller(as_, who), place, breakdown=breakdown) == []
        for label, id_ in all_of_them.items():
            assert (await caller(as_, who).get(f"{place}/{id_}")).status_code == (200 if label in teams else 404)
        assert weeks["provider"] in {UUID(one["id"]) for one in await listed(caller(as_, who), "/figure-snapshots")}
    (everyone,) = await listed(as_("manager"), place)
    refused(await as_("carer").get(f"{place}/{everyone['id']}"), 404)
    assert await listed(as_("leaver"), "/figure-snapshots") == []
    refused(await as_("leaver").get(place), 404)


async def test_who_has_nothing_to_do_with_figures_is_refused(as_: As, weeks: dict[str, UUID]) -> None:
    for who in ("connector", "person", "family"):
        for path in ("/figure-snapshots", f"/figure-snapshots/{weeks['provider']}/figures", "/latest-figures"):
            refused(await as_(who).get(path), 403)
            refused(await as_(who, scopes="reports:read").get(path), 403)
    narrow = as_("integration", scopes="people:read visits:read")
    refused(await narrow.get("/latest-figures"), 403)  # a client that is not named for it
    refused(await as_(None).get("/latest-figures"), 401)


async def test_a_foreign_snapshot_is_answered_like_one_that_is_not_there(as_: As, weeks: dict[str, UUID]) -> None:
    foreign = {"council": PROVIDER, "provider": (*COUNCIL, "other_manager", "other_carer", "council_manager")}
    for whose, callers in foreign.items():
        for who in callers:
            asked = caller(as_, who)
            assert weeks[whose] not in {UUID(one["id"]) for one in await listed(asked, "/figure-snapshots")}
            for path in ("", "/figures", f"/figures/{new_id()}"):
                answers = [refused(await asked.get(f"/figure-snapshots/{id_}{path}"), 404) for id_ in (weeks[whose], new_id())]
                assert {name: value for name, value in answers[0].items() if name != "instance"} == {
                    name: value for name, value in answers[1].items() if name != "instance"
                }


async def test_each_wall_alone_keeps_figures_with_whose_they_are(
    as_: As, database: Database, weeks: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    (everyone,) = await listed(as_("manager"), f"/figure-snapshots/{weeks['provider']}/figures")
    (of_council,) = await listed(as_("commissioner"), f"/figure-snapshots/{weeks['council']}/figures")
    not_theirs = [
        *((who, f"{weeks['provider']}/figures/{everyone['id']}") for who in (*COUNCIL, "carer", "coach", "other_manager")),
        *((who, f"{weeks['council']}/figures/{of_council['id']}") for who in PROVIDER),
        *((who, str(weeks["provider"])) for who in (*COUNCIL, "other_manager")),
    ]

    async def gave() -> list[tuple[str, str]]:
        return [(who, path) for who, path in not_theirs if (await caller(as_, who).get(f"/figure-snapshots/{path}")).is_success]

    async def own() -> int:
        """So that it is seen that something is told at all."""
        return len(await listed(as_("carer"), f"/figure-snapshots/{weeks['provider']}/figures"))

    with walls.without_the_application():
        assert (await gave(), await own()) == ([], 1)
    with walls.without_row_security(database.admin_url):
        assert (await gave(), await own()) == ([], 1)
        monkeypatch.setattr("api.domain.commissioning.figures.queries.reach", lambda *_: "true")
        walls.forget_statements()
        assert len(await gave()) > 5  # with neither wall they would be told
        monkeypatch.undo()
    walls.forget_statements()


# ---- how it is asked --------------------------------------------------------------------------------------------------
async def test_there_is_no_other_filter(as_: As, weeks: dict[str, UUID]) -> None:
    for who, place in (("commissioner", weeks["council"]), ("manager", weeks["provider"])):
        for path in (f"/figure-snapshots/{place}/figures", "/latest-figures"):
            for unknown in ("team_id", "person_id", "place", "part", "label", "from_on", "until_on", "kind", "threshold", "base"):
                refused(await as_(who).get(f"{path}?{unknown}=1"), 422, "not-valid")
            refused(await as_(who).get(f"{path}?breakdown=person"), 422, "not-valid")
        refused(await as_(who).get("/figure-snapshots?span=day"), 422, "not-valid")
        refused(await as_(who).get("/latest-figures?span=day"), 422, "not-valid")


async def test_snapshots_are_listed_from_the_newest_on(as_: As, weeks: dict[str, UUID]) -> None:
    for who in ("commissioner", "manager", "carer"):
        found = await listed(as_(who), "/figure-snapshots", count="true")
        days = [one["until_on"] for one in found]
        assert days == sorted(days, reverse=True)
        assert {one["span"] for one in found} == {"week", "quarter", "year"}  # what the demo world has
        assert {one["span"] for one in await listed(as_(who), "/figure-snapshots", span="year")} == {"year"}
        old = await listed(as_(who), "/figure-snapshots", from_on="2020-01-06", until_on="2020-01-13")
        assert {UUID(one["id"]) for one in old} == {weeks["council" if who == "commissioner" else "provider"]}
        assert await listed(as_(who), "/figure-snapshots", from_on="2020-01-07", until_on="2020-01-13") == []
        assert await listed(as_(who), "/figure-snapshots", updated_since="2099-01-01T00:00:00Z") == []
        page = told(await as_(who).get("/figure-snapshots?limit=1&count=true"))
        assert page["count"] == len(found)
        assert told(await as_(who).get(page["next"]))["items"][0] == found[1]


async def test_the_latest_are_those_of_the_newest(as_: As) -> None:
    for who in ("commissioner", "council_client", "manager", "carer"):
        for span in ("week", "quarter", "year"):
            newest = (await listed(as_(who), "/figure-snapshots", span=span))[0]
            for more in ({}, {"breakdown": "team"}):
                found = await listed(as_(who), f"/figure-snapshots/{newest['id']}/figures", **more)
                assert found == await listed(as_(who), "/latest-figures", span=span, **more) != []
    assert await listed(as_("council_manager"), "/latest-figures") == []
    assert told(await as_("commissioner").get("/latest-figures?limit=1&count=true"))["count"] == 1


async def test_eight_hundred_parts_are_each_told_once_whatever_is_made_meanwhile(
    as_: As, world: World, operator: Operator
) -> None:
    old = snapshot(operator, "council", world.council_id, "2090-01-02", "2090-01-09", HIDING)
    for n in range(800):
        published(operator, old, f"Team {n % 400:03}", cells(people=n * 5 + 10), "team", new_id())  # two of each name
    pages: dict[str, list[dict[str, Any]]] = {}
    made = [old]
    for path in ("/latest-figures", f"/figure-snapshots/{old}/figures"):
        seen = pages[path] = []
        following = f"{path}?breakdown=team&limit=200"
        assert told(await as_("commissioner").get(f"{following}&count=true"))["count"] == 800
        while following:
            page = told(await as_("commissioner").get(following))
            seen.extend(page["items"])
            following = page["next"]
            if len(made) == 1:
                made.append(snapshot(operator, "council", world.council_id, "2091-01-01", "2091-01-08", HIDING))
                published(operator, made[1], "everyone", cells())
        assert len({one["id"] for one in seen}) == len(seen) == 800
        keys = [(one["label"], one["id"]) for one in seen]
        assert keys == sorted(keys)
        assert {one["counts"]["people"]["value"] for one in seen} == {n * 5 + 10 for n in range(800)}
    assert pages["/latest-figures"] == pages[f"/figure-snapshots/{old}/figures"]
    operator.execute("DELETE FROM published_figures WHERE snapshot_id = ANY (%s)", [made])
    operator.execute("DELETE FROM figure_snapshot WHERE id = ANY (%s)", [made])


# ---- what is true stays where it is -----------------------------------------------------------------------------------
async def test_no_true_number_leaves_in_an_answer_a_header_or_the_log(
    as_: As, weeks: dict[str, UUID], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (true,) = await listed(as_("manager"), f"/figure-snapshots/{weeks['provider']}/figures")
    assert true["counts"]["people"]["value"] == SECRET
    configure("info")
    monkeypatch.setattr(edge, "log", structlog.get_logger("api"))
    capsys.readouterr()
    answers = []
    for who in COUNCIL:
        for whose in ("council", "provider"):
            place = f"/figure-snapshots/{weeks[whose]}"
            for path in (place, f"{place}/figures", f"{place}/figures/{true['id']}", "/latest-figures", "/figure-snapshots"):
                for more in ("", "?breakdown=team", "?breakdown=place&count=true", "?limit=0", f"?cursor={SECRET}"):
                    answers += [await as_(who).get(path + more, headers=form) for form in ({}, CSV)]
    assert {answer.status_code for answer in answers} >= {200, 404, 422}
    for answer in answers:
        said = str({name: value for name, value in answer.headers.items() if name != "link"}) + answer.text
        assert str(SECRET) not in said.replace(f"cursor={SECRET}", ""), answer.request.url
    configure("error")
    said = "".join(capsys.readouterr())
    assert said.count('"answered"') == len(answers)
    assert str(SECRET) not in said
