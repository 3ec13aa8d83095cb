-- Who leaves their last team, or their last circle, holds the role no longer: the grant runs out with the membership. A carer may
-- hand in for thirty days more what they did on days on which they were a member, and nothing else (enter()); others not a moment
-- longer. A grant that has a time for handing in ended by leaving; whoever comes back is given the role anew.
CREATE OR REPLACE FUNCTION follow_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_role constant text := CASE TG_TABLE_NAME WHEN 'team_member' THEN 'carer' ELSE 'family' END;
BEGIN
  IF (v_role = 'carer'
      AND EXISTS (SELECT FROM team_member WHERE account_id = OLD.account_id AND left_on IS NULL AND removed_at IS NULL))
     OR (v_role = 'family'
         AND EXISTS (SELECT FROM circle_member WHERE account_id = OLD.account_id AND state NOT IN ('left', 'declined') AND removed_at IS NULL)) THEN
    RETURN NULL;  -- of another they are one still
  END IF;
  UPDATE account_grant SET until = now(), hands_in_until = now() + CASE v_role WHEN 'carer' THEN interval '30 days' ELSE interval '0' END
   WHERE account_id = OLD.account_id AND role = v_role AND removed_at IS NULL AND (until IS NULL OR until > now());
  RETURN NULL;
END $$;
--=
-- The outbox: queues a message to an account, in the caller's own transaction, and the job that sends it. Called by a manager for
-- an account of their organisation, and by the sign-in desk; with no account it costs the same and is never sent.
CREATE OR REPLACE FUNCTION queue_message(p_id uuid, p_account uuid, p_kind text, p_link uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NULLIF(current_setting('app.role', true), '') IS NOT NULL AND NOT EXISTS (
       SELECT FROM account WHERE id = p_account AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF p_link IS NOT NULL AND NOT EXISTS (SELECT FROM one_time_link WHERE id = p_link AND account_id = p_account) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO message (id, account_id, kind, link_id) VALUES (p_id, p_account, p_kind, p_link);
  PERFORM jobs.procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', 'send_message', 0, NULL, NULL, jsonb_build_object('message_id', p_id), NULL)::jobs.procrastinate_job_to_defer_v1]);
END $$;
--=
-- For the job that sends: to whom and about what, and the digest of the link that it has just made, which is kept from now on.
-- No row: there is nothing to send (any more). What its owner asked for has no link yet: it is made here and not where somebody
-- asks, so that asking costs the same whether there is such an account or not. Who has not taken up an invitation gets that again.
CREATE OR REPLACE FUNCTION message_to_send(p_message uuid, p_digest bytea)
RETURNS TABLE (kind text, email text, name text, organisation text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  m record;
  l record;
BEGIN
  SELECT message.id, message.kind, message.link_id, account.id AS account_id, account.organisation_id,
         coalesce(account.email, CASE WHEN account.username LIKE '%@%' THEN account.username END) AS email,
         account.name, organisation.name AS organisation
    INTO m
    FROM message JOIN account ON account.id = message.account_id AND account.removed_at IS NULL AND account.disabled_at IS NULL
    JOIN organisation ON organisation.id = account.organisation_id AND organisation.ended_on IS NULL
   WHERE message.id = p_message AND message.sent_at IS NULL
     AND message.queued_at > now() - interval '3 days'  -- later it would only startle
     FOR UPDATE OF message;
  IF NOT FOUND OR m.email IS NULL THEN
    RETURN;
  END IF;
  IF m.kind NOT IN ('invitation', 'reset') THEN
    RETURN QUERY SELECT m.kind::text, m.email::text, m.name::text, m.organisation::text, NULL::timestamptz;
    RETURN;
  END IF;
  IF m.link_id IS NULL THEN
    PERFORM FROM account WHERE id = m.account_id FOR NO KEY UPDATE;  -- of two at once the second waits
    UPDATE one_time_link SET removed_at = now() WHERE account_id = m.account_id AND used_at IS NULL AND removed_at IS NULL
    RETURNING one_time_link.kind, one_time_link.expires_at INTO l;
    IF l.kind = 'invitation' AND l.expires_at > now() THEN
      m.kind := 'invitation';
    ELSE
      l.expires_at := now() + interval '1 hour';
    END IF;
    INSERT INTO one_time_link (id, organisation_id, account_id, kind, expires_at, asked_by_self)
    VALUES (m.id, m.organisation_id, m.account_id, m.kind, l.expires_at, true);
    m.link_id := m.id;
    UPDATE message SET link_id = m.link_id, kind = m.kind WHERE id = m.id;
  END IF;
  -- The hour of whoever asked themself begins when it is sent.
  UPDATE one_time_link
     SET digest = p_digest, expires_at = CASE WHEN kind = 'reset' AND asked_by_self THEN now() + interval '1 hour' ELSE expires_at END
   WHERE id = m.link_id AND used_at IS NULL AND removed_at IS NULL
     AND (expires_at > now() OR (kind = 'reset' AND asked_by_self))
  RETURNING one_time_link.expires_at INTO l;
  IF FOUND THEN
    RETURN QUERY SELECT m.kind::text, m.email::text, m.name::text, m.organisation::text, l.expires_at;
  END IF;
END $$;
--=
-- What became of it. A link says when it was sent.
CREATE OR REPLACE FUNCTION message_done(p_message uuid, p_sent boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE one_time_link SET sent_at = now()
   WHERE p_sent AND id = (SELECT link_id FROM message WHERE id = p_message) AND sent_at IS NULL;
  UPDATE message SET sent_at = CASE WHEN p_sent THEN now() END, failed_at = CASE WHEN NOT p_sent THEN now() END WHERE id = p_message;
$$
