"""`make proof` runs every module of tests/proof: each is a proof with a main(), or said to be what proofs stand on."""

import pkgutil
from importlib import import_module

import pytest

import tests.proof
from tests.proof.__main__ import HELPERS

PROOFS = sorted(m.name for m in pkgutil.iter_modules(tests.proof.__path__) if m.name not in HELPERS)


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_can_be_run_by_its_name(name: str) -> None:
    module = import_module(f"tests.proof.{name}")
    assert callable(module.main)
    assert (module.__doc__ or "").strip()
