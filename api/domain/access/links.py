"""One-time links: what whoever holds one may do, at the sign-in desk. Managers make them in `workflows/invitations`.

A link is the right to choose a password, once (OWASP Forgot Password Cheat Sheet: random, for once, short-lived, a digest kept).
To look at it uses nothing up, because mail filters look at every link. One that was used, ran out, was withdrawn or never was is
one and the same: no link.
"""

from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access import attempts, browsers, messages, password_changes
from api.domain.access.attempts import folded
from api.domain.access.desk import FIRST_PARTY, Desk
from api.domain.access.events import noted
from api.domain.access.password_rules import choose
from api.domain.access.secrets import digest_of
from api.domain.access.sign_in_models import LinkKind, MessageKind, SignInWhat
from api.domain.shared.clock import utc_now
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

PLACE: Final = "/sign-in/link/"
# Asking for a reset, in a quarter of an hour: of one name, and from one address.
ASKS_PER_NAME: Final = 5
ASKS_PER_ADDRESS: Final = 20
LONGEST_TOKEN: Final = 64

_STANDS: Final = """
           link.used_at IS NULL AND link.removed_at IS NULL AND link.expires_at > now()
       AND account.id = link.account_id AND account.disabled_at IS NULL AND account.removed_at IS NULL
       AND organisation.id = account.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
"""
_FIND: Final = plain(
    f"""
    SELECT link.id, link.kind, account.id, organisation.id, account.username, account.name, organisation.name,
           account.password_hash IS NOT NULL
      FROM one_time_link link, account, organisation
     WHERE link.digest = $1::bytea AND {_STANDS}
    """,  # noqa: S608 - our own words
    "digest",
)
# Of two at once the second waits here and then finds it used.
_USE: Final = plain(
    f"""
    UPDATE one_time_link link SET used_at = now() FROM account, organisation
     WHERE link.digest = $1::bytea AND {_STANDS}
    RETURNING link.account_id
    """,  # noqa: S608 - our own words
    "digest",
)
# Whom a reset can be sent to. Not who comes in by their provider alone: a mailbox would be enough to come in around it.
_ADDRESSEE: Final = plain(
    """
    SELECT account.id FROM account JOIN organisation ON organisation.id = account.organisation_id
     WHERE account.username IN ($1::text, $2::text) AND account.disabled_at IS NULL AND account.removed_at IS NULL
       AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
       AND strpos(coalesce(account.email, account.username), '@') > 0
       AND (account.password_hash IS NOT NULL OR NOT EXISTS (
             SELECT FROM account_identity identity
               JOIN identity_provider provider ON provider.id = identity.provider_id AND provider.removed_at IS NULL
              WHERE identity.account_id = account.id AND identity.removed_at IS NULL))
     ORDER BY account.username = $1::text DESC LIMIT 1
    """,
    "typed", "folded",
)  # fmt: skip


class LinkGone(Exception):
    """A link that is good for nothing; which it was is told to nobody."""


class Link(NamedTuple):
    """A link that stands, and whose it is."""

    id: UUID
    kind: LinkKind
    account: UUID
    organisation: UUID
    username: str
    name: str
    organisation_name: str
    has_password: bool  # already: the one that is chosen takes its place

    @property
    def names(self) -> tuple[str, str, str]:
        """What a guesser knows."""
        return self.username, self.name, self.organisation_name


def address_of(issuer: str, token: str) -> str:
    """The link as it is sent or handed over."""
    return f"{issuer.rstrip('/')}{PLACE}{token}"


async def standing(work: Writing, token: str) -> Link:
    """The link of a token. It stays as it is. LinkGone."""
    rows: list[tuple[Any, ...]] = await work.rows(_FIND, digest=digest_of(token)) if len(token) <= LONGEST_TOKEN else []
    if not rows:
        raise LinkGone
    id_, kind, *rest = rows[0]
    return Link(id_, LinkKind(kind), *rest)


async def take_up(desk: Desk, token: str, password: str, *, instead_of: str | None, device: str | None = None) -> str:
    """Set the password, use the link up, and begin a browser's sign-in in the place of whichever there was; answers its secret.

    Whatever the account was signed in to before has ended. LinkGone; PasswordRefused; AwayError.
    """
    async with at_the_desk(desk.pool, desk.deadline) as work:
        link = await standing(work, token)
    hashed = await password_changes.hashed(desk, choose(password, link.names))
    async with at_the_desk(desk.pool, desk.deadline) as work:
        if not await work.rows(_USE, digest=digest_of(token)):
            raise LinkGone
        password_changes.put(work, link.account, hashed)
        secret = browsers.begin(work, link.account, instead_of=instead_of, password_at=utc_now())
        if link.kind is LinkKind.reset or link.has_password:
            messages.queue(work, link.account, MessageKind.password_changed)
        browser = await browsers.browser_of(work, secret)
        if browser is not None and not browser.second_factor_due and not browser.set_up_due:
            noted(
                work, SignInWhat.signed_in, organisation=link.organisation, account=link.account, client_name=FIRST_PARTY,
                device=device,
            )  # fmt: skip
        await work.commit()
    return secret


async def ask_for_reset(desk: Desk, username: str, address: str) -> None:
    """Somebody has forgotten their password: a link goes to the account's address, if there is such an account with one.

    Whoever asks learns nothing: a name that nobody has is counted alike, costs alike, and puts a message in the queue that is
    never sent. The link is made when its message is sent (message_to_send()), for an hour from then. TooManyError; AwayError.
    """
    async with at_the_desk(desk.pool, desk.deadline) as work:
        await attempts.count(work, desk.ring, "reset from address", attempts.network(address), ASKS_PER_ADDRESS)
        await attempts.count(work, desk.ring, "reset of account", folded(username), ASKS_PER_NAME)
        found = await work.rows(_ADDRESSEE, typed=username, folded=folded(username))
        account: UUID | None = found[0][0] if found else None
        messages.queue(work, account, MessageKind.reset)
        await work.commit()
