# Every target is also one command without make: see the table in README.md.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
PYTEST = $(BIN)/python -m pytest -n auto --maxprocesses=4

.DEFAULT_GOAL := help
.PHONY: help board app lab check test ready clean

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1 = /p' $(firstword $(MAKEFILE_LIST)) | awk -F ' = ' '{ printf "%-14s%s\n", $$1, $$2 }'

board: $(VENV)/.run  ## the pack of the latest meeting, in reports/
	$(BIN)/dsva run

app: $(VENV)/.run  ## the explorer, on this machine only
	$(BIN)/dsva app

lab: $(VENV)/.run  ## the notebooks, in JupyterLab
	$(BIN)/jupyter lab notebooks

check: $(VENV)/.run  ## is everything in data/ valid, and do the printed figures agree
	$(BIN)/dsva check

test: ready  ## every test, the browser's too
	$(PYTEST)

ready: $(VENV)/.test $(VENV)/.spark  ## what the tests need: packages, Chromium, LibreOffice, Java, PostgreSQL
	@$(BIN)/python requirements/machine.py browser office java postgresql

clean:  ## remove the environment and what tools left behind; packs in reports/ stay
	rm -rf $(VENV) build dist dsva.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# The package is built by the pinned setuptools of the lock: without isolation, so that nothing unpinned is fetched.
$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) requirements/machine.py venv $(VENV)
	@echo "Installing the pinned packages into $(VENV); this takes a minute or two."
	@$(PIP) --require-hashes --only-binary :all: --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@echo "Installing what the tests need."
	@$(PIP) --require-hashes --only-binary :all: --requirement requirements/test.txt
	@touch $@

# PySpark is published as source alone: it is built here by the pinned setuptools, and whatever pip has built before it
# takes from its cache.
$(VENV)/.spark: requirements/spark.txt $(VENV)/.run
	@echo "Installing PySpark; the first time it is fetched and built, which takes some minutes."
	@$(PIP) --require-hashes --only-binary :all: --no-binary pyspark --no-build-isolation --requirement requirements/spark.txt
	@touch $@
