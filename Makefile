# Everything one does here. Each target works alone, first, on a fresh clone with Python 3.11 or newer and make.
PYTHON ?= python3
UPGRADE ?=
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-ready
DEV := $(VENV)/.dev-ready
SCAN := .venv-scan
SCANNER := $(SCAN)/.ready
LINTERS := lint layout types floors dependencies dead scan flows

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test check tests coverage format messages update-talks map specimen lock sbom bench $(LINTERS)

help: ## Say what can be done here
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

run: $(RUNTIME) ## Set up and start the bot to play with, no account needed; Ctrl-C stops it
	@trap : INT; $(BIN)/samvej serve --play || test $$? -eq 130

test: $(DEV) ## Set up and run every check and every test
	@$(call each,$(LINTERS) tests)

check: $(DEV) ## Run every check, but not the tests
	@$(call each,$(LINTERS))

# Runs all, also after a failure, so that every fault is told at once.
define each
failed=; for step in $(1); do echo "== $$step"; $(MAKE) $$step || failed="$$failed $$step"; done; \
if test -n "$$failed"; then echo "FAILED:$$failed"; exit 1; else echo "All passed: $(1)"; fi
endef

lint: $(DEV)
	@$(BIN)/ruff check

layout: $(DEV)
	@$(BIN)/ruff format --check

types: $(DEV)
	@$(BIN)/mypy

floors: $(DEV)
	@$(BIN)/lint-imports --no-logo

dependencies: $(DEV)
	@$(BIN)/deptry .

# What only a template reads is used too: its words are shown to vulture as names.
dead: $(DEV)
	@mkdir -p .vulture_cache
	@find bot/web/templates -type f -exec grep -ohE '[a-z_]{3,}' {} + | sort -u | sed 's/.*/getattr(None, "&")/' > .vulture_cache/templates.py
	@$(BIN)/vulture

SEMGREP = $(SCAN)/bin/semgrep scan --config tests/scan/rules.yml --metrics=off --disable-version-check --quiet

scan: $(SCANNER) $(DEV)
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive bot
	@$(SEMGREP) --error bot
	@$(SEMGREP) --json --scan-unknown-extensions tests/scan/planted.py.txt tests/scan/planted.js.txt | $(PYTHON) tests/scan/bites.py

# Without hunspell the spelling is left out here, and said so; where every test is required, that is a fault.
flows: $(DEV)
	@if test -n "$$REQUIRE_ALL_TESTS" || command -v hunspell > /dev/null; then $(BIN)/samvej check; else \
		echo "hunspell is not installed, so spelling is not checked. On Debian: apt-get install hunspell hunspell-da hunspell-en-gb"; \
		$(BIN)/samvej check --no-spelling; fi

# Four on two cores, since half the time they wait; and bytecode is kept, for every process of the program would else be compiled anew.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses=4 --dist=worksteal

tests: $(DEV)
	@$(PYTEST)

coverage: $(DEV) ## Run every test and say which lines none of them reaches; watching makes it three times as long
	@$(BIN)/coverage erase
	@$(PYTEST) --cov --cov-report=term

format: $(DEV) ## Put the code in its layout and mend what can be mended
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

messages: $(DEV) ## Collect the Danish texts and bring every language up to date
	@mkdir -p .babel_cache
	@$(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml --output-file=.babel_cache/samvej.pot \
		--keywords=N_ --keywords=_c:1c,2 --add-location=file --sort-by-file \
		--project=Samvej --copyright-holder="the Samvej authors" .
	@test -f locales/en/LC_MESSAGES/samvej.po || \
		$(BIN)/pybabel --quiet init --domain=samvej --locale=en --input-file=.babel_cache/samvej.pot --output-dir=locales
	@$(BIN)/pybabel --quiet update --domain=samvej --input-file=.babel_cache/samvej.pot --output-dir=locales \
		--previous --ignore-pot-creation-date

update-talks: $(DEV) ## Write the golden talks anew; the difference is what one reads
	@$(BIN)/python -m tests.flows.rewrite

map: $(DEV) ## Write the map of modules in the README anew
	@$(BIN)/python -m tests.house.module_map

specimen: $(DEV) ## Draw every picture and the sheet in docs/specimen.pdf; look at each page
	@$(BIN)/python -m tests.rendering.specimen

COMPILE_ALONE = $(BIN)/uv pip compile --quiet --no-config --system-certs --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
COMPILE = $(COMPILE_ALONE) pyproject.toml --group build

lock: $(DEV) ## Lock the dependencies again (UPGRADE=--upgrade for the newest)
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE_ALONE) --group scan --output-file requirements-scan.lock

sbom: $(DEV) ## List everything that is installed here in sbom.json (CycloneDX)
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file sbom.json $(BIN)/python

bench: $(DEV) ## Run the benchmarks behind the README's figures
	@set -e; for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python "$$each"; done

$(BIN)/pip:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name it: make PYTHON=python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Samvej needs Python 3.11 or newer, and $(PYTHON) is older. Name a newer one: make PYTHON=python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; } >&2
	@$(PYTHON) -m venv $(VENV)

INSTALL = $(BIN)/python -m pip --disable-pip-version-check --quiet install

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Setting up (once, about a minute) …"
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Setting up for development (once, about a minute) …"
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $(RUNTIME) $@

$(SCANNER): requirements-scan.lock
	@echo "Setting up the scanner (once, half a minute) …"
	@$(PYTHON) -m venv $(SCAN)
	@$(SCAN)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement requirements-scan.lock
	@touch $@
