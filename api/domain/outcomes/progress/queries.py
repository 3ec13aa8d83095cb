"""The only place that asks the database how people and teams get on."""

from functools import lru_cache
from typing import Final

from api.domain.access.rules import uuids
from api.domain.measures.registry import linked
from api.domain.outcomes.check_ins.models import CheckIn, CheckInAmendment
from api.domain.outcomes.good_weeks.models import GoodWeekScore
from api.domain.outcomes.models import Outcome
from api.domain.people.models import Person
from api.domain.shared.table import Record
from api.storage.parents import THROUGH_CIRCLES
from api.storage.reader import told
from api.storage.shape import Shape
from api.storage.wire import Statement

# What the reader reaches: the application's own wall, before anything is counted. The score of a check-in is its last
# amendment's, or its own; its day is the London day on which it was given.
_GIVEN: Final = """given AS (
  SELECT c.id, c.about, c.outcome_id, c.week_on, c.instrument, c.instrument_version, c.results, c.zero_words, c.ten_words,
         c.answered_by, c.given_at, c.on_day, a.score IS NOT NULL AS amended, coalesce(a.score, c.score) AS score
    FROM (SELECT *, (given_at AT TIME ZONE 'Europe/London')::date AS on_day FROM check_in
           WHERE {which} AND removed_at IS NULL AND ({check_in})) c
    LEFT JOIN LATERAL (
      SELECT score FROM check_in_amendment
       WHERE check_in_id = c.id AND score IS NOT NULL AND removed_at IS NULL AND ({check_in_amendment})
       ORDER BY created_at DESC, id DESC LIMIT 1) a ON true)"""
_IN_DAYS: Final = "({on} >= $2::date OR $2::date IS NULL) AND ({on} < $3::date OR $3::date IS NULL)"
_DAYS: Final = "'from_on', $2::date, 'until_on', $3::date"
_OUTCOME: Final = """'outcome_id', o.id, 'person_id', o.person_id, 'statement', o.statement, 'status', o.status,
   'started_on', o.started_on, 'ended_on', o.ended_on, 'zero_words', o.zero_words, 'ten_words', o.ten_words,
   'baseline_score', o.baseline_score, 'points', (
     SELECT coalesce(json_agg(json_build_object('check_in_id', g.id, 'on', g.on_day, 'score', g.score,
                     'zero_words', g.zero_words, 'ten_words', g.ten_words, 'answered_by', g.answered_by, 'amended', g.amended)
                     ORDER BY g.given_at, g.id), '[]')
       FROM given g WHERE g.outcome_id = o.id AND {in_days})"""
# One score of a week in each voice: the week's own; else the last that was said of it in a check-in.
_WEEKS: Final = """weeks AS (
  SELECT week_on, answered_by, score, zero_words, ten_words, NULL::uuid AS check_in_id, false AS amended
    FROM good_week_score WHERE person_id = $1::uuid AND removed_at IS NULL AND ({good_week_score}) AND {in_days}
   UNION ALL
  (SELECT DISTINCT ON (g.week_on, g.answered_by) g.week_on, g.answered_by, g.score, g.zero_words, g.ten_words, g.id, g.amended
     FROM given g
    WHERE g.about = 'week' AND g.score IS NOT NULL AND {in_days} AND NOT EXISTS (
            SELECT FROM good_week_score WHERE person_id = $1::uuid AND removed_at IS NULL AND ({good_week_score})
               AND week_on = g.week_on AND answered_by = g.answered_by)
    ORDER BY g.week_on, g.answered_by, g.given_at DESC, g.id DESC))"""
_WEEK_POINTS: Final = """(SELECT coalesce(json_agg(json_build_object('on', w.week_on, 'score', w.score,
   'zero_words', w.zero_words, 'ten_words', w.ten_words, 'answered_by', w.answered_by,
   'check_in_id', w.check_in_id, 'amended', w.amended)
   ORDER BY w.week_on, w.answered_by), '[]') FROM weeks w)"""
_ANSWERS: Final = """answers AS (
  SELECT g.* FROM given g WHERE g.about = 'instrument' AND {in_days})"""
_ANSWER_POINTS: Final = """(SELECT coalesce(json_agg(json_build_object('check_in_id', a.id, 'on', a.on_day,
   'answered_by', a.answered_by, 'instrument', a.instrument, 'instrument_version', a.instrument_version, 'results', a.results)
   ORDER BY a.given_at, a.id), '[]') FROM answers a)"""
_ABOUT: Final = "ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids WHERE {there}"

_PERSON: Final = f"""WITH {_GIVEN}, {_WEEKS}, {_ANSWERS.format(in_days=_IN_DAYS.format(on="g.on_day"))}
SELECT json_build_object('person_id', $1::uuid, {_DAYS}, 'outcomes', (
         SELECT coalesce(json_agg(json_build_object({_OUTCOME.format(in_days=_IN_DAYS.format(on="g.on_day"))})
                         ORDER BY o.started_on, o.id), '[]')
           FROM (SELECT * FROM outcome WHERE person_id = $1::uuid AND removed_at IS NULL AND ({{outcome}})) o),
       'weeks', {_WEEK_POINTS}, 'answers', {_ANSWER_POINTS},
       'definitions', definitions_of(ARRAY(SELECT DISTINCT instrument FROM answers))) AS body, {_ABOUT}"""  # noqa: S608 - our own words
_OUTCOME_ALONE: Final = f"""WITH {_GIVEN}
SELECT json_build_object({_DAYS}, {_OUTCOME.format(in_days=_IN_DAYS.format(on="g.on_day"))}) AS body,
       ARRAY[o.id] AS ids, ARRAY[o.person_id] AS person_ids
  FROM (SELECT * FROM outcome WHERE id = $1::uuid AND removed_at IS NULL AND ({{outcome}})) o"""  # noqa: S608 - our own words
_WEEKS_ALONE: Final = f"""WITH {_GIVEN}, {_WEEKS}
SELECT json_build_object('person_id', $1::uuid, {_DAYS}, 'points', {_WEEK_POINTS}) AS body, {_ABOUT}"""
_ITEM: Final = f"""WITH {_GIVEN}, {_ANSWERS.format(in_days=_IN_DAYS.format(on="g.on_day"))},
known AS (SELECT definitions_of(ARRAY[$4::text]) AS told)
SELECT json_build_object('person_id', $1::uuid, {_DAYS}, 'answers', {_ANSWER_POINTS}, 'definitions', k.told) AS body,
       ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids
  FROM known k WHERE ({{there}}) AND ($6::boolean OR EXISTS (
         SELECT FROM json_array_elements(k.told) d, json_array_elements(d->'items') e WHERE e->>'key' = $5::text))"""  # noqa: S608 - our own words
_TABLES: Final = (Outcome, CheckIn, CheckInAmendment, GoodWeekScore)


@lru_cache(maxsize=16)
def person(reader: str) -> Statement:
    """A person's outcomes, weeks and answers with their scores. No row when the person is not the reader's."""
    sql = _PERSON.format(**_walls(reader, "person_id = $1::uuid"))
    return told(sql, "progress", "person_id", "from_on", "until_on", measures=linked("get_person_progress"))


@lru_cache(maxsize=16)
def outcome(reader: str) -> Statement:
    """One outcome with its scores in time. No row when it is not the reader's."""
    sql = _OUTCOME_ALONE.format(**_walls(reader, "outcome_id = $1::uuid"))
    return told(sql, "progress", "outcome_id", "from_on", "until_on", measures=linked("get_outcome_progress"))


@lru_cache(maxsize=16)
def weeks(reader: str) -> Statement:
    """The scores of a person's weeks."""
    which = "person_id = $1::uuid AND about = 'week'"
    sql = _WEEKS_ALONE.format(**_walls(reader, which))
    return told(sql, "progress", "person_id", "from_on", "until_on", measures=linked("get_week_progress"))


@lru_cache(maxsize=16)
def item(reader: str) -> Statement:
    """A person's answers with one instrument. `built_in`: the code knows the question; else a version must ask it."""
    walls = _walls(reader, "person_id = $1::uuid AND instrument = $4::text")
    sql = _ITEM.format(**walls)
    names = ("person_id", "from_on", "until_on", "instrument", "item", "built_in")
    return told(sql, "progress", *names, measures=linked("get_item_progress"))


def _walls(reader: str, which: str) -> dict[str, str]:
    walls = {str(cls.__tablename__): _wall(cls, reader) for cls in _TABLES}
    there = f"EXISTS (SELECT FROM person WHERE id = $1::uuid AND removed_at IS NULL AND ({_wall(Person, reader)}))"
    if reader in THROUGH_CIRCLES:  # what is shared are outcomes: never weeks, never answers
        there = f"$1::uuid = ANY {uuids('shared_outcomes')}"
        walls["good_week_score"] = "false"
    return walls | {"which": which, "there": there, "in_days": _IN_DAYS.format(on="week_on")}


def _wall(cls: type[Record], reader: str) -> str:
    return str(Shape(cls, cls).visible(reader))


OUTCOME_FIGURES: Final = told(
    "SELECT outcome_figures($1::uuid, $2::date, $3::date)::text AS body, ARRAY[$1::uuid] AS ids, '{}'::uuid[] AS person_ids",
    "outcome_figures",
    "id",
    "from_on",
    "until_on",
    measures=linked("get_team_outcome_figures"),
)
