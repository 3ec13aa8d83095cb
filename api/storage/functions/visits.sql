-- Visits: what holds whoever writes them. Each function has a fixed search_path; none trusts what its caller says of rights.

-- A visit's members belong to the team that provides it, on its day. Those of a visit ahead or running hold their planned time:
-- the exclusion constraint of visit_slot lets nobody be in two places. The lock per member, taken in one order, makes two
-- writers wait for one another instead of finding each other's half-made slots (a deadlock); a leaving takes it too, so that
-- nobody is planned for somebody who is just leaving.
CREATE OR REPLACE FUNCTION hold_visit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_day constant date := (NEW.planned_start_at AT TIME ZONE 'Europe/London')::date;
  v_holds constant boolean := NEW.removed_at IS NULL AND NEW.state IN ('open', 'planned', 'in_progress');
  v_new uuid[] := NEW.member_ids;
BEGIN
  IF v_holds AND cardinality(NEW.member_ids) > 0 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || m, 0)) FROM (SELECT m FROM unnest(NEW.member_ids) m ORDER BY m) s;
  END IF;
  -- Who was asked before is not asked again, unless the visit moves or comes back: somebody may have left meanwhile.
  IF TG_OP = 'UPDATE' AND NEW.planned_start_at = OLD.planned_start_at AND NEW.provided_by_team_id = OLD.provided_by_team_id
     AND NOT (NEW.state IN ('open', 'planned') AND OLD.state NOT IN ('open', 'planned')) THEN
    SELECT coalesce(array_agg(m), '{}') INTO v_new FROM unnest(NEW.member_ids) m WHERE m <> ALL (OLD.member_ids);
  END IF;
  IF cardinality(v_new) > 0 AND cardinality(v_new) <> (
       SELECT count(DISTINCT id) FROM team_member
        WHERE id = ANY (v_new) AND team_id = NEW.provided_by_team_id AND removed_at IS NULL
          AND joined_on <= v_day AND (left_on IS NULL OR left_on >= v_day)) THEN
    RAISE EXCEPTION 'not a member on that day' USING ERRCODE = 'WT409', CONSTRAINT = 'visit_member_of_that_day';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('open', 'planned', 'in_progress') THEN
    DELETE FROM visit_slot WHERE visit_id = NEW.id
       AND (NOT v_holds OR member_id <> ALL (NEW.member_ids) OR during <> tstzrange(NEW.planned_start_at, NEW.planned_end_at));
  END IF;
  IF v_holds AND NEW.state = 'in_progress' THEN  -- somebody is there, whatever the plan said: recorded, never refused
    INSERT INTO visit_slot (visit_id, member_id, during)
    SELECT NEW.id, m, tstzrange(NEW.planned_start_at, NEW.planned_end_at) FROM unnest(NEW.member_ids) m ORDER BY m
    ON CONFLICT DO NOTHING;
  ELSIF v_holds AND cardinality(NEW.member_ids) > 0 THEN
    INSERT INTO visit_slot (visit_id, member_id, during)
    SELECT NEW.id, m, tstzrange(NEW.planned_start_at, NEW.planned_end_at) FROM unnest(NEW.member_ids) m ORDER BY m
    ON CONFLICT (visit_id, member_id) DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--=
-- What a team was there for is booked in the person's hours bank as soon as it is known, and again by as much as it changes.
CREATE OR REPLACE FUNCTION book_hours() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_before integer := 0;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    v_before := OLD.delivered_minutes;
  END IF;
  INSERT INTO hours_entry (id, organisation_id, team_id, person_id, kind, on_day, minutes, visit_id, provided_by_team_id)
  VALUES (gen_random_uuid(), NEW.organisation_id, NEW.team_id, NEW.person_id, 'used',
          (coalesce(NEW.actual_start_at, NEW.planned_start_at) AT TIME ZONE 'Europe/London')::date,
          v_before - NEW.delivered_minutes, NEW.id, NEW.provided_by_team_id);
  RETURN NULL;
END $$;
--=
-- Those of a visit's members who are in the team on its day and free at its time, for whoever may change the visit (or the
-- person's status). They stay free until the caller has written: their locks are taken first.
CREATE OR REPLACE FUNCTION free_members(p_visit uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
BEGIN
  SELECT member_ids, provided_by_team_id, planned_start_at, planned_end_at INTO v FROM visit
   WHERE id = p_visit AND removed_at IS NULL AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (current_setting('app.role', true) = 'manager'
          OR team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || m, 0)) FROM (SELECT m FROM unnest(v.member_ids) m ORDER BY m) s;
  RETURN (
    SELECT coalesce(array_agg(m.id ORDER BY p.place), '{}')
      FROM unnest(v.member_ids) WITH ORDINALITY p(id, place)
      JOIN team_member m ON m.id = p.id AND m.team_id = v.provided_by_team_id AND m.removed_at IS NULL
     WHERE (v.planned_start_at AT TIME ZONE 'Europe/London')::date BETWEEN m.joined_on AND coalesce(m.left_on, 'infinity')
       AND NOT EXISTS (SELECT FROM visit_slot s WHERE s.member_id = m.id AND s.visit_id <> p_visit
                        AND s.during && tstzrange(v.planned_start_at, v.planned_end_at)));
END $$;
--=
-- A paused person gets no visits, one whose support has ended neither; when support goes on, what the pause closed comes back:
-- with its members where they are still free, open where not.
CREATE OR REPLACE FUNCTION follow_person_status() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
  v_free uuid[];
BEGIN
  IF NEW.status IN ('paused', 'ended') THEN
    UPDATE visit SET state = 'cancelled', closed_at = now(), closed_by = 'team',
           close_reason = CASE NEW.status WHEN 'paused' THEN 'person_paused' ELSE 'support_ended' END
     WHERE person_id = NEW.id AND state IN ('open', 'planned') AND planned_start_at > now() AND removed_at IS NULL;
    IF NEW.status = 'ended' THEN
      UPDATE visit_series SET ended_on = greatest((now() AT TIME ZONE 'Europe/London')::date, first_local::date)
       WHERE person_id = NEW.id AND ended_on IS NULL AND removed_at IS NULL;
    END IF;
  ELSIF OLD.status = 'paused' AND NEW.status = 'supported' THEN
    FOR v IN SELECT id, members_needed FROM visit
              WHERE person_id = NEW.id AND state = 'cancelled' AND close_reason = 'person_paused' AND planned_start_at > now()
                AND removed_at IS NULL ORDER BY planned_start_at, id LOOP
      v_free := free_members(v.id);
      UPDATE visit SET closed_at = NULL, closed_by = NULL, close_reason = NULL, close_words = NULL, member_ids = v_free,
             state = CASE WHEN cardinality(v_free) >= v.members_needed THEN 'planned' ELSE 'open' END
       WHERE id = v.id;
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
--=
-- A member leaves: from that day on their visits need somebody else. For the team, or the manager who records the leaving.
CREATE OR REPLACE FUNCTION release_visits(p_member uuid, p_on date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_team uuid;
  done integer;
BEGIN
  SELECT team_id INTO v_team FROM team_member
   WHERE id = p_member AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (current_setting('app.role', true) = 'manager'
          OR team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]));
  IF v_team IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || p_member, 0));
  UPDATE visit SET member_ids = array_remove(member_ids, p_member),
         state = CASE WHEN cardinality(array_remove(member_ids, p_member)) >= members_needed THEN 'planned' ELSE 'open' END
   WHERE provided_by_team_id = v_team AND p_member = ANY (member_ids) AND state IN ('open', 'planned')
     AND (planned_start_at AT TIME ZONE 'Europe/London')::date >= p_on AND planned_start_at > now() AND removed_at IS NULL;
  GET DIAGNOSTICS done = ROW_COUNT;
  UPDATE visit_series SET member_ids = array_remove(member_ids, p_member)
   WHERE provided_by_team_id = v_team AND p_member = ANY (member_ids) AND ended_on IS NULL AND removed_at IS NULL;
  UPDATE visit_offer SET state = 'lapsed', answered_at = now()
   WHERE (from_member_id = p_member OR to_member_id = p_member) AND state = 'offered' AND removed_at IS NULL;
  RETURN done;
END $$;
--=
-- Makes the visits of a series: for the team (its own reach is checked), or for the job that plans ahead (no role is set).
-- Who is not free, or no member on that day, is left out and the visit stays open. What was made before is not made again.
CREATE OR REPLACE FUNCTION plan_occurrences(p_series uuid, p_ids uuid[], p_locals timestamp[], p_starts timestamptz[], p_until date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s visit_series;
  made integer := 0;
  v_role constant text := NULLIF(current_setting('app.role', true), '');
  v_goes_on boolean;
  v_ends timestamptz;
  v_members uuid[];
BEGIN
  -- Held, and before the series: a pause at the same moment waits and then finds these visits, or came first and is found here.
  PERFORM FROM person WHERE id = (SELECT person_id FROM visit_series WHERE id = p_series)
     AND status NOT IN ('paused', 'ended') AND removed_at IS NULL FOR SHARE;
  v_goes_on := FOUND;
  SELECT * INTO s FROM visit_series
   WHERE id = p_series AND removed_at IS NULL AND ended_on IS NULL
     AND (v_role IS NULL OR (organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
          AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])))
   FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF NOT v_goes_on THEN
    RETURN 0;
  END IF;
  FOR i IN 1 .. coalesce(cardinality(p_ids), 0) LOOP
    CONTINUE WHEN p_locals[i] = ANY (s.exceptions) OR p_starts[i] < now()
      OR EXISTS (SELECT FROM visit WHERE series_id = s.id AND occurrence_local = p_locals[i]);
    v_ends := p_starts[i] + make_interval(mins => s.length_minutes);
    v_members := s.member_ids;
    LOOP  -- once with these members, and again without anybody if they are not free
      BEGIN
        INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, series_id, occurrence_local, kind,
                           planned_start_at, planned_end_at, earliest_at, latest_at, members_needed, member_ids, purpose,
                           travel_minutes, short_reason, short_words, state, flags)
        VALUES (p_ids[i], s.organisation_id, s.team_id, s.person_id, s.provided_by_team_id, s.id, p_locals[i], s.kind,
                p_starts[i], v_ends,
                CASE WHEN s.earlier_minutes > 0 THEN p_starts[i] - make_interval(mins => s.earlier_minutes) END,
                CASE WHEN s.later_minutes > 0 THEN p_starts[i] + make_interval(mins => s.later_minutes) END,
                s.members_needed, v_members, s.purpose, s.travel_minutes, s.short_reason, s.short_words,
                CASE WHEN cardinality(v_members) >= s.members_needed THEN 'planned' ELSE 'open' END,
                CASE WHEN v_members = s.member_ids THEN '{}' ELSE ARRAY['members_not_free'] END);
        EXIT;
      EXCEPTION WHEN exclusion_violation OR SQLSTATE 'WT409' THEN
        v_members := '{}';
      END;
    END LOOP;
    made := made + 1;
  END LOOP;
  UPDATE visit_series SET planned_until_on = p_until WHERE id = s.id AND (planned_until_on IS NULL OR planned_until_on < p_until);
  RETURN made;
END $$;
--=
-- The series that the job has to plan on, as far as the given day. Wall times and rules only: nothing about a person.
CREATE OR REPLACE FUNCTION series_to_plan(p_until date, p_most integer)
RETURNS TABLE (id uuid, rule text, first_local timestamp, length_minutes integer, exceptions timestamp[], planned_until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.rule::text, s.first_local, s.length_minutes, s.exceptions, s.planned_until_on
    FROM visit_series s JOIN person ON person.id = s.person_id AND person.status NOT IN ('paused', 'ended') AND person.removed_at IS NULL
   WHERE s.ended_on IS NULL AND s.removed_at IS NULL AND (s.planned_until_on IS NULL OR s.planned_until_on < p_until)
   ORDER BY s.planned_until_on NULLS FIRST, s.id LIMIT p_most
$$;
--=
-- Says of visits that should have begun that they are late, and of those whose time is over that they seem missed: a change
-- in the log, once each. Answers how many.
CREATE OR REPLACE FUNCTION mark_late_visits() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  late integer;
  missed integer;
BEGIN
  WITH due AS (
    SELECT visit.id FROM team JOIN visit ON visit.team_id = team.id
     WHERE visit.state = 'planned' AND visit.late_at IS NULL AND visit.removed_at IS NULL AND team.ended_on IS NULL
       AND visit.planned_start_at BETWEEN now() - interval '2 days' AND now()
       AND greatest(visit.planned_start_at, visit.latest_at) + make_interval(mins => team.late_after_minutes) < now()
     LIMIT 1000 FOR UPDATE OF visit SKIP LOCKED)
  UPDATE visit SET late_at = now() FROM due WHERE visit.id = due.id;
  GET DIAGNOSTICS late = ROW_COUNT;
  WITH due AS (
    SELECT visit.id FROM team JOIN visit ON visit.team_id = team.id
     WHERE visit.state IN ('open', 'planned') AND visit.seems_missed_at IS NULL AND visit.removed_at IS NULL AND team.ended_on IS NULL
       AND visit.planned_start_at BETWEEN now() - interval '2 days' AND now()
       AND greatest(visit.planned_end_at, visit.latest_at) + make_interval(mins => team.late_after_minutes) < now()
     LIMIT 1000 FOR UPDATE OF visit SKIP LOCKED)
  UPDATE visit SET seems_missed_at = now() FROM due WHERE visit.id = due.id;
  GET DIAGNOSTICS missed = ROW_COUNT;
  RETURN late + missed;
END $$;
--=
-- Who comes: the members of a visit by the name they go by. Whoever may read the visit may know them. Asked for every row of a
-- list: a loop over one or two ids costs a third of a join over them.
CREATE OR REPLACE FUNCTION faces(p_members uuid[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_organisation constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_faces jsonb := '[]';
  v_id uuid;
  v_name text;
BEGIN
  FOREACH v_id IN ARRAY p_members LOOP
    SELECT coalesce(preferred_name, name) INTO v_name FROM team_member WHERE id = v_id AND organisation_id = v_organisation;
    IF FOUND THEN
      v_faces := v_faces || jsonb_build_object('member_id', v_id, 'name', v_name);
    END IF;
  END LOOP;
  RETURN v_faces;
END $$;
--=
-- How a person of one's own team and the team stood with one another on a day: what was recorded in good faith is judged as of
-- then. NULL for anybody else.
CREATE OR REPLACE FUNCTION person_status_on(p_person uuid, p_day date) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT to_status FROM status_change WHERE person_id = p_person AND changed_on <= p_day ORDER BY changed_on DESC, created_at DESC LIMIT 1),
    (SELECT from_status FROM status_change WHERE person_id = p_person AND changed_on > p_day ORDER BY changed_on, created_at LIMIT 1),
    person.status)::text
    FROM person WHERE person.id = p_person AND person.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
$$
--=
-- An offer stands while its maker is on the visit (and, of a swap, the other on theirs) and both visits are still to come.
CREATE OR REPLACE FUNCTION lapse_offers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE visit_offer SET state = 'lapsed', answered_at = now()
   WHERE state = 'offered' AND removed_at IS NULL
     AND ((visit_id = NEW.id AND (NEW.state NOT IN ('open', 'planned') OR from_member_id <> ALL (NEW.member_ids)
                                  OR to_member_id = ANY (NEW.member_ids)))
       OR (for_visit_id = NEW.id AND (NEW.state NOT IN ('open', 'planned') OR to_member_id <> ALL (NEW.member_ids)
                                      OR from_member_id = ANY (NEW.member_ids))));
  RETURN NULL;
END $$
