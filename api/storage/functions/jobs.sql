-- Queue a job, in the caller's own transaction. Tasks are a closed list; arguments are ids and days and nothing a person said,
-- because whoever looks after the queue reads them. Who asked and in which organisation is put beside them, never taken from the
-- caller. Jobs of one lock run one after the other. PL/pgSQL looks the queue up when it is called: its schema comes by another
-- migration.
CREATE OR REPLACE FUNCTION queue_job(p_task text, p_args jsonb, p_lock text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked jsonb := jsonb_strip_nulls(jsonb_build_object(
    'organisation_id', NULLIF(current_setting('app.organisation_id', true), ''),
    'account_id', NULLIF(current_setting('app.account_id', true), '')));
BEGIN
  IF p_task IS NULL OR p_task <> ALL (ARRAY['tidy', 'propose_week', 'make_page', 'make_statement', 'make_report', 'export_cld'])
     -- A person asks for their page and their statement, a commissioner for a report, and no more.
     OR (current_setting('app.role', true) = 'person' AND p_task NOT IN ('make_page', 'make_statement'))
     OR (current_setting('app.role', true) = 'commissioner' AND p_task <> 'make_report')
     OR (current_setting('app.role', true) = 'integration' AND p_task NOT IN ('make_statement', 'export_cld')) THEN
    RAISE EXCEPTION 'There is no such task.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_task';
  END IF;
  IF jsonb_typeof(p_args) IS DISTINCT FROM 'object' OR EXISTS (
       SELECT FROM jsonb_each(p_args) AS arg
        WHERE arg.key !~ '^[a-z_]{1,40}$' OR arg.key IN ('organisation_id', 'account_id') OR jsonb_typeof(arg.value) <> 'string'
           OR arg.value #>> '{}' !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2})$')
     OR length(p_lock) > 100 THEN
    RAISE EXCEPTION 'A job is given ids and days only.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_arguments';
  END IF;
  PERFORM jobs.procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', p_task, 0, p_lock, NULL, p_args || asked, NULL)::jobs.procrastinate_job_to_defer_v1]);
END $$;
--=
-- What the operator watches of the jobs: how many wait for their turn, how many were given up, how many processes work on them.
CREATE OR REPLACE FUNCTION watch_jobs(OUT waiting bigint, OUT failed bigint, OUT workers bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed') INTO waiting, failed
    FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'failed');
  SELECT count(*) INTO workers FROM jobs.procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds';
END $$;
