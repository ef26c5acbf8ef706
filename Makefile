# make demo   set up, then run the main job on seeds/article.txt
# make test   set up, then run the tests, on SQLite and on PostgreSQL
# make lint   set up, then check style, types and layers
# make model  go on with training the shipped model from CORPORA (see training/README.md)
# make clean  remove what the others made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
FACTDB := ../../$(BIN)/factdb

.PHONY: demo test lint clean
.DEFAULT_GOAL := demo

# A set-up runs again only when the project file has changed since; [dev] brings all that the package needs as well.
$(VENV)/.package: pyproject.toml
	@echo "== Setting up factdb in $(VENV) (a minute or two, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "factdb needs Python 3.11 or later: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.package
	@echo "== Setting up the tools for tests and checks"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.package
	@rm -rf $(DEMO) && mkdir -p $(DEMO) && cp seeds/article.txt $(DEMO)/
	@cd $(DEMO) && $(FACTDB) --version
	@echo; echo '== Import the article: factdb import article.txt'
	@cd $(DEMO) && $(FACTDB) import article.txt
	@echo; echo '== What does Kim Jong Un say? factdb claims --speaker "Kim Jong Un"'
	@cd $(DEMO) && $(FACTDB) claims --speaker "Kim Jong Un" --format table
	@echo; echo '== How much is quoted, sourced, speculative, unsourced? factdb report summary'
	@cd $(DEMO) && $(FACTDB) report summary --format table
	@echo; echo '== Write the attribution report: factdb report attribution -o report.csv'
	@cd $(DEMO) && $(FACTDB) report attribution -o report.csv && head -4 report.csv
	@echo; echo '== Prove it against the text alone: factdb verify report.csv article.txt'
	@cd $(DEMO) && $(FACTDB) verify report.csv article.txt
	@echo; echo 'The database and the report are in $(DEMO). Next: cd $(DEMO) && $(FACTDB) show article'

test: $(VENV)/.dev
	@echo "== Testing, on SQLite and on PostgreSQL"
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev
	@echo "== Style: ruff check, ruff format --check"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== Types: mypy"
	@$(BIN)/mypy
	@echo "== Layers: import-linter"
	@$(BIN)/lint-imports

include training/model.mk

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
