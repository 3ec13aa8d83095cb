-- Weekly figures. The job takes the true counts of one council (or provider) and span, publishes them by the rule for small
-- numbers, and files what may be known. Only the service's login may call these: no role that a token enters as can.

-- What is due and not made yet, oldest first: the last four whole weeks, the last whole quarter, and the year that ends with it.
-- A span is due two days after its end: what was written down without signal comes in by then, and what is made stays as it is.
CREATE OR REPLACE FUNCTION snapshots_due(p_today date)
RETURNS TABLE (side text, organisation_id uuid, span text, from_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH spans AS (
    SELECT 'week' AS span, (date_trunc('week', p_today - 2) - n * interval '1 week')::date AS from_on,
           (date_trunc('week', p_today - 2) - (n - 1) * interval '1 week')::date AS until_on FROM generate_series(1, 4) AS n
    UNION ALL
    SELECT 'quarter', (date_trunc('quarter', p_today - 2) - interval '3 months')::date, date_trunc('quarter', p_today - 2)::date
    UNION ALL
    SELECT 'year', (date_trunc('quarter', p_today - 2) - interval '1 year')::date, date_trunc('quarter', p_today - 2)::date
  ), whose AS (
    SELECT DISTINCT 'council' AS side, a.council_id AS id FROM arrangement a
      JOIN organisation o ON o.id = a.council_id AND o.ended_on IS NULL AND o.removed_at IS NULL WHERE a.removed_at IS NULL
    UNION ALL
    SELECT 'provider', id FROM organisation WHERE kind = 'provider' AND ended_on IS NULL AND removed_at IS NULL
  )
  SELECT w.side, w.id, s.span, s.from_on, s.until_on
    FROM whose w CROSS JOIN spans s
   WHERE NOT EXISTS (SELECT FROM figure_snapshot f
                      WHERE f.organisation_id = w.id AND f.side = w.side AND f.span = s.span AND f.from_on = s.from_on)
     AND (w.side = 'provider' OR EXISTS (SELECT FROM agreed_providers(w.id, s.from_on)))
   ORDER BY s.until_on, w.side, w.id, s.span
$$;
--=
-- With what rule and assumptions a snapshot of days from p_from on is made: a council's by the strictest of the providers' that it
-- works with, for no other can make its figures coarser; a provider's with what it assumes towards each of its councils.
CREATE OR REPLACE FUNCTION snapshot_rule(p_organisation uuid, p_from date) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('threshold', coalesce(max(threshold), 7), 'base', coalesce(max(base), 5),
           'assumptions', coalesce(jsonb_agg(jsonb_build_object('provider_id', organisation_id, 'council_id', council_id,
             'admission_pence', admission_pence, 'admission_source', admission_source, 'compared_rate', compared_rate,
             'compared_source', compared_source)
             ORDER BY organisation_id, council_id) FILTER (WHERE admission_pence IS NOT NULL OR compared_rate IS NOT NULL), '[]'))
    FROM figure_setting
   WHERE removed_at IS NULL AND (organisation_id = p_organisation
      OR (council_id = p_organisation AND organisation_id IN (SELECT provider_id FROM agreed_providers(p_organisation, p_from))))
$$;
--=
-- The true counts of one council's or provider's people over [p_from, p_until), by part: everyone, each provider (a council's
-- only), each team, each place. `cells` are {counts: {name: n}, means: {name: {people, n, sum}}}, by the names of the registry of
-- figures; a name that is absent is 0. Days are London's. Counted are the days on which somebody is supported, and for a council
-- those on which it funds them. What *happened* counts for the team that provided the support then (p_from <= its day < p_until);
-- what is *so of a person*, every mean too, for the team that supports them now, so that nobody is in two teams' people.
--   people: supported on at least a day. person_days: those days. Pauses are in them.
--   outcomes_*: how outcomes stood when the days ended, by their moves. moves_*: ways that outcomes went.
--   week_items_*: items of good weeks by what is marked, whoever marked them. week_score: the week's own, or the last check-in
--     on it; the person's own word only. ons4_*: each person's own last answer in the days.
--   contact: one member at one completed visit. contacts_top_three: with the person's three most frequent members.
--   people_within_four_faces: met somebody, and no more than four. bice: Bice & Boxerman's index of each person with two contacts.
--   visits_planned, visits_short: as visit_figures() has them. introductions_accompanied: somebody went along, and the person was there.
--   circles_meeting: now. connections: that go on when the days end; one whose beginning nobody said is as old as can be.
--   reviews_due: those that fell due in the days, six months after the last or after support began, unless the person was
--     paused; reviews_in_time: held by then. stays_*: admissions. falls.
--   member_days, members_*: of the teams of these people (of a provider: all). Who went on in another team of the provider is
--     no leaver, who came from one has not joined. members_asked: here on a day, and it is known whether they worked in care before.
-- A provider's own are of all its people, whichever council has agreed: it is its own work, and no council reads it.
--   cost_pence_per_person_week: weekly amounts of the arrangements by the day, sum / n; n: weeks of people with an amount.
-- NULL: somebody else is taking them at this moment.
CREATE OR REPLACE FUNCTION snapshot_cells(p_side text, p_organisation uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  v_from constant timestamptz := p_from::timestamp AT TIME ZONE 'Europe/London';
  v_until constant timestamptz := p_until::timestamp AT TIME ZONE 'Europe/London';
  found jsonb;
BEGIN
  -- Another turn is at it: the work is long, and once is enough.
  IF NOT pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', 'snapshot', p_side, p_organisation, p_from, p_until), 0)) THEN
    RETURN NULL;
  END IF;
  CREATE TEMP TABLE snapshot_time ON COMMIT DROP AS
    SELECT t.*, t.from_on::timestamp AT TIME ZONE 'Europe/London' AS from_at, t.until_on::timestamp AT TIME ZONE 'Europe/London' AS until_at
      FROM (
        SELECT w.person_id, p.team_id, s.began, greatest(w.from_on, s.began) AS from_on, least(w.until_on, s.ended) AS until_on
          FROM (SELECT person_id, from_on, until_on FROM funded_people(p_organisation, p_from, p_until) WHERE p_side = 'council'
                UNION ALL
                SELECT id, p_from, p_until FROM person WHERE p_side = 'provider' AND organisation_id = p_organisation AND removed_at IS NULL) w
          JOIN person p ON p.id = w.person_id AND p.removed_at IS NULL
         CROSS JOIN LATERAL (
           SELECT coalesce((SELECT min(changed_on) FROM status_change c
                             WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL
                               -- Of who came back: since then, for between nobody supported them.
                               AND c.changed_on >= coalesce((SELECT max(b.changed_on) FROM status_change b WHERE b.person_id = p.id
                                                               AND b.from_status = 'ended' AND b.removed_at IS NULL), '-infinity')),
                           CASE WHEN p.status IN ('supported', 'paused') THEN p.status_since END) AS began,
                  CASE WHEN p.status = 'ended' THEN p.status_since ELSE p_until END AS ended) s
      ) t WHERE t.began IS NOT NULL AND t.from_on < t.until_on;  -- greatest() passes over a NULL
  CREATE INDEX ON snapshot_time (person_id);
  ANALYZE snapshot_time;
  CREATE TEMP TABLE snapshot_person ON COMMIT DROP AS
    SELECT person_id, team_id, began, max(until_on) AS until_on, sum(until_on - from_on) AS days FROM snapshot_time GROUP BY 1, 2, 3;
  CREATE UNIQUE INDEX ON snapshot_person (person_id);
  ANALYZE snapshot_person;
  CREATE TEMP TABLE snapshot_facts (team_id uuid, fact text, value numeric) ON COMMIT DROP;
  CREATE TEMP TABLE snapshot_means (team_id uuid, fact text, people bigint, n numeric, total numeric) ON COMMIT DROP;

  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value FROM (SELECT team_id, count(*) AS people, sum(days) AS days FROM snapshot_person GROUP BY 1) p
     CROSS JOIN LATERAL (VALUES ('people', people), ('person_days', days)) f(fact, value);

  INSERT INTO snapshot_facts
    SELECT p.team_id, 'outcomes_' || coalesce((SELECT m.to_status FROM outcome_move m
                                                WHERE m.outcome_id = o.id AND m.moved_on < p.until_on AND m.removed_at IS NULL
                                                ORDER BY m.moved_on DESC, m.created_at DESC, m.id DESC LIMIT 1), o.status), count(*)
      FROM snapshot_person p JOIN outcome o ON o.person_id = p.person_id AND o.started_on < p.until_on AND o.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT m.provided_by_team_id, 'moves_' || m.to_status, count(*)
      FROM snapshot_time p
      JOIN outcome_move m ON m.person_id = p.person_id AND m.moved_on >= p.from_on AND m.moved_on < p.until_on AND m.removed_at IS NULL
     GROUP BY 1, 2;

  INSERT INTO snapshot_facts
    SELECT m.provided_by_team_id, 'week_items_' || m.mark, count(*)
      FROM snapshot_time p JOIN good_week_mark m ON m.person_id = p.person_id AND m.week_on >= p.from_on AND m.week_on < p.until_on
     WHERE m.week_on >= p_from AND m.week_on < p_until AND m.removed_at IS NULL
     GROUP BY 1, 2;
  WITH own AS (
    SELECT p.team_id, g.person_id, g.week_on, g.score
      FROM snapshot_time p JOIN good_week_score g ON g.person_id = p.person_id AND g.week_on >= p.from_on AND g.week_on < p.until_on
     WHERE g.week_on >= p_from AND g.week_on < p_until AND g.answered_by = 'self' AND g.removed_at IS NULL
  ), said AS (
    SELECT DISTINCT ON (c.person_id, c.week_on) p.team_id, c.person_id, c.week_on, coalesce(a.score, c.score) AS score
      FROM snapshot_time p JOIN check_in c ON c.person_id = p.person_id AND c.week_on >= p.from_on AND c.week_on < p.until_on
      LEFT JOIN LATERAL (SELECT score FROM check_in_amendment WHERE check_in_id = c.id AND score IS NOT NULL AND removed_at IS NULL
                          ORDER BY created_at DESC, id DESC LIMIT 1) a ON true
     WHERE c.about = 'week' AND c.answered_by = 'self' AND c.removed_at IS NULL AND coalesce(a.score, c.score) IS NOT NULL
       AND NOT EXISTS (SELECT FROM good_week_score g
                        WHERE g.person_id = c.person_id AND g.week_on = c.week_on AND g.answered_by = 'self' AND g.removed_at IS NULL)
     ORDER BY c.person_id, c.week_on, c.given_at DESC, c.id DESC
  )
  INSERT INTO snapshot_means
    SELECT team_id, 'week_score', count(DISTINCT person_id), count(*), sum(score) FROM (TABLE own UNION ALL TABLE said) w GROUP BY 1;

  WITH last AS (
    SELECT DISTINCT ON (c.person_id) c.person_id, p.team_id, c.results
      FROM snapshot_time p JOIN check_in c ON c.person_id = p.person_id AND c.given_at >= p.from_at AND c.given_at < p.until_at
     WHERE c.given_at >= v_from AND c.given_at < v_until AND c.about = 'instrument' AND c.instrument = 'ons4'
       AND c.answered_by = 'self' AND c.removed_at IS NULL
     ORDER BY c.person_id, c.given_at DESC, c.id DESC
  ), answered AS MATERIALIZED (
    SELECT team_id, 'ons4_' || (i ->> 'item') AS question, replace(i ->> 'band', ' ', '_') AS band, (i ->> 'value')::int AS value
      FROM last CROSS JOIN LATERAL jsonb_array_elements(results -> 'items') i
  ), banded AS (
    INSERT INTO snapshot_facts SELECT team_id, question || '_' || band, count(*) FROM answered GROUP BY 1, 2
  )
  INSERT INTO snapshot_means SELECT team_id, question, count(*), count(*), sum(value) FROM answered GROUP BY 1, 2;

  -- The one long read: every visit once, by whom they met.
  CREATE TEMP TABLE snapshot_met ON COMMIT DROP AS
    SELECT v.person_id, v.provided_by_team_id AS team_id, v.member_ids, count(*) FILTER (WHERE v.state = 'completed') AS completed,
           count(*) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled') AS planned,
           count(*) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled' AND v.planned_end_at < v.planned_start_at + interval '30 minutes') AS short
      FROM snapshot_time p
      JOIN visit v ON v.person_id = p.person_id AND v.planned_start_at >= p.from_at AND v.planned_start_at < p.until_at
     WHERE v.planned_start_at >= v_from AND v.planned_start_at < v_until AND v.removed_at IS NULL
     GROUP BY 1, 2, 3;
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value FROM (SELECT team_id, sum(planned) AS planned, sum(short) AS short FROM snapshot_met GROUP BY 1) v
     CROSS JOIN LATERAL (VALUES ('visits_planned', planned), ('visits_short', short)) f(fact, value);
  WITH contact AS MATERIALIZED (
    SELECT v.person_id, v.team_id, m.member_id, sum(v.completed) AS n
      FROM snapshot_met v CROSS JOIN LATERAL unnest(v.member_ids) m(member_id)
     WHERE v.completed > 0 GROUP BY 1, 2, 3
  ), placed AS MATERIALIZED (
    SELECT person_id, member_id, sum(n) AS n, row_number() OVER (PARTITION BY person_id ORDER BY sum(n) DESC, member_id) AS place
      FROM contact GROUP BY 1, 2
  ), faces AS MATERIALIZED (
    SELECT f.*, p.team_id FROM (SELECT person_id, count(*) AS faces, sum(n) AS n, sum(n * n) AS squares FROM placed GROUP BY 1) f
      JOIN snapshot_person p ON p.person_id = f.person_id
  ), counted AS (
    INSERT INTO snapshot_facts
      SELECT team_id, 'contacts', sum(n) FROM contact GROUP BY 1
      UNION ALL
      SELECT c.team_id, 'contacts_top_three', sum(c.n)
        FROM contact c JOIN placed p ON p.person_id = c.person_id AND p.member_id = c.member_id WHERE p.place <= 3 GROUP BY 1
      UNION ALL
      SELECT team_id, 'people_within_four_faces', count(*) FROM faces WHERE faces <= 4 GROUP BY 1
  )
  INSERT INTO snapshot_means
    SELECT team_id, 'bice', count(*), count(*), sum((squares - n) / (n * (n - 1))) FROM faces WHERE n > 1 GROUP BY 1;
  DROP TABLE pg_temp.snapshot_met;

  INSERT INTO snapshot_facts
    SELECT i.provided_by_team_id, f.fact, count(*)
      FROM snapshot_time p JOIN introduction i ON i.person_id = p.person_id AND i.made_on >= p.from_on AND i.made_on < p.until_on
     CROSS JOIN LATERAL (
       SELECT 'introductions_' || i.kind AS fact
       UNION ALL
       SELECT 'introductions_accompanied' WHERE i.kind = 'social_prescribing' AND EXISTS (
         SELECT FROM introduction_contact c WHERE c.introduction_id = i.id AND c.attended AND c.went_along IS NOT NULL AND c.removed_at IS NULL)) f
     WHERE i.removed_at IS NULL GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT p.team_id, 'circles_meeting', count(*)
      FROM snapshot_person p JOIN circle k ON k.person_id = p.person_id AND k.status = 'meeting' AND k.removed_at IS NULL GROUP BY 1;
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value
      FROM (SELECT p.team_id, count(*) AS ties, count(DISTINCT p.person_id) AS people
              FROM snapshot_person p JOIN connection c ON c.person_id = p.person_id AND c.removed_at IS NULL
             WHERE (c.since_on IS NULL OR c.since_on < p.until_on) AND (c.until_on IS NULL OR c.until_on >= p.until_on) GROUP BY 1) k
     CROSS JOIN LATERAL (VALUES ('connections', ties), ('people_with_connections', people)) f(fact, value);

  WITH anchor AS (
    SELECT person_id, team_id, began AS on_day FROM snapshot_person
    UNION
    SELECT p.person_id, p.team_id, r.held_on
      FROM snapshot_person p JOIN review r ON r.person_id = p.person_id AND r.held_on > p.began AND r.state = 'held' AND r.removed_at IS NULL
  ), due AS (
    SELECT person_id, team_id, (on_day + interval '6 months')::date AS due_on, lead(on_day) OVER (PARTITION BY person_id ORDER BY on_day) AS next_on
      FROM anchor
  ), fell AS (
    SELECT d.team_id, coalesce(d.next_on <= d.due_on, false) AS in_time
      FROM due d JOIN snapshot_time p ON p.person_id = d.person_id AND d.due_on >= p.from_on AND d.due_on < p.until_on
     WHERE (SELECT c.to_status FROM status_change c WHERE c.person_id = d.person_id AND c.changed_on <= d.due_on AND c.removed_at IS NULL
             ORDER BY c.changed_on DESC, c.created_at DESC, c.id DESC LIMIT 1) IS DISTINCT FROM 'paused'
  )
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value FROM (SELECT team_id, count(*) AS due, count(*) FILTER (WHERE in_time) AS in_time FROM fell GROUP BY 1) r
     CROSS JOIN LATERAL (VALUES ('reviews_due', due), ('reviews_in_time', in_time)) f(fact, value);

  INSERT INTO snapshot_facts
    SELECT h.provided_by_team_id, CASE WHEN h.planned THEN 'stays_planned' ELSE 'stays_unplanned' END, count(*)
      FROM snapshot_time p
      JOIN hospital_stay h ON h.person_id = p.person_id AND h.admitted_on >= p.from_on AND h.admitted_on < p.until_on AND h.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT f.provided_by_team_id, 'falls', count(*)
      FROM snapshot_time p JOIN fall f ON f.person_id = p.person_id AND f.fell_at >= p.from_at AND f.fell_at < p.until_at AND f.removed_at IS NULL
     GROUP BY 1;

  -- A hash of who is who, not a look for each: accounts have no index over all time.
  WITH here AS MATERIALIZED (
    SELECT m.team_id, m.joined_on, m.left_on, m.worked_in_care_before,
           m.left_on >= p_from AND m.left_on < p_until
             AND NOT coalesce(bool_or(o.joined_on <= m.left_on + 31 AND (o.left_on IS NULL OR o.left_on > m.left_on)), false) AS leaves,
           m.joined_on >= p_from
             AND NOT coalesce(bool_or(o.joined_on < m.joined_on AND (o.left_on IS NULL OR o.left_on >= m.joined_on - 31)), false) AS joins
      FROM team_member m
      LEFT JOIN team_member o
        ON o.account_id = m.account_id AND o.organisation_id = m.organisation_id AND o.id <> m.id AND o.removed_at IS NULL
     WHERE m.removed_at IS NULL AND m.joined_on < p_until AND (m.left_on IS NULL OR m.left_on >= p_from)
       AND (p_side = 'provider' AND m.organisation_id = p_organisation OR m.team_id IN (SELECT team_id FROM snapshot_person))
     GROUP BY m.id
  )
  INSERT INTO snapshot_facts
    SELECT team_id, f.fact, f.value
      FROM (SELECT team_id, sum(least(coalesce(left_on + 1, p_until), p_until) - greatest(joined_on, p_from)) AS days,
                   count(*) FILTER (WHERE leaves) AS leavers, count(*) FILTER (WHERE joins) AS joined,
                   count(worked_in_care_before) AS asked, count(*) FILTER (WHERE NOT worked_in_care_before) AS new
              FROM here GROUP BY 1) m
     CROSS JOIN LATERAL (VALUES ('member_days', days), ('leavers', leavers), ('members_joined', joined), ('members_asked', asked),
                                ('members_new_to_care', new)) f(fact, value);

  WITH paid AS MATERIALIZED (
    SELECT a.funded_person_id, a.funded_team_id, a.weekly_amount_pence AS pence,
           daterange(greatest(a.from_on, p_from), least(a.until_on + 1, g.until_on + 1, p_until)) AS days
      FROM arrangement a LEFT JOIN agreed_providers(p_organisation, p_from) g ON p_side = 'council' AND g.provider_id = a.organisation_id
     WHERE a.removed_at IS NULL AND a.weekly_amount_pence IS NOT NULL AND a.from_on < p_until
       AND (a.until_on IS NULL OR a.until_on >= p_from) AND (g.until_on IS NULL OR g.until_on >= a.from_on)
       AND CASE p_side WHEN 'council' THEN a.council_id ELSE a.organisation_id END = p_organisation
       AND (p_side = 'provider' OR g.provider_id IS NOT NULL)
  ), for_one AS (
    SELECT p.person_id, p.team_id, a.pence, a.days * daterange(p.from_on, p.until_on) AS days
      FROM paid a JOIN snapshot_time p ON p.person_id = a.funded_person_id AND daterange(p.from_on, p.until_on) && a.days
  ), for_all AS (
    SELECT p.person_id, p.team_id, a.days * daterange(p.from_on, p.until_on) AS days
      FROM paid a JOIN snapshot_time p ON p.team_id = a.funded_team_id AND daterange(p.from_on, p.until_on) && a.days
  ), cost AS (
    SELECT team_id, sum(pence) AS pence
      FROM (SELECT team_id, pence * (upper(days) - lower(days)) / 7.0 AS pence FROM for_one
            UNION ALL
            SELECT funded_team_id, pence * (upper(days) - lower(days)) / 7.0 FROM paid WHERE funded_team_id IN (SELECT team_id FROM for_all)) c
     GROUP BY 1
  ), weeks AS (
    SELECT team_id, count(*) AS people, sum((SELECT sum(upper(one) - lower(one)) FROM unnest(days) one)) / 7.0 AS weeks
      FROM (SELECT person_id, team_id, range_agg(days) AS days
              FROM (SELECT person_id, team_id, days FROM for_one UNION ALL SELECT person_id, team_id, days FROM for_all) b GROUP BY 1, 2) r
     GROUP BY 1
  )
  INSERT INTO snapshot_means
    SELECT team_id, 'cost_pence_per_person_week', w.people, round(w.weeks, 4), round(c.pence) FROM cost c JOIN weeks w USING (team_id);

  WITH counted AS (
    SELECT t.organisation_id AS provider_id, f.team_id, coalesce(nullif(btrim(t.place), ''), '-') AS place, f.fact, f.value
      FROM snapshot_facts f JOIN team t ON t.id = f.team_id
  ), summed AS (
    SELECT CASE WHEN grouping(team_id) = 0 THEN 'team' WHEN grouping(place) = 0 THEN 'place' WHEN grouping(provider_id) = 0 THEN 'provider' ELSE 'everyone' END AS breakdown,
           coalesce(team_id, provider_id) AS part, place, fact, sum(value) AS value
      FROM counted GROUP BY GROUPING SETS ((fact), (provider_id, fact), (team_id, fact), (place, fact)) HAVING sum(value) > 0
  ), averaged AS (
    SELECT CASE WHEN grouping(t.id) = 0 THEN 'team' WHEN grouping(coalesce(nullif(btrim(t.place), ''), '-')) = 0 THEN 'place'
                WHEN grouping(t.organisation_id) = 0 THEN 'provider' ELSE 'everyone' END AS breakdown,
           coalesce(t.id, t.organisation_id) AS part, coalesce(nullif(btrim(t.place), ''), '-') AS place, m.fact,
           jsonb_build_object('people', sum(m.people), 'n', sum(m.n), 'sum', round(sum(m.total), 4)) AS value
      FROM snapshot_means m JOIN team t ON t.id = m.team_id
     GROUP BY GROUPING SETS ((fact), (t.organisation_id, fact), (t.id, fact), (coalesce(nullif(btrim(t.place), ''), '-'), fact))
  ), parts AS (
    SELECT breakdown, part, CASE breakdown WHEN 'place' THEN place END AS place, jsonb_object_agg(fact, value) AS counts FROM summed GROUP BY 1, 2, 3
  ), means AS (
    SELECT breakdown, part, CASE breakdown WHEN 'place' THEN place END AS place, jsonb_object_agg(fact, value) AS means FROM averaged GROUP BY 1, 2, 3
  )
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('breakdown', p.breakdown, 'part', p.part,
           'label', CASE p.breakdown WHEN 'team' THEN t.name WHEN 'provider' THEN o.name WHEN 'place' THEN p.place ELSE 'everyone' END,
           'cells', jsonb_build_object('counts', p.counts, 'means', coalesce(m.means, '{}')),
           -- Which provider and place a team is part of: their totals are the sums of their teams.
           'provider', t.organisation_id, 'place', coalesce(nullif(btrim(t.place), ''), CASE WHEN t.id IS NOT NULL THEN '-' END)))
           ORDER BY p.breakdown, p.part, p.place)
    INTO found
    FROM parts p
    LEFT JOIN means m ON m.breakdown = p.breakdown AND m.part IS NOT DISTINCT FROM p.part AND m.place IS NOT DISTINCT FROM p.place
    LEFT JOIN team t ON p.breakdown = 'team' AND t.id = p.part
    LEFT JOIN organisation o ON p.breakdown = 'provider' AND o.id = p.part
   WHERE p_side = 'council' OR p.breakdown <> 'provider';
  DROP TABLE pg_temp.snapshot_time, pg_temp.snapshot_person, pg_temp.snapshot_facts, pg_temp.snapshot_means;
  RETURN coalesce(found, '[]');
END $$;
--=
-- What a council was told of times that have to do with a span: of those that it overlaps, if there are any, and of those of a year
-- before: a week that lies across the end of a quarter tells of it, and of the quarter's other weeks, and of its years' other quarters.
CREATE OR REPLACE FUNCTION snapshots_beside(p_organisation uuid, p_from date, p_until date)
RETURNS TABLE (id uuid, from_on date, until_on date, made_with jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, from_on, until_on, made_with FROM figure_snapshot
   WHERE organisation_id = p_organisation AND side = 'council' AND from_on < p_until AND until_on > p_from - 366
     AND EXISTS (SELECT FROM figure_snapshot o WHERE o.organisation_id = p_organisation AND o.side = 'council'
                    AND o.from_on < p_until AND o.until_on > p_from)
   ORDER BY from_on, until_on
$$;
--=
-- The parts of one of them as they are published, and what is known beyond that to whoever thinks about all of them.
CREATE OR REPLACE FUNCTION snapshot_parts(p_snapshot uuid) RETURNS TABLE (breakdown text, part uuid, label text, cells jsonb, known jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT breakdown::text, part, label::text, cells, known FROM published_figures WHERE snapshot_id = p_snapshot
$$;
--=
-- File a snapshot and its parts [{breakdown, part, label, cells, known}], all or nothing and once. False: it was made already. A council's
-- parts are the published ones: the true counts go nowhere.
CREATE OR REPLACE FUNCTION file_snapshot(p_side text, p_organisation uuid, p_span text, p_from date, p_until date, p_made_with jsonb, p_parts jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_id uuid;
BEGIN
  INSERT INTO figure_snapshot (id, organisation_id, side, span, from_on, until_on, made_with)
  VALUES (gen_random_uuid(), p_organisation, p_side, p_span, p_from, p_until, p_made_with)
  ON CONFLICT (organisation_id, side, span, from_on) DO NOTHING RETURNING id INTO v_id;
  IF v_id IS NULL THEN
    RETURN false;
  END IF;
  IF p_side = 'council' THEN
    INSERT INTO published_figures (id, organisation_id, snapshot_id, breakdown, part, label, cells, known)
    SELECT gen_random_uuid(), p_organisation, v_id, r.breakdown, r.part, r.label, r.cells, r.known
      FROM jsonb_to_recordset(p_parts) AS r(breakdown text, part uuid, label text, cells jsonb, known jsonb);
  ELSE
    INSERT INTO exact_figures (id, organisation_id, snapshot_id, breakdown, team_id, label, cells)
    SELECT gen_random_uuid(), p_organisation, v_id, r.breakdown, CASE WHEN r.breakdown = 'team' THEN r.part END, r.label, r.cells
      FROM jsonb_to_recordset(p_parts) AS r(breakdown text, part uuid, label text, cells jsonb);
  END IF;
  RETURN true;
END $$
