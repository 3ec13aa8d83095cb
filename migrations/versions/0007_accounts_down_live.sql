DROP INDEX CONCURRENTLY IF EXISTS ix_session_client_id_created_at
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_account_grant_organisation_id_created_at_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_session_client_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_session_client_id ON session (client_id)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_account_grant_organisation_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_account_grant_organisation_id ON account_grant (organisation_id)
