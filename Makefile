# make run     a furnished home in the browser, with everything around it, on this machine
# make test    everything that must hold; ONLY=tests/relay for a part of it
# make ready   the set-up alone: .venv with .venv/bin/ostoja
# make soak    the long proofs at full size
# make bench   the measurements, as a table and as JSON in bench-results/
# make fix     tidy what a machine can tidy
# make clean   forget everything that was built, and the demo's data

SHELL := /bin/bash
export PATH := $(wildcard /usr/lib/postgresql/*/bin):/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:$(PATH)
export PYTHONDONTWRITEBYTECODE :=

BIN  := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# What pytest ends with when nothing was chosen.
NONE_FOUND := 5
DEBS := chromium logrotate mosquitto mosquitto-clients nats-server postgresql

.PHONY: run ready test soak bench fix clean

run: ready
	@exec $(BIN)/ostoja demo

ready: .venv/ready

.venv/ready: pyproject.toml locks/run.lock tools/set_up.sh
	@tools/set_up.sh locks/run.lock
	@touch $@

.venv/ready-to-test: .venv/ready locks/dev.lock locks/oracle.lock
	@tools/set_up.sh locks/dev.lock
	@tools/set_up_tests.sh "$(SUDO)" $(DEBS)
	@touch $@

test: .venv/ready-to-test
	@tools/test.sh $(ONLY)

soak: .venv/ready-to-test
	$(BIN)/pytest -m soak -p no:cacheprovider $(ONLY) || [ $$? -eq $(NONE_FOUND) ]
	$(BIN)/pytest -m "hypothesis and not soak" --hypothesis-profile=soak -p no:cacheprovider $(ONLY) || [ $$? -eq $(NONE_FOUND) ]

bench: .venv/ready-to-test
	$(BIN)/python -m bench

fix: .venv/ready-to-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .oracle var bench-results build .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
