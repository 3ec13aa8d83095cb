"""What the feed asks of the database: functions of the kernel that answer with what is public, and no table."""

from typing import Final

from api.storage.wire import plain

GROUPS: Final = plain("SELECT feed_groups($1::jsonb)", "ask")
TERMS: Final = plain("SELECT feed_terms($1::uuid)", "organisation")
PUBLISHERS: Final = plain("SELECT feed_publishers($1::uuid)", "organisation")
