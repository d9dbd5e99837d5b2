# Every chore of the project; CI and pre-commit call these same targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The lists are whole. Left to look for dependencies, older pips take a newer release for a pinned package named with an
# extra somewhere («coverage[toml]»), and refuse it for want of a hash, from the day on which there is one.
LOCKED := $(BIN)/pip install --quiet --no-deps --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test coverage check lint types imports format lock plans bench bench-check chaos clean

help:  ## List the chores
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(LOCKED) -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(LOCKED) -r requirements/dev.txt
	$(BIN)/pip check --quiet
	@touch $@

run: $(VENV)/.run  ## Start the bot: Telegram with BOT_TOKEN, else the sandbox
	$(BIN)/mag-bot run

test: $(VENV)/.dev  ## Run every test
	$(BIN)/pytest -n 2

coverage: $(VENV)/.dev  ## Run every test and say what none of them reaches
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered

check: lint types imports  ## Everything but the tests: style, types, architecture

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/lint-imports

format: $(VENV)/.dev  ## Rewrite the code in the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev  ## Pin the dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header requirements/dev.in -o requirements/dev.txt

plans: $(VENV)/.dev  ## Read 2,000 random plans and hold every value against its truth
	$(BIN)/python -m tests.plans.generator

bench: $(VENV)/.dev  ## Measure speed and size at length, and write docs/performance.md
	$(BIN)/python -m tests.bench

bench-check: $(VENV)/.dev  ## Fail where a change has made a promised ratio worse by a fifth
	$(BIN)/python -m tests.bench.check

chaos: $(VENV)/.dev  ## Break everything at length, and write docs/reliability.md
	$(BIN)/python -m tests.chaos

clean:  ## Remove what can be made again; var/ stays
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
