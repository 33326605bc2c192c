#!/bin/sh
# What the tests need besides Python: Debian's servers and browser, and the environment of the independent clients.
# `tools/set_up_tests.sh "SUDO" PACKAGE…`
set -eu
cd "$(dirname "$0")/.."
sudo=$1
shift

stop() {
    echo "ostoja: $1" >&2
    exit 1
}

missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "ostoja: installing Debian's$missing for the tests"
    export DEBIAN_FRONTEND=noninteractive
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends $missing; } >.venv/apt.log 2>&1 ||
        stop "Debian's$missing could not be installed; the log is in .venv/apt.log"
fi

if [ ! -x .oracle/bin/python ] || [ locks/oracle.lock -nt .oracle/ready ]; then
    rm -rf .oracle
    python3 -m venv .oracle
    .oracle/bin/pip install --quiet --disable-pip-version-check --ignore-requires-python --require-hashes \
        -r locks/oracle.lock || stop "the independent clients could not be installed"
    touch .oracle/ready
fi
