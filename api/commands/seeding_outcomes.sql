-- What `seed --check-ins` writes, part by part; parameters as psycopg spells them. First: an id as of a moment, in any PostgreSQL.
CREATE FUNCTION pg_temp.seed_id(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(set_byte(overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(trunc(extract(epoch FROM at) * 1000)::bigint) FROM 3)
           FROM 1 FOR 6), 6, 112 + (random() * 15)::int), 'hex')::uuid
$$
--=
-- Whose lives they are.
CREATE TEMPORARY TABLE seed_life AS
SELECT id AS person_id, team_id, row_number() OVER (ORDER BY team_id, id) AS number,
       hashint8extended(row_number() OVER (ORDER BY team_id, id), %(mark)s) AS d
  FROM person WHERE organisation_id = %(organisation)s
--=
-- Up to four outcomes each, a fortnight apart. The first has ended for half of the people; what it moved through comes next.
CREATE TEMPORARY TABLE seed_wish AS
SELECT *, (started_on + time '10:00') AT TIME ZONE 'Europe/London' AS written_at, pg_temp.seed_id((started_on + time '10:00') AT TIME ZONE 'Europe/London') AS id,
       CASE WHEN started_on + 30 >= %(today)s THEN 'exploring'
            WHEN k = 0 AND d & 1 = 0 AND %(slots)s >= 8 THEN (ARRAY['achieved', 'achieved', 'achieved', 'achieved', 'achieved', 'changed', 'changed', 'set_aside'])[1 + (d >> 1 & 7)]
            ELSE (ARRAY['on_track', 'on_track', 'on_track', 'on_track', 'on_track', 'off_track', 'off_track', 'exploring'])[1 + (d >> 4 & 7)] END AS status,
       CASE WHEN k = 0 AND d & 1 = 0 AND %(slots)s >= 8 THEN %(first)s::date + %(slots)s * 14 * 6 / 10 END AS ended_on
  FROM (SELECT person_id, team_id, number, k, %(first)s::date + 14 * k AS started_on, hashint8extended(number * 10 + k, %(mark)s + 2) AS d
          FROM seed_life CROSS JOIN generate_series(0, least(3, %(slots)s::int - 1)) AS k) wished
--=
-- Every move: written down, on track after three weeks, off track now and then, and how it ended.
CREATE TEMPORARY TABLE seed_move AS
SELECT o.id AS outcome_id, o.person_id, o.team_id, m.*
  FROM seed_wish o CROSS JOIN LATERAL (
    SELECT NULL AS from_status, 'exploring' AS to_status, o.started_on AS moved_on, NULL AS reason
    UNION ALL SELECT 'exploring', 'on_track', o.started_on + 21, NULL WHERE o.status <> 'exploring'
    UNION ALL SELECT CASE f.n %% 2 WHEN 1 THEN 'on_track' ELSE 'off_track' END, CASE f.n %% 2 WHEN 1 THEN 'off_track' ELSE 'on_track' END,
                     o.started_on + 21 + (f.n + 1) / 2 * 180 - f.n %% 2 * 30, CASE f.n %% 2 WHEN 1 THEN 'I was poorly for some weeks.' ELSE 'We began again.' END
                FROM generate_series(1, 40) AS f(n)
               WHERE o.status = 'on_track' AND o.d >> 14 & 3 = 0 AND o.started_on + 21 + (f.n + 1) / 2 * 180 < %(today)s
    UNION ALL SELECT 'on_track', 'off_track', greatest(%(today)s - (o.d >> 8 & 63)::int, o.started_on + 22), 'The club is closed on Tuesdays now.' WHERE o.status = 'off_track'
    UNION ALL SELECT 'on_track', o.status, o.ended_on, 'We looked back on it together.' WHERE o.ended_on IS NOT NULL
  ) m
--=
INSERT INTO outcome (id, organisation_id, team_id, person_id, version, created_at, updated_at, statement, why_it_matters, what_good_looks_like,
  who_helps, areas, started_on, zero_words, ten_words, baseline_score, status, status_since, ended_on, provided_by_team_id)
SELECT o.id, %(organisation)s, team_id, person_id, 1, written_at, written_at, (%(wishes)s::text[])[1 + (o.d >> 17 & 7)],
  'It is what I did before, and it makes the week.', 'I go without being asked twice.', '["My sister", "Sam from the team"]',
  ARRAY[(%(areas)s::text[])[1 + (o.d >> 20 & 255) %% cardinality(%(areas)s::text[])]], started_on, 'Not at all', 'As often as I want', 2 + (o.d >> 28 & 3)::int,
  status, m.since, ended_on, team_id
  FROM seed_wish o JOIN (SELECT outcome_id, max(moved_on) AS since FROM seed_move GROUP BY 1) m ON m.outcome_id = o.id
 ORDER BY written_at
--=
INSERT INTO outcome_wording (id, organisation_id, team_id, person_id, created_at, updated_at, outcome_id, number, statement, why_it_matters,
  what_good_looks_like, who_helps, helped_by)
SELECT pg_temp.seed_id(created_at), organisation_id, team_id, person_id, created_at, created_at, id, 1, statement, why_it_matters,
  what_good_looks_like, who_helps, 'Sam from the team'
  FROM outcome WHERE organisation_id = %(organisation)s ORDER BY created_at
--=
INSERT INTO outcome_move (id, organisation_id, team_id, person_id, created_at, updated_at, outcome_id, from_status, to_status, moved_on, reason, provided_by_team_id)
SELECT pg_temp.seed_id(at), %(organisation)s, team_id, person_id, at, at, outcome_id, from_status, to_status, moved_on, reason, team_id
  FROM (SELECT *, (moved_on + time '10:00') AT TIME ZONE 'Europe/London' AS at FROM seed_move) moved ORDER BY moved_on
--=
-- Four items of the good week each; one is over for half of the people.
CREATE TEMPORARY TABLE seed_item AS
SELECT *, pg_temp.seed_id(written_at) AS id, CASE WHEN position = 4 AND number %% 2 = 0 AND %(slots)s >= 8 THEN %(first)s::date + %(slots)s * 14 * 6 / 10 END AS ended_on
  FROM (SELECT person_id, team_id, number, position, (%(first)s::date + time '11:00') AT TIME ZONE 'Europe/London' AS written_at
          FROM seed_life CROSS JOIN generate_series(1, 4) AS position) item
--=
INSERT INTO good_week_item (id, organisation_id, team_id, person_id, created_at, updated_at, what, when_words, with_whom, how_often,
  why_it_matters, position, started_on, ended_on, ended_because)
SELECT id, %(organisation)s, team_id, person_id, written_at, written_at, (%(items)s::text[])[1 + (number + position) %% cardinality(%(items)s::text[])],
  'In the morning', 'With whoever is on', 'Every week', 'It keeps me going.', position, %(first)s, ended_on,
  CASE WHEN ended_on IS NOT NULL THEN 'I would rather stay in now.' END
  FROM seed_item
--=
INSERT INTO good_week_wording (id, organisation_id, team_id, person_id, created_at, updated_at, item_id, number, what, when_words, with_whom,
  how_often, why_it_matters)
SELECT pg_temp.seed_id(created_at), organisation_id, team_id, person_id, created_at, created_at, id, 1, what, when_words, with_whom, how_often, why_it_matters
  FROM good_week_item WHERE organisation_id = %(organisation)s
--=
-- A review about every six months, the last one up to two hundred days ago; the next is planned for some, and for a few it is over its day.
WITH held AS (
  SELECT person_id, team_id, number, %(today)s::date - (d & 255)::int %% 200 - 1 - 175 * n AS day, 'held' AS state
    FROM seed_life CROSS JOIN generate_series(0, %(slots)s::int * 14 / 175 + 1) AS n
), planned AS (
  SELECT person_id, team_id, number, %(today)s::date - 5 + (d >> 8 & 63)::int AS day, 'planned' AS state FROM seed_life WHERE d >> 16 & 1 = 0
), made AS (
  INSERT INTO review (id, organisation_id, team_id, person_id, version, created_at, updated_at, planned_on, held_on, words_stand_from, state,
    where_words, who_was_there, like_and_admire, matters_now, matters_for_the_future, working, not_working, questions, top_working,
    top_not_working, top_for_the_future, share_for_change, provided_by_team_id)
  SELECT pg_temp.seed_id(at), %(organisation)s, team_id, person_id, CASE state WHEN 'held' THEN 2 ELSE 1 END, at, at, day,
    CASE state WHEN 'held' THEN day END, CASE state WHEN 'held' THEN at + interval '1 day' END, state, 'In my kitchen',
    '[{"name": "Ruth", "as_what": "My sister"}]', '["Never forgets a birthday."]', '["Being warm."]', '["Seeing the sea again."]',
    '[{"perspective": "person", "words": "Mornings with Sam."}]', '[{"perspective": "person", "words": "Too many faces."}]', '["How do I get to the club?"]',
    '["Mornings with Sam."]', '["Too many faces."]', '["Seeing the sea again."]', number %% 2 = 0, team_id
    FROM (SELECT *, ((CASE state WHEN 'held' THEN day ELSE %(today)s - 20 END) + time '14:00') AT TIME ZONE 'Europe/London' AS at
            FROM (SELECT * FROM held WHERE day >= %(first)s::date UNION ALL SELECT * FROM planned) both_of) dated
   ORDER BY at
  RETURNING *
)
INSERT INTO review_action (id, organisation_id, team_id, person_id, created_at, updated_at, review_id, what, who, by_on, state, ended_on)
SELECT pg_temp.seed_id(created_at), organisation_id, team_id, person_id, created_at, created_at, id, (%(wishes)s::text[])[n], 'Sam', held_on + 30,
  CASE WHEN held_on + 40 < %(today)s THEN 'done' ELSE 'to_do' END, CASE WHEN held_on + 40 < %(today)s THEN held_on + 28 END
  FROM made CROSS JOIN generate_series(1, 2) AS n WHERE state = 'held'
--=
-- Some fortnights of check-ins: on an outcome each time, on the week one time in four, with ONS4 every twelve weeks. A few amended.
WITH made AS (
  INSERT INTO check_in (id, organisation_id, team_id, person_id, created_at, updated_at, about, outcome_id, week_on, instrument,
    instrument_version, answers, results, score, zero_words, ten_words, words, working, not_working, what_next, answered_by, answered_by_name,
    given_at, provided_by_team_id)
  SELECT pg_temp.seed_id(given_at), %(organisation)s, team_id, person_id, given_at, given_at, about, outcome_id,
    CASE about WHEN 'week' THEN date_trunc('week', day)::date END, CASE about WHEN 'instrument' THEN 'ons4' END,
    CASE about WHEN 'instrument' THEN 1 END,
    CASE about WHEN 'instrument' THEN (%(answers)s::jsonb[])[1 + (c >> 5 & 15)] ELSE '[]' END,
    CASE about WHEN 'instrument' THEN (%(results)s::jsonb[])[1 + (c >> 5 & 15)] END,
    CASE WHEN scored THEN least(9, 3 + s / 20 + (c >> 9 & 3))::int END, CASE WHEN scored THEN 'Not at all' END, CASE WHEN scored THEN 'As often as I want' END,
    (%(words)s::text[])[1 + (c >> 11 & 7)], 'Going early, when it is quiet.', 'The bus does not stop any more.', 'We ask the driver.',
    CASE WHEN c >> 14 & 15 < 8 THEN 'self' WHEN c >> 14 & 15 < 10 THEN 'family' ELSE 'team_on_behalf' END,
    CASE WHEN c >> 14 & 15 BETWEEN 8 AND 9 THEN 'My sister' END, given_at, team_id
  FROM (
    SELECT t.*, kind.about, (t.day + time '09:00' + make_interval(mins => (t.c >> 18 & 511)::int)) AT TIME ZONE 'Europe/London' AS given_at,
      CASE kind.about WHEN 'outcome' THEN o.id END AS outcome_id, kind.about <> 'instrument' AND t.c >> 27 & 7 <> 0 AS scored
    FROM (
      SELECT person_id, team_id, number, s, %(first)s::date + 14 * s + (c & 31)::int %% 14 AS day, c
        FROM (SELECT p.*, s, hashint8extended(p.number * 1000 + s, %(mark)s + 3) AS c FROM seed_life p CROSS JOIN generate_series(%(from)s::int, %(until)s::int) AS s) diced
    ) t
    JOIN seed_wish first_one ON first_one.person_id = t.person_id AND first_one.k = 0
    JOIN seed_wish o ON o.person_id = t.person_id
     AND o.k = CASE WHEN t.c >> 30 & 3 = 0 AND first_one.ended_on <= t.day THEN least(t.s, 1 + (t.c >> 33 & 15) %% 3) ELSE least(t.s, t.c >> 30 & 3) END
    CROSS JOIN (VALUES ('outcome'), ('week'), ('instrument')) AS kind(about)
    WHERE kind.about = 'outcome' OR (kind.about = 'week' AND t.c >> 37 & 3 = 0) OR (kind.about = 'instrument' AND (t.s + t.number) %% 6 = 0)
  ) told
  ORDER BY given_at
  RETURNING *
), amended AS (
  INSERT INTO check_in_amendment (id, organisation_id, team_id, person_id, created_at, updated_at, check_in_id, score, because)
  SELECT pg_temp.seed_id(given_at + interval '1 hour'), organisation_id, team_id, person_id, given_at + interval '1 hour', given_at + interval '1 hour',
    id, score + 1, 'I meant one more.'
    FROM made WHERE score < 9 AND hashtext(id::text) & 63 = 0
)
SELECT count(*) FROM made
--=
-- Some weeks of marks and the scores of those weeks: five weeks in eight are looked back on.
WITH weeks AS (
  SELECT p.*, w.day::date AS week_on, least((w.day + interval '6 days 18 hours') AT TIME ZONE 'Europe/London', %(now)s) AS at,
    hashint8extended(p.number * 1000 + (w.day::date - date '2000-01-03') / 7, %(mark)s + 4) AS c
    FROM seed_life p CROSS JOIN generate_series(%(from_week)s::timestamp, %(until_week)s::timestamp, interval '7 days') AS w(day)
), looked AS (
  SELECT *, CASE WHEN c >> 5 & 3 = 0 THEN 'team_on_behalf' ELSE 'self' END AS whose FROM weeks WHERE c & 7 < 5
), marks AS (
  INSERT INTO good_week_mark (id, organisation_id, team_id, person_id, created_at, updated_at, item_id, week_on, mark, why, answered_by, provided_by_team_id)
  SELECT pg_temp.seed_id(l.at), %(organisation)s, l.team_id, l.person_id, l.at, l.at, i.id, l.week_on,
    (ARRAY['happened', 'happened', 'happened', 'happened', 'happened', 'partly', 'partly', 'not'])[1 + (l.c >> (7 + 3 * i.position) & 7)],
    CASE WHEN l.c >> (7 + 3 * i.position) & 7 > 4 THEN 'It rained all day.' END, l.whose, l.team_id
    FROM looked l JOIN seed_item i ON i.person_id = l.person_id AND (i.ended_on IS NULL OR i.ended_on >= l.week_on)
   ORDER BY l.at
)
INSERT INTO good_week_score (id, organisation_id, team_id, person_id, created_at, updated_at, week_on, score, zero_words, ten_words, words, answered_by, provided_by_team_id)
SELECT pg_temp.seed_id(at), %(organisation)s, team_id, person_id, at, at, week_on, 4 + (c >> 30 & 3), 'I stay in bed', 'I sing', NULL, whose, team_id
  FROM looked ORDER BY at
