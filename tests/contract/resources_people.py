"""People and who signs in: a person's own records, accounts, clients, and what is told to whoever is signed in."""

from typing import Final

from tests.contract.resource import Resource, numbered

PEOPLE: Final = (
    Resource("me", "/me", stranger=None, forbidden=None, only=True),
    Resource(
        "organisation", "/organisation", patch={"name": "Ashbrook"}, stranger=None, forbidden=None, only=True, patcher="manager"
    ),
    Resource("person", "/people", lambda n, p: {"team_id": p.team, "preferred_name": f"Number {n}"}, {"pronouns": "they/them"}),
    Resource(
        "profile_version",
        "/people/{person_id}/profile-versions",
        lambda _n, p: {"based_on": p.records.get("latest"), "matters": ["Tea."]},
        place="enquiry",
    ),
    Resource("gift", "/people/{person_id}/gifts", numbered("words", part="head"), {"words": "I knit and sew."}),
    Resource(
        "relationship",
        "/people/{person_id}/relationships",
        numbered("name", what_they_are_to_me="Next door", closeness="close"),
        {"phone": None},
    ),
    Resource(
        "life_story_chapter",
        "/people/{person_id}/life-story",
        lambda n, _p: {
            "title": f"Number {n}",
            "words": "Then.",
            "consent": {"given_how": "spoken", "given_by": "Jean", "evidence": "Said so."},
        },
        {"title": "Another title"},
    ),
    Resource(
        "access_to_home",
        "/people/{person_id}/access-to-home",
        numbered("instructions"),
        {"alarm": "In the hall"},
        writer="manager",
        stranger="other_manager",
        place="enquiry",
        only=True,
    ),
    Resource(
        "positive_risk",
        "/people/{person_id}/risks",
        numbered("what_i_want", what_it_brings="Joy.", whose="shared", review_on="2099-01-01"),
        {"agreed": "I ring."},
    ),
    Resource(
        "small_team_member",
        "/people/{person_id}/small-team",
        lambda n, p: {"member_id": p.records[f"member_{n}"]},
        {"words": "We laugh."},
        place="enquiry",
    ),
    Resource(
        "consent",
        "/people/{person_id}/consents",
        numbered("evidence", purpose="photo", audience="public", given_how="spoken", given_by="Jean"),
    ),
    Resource(
        "representative",
        "/people/{person_id}/representatives",
        numbered("name", kind="advocate", scope=["speaking_up"], evidence="Seen.", from_on="2026-01-01"),
        {"name": "Lynn"},
    ),
    Resource("move_offer", "/move-offers", stranger="carer_2", place="jean"),
    Resource(
        "account",
        "/accounts",
        lambda n, _p: {"username": f"number.{n}@example.org", "name": f"Number {n}"},
        {"name": "Xenia"},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "account_grant",
        "/accounts/{account_id}/grants",
        lambda n, _p: {"role": ("coach", "connector", "family", "manager")[n % 4]},
        {},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "one_time_link",
        "/invitations",
        lambda n, _p: {"username": f"invited.{n}@example.org", "name": f"Number {n}", "invited_as": "manager"},
        {},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "client",
        "/clients",
        numbered("name", scopes=["organisation:read"]),
        {"name": "A rota"},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "identity_provider",
        "/identity-providers",
        lambda n, _p: {"name": f"Number {n}", "issuer": f"https://login-{n}.example.org", "client_id": "wellbeing"},
        {"name": "A council"},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "account_identity",
        "/accounts/{account_id}/identities",
        lambda n, place: {"provider_id": str(place.record(f"provider_{n % 50}")), "subject": f"number-{n}"},
        {},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource("concern", "/people/{person_id}/concerns", numbered("words", kind="health"), {"what_was_done": "Rang."}),
    Resource("person_page", "/person-pages"),
    Resource("notice", "/notices", stranger="carer_3", forbidden=None),
)
