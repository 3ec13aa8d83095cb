"""`python -m tests.proof [name …]`: the long proofs, one after another, each printing its figures. Without names: all."""

import pkgutil
import sys
import time
from importlib import import_module

import tests.proof


def main() -> int:
    """Run the proofs named, or all; the exit code counts those that did not hold."""
    known = sorted(m.name for m in pkgutil.iter_modules(tests.proof.__path__) if m.name not in ("__main__", "standing"))
    chosen = sys.argv[1:] or known
    if unknown := set(chosen) - set(known):
        print(f"There is no proof {', '.join(sorted(unknown))}. Choose from: {', '.join(known)}")
        return 2
    failed = 0
    for number, name in enumerate(chosen, 1):
        module = import_module(f"tests.proof.{name}")
        print(f"==> {number}/{len(chosen)} {name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        began = time.monotonic()
        held = module.main()
        failed += held is False
        print(f"<== {name} {'did NOT hold' if held is False else 'done'}, {time.monotonic() - began:.0f} s\n", flush=True)
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
