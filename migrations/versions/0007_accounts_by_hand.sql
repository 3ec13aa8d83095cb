ALTER TABLE organisation
  ADD COLUMN asks_second_factor BOOLEAN DEFAULT true NOT NULL
--;
-- As the operator: row security is forced, so the owner of a table sees no row of it.
SET LOCAL ROLE wt_operator
--;
UPDATE organisation SET asks_second_factor = false WHERE sandbox_secret_hash IS NOT NULL
--;
RESET ROLE
--;
ALTER TABLE account
  ADD COLUMN email VARCHAR(254),
  ADD COLUMN password_changed_at TIMESTAMP WITH TIME ZONE
--;
ALTER TABLE account_grant
  ADD COLUMN hands_in_until TIMESTAMP WITH TIME ZONE
--;
ALTER TABLE client
  ADD COLUMN public BOOLEAN DEFAULT false NOT NULL
--;
ALTER TABLE session
  ADD COLUMN how VARCHAR(20) DEFAULT 'password' NOT NULL,
  ADD COLUMN second_factor BOOLEAN DEFAULT false NOT NULL,
  ADD COLUMN device VARCHAR(120),
  ADD COLUMN last_used_at TIMESTAMP WITH TIME ZONE,
  ADD COLUMN browser BYTEA
--;
SET LOCAL ROLE wt_operator
--;
UPDATE session SET how = 'client' WHERE client_id IS NOT NULL
--;
RESET ROLE
