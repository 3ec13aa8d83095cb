#!/usr/bin/env bash
# Lint the contract: spectral (our rules and OWASP's) and redocly, both without telemetry.
#   bash openapi/lint.sh [document]     the document is openapi/openapi.json unless another is named
#   bash openapi/lint.sh --install      only fetch the tools (tests that generate clients need them too)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true NO_UPDATE_NOTIFIER=1

# npm ci takes half a minute and removes node_modules first, so only when the lock is not the one installed. The lock
# guards against two at once (make -j, parallel tests).
install() {
  local stamp=$here/node_modules/.installed
  exec 9<"$here/package-lock.json"
  if command -v flock >/dev/null; then flock 9; fi
  if ! cmp -s "$here/package-lock.json" "$stamp"; then
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp "$here/package-lock.json" "$stamp"
  fi
  exec 9>&-
}

for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "openapi/lint.sh needs $tool (Node 20.19 or newer)." >&2; exit 1; }
done
install
if [ "${1:-}" = "--install" ]; then exit 0; fi

document=${1:-$here/openapi.json}
if [ ! -f "$document" ]; then
  echo "$document is not there: make openapi writes it." >&2
  exit 1
fi
status=0
"$here/node_modules/.bin/spectral" lint "$document" --ruleset "$here/spectral.yaml" --fail-severity=warn || status=1
# redocly greets and, on Node 20, warns of its own plans on stderr: show that only when it fails.
noise=$(mktemp)
trap 'rm -f "$noise"' EXIT
"$here/node_modules/.bin/redocly" lint "$document" --config "$here/redocly.yaml" 2>"$noise" || { cat "$noise" >&2; status=1; }
# What main has published must keep working for those who use it (published.json is renewed with each release).
if [ -z "${1:-}" ] && [ -f "$here/published.json" ]; then
  "${PYTHON:-python3}" "$here/breaking.py" || status=1
fi
exit "$status"
