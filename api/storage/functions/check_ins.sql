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
