DROP INDEX CONCURRENTLY IF EXISTS ix_gift_terms
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_gift_terms ON gift USING gin (to_tsvector('english'::regconfig, regexp_replace(words, '\m(not|never|no|cannot|\w+n[''’]t)\M((?!\mbut\M)[^.,;:!?\n])*', ' ', 'gi') || ' ' || array_to_tsvector(tags)::text))
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_gift_words
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_gift_words ON gift USING gin (words gin_trgm_ops)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_member_gift_terms
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_member_gift_terms ON member_gift USING gin (to_tsvector('english'::regconfig, regexp_replace(words, '\m(not|never|no|cannot|\w+n[''’]t)\M((?!\mbut\M)[^.,;:!?\n])*', ' ', 'gi') || ' ' || array_to_tsvector(tags)::text))
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_member_gift_words
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_member_gift_words ON member_gift USING gin (words gin_trgm_ops)
--;
DROP INDEX CONCURRENTLY IF EXISTS uq_circle_member_account
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uq_circle_member_account ON circle_member (circle_id, account_id) WHERE account_id IS NOT NULL AND state <> 'left' AND removed_at IS NULL
--;
DROP INDEX CONCURRENTLY IF EXISTS uq_circle_member_facilitator
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uq_circle_member_facilitator ON circle_member (circle_id) WHERE facilitator AND state = 'joined' AND removed_at IS NULL
