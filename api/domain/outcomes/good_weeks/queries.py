"""The only place that builds SELECTs about the good week."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Boolean, Date, bindparam, select

from api.domain.access.rules import reach, rights, uuids
from api.domain.measures.registry import linked
from api.domain.outcomes.good_weeks.models import GoodWeekItem, GoodWeekMark, GoodWeekScore, GoodWeekWording
from api.domain.outcomes.good_weeks.schemas import GoodWeekItemRead, GoodWeekMarkRead, GoodWeekScoreRead, GoodWeekWordingRead
from api.domain.people.models import Person
from api.domain.shared.owners import OPENING
from api.domain.shared.table import Record
from api.storage.lists import equals
from api.storage.parents import THROUGH_CIRCLES
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import Statement

ITEM = Shape(GoodWeekItem, GoodWeekItemRead, order=("position",))
WORDING = Shape(GoodWeekWording, GoodWeekWordingRead, order=("number",), descending=True)
MARK_SHAPE = Shape(GoodWeekMark, GoodWeekMarkRead, order=("week_on",), descending=True)
SCORE = Shape(GoodWeekScore, GoodWeekScoreRead, order=("week_on",), descending=True)

_i = GoodWeekItem.__table__.c
_m = GoodWeekMark.__table__.c
_s = GoodWeekScore.__table__.c


def _weeks_of(column: Any) -> dict[str, Filter]:  # noqa: ANN401 - a column
    return {
        "week_on": equals(column),
        "from_on": Filter(column >= bindparam("from_on", type_=Date()), ("week_on",)),
        "until_on": Filter(column < bindparam("until_on", type_=Date()), ("week_on",)),
    }


ITEM_FILTERS = {"ended": Filter(_i.ended_on.is_not(None) == bindparam("ended", type_=Boolean()), ("ended_on",))}
MARK_FILTERS = {"item_id": equals(_m.item_id), **_weeks_of(_m.week_on)}
SCORE_FILTERS = {"answered_by": equals(_s.answered_by), **_weeks_of(_s.week_on)}

_person = bindparam("person", type_=_i.person_id.type)
_id = bindparam("id", type_=_i.id.type)
_week = bindparam("week", type_=Date())

ITEM_DAYS = select(_i.started_on, _i.ended_on).where(_i.id == _id, _i.person_id == _person, _i.removed_at.is_(None))
# New words get their number, and an item ends, one after the other.
LOCKED_ITEM = (
    select(_i.wording, _i.ended_on)
    .where(_i.id == _id, _i.person_id == _person, _i.removed_at.is_(None))
    .with_for_update(key_share=True)
)
MARK = select(_m.item_id, _m.week_on).where(_m.id == _id, _m.person_id == _person, _m.removed_at.is_(None))
MARK_OF_WEEK = select(_m.id).where(
    _m.item_id == bindparam("item", type_=_m.item_id.type), _m.week_on == _week, _m.removed_at.is_(None)
)
SCORE_WEEK = select(_s.week_on).where(_s.id == _id, _s.person_id == _person, _s.removed_at.is_(None))
SCORE_OF_WEEK = select(_s.id).where(
    _s.person_id == _person,
    _s.week_on == _week,
    _s.answered_by == bindparam("whose", type_=_s.answered_by.type),
    _s.removed_at.is_(None),
)

# Items of the person that the reader reaches, and marks and scores of the weeks in question (not of all their years): the
# application's own wall, before anything is counted.
_REACHED: Final = """items AS (SELECT * FROM good_week_item WHERE person_id = $1::uuid AND removed_at IS NULL AND {item}),
  marks AS (SELECT * FROM good_week_mark WHERE person_id = $1::uuid AND {weeks} AND removed_at IS NULL AND {mark}),
  scores AS (SELECT * FROM good_week_score WHERE person_id = $1::uuid AND {weeks} AND removed_at IS NULL AND {score})"""
_WEEK: Final = f"""WITH {_REACHED}
SELECT json_build_object(
    'person_id', $1::uuid, 'week_on', $2::date,
    'items', coalesce((
      SELECT json_agg(json_build_object(
               'id', i.id, 'what', i.what, 'when_words', i.when_words, 'with_whom', i.with_whom, 'how_often', i.how_often,
               'why_it_matters', i.why_it_matters, 'position', i.position, 'started_on', i.started_on, 'ended_on', i.ended_on,
               'mark', CASE WHEN m.id IS NOT NULL THEN json_build_object(
                 'id', m.id, 'version', m.version, 'mark', m.mark, 'why', m.why, 'answered_by', m.answered_by) END)
             ORDER BY i.position, i.id)
        FROM items i LEFT JOIN marks m ON m.item_id = i.id AND m.week_on = $2::date
       WHERE m.id IS NOT NULL OR (i.started_on <= $2::date + 6 AND (i.ended_on IS NULL OR i.ended_on >= $2::date))), '[]'),
    'scores', coalesce((
      SELECT json_agg(json_build_object(
               'id', s.id, 'version', s.version, 'answered_by', s.answered_by, 'score', s.score, 'zero_words', s.zero_words,
               'ten_words', s.ten_words, 'words', s.words) ORDER BY s.answered_by)
        FROM scores s WHERE s.week_on = $2::date), '[]')
  ) AS body, ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids WHERE {{there}}"""  # noqa: S608 - our own words
_WEEKS: Final = f"""WITH {_REACHED},
  weeks AS (SELECT $2::date - 7 * g AS week_on FROM generate_series(0, $3::int - 1) g),
  counts AS (
    SELECT w.week_on, count(i.id) AS n,
           count(*) FILTER (WHERE i.mark = 'happened') AS happened, count(*) FILTER (WHERE i.mark = 'partly') AS partly,
           count(*) FILTER (WHERE i.mark = 'not') AS did_not_happen, count(i.id) - count(i.mark) AS unmarked
      FROM weeks w LEFT JOIN LATERAL (
        SELECT i.id, m.mark FROM items i LEFT JOIN marks m ON m.item_id = i.id AND m.week_on = w.week_on
         WHERE m.id IS NOT NULL OR (i.started_on <= w.week_on + 6 AND (i.ended_on IS NULL OR i.ended_on >= w.week_on))) i ON true
     GROUP BY w.week_on),
  voices AS (
    SELECT week_on, json_agg(json_build_object('answered_by', answered_by, 'n', n, 'happened', happened, 'partly', partly,
                             'did_not_happen', did_not_happen) ORDER BY answered_by) AS told
      FROM (SELECT week_on, answered_by, count(*) AS n, count(*) FILTER (WHERE mark = 'happened') AS happened,
                   count(*) FILTER (WHERE mark = 'partly') AS partly, count(*) FILTER (WHERE mark = 'not') AS did_not_happen
              FROM marks GROUP BY 1, 2) v GROUP BY 1),
  given AS (
    SELECT week_on, json_agg(json_build_object('answered_by', answered_by, 'n', 1, 'score', score, 'zero_words', zero_words,
                             'ten_words', ten_words) ORDER BY answered_by) AS told FROM scores GROUP BY 1),
  overall AS (
    SELECT answered_by, count(*) AS n, round(avg(score), 2) AS mean, min(score) AS least, max(score) AS most
      FROM scores JOIN weeks USING (week_on) GROUP BY 1)
SELECT json_build_object(
    'person_id', $1::uuid,
    'weeks', (
      SELECT json_agg(json_build_object(
               'week_on', c.week_on, 'n', c.n, 'happened', c.happened, 'partly', c.partly, 'did_not_happen', c.did_not_happen,
               'unmarked', c.unmarked, 'marks', coalesce(v.told, '[]'), 'scores', coalesce(g.told, '[]')) ORDER BY c.week_on DESC)
        FROM counts c LEFT JOIN voices v USING (week_on) LEFT JOIN given g USING (week_on)),
    'scores', coalesce((SELECT json_agg(o ORDER BY answered_by) FROM overall o), '[]')
  ) AS body, ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids WHERE {{there}}"""  # noqa: S608 - our own words


@lru_cache(maxsize=16)
def week(reader: str) -> Statement:
    """A person's week: the items of then with their marks, and the scores. No row when the person is not the reader's."""
    sql = _WEEK.format(**_walls(reader), weeks="week_on = $2::date")
    return told(sql, "good_week", "person_id", "week_on", measures=linked("get_good_week"))


@lru_cache(maxsize=16)
def weeks(reader: str) -> Statement:
    """The last weeks in counts, the latest first."""
    names = ("person_id", "week_on", "weeks")
    asked = "week_on > $2::date - 7 * $3::int AND week_on <= $2::date"
    return told(_WEEKS.format(**_walls(reader), weeks=asked), "good_week", *names, measures=linked("get_good_week_weeks"))


def _walls(reader: str) -> dict[str, str]:
    walls: dict[str, type[Record]] = {"item": GoodWeekItem, "mark": GoodWeekMark, "score": GoodWeekScore}
    person = f"EXISTS (SELECT FROM person WHERE id = $1::uuid AND removed_at IS NULL AND {_wall(Person, reader)})"
    if reader in THROUGH_CIRCLES:
        person = f"$1::uuid = ANY {uuids('shared_good_week')}"
    return {name: _wall(cls, reader) for name, cls in walls.items()} | {"there": person}


def _wall(cls: type[Record], reader: str) -> str:
    """The row rule of a reader, with what break-glass opens to a carer."""
    kind = str(cls.__tablename__)
    has = [r for r in (reader, *((OPENING,) if reader == "carer" else ())) if r in rights(cls.owner, cls.rules)]
    return "(" + (" OR ".join(f"({reach(cls.owner, cls.rules, r, kind)})" for r in has) or "false") + ")"
