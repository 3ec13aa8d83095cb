"""What `seed` writes goes round the service's own rules for speed: it has to come out as if the rules had been kept."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from api.domain.outcomes.instruments.built_in import ONS4_1
from api.domain.outcomes.instruments.definition import Answer
from api.domain.outcomes.instruments.scoring import scored
from tests.demo.commanding import call
from tests.world import Database


def test_a_seed_is_counted_and_can_be_signed_in_to(tmp_path: Path, database: Database, operator: psycopg.Connection[Any]) -> None:
    done = call("seed", "--people", "90", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert done.code == 0, done.err
    carer = done.out.split()[0]
    organisation = operator.execute("SELECT organisation_id FROM account WHERE username = %s", [carer]).fetchone()
    assert organisation is not None
    for table, count in (("person", 90), ("team", 3), ("team_member", 24), ("profile_version", 90)):
        row = operator.execute(f"SELECT count(*) FROM {table} WHERE organisation_id = %s".encode(), organisation).fetchone()
        assert row == (count,), table


def seeded_visits(tmp_path: Path, database: Database, operator: psycopg.Connection[Any]) -> tuple[Any, ...]:
    done = call("seed", "--people", "50", "--visits", "6000", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert done.code == 0, done.err
    found = operator.execute("SELECT organisation_id FROM account WHERE username = %s", [done.out.split()[0]]).fetchone()
    assert found is not None
    return tuple(found)


def test_a_seed_of_visits_keeps_the_rules_of_visits(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    ours = seeded_visits(tmp_path, database, operator)

    def told(what: str, where: str = "true") -> Any:
        row = operator.execute(f"SELECT {what} FROM visit v WHERE organisation_id = %s AND {where}".encode(), ours).fetchone()
        return row and row[0]

    assert 6000 <= told("count(*)") < 8000
    assert set(told("array_agg(DISTINCT state)")) >= {"planned", "completed", "cancelled", "open"}
    assert told("count(*)", "uuid_send(id) IS NULL OR get_byte(uuid_send(id), 6) >> 4 <> 7") == 0
    assert told("count(*)", "cardinality(member_ids) <> (SELECT count(DISTINCT m) FROM unnest(member_ids) m)") == 0
    strays = "EXISTS (SELECT FROM unnest(member_ids) m LEFT JOIN team_member t ON t.id = m AND t.team_id = v.team_id"
    assert told("count(*)", f"{strays} WHERE t.id IS NULL)") == 0
    assert told("count(*)", "NOT EXISTS (SELECT FROM person p WHERE p.id = v.person_id AND p.team_id = v.team_id)") == 0
    slots = "(SELECT array_agg(member_id ORDER BY member_id) FROM visit_slot WHERE visit_id = v.id)"
    members = "(SELECT array_agg(m ORDER BY m) FROM unnest(member_ids) m)"
    assert told("count(*)", f"state IN ('open', 'planned', 'in_progress') AND {slots} IS DISTINCT FROM {members}") == 0
    assert told("count(*)", f"state NOT IN ('open', 'planned', 'in_progress') AND {slots} IS NOT NULL") == 0
    records = "(SELECT count(*) FROM visit_record WHERE visit_id = v.id)"
    assert told("count(*)", f"state = 'completed' AND {records} <> cardinality(member_ids)") == 0


def test_what_is_seeded_does_not_switch_the_log_off_for_anybody_else(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    seeded_visits(tmp_path, database, operator)
    seeded_check_ins(tmp_path, database, operator)
    found = operator.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")
    assert found.fetchone() == (0,)


def seeded_check_ins(tmp_path: Path, database: Database, operator: psycopg.Connection[Any]) -> tuple[Any, ...]:
    done = call("seed", "--people", "20", "--check-ins", "800", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert done.code == 0, done.err
    found = operator.execute("SELECT organisation_id FROM account WHERE username = %s", [done.out.split()[0]]).fetchone()
    assert found is not None
    return tuple(found)


def test_a_seed_of_check_ins_keeps_the_rules_of_outcomes(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    ours = seeded_check_ins(tmp_path, database, operator)

    def told(table: str, what: str, where: str = "true") -> Any:
        query = f"SELECT {what} FROM {table} t WHERE organisation_id = %s AND {where}"
        row = operator.execute(query.encode(), ours).fetchone()
        return row and row[0]

    assert 700 <= told("check_in", "count(*)") < 900
    assert told("team", "count(*)") == 2
    assert set(told("check_in", "array_agg(DISTINCT about)")) == {"outcome", "week", "instrument"}
    assert set(told("check_in", "array_agg(DISTINCT answered_by)")) == {"self", "family", "team_on_behalf"}
    assert set(told("outcome", "array_agg(DISTINCT status)")) >= {"exploring", "on_track", "off_track", "achieved"}
    assert set(told("review", "array_agg(DISTINCT state)")) == {"planned", "held"}
    for table in ("outcome", "check_in", "good_week_mark", "good_week_score", "review", "check_in_amendment"):
        assert told(table, "count(*)") > 0, table
        assert told(table, "count(*)", "get_byte(uuid_send(id), 6) >> 4 <> 7 OR created_at > now()") == 0, table
        strays = "NOT EXISTS (SELECT FROM person p WHERE p.id = t.person_id AND p.team_id = t.team_id)"
        assert told(table, "count(*)", strays) == 0, table
    theirs = "SELECT FROM outcome o WHERE o.id = t.outcome_id AND o.person_id = t.person_id"
    in_time = "o.started_on <= t.given_at::date AND (o.ended_on IS NULL OR o.ended_on >= t.given_at::date)"
    assert told("check_in", "count(*)", f"about = 'outcome' AND NOT EXISTS ({theirs} AND {in_time})") == 0
    assert told("check_in", "count(*)", "week_on > given_at::date") == 0
    items = "SELECT FROM good_week_item i WHERE i.id = t.item_id AND i.person_id = t.person_id"
    assert told("good_week_mark", "count(*)", f"NOT EXISTS ({items} AND (i.ended_on IS NULL OR i.ended_on >= week_on))") == 0


def test_seeded_outcomes_stand_where_their_moves_led_and_answers_come_to_what_their_version_says(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    ours = seeded_check_ins(tmp_path, database, operator)
    found = operator.execute(
        "SELECT o.id, o.status, array_agg(m.from_status ORDER BY m.moved_on), array_agg(m.to_status ORDER BY m.moved_on) "
        "FROM outcome o LEFT JOIN outcome_move m ON m.outcome_id = o.id WHERE o.organisation_id = %s GROUP BY o.id",
        ours,
    ).fetchall()
    for outcome, status, begins, ends in found:
        assert (begins[0], [*begins[1:], status]) == (None, ends), outcome
    given = operator.execute("SELECT answers, results FROM check_in WHERE organisation_id = %s AND results IS NOT NULL", ours)
    for answers, results in given:
        assert scored(ONS4_1, [Answer(**answer) for answer in answers]) == results


@pytest.mark.parametrize(
    ("words", "needed"), [(("--visits", "100000"), "need 84 people"), (("--check-ins", "1000"), "need 10 people")]
)
def test_more_than_so_few_people_can_have_is_refused(
    tmp_path: Path, database: Database, words: tuple[str, ...], needed: str
) -> None:
    done = call("seed", "--people", "1", *words, folder=tmp_path, DATABASE_URL=database.admin_url)
    assert (done.code, needed in done.err) == (2, True), done.err
