ALTER TABLE organisation DROP COLUMN asks_second_factor
--;
ALTER TABLE account DROP COLUMN email, DROP COLUMN password_changed_at
--;
ALTER TABLE account_grant DROP COLUMN hands_in_until
--;
ALTER TABLE client DROP COLUMN public
--;
ALTER TABLE session DROP COLUMN how, DROP COLUMN second_factor, DROP COLUMN device, DROP COLUMN last_used_at, DROP COLUMN browser
