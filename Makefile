# Two commands are enough on a fresh machine: `make brief` and `make test`. Each sets up what it needs, once.
BRIEF ?= compute-and-networks
BIN := .venv/bin

ifeq ($(shell uname),Darwin)
# Where Homebrew keeps Pango; macOS looks nowhere else by itself.
export DYLD_FALLBACK_LIBRARY_PATH := /opt/homebrew/lib:/usr/local/lib:$(DYLD_FALLBACK_LIBRARY_PATH)
endif

.PHONY: help brief test bench mutate quick lint format setup setup-dev clean

help:
	@echo "make brief   set up, then build the flagship brief (BRIEF=slug for another)"
	@echo "make test    set up for development, then lint, types and all tests"
	@echo "make quick   lint, types and the unit tests, in under a minute"
	@echo "make bench   measure the budgets beside peers, into docs/performance.md (BENCH=--full for 1,000 theses)"
	@echo "make mutate  corrupt the shipped theses at random and count what is caught, into docs/mutation.md"
	@echo "make lint    ruff, mypy, import-linter"
	@echo "make format  let ruff mend what it can, and lay out the code"
	@echo "make clean   remove what was built and what tools have cached; keeps the environment"

brief: setup
	@$(BIN)/python build.py build $(BRIEF)

test: setup-dev lint
	@$(BIN)/pytest -n 2 --dist worksteal

quick: setup-dev lint
	@$(BIN)/pytest -n 2 -q -m "not slow" tests/unit tests/test_architecture.py

bench: setup-dev
	@uv=.tools/bin/uv; [ -x $$uv ] || uv=uv; $$uv sync -q --frozen --inexact --group bench
	@$(BIN)/python -m bench.run $(BENCH)

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

mutate: setup-dev
	@$(BIN)/python -m tools.mutation --write

format: setup-dev
	@$(BIN)/ruff check -q --fix .
	@$(BIN)/ruff format .

setup:
	@tools/setup.sh run

setup-dev:
	@tools/setup.sh dev

clean:
	rm -rf dist drafts build .dist.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
