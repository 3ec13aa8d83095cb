# Everything here needs only make and a Python of 3.11 or newer; the rest comes into .venv from requirements-dev.lock.
# Settings can be given on the command line (make run PORT=9000 DATABASE_URL=postgresql://…): make hands them on.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first of these that is new enough. An old python3 beside a newer python3.12 is common on servers.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
# --no-emit-index-url and --no-emit-find-links keep addresses out of the locks: they name packages and hashes, and no place.
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
# What pytest is to run: make test ARGS="tests/storage -x"
ARGS ?=
# All of them: a worker for each core, each with a PostgreSQL of its own, and a module's tests with one worker. A part runs in
# one process, where it starts sooner and says more (ARGS="-n auto --dist loadfile tests/visits" for workers all the same).
WORKERS := -n auto --dist loadfile

.PHONY: help venv run test check fmt bench proof openapi contract lock clean \
	check-lint check-format check-types check-imports check-dependencies check-migrations check-image

help: ## Show what can be asked for
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  \033[1m%-20s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(READY) ## Make .venv from the hash-locked list (done by itself when needed)

# The stamp is younger than the lock, so a second start installs nothing. It is written last: a broken-off
# install has no stamp and starts again. --no-deps because the lock is complete; pip then has nothing to work out.
$(READY): requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed and none was found (name one: make PYTHON=/path/to/python3)." >&2; exit 1; }
	@echo "==> .venv with $$($(PYTHON) --version)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || { \
		echo "The venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "==> installing $$(grep -c '^[a-z].*==' requirements-dev.lock) locked packages (once, about half a minute)"
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes --no-deps \
		-r requirements-dev.lock 2>.venv/pip-errors.txt \
		| awk '/^(Collecting|Processing) / && ++n % 20 == 0 { print "    " n " fetched"; fflush() } /^Installing/ { print "    unpacking"; fflush() }' \
		|| { cat .venv/pip-errors.txt >&2; exit 1; }
	@touch $@

run: $(READY) ## Start the API with its own PostgreSQL and sample teams (PORT, DATABASE_URL)
	@exec $(BIN)/python -m api demo

test: $(READY) ## Run the tests on a real PostgreSQL (ARGS="tests/storage -x" for a part)
	@$(BIN)/python -m pytest $(or $(ARGS),$(WORKERS))

check: check-lint check-format check-types check-imports check-dependencies check-migrations check-image contract ## Lint, types, layers, dependencies, migrations, image, contract
	@echo "==> all checks passed"

check-lint: $(READY) ## ruff: every rule, each exception with its reason
	@echo "==> ruff check"
	@$(BIN)/ruff check .

check-format: $(READY) ## ruff: formatting
	@echo "==> ruff format --check"
	@$(BIN)/ruff format --check .

check-types: $(READY) ## mypy, strict
	@echo "==> mypy"
	@$(BIN)/mypy

check-imports: $(READY) ## import-linter: who may import whom
	@echo "==> lint-imports"
	@$(BIN)/lint-imports

check-dependencies: $(READY) ## deptry: every import is declared, every declaration is used
	@echo "==> deptry"
	@$(BIN)/deptry .

check-migrations: $(READY) ## squawk: no migration that stalls a live database
	@echo "==> squawk"
	@mkdir -p build
	@$(BIN)/python -m api migrate --sql | grep -vxE 'BEGIN;|COMMIT;' >build/migrations.sql
	@$(BIN)/squawk build/migrations.sql

check-image: $(READY) ## hadolint: the Dockerfile
	@echo "==> hadolint"
	@$(BIN)/hadolint Dockerfile

contract: $(READY) ## Lint openapi/openapi.json (needs node and npm)
	@echo "==> contract"
	@if [ -f openapi/lint.sh ]; then bash openapi/lint.sh; else echo "openapi/lint.sh is not there: nothing to lint"; fi

fmt: $(READY) ## Repair what ruff can repair, then format
	@$(BIN)/ruff check --fix --show-fixes . || true
	@$(BIN)/ruff format .

bench: $(READY) ## Measure throughput against a bare ASGI app on asyncpg
	@$(BIN)/python -m tests.bench $(ARGS)

proof: $(READY) ## Run the long proofs: storms, kills, restarts, replays
	@$(BIN)/python -m tests.proof $(ARGS)

# Into a file of its own first: a failing command must not leave half a contract behind.
openapi: $(READY) ## Write openapi/openapi.json from the code
	@mkdir -p build openapi
	@$(BIN)/python -m api openapi >build/openapi.json
	@mv build/openapi.json openapi/openapi.json
	@echo "==> openapi/openapi.json"

# The dev lock first: some tools hold a library back, and both locks must agree on one version.
# LOCK_ARGS=--upgrade takes newer versions; without it only what pyproject.toml changed moves.
lock: $(READY) ## Work out both lock files again (LOCK_ARGS=--upgrade for newer versions)
	@$(LOCK) $(LOCK_ARGS) --extra embedded --group dev --output-file requirements-dev.lock
	@$(LOCK) $(LOCK_ARGS) --constraint requirements-dev.lock --output-file requirements.lock
	@! grep -nE '://|^--(extra-)?index|^--find-links' requirements.lock requirements-dev.lock || { \
		echo "A lock file names a package index: it must not." >&2; exit 1; }
	@wc -l requirements.lock requirements-dev.lock

clean: ## Remove what the tools made (the embedded database's data stays)
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache ./*.egg-info
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
