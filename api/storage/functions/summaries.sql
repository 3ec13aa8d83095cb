-- What a council is told of those who let it have a summary of how their outcomes go: under its own reference, and as numbers.
-- Who it is stays here: the look is written where the summary is made, and no id of a person leaves these functions.

-- Everybody who lets the caller's council have it, with the reference that it knows them by: that of its own arrangement of them,
-- or the record's where no other council pays for them. None where there is none, or where it is somebody else's too: a summary
-- that could be either's is nobody's.
CREATE OR REPLACE FUNCTION summarised() RETURNS TABLE (person_id uuid, provider_id uuid, reference text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asking AS MATERIALIZED (
    SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid AS council, (now() AT TIME ZONE 'Europe/London')::date AS today
     WHERE current_setting('app.role', true) = 'commissioner'
  ), funded AS MATERIALIZED (
    SELECT p.id, p.organisation_id,
           coalesce(
             (SELECT a.council_reference FROM arrangement a
               WHERE a.council_id = asking.council AND a.funded_person_id = p.id AND a.removed_at IS NULL AND a.council_reference IS NOT NULL
                 AND a.from_on <= asking.today AND (a.until_on IS NULL OR a.until_on >= asking.today)
               ORDER BY a.from_on DESC, a.id DESC LIMIT 1),
             CASE WHEN NOT EXISTS (
                    SELECT FROM arrangement a WHERE a.funded_person_id = p.id AND a.council_id <> asking.council AND a.removed_at IS NULL)
                  THEN p.council_reference END)::text AS reference
      FROM asking CROSS JOIN LATERAL (
             SELECT DISTINCT f.person_id FROM funded_people(asking.council, asking.today, asking.today + 1) f) f
      JOIN person p ON p.id = f.person_id AND p.removed_at IS NULL
  )
  SELECT f.id, f.organisation_id,
         CASE WHEN NOT EXISTS (
                SELECT FROM funded other WHERE other.reference = f.reference AND other.organisation_id = f.organisation_id AND other.id <> f.id)
              THEN f.reference END
    FROM funded f JOIN asking ON true JOIN consented_to_council(asking.council, 'commissioner_outcomes') c ON c.person_id = f.id
$$;
--=
-- When what a summary rests on was last written. Of the person's record, and of the arrangements, only what decides under which
-- reference it stands and whether: no council is told that anything else there was written.
CREATE OR REPLACE FUNCTION summary_changed_at(p_person uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT greatest((SELECT max(updated_at) FROM outcome WHERE person_id = p_person), (SELECT max(updated_at) FROM review WHERE person_id = p_person),
                  (SELECT max(updated_at) FROM good_week_mark WHERE person_id = p_person),
                  (SELECT max(updated_at) FROM consent WHERE person_id = p_person AND purpose = 'commissioner_outcomes'),
                  (SELECT max(created_at) FROM arrangement WHERE funded_person_id = p_person), (SELECT created_at FROM person WHERE id = p_person),
                  (SELECT max(c.at) FROM arrangement a JOIN change c ON c.record_id = a.id
                    WHERE a.funded_person_id = p_person AND c.fields && '{council_id,council_reference,from_on,until_on,removed_at}'),
                  (SELECT max(at) FROM change WHERE record_id = p_person AND fields && '{council_reference,status,team_id,removed_at}'))
$$;
--=
-- A page of them by reference, after (p_reference, p_provider): one more than `p_limit` if there is a next page. A look at each of
-- those who are shown. Marks of good weeks are those of the last thirteen whole weeks.
CREATE OR REPLACE FUNCTION council_summaries(p_since timestamptz, p_reference text, p_provider uuid, p_limit bigint, p_look uuid, p_operation text)
RETURNS TABLE (item text, reference text, provider_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH page AS MATERIALIZED (
    SELECT s.person_id, s.provider_id, s.reference, row_number() OVER (ORDER BY s.reference COLLATE "C", s.provider_id) AS place
      FROM summarised() s
     WHERE s.reference IS NOT NULL AND (s.reference COLLATE "C", s.provider_id) > (p_reference COLLATE "C", p_provider)
       AND (p_since IS NULL OR summary_changed_at(s.person_id) >= p_since)
     ORDER BY s.reference COLLATE "C", s.provider_id LIMIT p_limit + 1
  ), looked AS (
    INSERT INTO look (id, operation, kind, ids, person_ids)
    SELECT p_look, p_operation, 'outcome_summary', '{}', array_agg(p.person_id) FROM page p WHERE p.place <= p_limit HAVING count(*) > 0
  ), days AS (
    SELECT w.this - 91 AS from_on, w.this AS until_on
      FROM (SELECT date_trunc('week', now() AT TIME ZONE 'Europe/London')::date AS this) w
  )
  SELECT json_build_object(
           'council_reference', p.reference, 'provider_id', p.provider_id, 'provider_name', o.name, 'outcomes', found.states,
           'last_review_month', (SELECT to_char(max(r.held_on), 'YYYY-MM') FROM review r
                                  WHERE r.person_id = p.person_id AND r.state = 'held' AND r.removed_at IS NULL),
           'good_weeks', json_build_object('from_on', d.from_on, 'until_on', d.until_on, 'items_marked', m.marked, 'items_happened', m.happened,
                                           'share', round(m.happened::numeric / nullif(m.marked, 0), 4)))::text,
         p.reference, p.provider_id
    FROM page p CROSS JOIN days d JOIN organisation o ON o.id = p.provider_id
    CROSS JOIN LATERAL (
      SELECT json_object_agg(s.status, (SELECT count(*) FROM outcome u
                                         WHERE u.person_id = p.person_id AND u.status = s.status AND u.removed_at IS NULL)) AS states
        FROM unnest('{exploring,on_track,off_track,achieved,changed,set_aside}'::text[]) AS s(status)) found
    CROSS JOIN LATERAL (
      SELECT count(*) AS marked, count(*) FILTER (WHERE g.mark = 'happened') AS happened FROM good_week_mark g
       WHERE g.person_id = p.person_id AND g.removed_at IS NULL AND g.week_on >= d.from_on AND g.week_on < d.until_on) m
   ORDER BY p.place
$$;
--=
-- How many are told, of how many who let their council have it.
CREATE OR REPLACE FUNCTION council_summaries_counted(p_since timestamptz, OUT told bigint, OUT without_reference bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FILTER (WHERE s.reference IS NOT NULL AND (p_since IS NULL OR summary_changed_at(s.person_id) >= p_since)),
         count(*) FILTER (WHERE s.reference IS NULL) FROM summarised() s
$$
