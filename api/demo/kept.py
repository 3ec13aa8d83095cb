"""The credentials of the demo's own world, kept beside its data so that a second start prints the same."""

import json
import os
from pathlib import Path
from typing import Any

from api.demo.made import World

PRIVATE = 0o600


def keep(path: Path, world: World) -> None:
    """Write the credentials, readable by the owner alone, whole or not at all."""
    told = json.dumps(world.told() | {"password": world.password}, default=str, ensure_ascii=False, indent=1)
    write_private(path, told)


def write_private(path: Path, text: str) -> None:
    """Write a file for its owner alone, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def kept(path: Path) -> dict[str, Any] | None:
    """What was kept, or None."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return found


def accounts_in(path: Path) -> list[dict[str, Any]]:
    """The demo's accounts as the documentation page lists them: role, name, username, password."""
    world = kept(path) or {"accounts": []}
    return [{name: account[name] for name in ("role", "name", "username", "password", "about")} for account in world["accounts"]]
