"""What stood before a council had a say: its provider asks, like every other, and nothing counts until it agreed."""

import psycopg

from api.domain.shared.ids import new_id
from api.storage.provision import create_database, migrate
from tests.commissioning.naming import kernel
from tests.commissioning.planted import DAY, TODAY, put


def test_arrangements_of_the_release_before_ask_the_council_they_name(server_url: str) -> None:
    """Nothing of what stood already is a council's before it agreed."""
    url, provider, council, team, person = (create_database(server_url, "asked_before"), *(new_id() for _ in range(4)))
    migrate(url, "0007")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        made = "INSERT INTO organisation (id, kind, name) VALUES (%s, 'provider', 'Elm'), (%s, 'council', 'Elmfield')"
        connection.execute(made, [provider, council])
        north = {"name": "North", "name_key": "north", "purpose": "Us", "setting": "home_care", "started_on": TODAY}
        put(connection, "team", north | {"id": team, "organisation_id": provider})
        here = {"organisation_id": provider, "team_id": team}
        jean = {"preferred_name": "Jean", "name_key": "jean", "search_key": "jean", "status_since": TODAY}
        put(connection, "person", here | jean | {"id": person})
        funded = {"organisation_id": provider, "council_id": council, "funded_person_id": person, "kind": "joint"}
        for day in (TODAY, TODAY - DAY):
            put(connection, "arrangement", funded | {"from_on": day})
    migrate(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        rows = connection.execute("SELECT organisation_id, council_id, provider_name, agreed_at FROM commissioned_provider")
        assert rows.fetchall() == [(provider, council, "Elm", None)]
        named = connection.execute("SELECT DISTINCT council_name, provider_name FROM arrangement").fetchall()
        assert named == [("Elmfield", "Elm")]
        assert kernel(connection, "SELECT * FROM funded_people(%s, %s, %s)", council, TODAY, TODAY + DAY) == []
