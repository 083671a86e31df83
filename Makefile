# OVOP Match. `make run` is all a newcomer needs; `make help` lists the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help install run test lint format bench lock messages snapshot backup restore restore-drill upgrade-check screenshots clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

install: ## create .venv, install what the platform needs, build the assets
	@$(PYTHON) ovop/bootstrap.py

run: ## start everything: database, broker, web, worker, beat (Ctrl-C stops)
	@$(PYTHON) ovop/bootstrap.py --before-run
	@exec $(BIN)/python manage.py up

test: lint ## every check and every test, in a real browser too
	@$(BIN)/python -m pytest

lint: ## style, types, layers, migrations, deploy check
	@$(PYTHON) ovop/bootstrap.py --dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=ovop.settings.production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  ALLOWED_HOSTS=check.invalid $(BIN)/python manage.py check --deploy --fail-level WARNING

format: ## write the house style
	@$(PYTHON) ovop/bootstrap.py --dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## print the performance figures (ratios and counts)
	@$(PYTHON) ovop/bootstrap.py --dev
	$(BIN)/python -m benchmarks

lock: ## pin requirements*.in with hashes
	@$(PYTHON) ovop/bootstrap.py --dev
	$(BIN)/uv pip compile -q requirements.in --universal --python-version 3.11 --generate-hashes --no-header -o requirements.txt
	$(BIN)/uv pip compile -q requirements-dev.in --universal --python-version 3.11 --generate-hashes --no-header -o requirements-dev.txt

messages: ## collect new strings to translate (needs gettext)
	@$(PYTHON) ovop/bootstrap.py
	$(BIN)/python manage.py makemessages -l km --no-obsolete --no-wrap -i '.venv' -i 'var*' -i 'node_modules'

snapshot: ## keep what all migrations make of an empty database as SQL
	@$(PYTHON) ovop/bootstrap.py --dev
	$(BIN)/python manage.py snapshot

backup: ## keep the database and all files of the running site (TO=folder)
	@$(PYTHON) ovop/bootstrap.py
	@$(BIN)/python manage.py backup $(TO)

restore-drill: ## put a backup back on a server of its own and look whether all is there (FROM=backup)
	@$(PYTHON) ovop/bootstrap.py
	@$(BIN)/python manage.py restore_drill $(FROM)

restore: ## put a backup back as the site, into an empty database or a new data folder (FROM=backup)
	@$(PYTHON) ovop/bootstrap.py
	@$(BIN)/python manage.py restore $(FROM)

upgrade-check: ## what this version's migrations make of the newest backup, on a server of its own (FROM=backup)
	@$(PYTHON) ovop/bootstrap.py
	@$(BIN)/python manage.py upgrade_check $(FROM)

screenshots: ## remake the pictures of README and guides from the running demo
	@$(PYTHON) ovop/bootstrap.py --dev
	$(BIN)/python -m docs.screenshots
	$(BIN)/python -m docs.guide_pictures

clean: ## remove what can be rebuilt; the data in var/ stays
	rm -rf .venv node_modules static/build static/collected .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete
