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
say 'tests, on SQLite'
rm -f .coverage .coverage.*
"$bin/coverage" run -m pytest -m "not soak and not story" -p no:cacheprovider
"$bin/coverage" combine --quiet
"$bin/coverage" report --include="$exact" --fail-under=100
"$bin/coverage" report --fail-under=90 | tail -n 3
say 'stories, with real processes and a real browser'
"$bin/pytest" -m "story and not soak" -p no:cacheprovider
say 'the tests of the cloud, on PostgreSQL'
"$bin/python" -m tests.postgres "$bin/pytest" -p no:cacheprovider -m "not soak and not browser" tests/cloud
