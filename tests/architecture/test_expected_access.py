"""Every operation stands in the table of expected access, and the table names nothing that is not served."""

from tests.access_matrix import table
from tests.access_matrix.bodies import BODIES
from tests.access_matrix.operations import operations


def test_every_operation_stands_in_the_table_of_expected_access() -> None:
    unlisted = operations().keys() - table.rows().keys()
    assert not unlisted, f"Say in tests/access_matrix/table.py who may do this: {sorted(unlisted)}"


def test_the_table_of_expected_access_names_only_what_is_served() -> None:
    served = operations()
    creations = {f"{name}_create" for name, operation in served.items() if operation.method == "PUT"}
    assert table.rows().keys() <= served.keys() | creations


def test_making_a_record_under_an_id_of_ones_own_is_a_line_of_its_own() -> None:
    named = {name for name, operation in operations().items() if operation.method == "PUT" and operation.names_a_record}
    assert {f"{name}_create" for name in named} <= table.rows().keys()


def test_what_takes_a_body_has_one_in_the_matrix() -> None:
    needs = {name for name, operation in operations().items() if operation.method in ("PUT", "PATCH")}
    assert needs <= BODIES.keys()


def test_an_operation_that_nobody_listed_is_found() -> None:
    planted = operations() | {"read_everything": next(iter(operations().values()))}
    assert planted.keys() - table.rows().keys() == {"read_everything"}
