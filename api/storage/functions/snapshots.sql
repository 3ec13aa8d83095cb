-- Weekly figures. The job takes the true counts of one council (or provider) and span, publishes them by the rule for small
-- numbers, and files what may be known. Only the service's login may call these: no role that a token enters as can.

-- What is due and not made yet, oldest first: the last four whole weeks, the last whole quarter, and the year that ends with it.
CREATE OR REPLACE FUNCTION snapshots_due(p_today date)
RETURNS TABLE (side text, organisation_id uuid, span text, from_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH spans AS (
    SELECT 'week' AS span, (date_trunc('week', p_today) - n * interval '1 week')::date AS from_on,
           (date_trunc('week', p_today) - (n - 1) * interval '1 week')::date AS until_on FROM generate_series(1, 4) AS n
    UNION ALL
    SELECT 'quarter', (date_trunc('quarter', p_today) - interval '3 months')::date, date_trunc('quarter', p_today)::date
    UNION ALL
    SELECT 'year', (date_trunc('quarter', p_today) - interval '1 year')::date, date_trunc('quarter', p_today)::date
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
   ORDER BY s.until_on, w.side, w.id, s.span
$$;
--=
-- With what rule and assumptions a council's snapshot is made: the strictest of its providers'.
CREATE OR REPLACE FUNCTION snapshot_rule(p_council uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('threshold', coalesce(max(threshold), 7), 'base', coalesce(max(base), 5),
           'assumptions', coalesce(jsonb_agg(jsonb_build_object('provider_id', organisation_id, 'admission_pence', admission_pence,
             'admission_source', admission_source, 'compared_rate', compared_rate, 'compared_source', compared_source)
             ORDER BY organisation_id) FILTER (WHERE admission_pence IS NOT NULL OR compared_rate IS NOT NULL), '[]'))
    FROM figure_setting WHERE council_id = p_council AND removed_at IS NULL
$$;
--=
-- The true counts of one council's or provider's people over [p_from, p_until), by part: everyone, each provider (a council's
-- only), each team, each place. `cells` are {counts: {name: n}, means: {name: {people, n, sum}}}, by the names of the registry of
-- figures; a name that is absent is 0. Events count for the team that provided the support then; people for the team that supports them now.
--   people: supported on at least a day. person_days: days of support in the span, of people funded (a council's) or all.
--   outcomes_*: how outcomes stand now. moves_*: ways that outcomes went. stays_*: admissions by planned or not. falls.
CREATE OR REPLACE FUNCTION snapshot_cells(p_side text, p_organisation uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_from constant timestamptz := p_from::timestamp AT TIME ZONE 'Europe/London';
  v_until constant timestamptz := p_until::timestamp AT TIME ZONE 'Europe/London';
  found jsonb;
BEGIN
  DROP TABLE IF EXISTS pg_temp.snapshot_people, pg_temp.snapshot_facts;
  CREATE TEMP TABLE snapshot_people ON COMMIT DROP AS
    SELECT w.person_id, w.provider_id, p.team_id, greatest(w.from_on, s.began) AS from_on, least(w.until_on, s.ended) AS until_on
      FROM (SELECT * FROM funded_people(p_organisation, p_from, p_until) WHERE p_side = 'council'
            UNION ALL
            SELECT id, organisation_id, p_from, p_until FROM person
             WHERE p_side = 'provider' AND organisation_id = p_organisation AND removed_at IS NULL) w
      JOIN person p ON p.id = w.person_id AND p.removed_at IS NULL
     CROSS JOIN LATERAL (
       SELECT coalesce((SELECT min(changed_on) FROM status_change c
                         WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL),
                       CASE WHEN p.status IN ('supported', 'paused') THEN p.status_since END) AS began,
              CASE WHEN p.status = 'ended' THEN p.status_since ELSE p_until END AS ended) s
     WHERE s.began < least(w.until_on, s.ended) AND greatest(w.from_on, s.began) < least(w.until_on, s.ended);
  CREATE INDEX ON snapshot_people (person_id);
  ANALYZE snapshot_people;
  CREATE TEMP TABLE snapshot_facts (team_id uuid, fact text, value numeric) ON COMMIT DROP;
  INSERT INTO snapshot_facts
    SELECT team_id, 'people', count(*) FROM snapshot_people GROUP BY 1
    UNION ALL SELECT team_id, 'person_days', sum(until_on - from_on) FROM snapshot_people GROUP BY 1;
  INSERT INTO snapshot_facts
    SELECT p.team_id, 'outcomes_' || o.status, count(*) FROM snapshot_people p JOIN outcome o ON o.person_id = p.person_id AND o.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT m.provided_by_team_id, 'moves_' || m.to_status, count(*)
      FROM snapshot_people p JOIN outcome_move m ON m.person_id = p.person_id AND m.moved_on >= p.from_on AND m.moved_on < p.until_on AND m.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT h.provided_by_team_id, CASE WHEN h.planned THEN 'stays_planned' ELSE 'stays_unplanned' END, count(*)
      FROM snapshot_people p JOIN hospital_stay h ON h.person_id = p.person_id AND h.admitted_on >= p.from_on AND h.admitted_on < p.until_on AND h.removed_at IS NULL
     GROUP BY 1, 2;
  INSERT INTO snapshot_facts
    SELECT f.provided_by_team_id, 'falls', count(*)
      FROM snapshot_people p JOIN fall f ON f.person_id = p.person_id AND f.fell_at >= v_from AND f.fell_at < v_until
       AND (f.fell_at AT TIME ZONE 'Europe/London')::date >= p.from_on AND (f.fell_at AT TIME ZONE 'Europe/London')::date < p.until_on AND f.removed_at IS NULL
     GROUP BY 1;
  WITH placed AS (
    SELECT t.organisation_id AS provider_id, f.team_id, coalesce(nullif(btrim(t.place), ''), '-') AS place, f.fact, f.value
      FROM snapshot_facts f JOIN team t ON t.id = f.team_id
  ), summed AS (
    SELECT CASE WHEN grouping(team_id) = 0 THEN 'team' WHEN grouping(place) = 0 THEN 'place' WHEN grouping(provider_id) = 0 THEN 'provider' ELSE 'everyone' END AS breakdown,
           coalesce(team_id, provider_id) AS part, place, fact, sum(value) AS value
      FROM placed GROUP BY GROUPING SETS ((fact), (provider_id, fact), (team_id, fact), (place, fact))
  ), parts AS (
    SELECT breakdown, part, place, jsonb_object_agg(fact, value) AS facts FROM summed GROUP BY 1, 2, 3
  )
  SELECT jsonb_agg(jsonb_build_object('breakdown', p.breakdown, 'part', p.part, 'cells', jsonb_build_object('counts', p.facts, 'means', '{}'::jsonb),
           'label', CASE p.breakdown WHEN 'team' THEN (SELECT name FROM team WHERE id = p.part) WHEN 'provider' THEN (SELECT name FROM organisation WHERE id = p.part)
                                     WHEN 'place' THEN p.place ELSE 'everyone' END)
           ORDER BY p.breakdown, p.part, p.place)
    INTO found FROM parts p WHERE p_side = 'council' OR p.breakdown <> 'provider';
  DROP TABLE pg_temp.snapshot_people, pg_temp.snapshot_facts;
  RETURN coalesce(found, '[]');
END $$;
--=
-- File a snapshot and its parts [{breakdown, part, label, cells}], all or nothing and once. False: it was made already. A council's
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
    INSERT INTO published_figures (id, organisation_id, snapshot_id, breakdown, part, label, cells)
    SELECT gen_random_uuid(), p_organisation, v_id, r.breakdown, r.part, r.label, r.cells
      FROM jsonb_to_recordset(p_parts) AS r(breakdown text, part uuid, label text, cells jsonb);
  ELSE
    INSERT INTO exact_figures (id, organisation_id, snapshot_id, breakdown, team_id, label, cells)
    SELECT gen_random_uuid(), p_organisation, v_id, r.breakdown, CASE WHEN r.breakdown = 'team' THEN r.part END, r.label, r.cells
      FROM jsonb_to_recordset(p_parts) AS r(breakdown text, part uuid, label text, cells jsonb);
  END IF;
  RETURN true;
END $$
