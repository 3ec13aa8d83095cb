-- A page that is removed is gone: its words stand in the records, and only there.
CREATE OR REPLACE FUNCTION empty_page() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.html := NULL;
  NEW.pdf := NULL;
  RETURN NEW;
END $$;
--=
-- What goes on a person's page, for the job that makes it: the current profile, the good week, the outcomes that stand, in their
-- words; how they are called, and the name of their team. Nothing that is private, no risk, nothing that is only about care. The
-- first forty of each and how many there are: no more go on one page. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION page_content(p_page uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p record;
  v_today constant date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT g.person_id, g.state, person.preferred_name, person.status, team.name AS team INTO p
    FROM person_page g JOIN person ON person.id = g.person_id JOIN team ON team.id = g.team_id
   WHERE g.id = p_page AND g.removed_at IS NULL FOR UPDATE OF g;
  IF NOT FOUND OR p.state <> 'asked' THEN
    RETURN NULL;
  END IF;
  IF p.status = 'ended' THEN  -- since it was asked for
    UPDATE person_page SET state = 'failed' WHERE id = p_page;
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object('name', p.preferred_name, 'team', p.team, 'made_on', v_today,
    'profile', (SELECT jsonb_build_object('appreciate', v.appreciate, 'matters', v.matters, 'support', v.support)
                  FROM profile_version v WHERE v.person_id = p.person_id AND v.removed_at IS NULL ORDER BY v.number DESC LIMIT 1),
    'good_week', (SELECT jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(i) - 'n' ORDER BY i.n) FILTER (WHERE i.n <= 40), '[]'),
                         'of', count(*))
                    FROM (SELECT row_number() OVER (ORDER BY w.position, w.id) AS n, w.what, w.when_words, w.with_whom, w.how_often
                            FROM good_week_item w WHERE w.person_id = p.person_id AND w.removed_at IS NULL
                             AND (w.ended_on IS NULL OR w.ended_on > v_today)) i),
    'outcomes', (SELECT jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(o) - 'n' ORDER BY o.n) FILTER (WHERE o.n <= 40), '[]'),
                        'of', count(*))
                   FROM (SELECT row_number() OVER (ORDER BY c.started_on, c.id) AS n, c.statement, c.who_helps
                           FROM outcome c WHERE c.person_id = p.person_id AND c.removed_at IS NULL
                            AND c.status IN ('exploring', 'on_track', 'off_track')) o));
END $$;
--=
-- The page that the job made. False: somebody else was quicker, or it is not wanted any more.
CREATE OR REPLACE FUNCTION file_page(p_page uuid, p_html text, p_pdf bytea, p_left_out jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE person_page SET state = 'made', made_at = now(), html = p_html, pdf = p_pdf, left_out = p_left_out
   WHERE id = p_page AND state = 'asked' AND removed_at IS NULL;
  RETURN FOUND;
END $$;
--=
-- Pages that no job will make any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_pages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE person_page SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'make_page' AND j.status IN ('todo', 'doing')
                        AND j.args->>'page_id' = person_page.id::text);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;
--=
-- A page shows its day. After thirty of them it is removed, and its words with it; another is asked for in a moment. Answers how many.
CREATE OR REPLACE FUNCTION tidy_pages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE person_page SET removed_at = now() WHERE removed_at IS NULL AND created_at < now() - interval '30 days';
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
