#!/bin/sh
# Renew the locks from pyproject.toml: `tools/lock.sh`. Needs uv; nothing else in the house does.
set -eu
cd "$(dirname "$0")/.."
compile() {
    out=$1; shift
    uv pip compile --quiet --python-version 3.11 --python-platform linux --generate-hashes \
        --no-emit-index-url --no-annotate --custom-compile-command tools/lock.sh "$@" -o "locks/$out"
}
compile gateway.lock pyproject.toml locks/build.in --extra gateway
compile run.lock pyproject.toml locks/build.in --extra gateway --extra relay --extra cloud --extra simulate
compile dev.lock pyproject.toml locks/build.in --extra gateway --extra relay --extra cloud --extra simulate --group dev
