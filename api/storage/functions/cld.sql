-- Client Level Data: an export is of one council with which the provider has, or had, an arrangement. It is made by the job, and
-- emptied when it is removed: its words stand in the records, and only there.

CREATE OR REPLACE FUNCTION hold_cld_export() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.csv := NULL;
    NEW.person_ids := '{}';
    DELETE FROM cld_missing WHERE export_id = NEW.id;
  ELSIF NOT EXISTS (SELECT FROM arrangement WHERE organisation_id = NEW.organisation_id AND council_id = NEW.council_id AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  ELSIF NOT EXISTS (SELECT FROM agreed_providers(NEW.council_id, NEW.from_on) WHERE provider_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'not agreed' USING ERRCODE = 'WT409', CONSTRAINT = 'council_not_agreed';
  END IF;
  RETURN NEW;
END $$;
--=
-- What stands in the records for an export, for the job that makes it: the people whom this council funds in its months (those of
-- the teams that a client asked for), each with their arrangements with it, the reviews held, and the assessments ended. A review
-- or an assessment of days on which another council funds them and this one does not is no business of this one. So many people
-- at a time, by their id, after one: fifty thousand at once are more than a process may hold. `left`: how many there are, with
-- these. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION cld_facts(p_export uuid, p_after uuid, p_most integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  e record;
  agreed record;  -- until when the council works with the provider: nothing of later days is for it
  facts jsonb;
BEGIN
  SELECT x.* INTO e FROM cld_export x WHERE x.id = p_export AND x.state = 'asked' AND x.removed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT g.* INTO agreed FROM agreed_providers(e.council_id, e.from_on) g WHERE g.provider_id = e.organisation_id;
  CREATE TEMP TABLE cld_service ON COMMIT DROP AS
    SELECT p.id AS person_id, dense_rank() OVER (ORDER BY p.id) AS place,
           a.kind, a.from_on, least(a.until_on, agreed.until_on) AS until_on, a.weekly_amount_pence, a.weekly_minutes, a.council_reference
      FROM (SELECT organisation_id, funded_person_id AS person_id, kind, from_on, until_on, weekly_amount_pence,
                   weekly_minutes, council_reference
              FROM arrangement
             WHERE organisation_id = e.organisation_id AND council_id = e.council_id AND removed_at IS NULL AND funded_person_id > p_after
               AND kind <> 'personal_health_budget'  -- the health service's, whoever is named beside it
               AND from_on <= e.until_on AND (until_on IS NULL OR until_on >= e.from_on)
            UNION ALL
            SELECT a.organisation_id, m.id, a.kind, a.from_on, a.until_on, a.weekly_amount_pence, a.weekly_minutes,
                   a.council_reference
              FROM arrangement a JOIN person m ON m.organisation_id = a.organisation_id AND m.team_id = a.funded_team_id
             WHERE a.organisation_id = e.organisation_id AND a.council_id = e.council_id AND a.removed_at IS NULL AND m.id > p_after
               AND a.kind <> 'personal_health_budget'
               AND a.from_on <= e.until_on AND (a.until_on IS NULL OR a.until_on >= e.from_on)) a
      JOIN person p ON p.id = a.person_id AND p.organisation_id = a.organisation_id AND p.removed_at IS NULL
     WHERE p.ended_reason IS DISTINCT FROM 'recorded_in_error'
       AND agreed.provider_id IS NOT NULL AND (agreed.until_on IS NULL OR agreed.until_on >= a.from_on)
       AND (cardinality(e.team_ids) = 0 OR p.team_id = ANY (e.team_ids))
       -- Support that never began is no service.
       AND (p.status IN ('supported', 'paused') OR EXISTS (
             SELECT FROM status_change c WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL));
  CREATE INDEX ON cld_service (person_id);
  ANALYZE cld_service;
  SELECT jsonb_build_object('from_on', e.from_on, 'until_on', e.until_on,
    'left', (SELECT coalesce(max(place), 0) FROM cld_service),
    'la_code', (SELECT la_code FROM organisation WHERE id = e.council_id),
    'cqc_location_id', (SELECT cqc_location_id FROM organisation WHERE id = e.organisation_id),
    'people', coalesce((SELECT jsonb_agg(jsonb_build_object(
        'id', p.id, 'nhs_number', p.nhs_number, 'gp_practice_code', p.gp_practice_code, 'date_of_birth', p.date_of_birth,
        'date_of_death', p.date_of_death, 'postcode', p.postcode, 'has_unpaid_carer', p.has_unpaid_carer, 'ethnicity', p.ethnicity,
        'accommodation_status', p.accommodation_status, 'primary_support_reason', p.primary_support_reason,
        'funding_status', p.funding_status, 'died', p.date_of_death IS NOT NULL OR coalesce(p.ended_reason = 'died', false),
        'ended_on', CASE WHEN p.status = 'ended' THEN p.status_since END,
        'supported_from', (SELECT min(changed_on) FROM status_change c
                            WHERE c.person_id = p.id AND c.to_status = 'supported' AND c.removed_at IS NULL),
        -- As this council calls them: said with the newest arrangement that says it, or in their record where no other council pays.
        'council_reference', coalesce((SELECT s.council_reference FROM cld_service s
                                        WHERE s.person_id = p.id AND s.kind <> 'block_contract' AND s.council_reference IS NOT NULL
                                        ORDER BY s.from_on DESC, s.council_reference LIMIT 1),
                                      CASE WHEN NOT EXISTS (
                                             SELECT FROM arrangement a
                                              WHERE a.funded_person_id = p.id AND a.council_id <> e.council_id AND a.removed_at IS NULL)
                                           THEN p.council_reference END),
        'details', (SELECT to_jsonb(d) FROM (SELECT gender, ethnicity, accommodation_status, employment_status, autism,
                           visual_impairment, hearing_impairment, dementia, funding_status, primary_support_reason
                      FROM council_details WHERE person_id = p.id AND removed_at IS NULL) d),
        'services', (SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'from_on', s.from_on, 'until_on', s.until_on,
                            'weekly_amount_pence', s.weekly_amount_pence, 'weekly_minutes', s.weekly_minutes)
                            ORDER BY s.from_on, s.kind, s.until_on, s.weekly_amount_pence, s.weekly_minutes)
                       FROM cld_service s WHERE s.person_id = p.id),
        'reviews', coalesce((SELECT jsonb_agg(r.held_on ORDER BY r.held_on, r.id) FROM review r
                              WHERE r.person_id = p.id AND r.state = 'held' AND r.removed_at IS NULL
                                AND r.held_on >= e.from_on AND r.held_on < e.until_on
                                AND (agreed.until_on IS NULL OR r.held_on <= agreed.until_on)
                                AND cld_is_of(p.id, p.team_id, e.council_id, r.held_on)), '[]'),
        'assessments', coalesce((SELECT jsonb_agg(jsonb_build_object('started_on', c.started_on, 'ended_on', c.ended_on,
                                        'assessment_type', c.assessment_type, 'needs_identified', c.needs_identified,
                                        'method', c.method, 'outcome', c.outcome) ORDER BY c.ended_on, c.started_on, c.id)
                                   FROM care_assessment c
                                  WHERE c.person_id = p.id AND c.removed_at IS NULL AND c.ended_on >= e.from_on AND c.ended_on < e.until_on
                                    AND (agreed.until_on IS NULL OR c.ended_on <= agreed.until_on)
                                    AND cld_is_of(p.id, p.team_id, e.council_id, c.ended_on)), '[]'))
        ORDER BY p.id)
      FROM person p WHERE p.id IN (SELECT person_id FROM cld_service WHERE place <= p_most)), '[]')) INTO facts;
  DROP TABLE pg_temp.cld_service;
  RETURN facts;
END $$;
--=
-- Whether what happened to somebody on a day is this council's to hear: it funds them then, or no other does.
CREATE OR REPLACE FUNCTION cld_is_of(p_person uuid, p_team uuid, p_council uuid, p_on date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_or(a.council_id = p_council), true) FROM arrangement a
   WHERE (a.funded_person_id = p_person OR a.funded_team_id = p_team) AND a.council_id IS NOT NULL AND a.removed_at IS NULL
     AND a.from_on <= p_on AND (a.until_on IS NULL OR a.until_on >= p_on)
$$;
--=
-- The export that the job made, its file packed (gzip), and beside it what is missing, by person. False: somebody else was quicker,
-- or it is not wanted any more.
CREATE OR REPLACE FUNCTION file_cld_export(p_export uuid, p_csv bytea, p_rows integer, p_people uuid[], p_missing jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cld_export SET state = 'made', made_at = now(), csv = p_csv, rows = p_rows, person_ids = p_people,
                        incomplete = jsonb_array_length(p_missing)
   WHERE id = p_export AND state = 'asked' AND removed_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO cld_missing (id, organisation_id, team_id, person_id, export_id, client_id, fields, left_to_council, wrong)
  SELECT gen_random_uuid(), p.organisation_id, p.team_id, p.id, e.id, e.client_id, m.fields, m.left_to_council, m.wrong
    FROM jsonb_to_recordset(p_missing) AS m(person_id uuid, fields text[], left_to_council text[], wrong text[])
    JOIN cld_export e ON e.id = p_export
    JOIN person p ON p.id = m.person_id AND p.organisation_id = e.organisation_id;
  RETURN true;
END $$;
--=
-- Exports that no job will make any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_cld_exports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE cld_export SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'export_cld' AND j.status IN ('todo', 'doing')
                        AND j.args->>'export_id' = cld_export.id::text);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;
--=
-- An export is fetched once and sent on. After a week it is removed, and with it all that was in it. Answers how many.
CREATE OR REPLACE FUNCTION tidy_cld_exports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE cld_export SET removed_at = now() WHERE removed_at IS NULL AND created_at < now() - interval '7 days';
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
