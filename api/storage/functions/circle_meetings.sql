-- Nothing new is said of a circle that has ended. Waits for who ends it, and they for this.
CREATE OR REPLACE FUNCTION hold_circle_goes_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM circle WHERE id = NEW.circle_id AND status <> 'ended' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the circle has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_has_ended';
  END IF;
  RETURN NULL;
END $$;
--=
-- A meeting was held on a day that has come, before the circle ended, by members who were of this very circle on that day.
CREATE OR REPLACE FUNCTION hold_circle_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.held_on > (now() AT TIME ZONE 'Europe/London')::date THEN
    RAISE EXCEPTION 'that day has not come' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_meeting_day';
  END IF;
  IF EXISTS (SELECT FROM circle WHERE id = NEW.circle_id AND ended_on < NEW.held_on) THEN
    RAISE EXCEPTION 'the circle had ended' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_has_ended';
  END IF;
  IF EXISTS (
    SELECT FROM unnest(NEW.member_ids) AS m (id)
     WHERE NOT EXISTS (
       SELECT FROM circle_member
        WHERE circle_member.id = m.id AND circle_member.circle_id = NEW.circle_id AND circle_member.removed_at IS NULL
          AND circle_member.joined_on <= coalesce(NEW.held_on, (now() AT TIME ZONE 'Europe/London')::date)
          AND (circle_member.left_on IS NULL OR circle_member.left_on >= NEW.held_on))) THEN
    RAISE EXCEPTION 'not of this circle on that day' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_meeting_members';
  END IF;
  RETURN NULL;
END $$;
--=
-- An action is of a meeting that is not cancelled, and for a member who has neither left nor declined.
CREATE OR REPLACE FUNCTION hold_circle_action() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM circle_meeting WHERE id = NEW.meeting_id AND circle_id = NEW.circle_id AND state = 'cancelled') THEN
    RAISE EXCEPTION 'the meeting is not held' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_meeting_cancelled';
  END IF;
  IF EXISTS (SELECT FROM circle_member
              WHERE id = NEW.member_id AND circle_id = NEW.circle_id AND state IN ('left', 'declined')) THEN
    RAISE EXCEPTION 'not of the circle any more' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_member_has_gone';
  END IF;
  RETURN NULL;
END $$;
