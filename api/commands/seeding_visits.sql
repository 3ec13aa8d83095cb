-- What `seed` writes, in three parts; parameters as psycopg spells them. First: every time of a team's day, and who it is for.
CREATE TEMPORARY TABLE seed_seat AS
SELECT t.number * 100 + m.m * 10 + s.s AS seat, t.number * 100 + (m.m + 4) %% 8 * 10 + s.s AS other_seat, t.number AS team_number,
       t.id AS team_id, t.members, m.m, s.begins, s.lasts, p.id AS person_id
  FROM unnest(%(teams)s::uuid[]) WITH ORDINALITY AS named(id, number)
  JOIN LATERAL (SELECT named.id, named.number, array_agg(team_member.id ORDER BY team_member.id) AS members
                  FROM team_member WHERE team_id = named.id) t ON true
 CROSS JOIN generate_series(0, 7) AS m(m)
 CROSS JOIN (SELECT o - 1 AS s, begins, lasts, nth, with_member
               FROM unnest(%(begins)s::int[], %(lasts)s::int[], %(nth)s::int[], %(with)s::int[])
                    WITH ORDINALITY AS times(begins, lasts, nth, with_member, o)) s
  JOIN LATERAL (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM person WHERE team_id = t.id) numbered
                 WHERE place = s.nth * 8 + (m.m + s.with_member) %% 8) p ON true
--=
-- Some days of visits. One dice for each seat and day, read in parts. A seat that falls out (a daughter is there) frees its member
-- to make another's visit double-handed. On some days the team shifts round by a few, so that everybody sees more than one face.
-- OFFSET 0 keeps the layers apart: what one works out is not worked out again in the next.
INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, version, created_at, updated_at, kind,
  planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose, travel_minutes, short_reason, state,
  closed_at, closed_by, close_reason, actual_start_at, actual_end_at, delivered_minutes, late_at, seems_missed_at)
SELECT encode(set_byte(overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(trunc(extract(epoch FROM made_at) * 1000)::bigint) FROM 3)
         FROM 1 FOR 6), 6, 112 + (d & 15)::int), 'hex')::uuid,
  %(organisation)s, team_id, person_id, team_id, CASE state WHEN 'completed' THEN 3 WHEN 'planned' THEN 1 WHEN 'open' THEN 1 ELSE 2 END,
  made_at, CASE state WHEN 'completed' THEN came_at + stayed WHEN 'in_progress' THEN came_at WHEN 'planned' THEN made_at
           WHEN 'open' THEN made_at ELSE start_at END,
  CASE d >> 4 & 15 WHEN 0 THEN 'phone_or_video' WHEN 1 THEN 'in_the_community' WHEN 2 THEN 'in_the_community' ELSE 'at_home' END,
  start_at, start_at + lasting, CASE WHEN d >> 8 & 7 = 0 THEN start_at - interval '30 minutes' END,
  CASE WHEN d >> 8 & 7 = 0 THEN start_at + interval '30 minutes' END,
  cardinality(coming), CASE state WHEN 'open' THEN coming[2:] ELSE coming END, (%(why)s::text[])[1 + (d >> 11 & 7)], 5 + (d >> 14 & 15),
  CASE WHEN lasting >= interval '30 minutes' THEN NULL WHEN d & 1 = 0 THEN 'person_chose' ELSE 'just_checking_in' END, state,
  CASE WHEN state IN ('cancelled', 'missed') THEN start_at - interval '3 hours' END,
  CASE state WHEN 'cancelled' THEN 'person' WHEN 'missed' THEN 'team' END,
  CASE state WHEN 'cancelled' THEN 'person_away' WHEN 'missed' THEN 'nobody_answered_the_door' END,
  CASE WHEN state IN ('completed', 'in_progress') THEN came_at END, CASE state WHEN 'completed' THEN came_at + stayed END,
  CASE state WHEN 'completed' THEN extract(epoch FROM stayed)::int / 60 * cardinality(coming) ELSE 0 END,
  CASE WHEN state = 'planned' AND start_at < %(now)s - interval '45 minutes' THEN start_at + interval '45 minutes' END,
  CASE WHEN state = 'planned' AND start_at + lasting < %(now)s - interval '45 minutes' THEN start_at + lasting + interval '45 minutes' END
FROM (
  SELECT *, start_at + make_interval(mins => (d >> 18 & 15)::int - 5) AS came_at,
    lasting + make_interval(mins => (d >> 22 & 15)::int - 6) AS stayed, least(start_at - interval '7 days', %(now)s) AS made_at,
    CASE WHEN start_at > %(now)s THEN CASE WHEN d >> 26 & 1023 < 31 THEN 'open' ELSE 'planned' END
         WHEN d >> 26 & 1023 < 3 THEN 'missed' WHEN d >> 26 & 1023 < 10 THEN 'cancelled'
         WHEN d >> 36 & 1023 < CASE WHEN start_at > %(now)s - interval '2 days' THEN 20 WHEN start_at > %(now)s - interval '28 days' THEN 2 ELSE 0 END
           OR start_at + interval '10 minutes' > %(now)s THEN 'planned'
         WHEN start_at + lasting + interval '20 minutes' > %(now)s THEN 'in_progress' ELSE 'completed' END AS state
  FROM (
    SELECT *, (day + make_interval(mins => begins + 5 * ((d >> 46 & 255) %% 3)::int)) AT TIME ZONE 'Europe/London' AS start_at,
      make_interval(mins => CASE WHEN d >> 54 & 127 < 6 THEN 15 + 5 * ((d >> 40 & 15) %% 3)::int
        WHEN lasts = 75 THEN (ARRAY[30, 30, 40, 45, 45, 60, 60, 60])[1 + (d >> 43 & 7)]
        ELSE (ARRAY[60, 75, 90, 90, 100, 105, 120, 120])[1 + (d >> 43 & 7)] END) AS lasting,
      CASE WHEN other & 127 < 18 AND d >> 7 & 127 < 54
           THEN ARRAY[members[1 + (m + shift) %% 8], members[1 + (m + 4 + shift) %% 8]] ELSE ARRAY[members[1 + (m + shift) %% 8]] END AS coming
    FROM (
      SELECT seed_seat.*, day.day, hashint8extended(day.number + seat, %(mark)s) AS d,
        hashint8extended(day.number + other_seat, %(mark)s) AS other,
        (ARRAY[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 4])[1 + (hashint8extended(day.number + team_number, %(mark)s + 1) & 15)] AS shift
      FROM (SELECT day, (day::date - date '2000-01-01')::bigint * 1000000000 AS number
              FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') AS days(day)) day
      CROSS JOIN seed_seat
      OFFSET 0
    ) diced WHERE d & 127 >= 18
    OFFSET 0
  ) timed
  OFFSET 0
) told
ORDER BY told.start_at
--=
-- What lies beside them: the slots of those ahead and running, and the records of what was done.
, slots AS (
  INSERT INTO visit_slot (visit_id, member_id, during)
  SELECT id, member, tstzrange(planned_start_at, planned_end_at) FROM made CROSS JOIN unnest(member_ids) AS member
   WHERE state IN ('open', 'planned', 'in_progress')
), records AS (
  INSERT INTO visit_record (id, organisation_id, team_id, person_id, visit_id, member_id, provided_by_team_id, version, created_at,
    updated_at, arrived_at, arrived_recorded_at, arrival_proof, departed_at, departed_recorded_at, departure_proof, what_happened,
    how_they_were, made_their_day, note_at, note_recorded_at)
  SELECT encode(set_byte(overlay(uuid_send(gen_random_uuid()) PLACING
           substring(int8send(trunc(extract(epoch FROM actual_start_at) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 6, 112), 'hex')::uuid,
    organisation_id, team_id, person_id, id, member, team_id, CASE state WHEN 'completed' THEN 3 ELSE 1 END, actual_start_at,
    coalesce(actual_end_at, actual_start_at), actual_start_at, actual_start_at, 'at_the_place', actual_end_at, actual_end_at,
    CASE state WHEN 'completed' THEN 'at_the_place' END,
    CASE state WHEN 'completed' THEN 'We did what was planned, and sat down over a cup of tea afterwards.' END,
    CASE state WHEN 'completed' THEN 'In good spirits.' END, CASE state WHEN 'completed' THEN 'A letter from Leeds.' END,
    actual_end_at, actual_end_at
  FROM made CROSS JOIN unnest(member_ids) AS member WHERE state IN ('completed', 'in_progress')
)
SELECT count(*) FROM made
