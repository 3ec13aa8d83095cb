-- When a person's support ended, if it has: when it was recorded, or at the latest when its day was over. Asked by whoever checks in
-- for them, which for family is without the person's record.
CREATE OR REPLACE FUNCTION support_ended_at(p_person uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least(max(c.created_at), (p.status_since + interval '1 day') AT TIME ZONE 'Europe/London')
    FROM person p
    LEFT JOIN status_change c ON c.person_id = p.id AND c.to_status = 'ended' AND c.changed_on = p.status_since
   WHERE p.id = p_person AND p.status = 'ended' AND p.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
   GROUP BY p.id, p.status_since
$$
--=
-- A check-in and the end of its outcome one after the other, whoever writes: what was given after the end is refused, what was
-- given in time stands however late it comes. When it ended: when that was recorded, or at the latest when its day was over.
CREATE OR REPLACE FUNCTION hold_check_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_ended_on date;
  v_recorded timestamptz;
BEGIN
  SELECT ended_on INTO v_ended_on FROM outcome WHERE id = NEW.outcome_id FOR SHARE;
  IF v_ended_on IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT max(created_at) INTO v_recorded FROM outcome_move
   WHERE outcome_id = NEW.outcome_id AND to_status IN ('achieved', 'changed', 'set_aside');
  IF NEW.given_at > least(v_recorded, (v_ended_on + interval '1 day') AT TIME ZONE 'Europe/London') THEN
    RAISE EXCEPTION 'the outcome had ended' USING ERRCODE = 'WT409', CONSTRAINT = 'check_in_outcome_ended';
  END IF;
  RETURN NULL;
END $$
--=
-- One standing invitation for each member of the circle: two at once come one after the other. One that is over holds nothing up.
CREATE OR REPLACE FUNCTION hold_invitation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM circle_member
    WHERE id = NEW.circle_member_id AND person_id = NEW.person_id AND left_on IS NULL AND removed_at IS NULL FOR NO KEY UPDATE;
  IF FOUND AND EXISTS (SELECT FROM check_in_invitation i
                        WHERE i.circle_member_id = NEW.circle_member_id AND i.id <> NEW.id AND i.withdrawn_at IS NULL
                          AND i.removed_at IS NULL AND (i.until_at IS NULL OR i.until_at > clock_timestamp())) THEN
    RAISE EXCEPTION 'invited already' USING ERRCODE = 'WT409', CONSTRAINT = 'check_in_invitation_standing';
  END IF;
  RETURN NULL;
END $$;
