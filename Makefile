# `make help` lists the targets. Everything runs inside .venv; nothing else on the machine is changed.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
.DEFAULT_GOAL := help
# An office's own certificate authority is in the system's store, not in uv's.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1

.PHONY: help run test check format bench eval eval-model lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.venv/ready: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements.txt
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements.txt -r requirements-dev.txt
	@touch $@

run: .venv/ready ## set everything up and open the app
	@$(BIN)/python -m assistant serve

test: .venv/ready-dev ## import contracts and all tests
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/ready-dev ## format, lint, types, import contracts, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(MAKE) --no-print-directory test

format: .venv/ready-dev ## rewrite the code in the house format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/ready-dev ## print the timings (never part of a test)
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench_reading
	@$(BIN)/python -m tests.bench_archive

eval: .venv/ready-dev ## print retrieval quality over the test reports
	@$(BIN)/python -m tests.eval

eval-model: .venv/ready-dev ## score the configured language model (docs/model.md)
	@$(BIN)/python -m tests.eval_model

lock: .venv/ready ## compile pyproject.toml into the pinned requirement files
	@$(UV) pip compile --quiet --no-emit-index-url --universal --python-version 3.11 pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --no-emit-index-url --universal --python-version 3.11 --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt

clean: ## remove the environment and caches (never the data folder)
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache
