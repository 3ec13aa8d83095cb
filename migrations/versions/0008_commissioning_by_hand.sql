-- Who pays for themself has no council; only this release reads arrangements at all.
ALTER TABLE arrangement
  -- squawk-ignore ban-drop-not-null
  ALTER COLUMN council_id DROP NOT NULL,
  ADD COLUMN weekly_amount_pence INTEGER,
  ADD COLUMN weekly_minutes INTEGER,
  ADD COLUMN purchaser VARCHAR(200),
  ADD COLUMN held_by VARCHAR(20),
  ADD COLUMN model VARCHAR(20) DEFAULT 'time_and_task' NOT NULL,
  ADD COLUMN council_reference VARCHAR(40),
  ADD COLUMN words VARCHAR(2000),
  ADD COLUMN council_name VARCHAR(200),
  ADD COLUMN provider_name VARCHAR(200) DEFAULT '' NOT NULL
--;
-- As the operator: row security is forced, so the owner of a table sees no row of it.
SET LOCAL ROLE wt_operator
--;
UPDATE arrangement SET
  provider_name = (SELECT name FROM organisation WHERE id = arrangement.organisation_id),
  council_name = (SELECT name FROM organisation WHERE id = arrangement.council_id)
--;
RESET ROLE
--;
-- It was there for the rows that stood: from now on hold_arrangement() fills it in.
ALTER TABLE arrangement
  -- squawk-ignore ban-drop-default
  ALTER COLUMN provider_name DROP DEFAULT
--;
ALTER TABLE arrangement
  ADD CONSTRAINT ck_arrangement_held_by CHECK (held_by IN ('provider', 'council', 'person', 'representative', 'nhs', 'third_party')),
  ADD CONSTRAINT ck_arrangement_model CHECK (model IN ('outcomes', 'time_and_task')),
  ADD CONSTRAINT ck_arrangement_block_contract CHECK ((kind = 'block_contract') = (funded_team_id IS NOT NULL)),
  ADD CONSTRAINT ck_arrangement_council CHECK (council_id IS NOT NULL OR kind IN ('self_funded', 'personal_health_budget')),
  ADD CONSTRAINT ck_arrangement_weekly_amount CHECK (weekly_amount_pence BETWEEN 0 AND 10000000),
  ADD CONSTRAINT ck_arrangement_weekly_minutes CHECK (weekly_minutes BETWEEN 0 AND 100800)
--;
ALTER TABLE concern
  ADD COLUMN notification VARCHAR(30),
  ADD COLUMN notified_at TIMESTAMP WITH TIME ZONE,
  ADD COLUMN notified_reference VARCHAR(60)
--;
ALTER TABLE concern
  ADD CONSTRAINT ck_concern_notification CHECK (notification IN ('death', 'serious_injury', 'abuse_or_allegation', 'deprivation_of_liberty', 'police', 'unsafe_service')),
  ADD CONSTRAINT ck_concern_notified CHECK (notified_at IS NULL OR notification IS NOT NULL)
