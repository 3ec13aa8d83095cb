DROP INDEX CONCURRENTLY IF EXISTS ix_session_client_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_account_grant_organisation_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_session_client_id_created_at
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_session_client_id_created_at ON session (client_id, created_at)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_account_grant_organisation_id_created_at_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_account_grant_organisation_id_created_at_id ON account_grant (organisation_id, created_at, id)
