#!/bin/bash
# Everything that must hold, or with arguments the tests at these paths.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
exact='ostoja/policy/*,ostoja/privacy/*,ostoja/protocol/*,ostoja/relay/*'

say() { printf '\n== %s\n' "$1"; }

if [ $# -gt 0 ]; then
    exec "$bin/pytest" -m "not soak" "$@"
fi

say format; "$bin/ruff" format --check --quiet .
say lint; "$bin/ruff" check --quiet .
say imports; "$bin/lint-imports" --no-cache | tail -n 25
say types; "$bin/mypy"
say migrations; OSTOJA_SECRET_KEY=none-of-this-is-served-0123456789abcdefghij OSTOJA_ORIGIN=http://localhost:8000 OSTOJA_ROAD=ws://localhost:8001 \
    OSTOJA_RELAY_TOKEN=unused-by-this-step OSTOJA_VAR="$(mktemp -d)" "$bin/ostoja" cloud manage makemigrations --check --dry-run
# The second core has nothing else to do while the first is busy; the stories, which keep time, run alone.
aside=(tests/gateway tests/simulator tests/bench tests/endurance tests/relay tests/demo)
said=$(mktemp)
rm -f .coverage .coverage.*
{
    "$bin/python" -m tests.postgres "$bin/pytest" -p no:cacheprovider -m "not soak and not browser" tests/cloud &&
        "$bin/coverage" run -m pytest -m "not soak and not story" -p no:cacheprovider "${aside[@]}"
} >"$said" 2>&1 &
postgres=$!
leave() {
    # What was waited for already is no process any more, which is no failure of the tests.
    pkill -P "$postgres" 2>/dev/null || true
    kill "$postgres" 2>/dev/null || true
    wait "$postgres" 2>/dev/null || true
    rm -f "$said"
}
trap leave EXIT
say 'tests, on SQLite'
"$bin/coverage" run -m pytest -m "not soak and not story" -p no:cacheprovider "${aside[@]/#/--ignore=}"
say "meanwhile the tests of the cloud, on PostgreSQL, and ${aside[*]}"
wait "$postgres" || { cat "$said"; exit 1; }
grep -E '^=+ .* (passed|failed)' "$said"
say coverage
"$bin/coverage" combine --quiet
"$bin/coverage" report --include="$exact" --fail-under=100
"$bin/coverage" report --fail-under=90 | tail -n 3
say 'stories, with real processes and a real browser'
"$bin/pytest" -m "story and not soak" -p no:cacheprovider
