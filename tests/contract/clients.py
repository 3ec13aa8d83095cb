"""Make client libraries from the contract, as a front end's developer would: what does not generate is not a contract."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

OPENAPI = Path(__file__).parents[2] / "openapi"
NODE_BIN = OPENAPI / "node_modules" / ".bin"

# As strict as TypeScript gets: a generated type that only compiles leniently is of no use to a careful front end.
TSCONFIG = {
    "compilerOptions": {
        "strict": True,
        "noUncheckedIndexedAccess": True,
        "exactOptionalPropertyTypes": True,
        "noImplicitOverride": True,
        "skipLibCheck": False,
        "target": "ES2022",
        "module": "NodeNext",
        "moduleResolution": "NodeNext",
        "lib": ["ES2022", "DOM", "DOM.Iterable"],
        "types": [],
        "outDir": "dist",
        "declaration": True,
    },
    "include": ["*.ts"],
}

TYPESCRIPT_CLIENT = """\
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./api.js";

/** A typed client: `client.GET("/people", {params: {query: {limit: 10}}})`. */
export function wellbeing(baseUrl: string, token: string): Client<paths> {
  return createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
}
"""


class GenerationError(Exception):
    """A generator or compiler refused the document; the message is what it said."""


def run(command: list[str | Path], *, cwd: Path, timeout: float = 300) -> str:
    """Run a tool and return all that it said; GenerationError if it failed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=timeout)
    if done.returncode:
        raise GenerationError(f"{command[0]} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr


def install_node_tools() -> None:
    """Install the contract's npm tools once (openapi/lint.sh knows when they are stale)."""
    if not shutil.which("npm"):
        raise GenerationError("Node 20.19 or newer and npm are needed for the TypeScript client.")
    run(["bash", OPENAPI / "lint.sh", "--install"], cwd=OPENAPI)


def make_python_client(document: Path, out: Path) -> Path:
    """Generate a Python package with openapi-python-client into `out`, which is then importable by its folder's name.

    Its warnings are failures here: it leaves out what it cannot read and goes on, so a client may lack an operation in silence.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    config = out.parent / f"{out.name}.config.json"
    config.write_text(json.dumps({"post_hooks": []}))  # formatting a throw-away client costs seconds and proves nothing
    command: list[str | Path] = [sys.executable, "-m", "openapi_python_client", "generate", "--path", document.resolve()]
    command += ["--output-path", out.resolve(), "--meta", "none", "--overwrite", "--config", config, "--fail-on-warning"]
    run(command, cwd=out.parent)
    run([sys.executable, "-m", "compileall", "-q", out], cwd=out.parent)
    return out


def make_typescript_client(document: Path, out: Path) -> Path:
    """Generate types with openapi-typescript, wrap them with openapi-fetch and compile strictly.

    Returns the folder with the sources (`api.ts`, `client.ts`); further `*.ts` files put there compile with `compile_typescript`.
    `dist/client.js` runs under Node.
    """
    install_node_tools()
    out.mkdir(parents=True, exist_ok=True)
    # Node and tsc look for packages upwards from the file: a link is cheaper than a second installation.
    modules = out / "node_modules"
    if not modules.exists():
        modules.symlink_to(OPENAPI / "node_modules", target_is_directory=True)
    # A member with a default may be left out of a request; without the flag the types demand it.
    run(
        [
            NODE_BIN / "openapi-typescript",
            document.resolve(),
            "--default-non-nullable",
            "false",
            "--output",
            out.resolve() / "api.ts",
        ],
        cwd=OPENAPI,
    )
    (out / "package.json").write_text(json.dumps({"name": "client", "private": True, "type": "module"}))
    (out / "tsconfig.json").write_text(json.dumps(TSCONFIG, indent=1))
    (out / "client.ts").write_text(TYPESCRIPT_CLIENT)
    compile_typescript(out)
    return out


def compile_typescript(folder: Path) -> None:
    """Compile every `*.ts` of a folder made by make_typescript_client; GenerationError with tsc's words if it refuses."""
    run([NODE_BIN / "tsc", "--project", folder / "tsconfig.json"], cwd=folder)
