# All commands of development. CI and pre-commit call these same targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The lists are complete, so pip need not look for dependencies. Where a package is named with an extra somewhere
# («coverage[toml]»), older pips take a newer release than the pinned one, and then refuse it because it has no hash.
LOCKED := $(BIN)/pip install --quiet --no-deps --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test coverage check lint types imports format lock wheel sbom licences audit properties plans guide bench bench-check chaos try-running clean

help:  ## List the commands
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

run: $(VENV)/.run  ## Start the bot, on Telegram where BOT_TOKEN is set, else in the sandbox
	$(BIN)/mag-bot run

test: $(VENV)/.dev  ## Run all tests
	$(BIN)/pytest -n 2 --dist worksteal

coverage: $(VENV)/.dev  ## Run all tests and list the lines that none of them runs
	$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

check: lint types imports  ## Check style, types and imports

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/lint-imports

format: $(VENV)/.dev  ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Both lists come from pyproject.toml: what the bot runs with, and all that a checkout needs beside it.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header pyproject.toml
lock: $(VENV)/.dev  ## Update the pinned dependencies and their hashes
	$(LOCK) --group build -o requirements/run.txt
	$(LOCK) --group dev -o requirements/dev.txt

wheel: $(VENV)/.dev  ## Build the wheel into dist/
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# An environment with the bot and nothing of development, which the two lists below describe.
dist/.runtime: requirements/run.txt pyproject.toml $(VENV)/.dev
	rm -rf dist/runtime
	$(PYTHON) -m venv --without-pip dist/runtime
	$(BIN)/pip --python dist/runtime install --quiet --no-deps --require-hashes -r requirements/run.txt
	@touch $@

sbom: dist/.runtime  ## Write what the bot is made of into dist/sbom.cdx.json (CycloneDX)
	$(BIN)/cyclonedx-py environment dist/runtime --pyproject pyproject.toml --short-PURLs --output-reproducible -o dist/sbom.cdx.json
	@echo dist/sbom.cdx.json

licences: dist/.runtime  ## Write the licences of what the bot is made of into dist/licences.md
	$(BIN)/pip-licenses --python dist/runtime/bin/python --with-system --with-urls --format=markdown --output-file=dist/licences.md
	@echo dist/licences.md

audit: $(VENV)/.dev  ## Look the pinned packages up among known vulnerabilities
	$(BIN)/python -m tests.supply.audit requirements/run.txt requirements/dev.txt

properties: $(VENV)/.dev  ## Try the properties of parsers and dates with 1,000 examples each, not 50
	$(BIN)/pytest -n 2 --dist worksteal -m hypothesis --hypothesis-profile=long

plans: $(VENV)/.dev  ## Read 2,000 generated plans and compare each value with the right one
	$(BIN)/python -m tests.plans.generator

guide: $(VENV)/.dev  ## Print docs/secretariat.ru.md as the PDF that the bot sends
	$(BIN)/python -m tests.docs.guide

bench: $(VENV)/.dev  ## Measure speed and size, write docs/performance.md
	$(BIN)/python -m tests.bench

bench-check: $(VENV)/.dev  ## Fail where a promised ratio has become worse by a fifth
	$(BIN)/python -m tests.bench.check

chaos: $(VENV)/.dev  ## Run the long failure tests, write docs/reliability.md
	$(BIN)/python -m tests.chaos

try-running: $(VENV)/.dev  ## Install and run the bot from the wheel and from a clone, behind nginx with TLS
	$(BIN)/python -m tests.running

clean:  ## Remove what can be built again, but not var/
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
