#!/bin/sh
# Make .venv and install what a lock lists: `tools/set_up.sh LOCK`. Every failure is one sentence that says what to do.
set -eu
cd "$(dirname "$0")/.."
lock=$1

stop() {
    echo "ostoja: $1" >&2
    exit 1
}

python=$(command -v python3) || stop "python3 is not installed. Do: apt install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "python3 here is $("$python" -V | cut -d' ' -f2); Ostoja needs 3.11 or newer."
"$python" -c 'import ensurepip, venv' 2>/dev/null || stop "python3-venv is not installed. Do: apt install python3-venv"

if [ ! -x .venv/bin/pip ]; then
    rm -rf .venv
    "$python" -m venv .venv || { rm -rf .venv; stop "the environment .venv could not be made; is the disk full?"; }
fi

echo "ostoja: installing what $lock lists; the first time this takes about a minute"
log=.venv/set-up.log
if ! .venv/bin/pip install --quiet --disable-pip-version-check --retries 2 --timeout 20 --require-hashes -r "$lock" >"$log" 2>&1; then
    grep -qiE 'connection|resolve|timed out|unreachable|retr' "$log" &&
        stop "the Python packages could not be fetched: no connection to the package index. Check the network and run make again. (log: $log)"
    tail -n 5 "$log" >&2
    stop "installing the Python packages failed; the whole log is in $log"
fi
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable . >"$log" 2>&1 ||
    stop "installing Ostoja itself failed; the log is in $log"
