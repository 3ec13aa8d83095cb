"""`python -m tests.proof [name …]`: the long proofs, one after another, each printing its figures. Without names: all."""

import pkgutil
import sys
import time
from collections.abc import Callable
from importlib import import_module

import tests.proof

HELPERS = ("__main__", "running", "standing")  # no proofs: what proofs stand on


def _held(proof: Callable[[], bool | None]) -> bool:
    """Whether a proof held: False, or an exit code other than 0, says that it did not; the next one runs all the same."""
    try:
        return proof() is not False
    except SystemExit as ended:
        return not ended.code


def main() -> int:
    """Run the proofs named, or all; the exit code counts those that did not hold."""
    known = sorted(m.name for m in pkgutil.iter_modules(tests.proof.__path__) if m.name not in HELPERS)
    chosen = sys.argv[1:] or known
    if unknown := set(chosen) - set(known):
        print(f"There is no proof {', '.join(sorted(unknown))}. Choose from: {', '.join(known)}")
        return 2
    failed = 0
    for number, name in enumerate(chosen, 1):
        module = import_module(f"tests.proof.{name}")
        print(f"==> {number}/{len(chosen)} {name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        began = time.monotonic()
        held = _held(module.main)
        failed += not held
        print(f"<== {name} {'done' if held else 'did NOT hold'}, {time.monotonic() - began:.0f} s\n", flush=True)
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
