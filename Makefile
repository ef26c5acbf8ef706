# make demo   set up, then run the main job on seeds/article.txt
# make test   set up, then run the tests, on SQLite and on PostgreSQL
# make fuzz   set up, then run the property tests with examples and in an order drawn anew (see TESTS)
# make test-browser  set up, then run the tests in a real Chromium, which has to be installed (Debian: chromium)
# make screenshots   set up, then make docs/screenshots anew with that Chromium
# make lint   set up, then check style, types and layers
# make docs   build the documentation as a site in build/site
# make mutants  change the pure packages in small ways, and see whether a test notices (see MUTANTS)
# make release VERSION=0.2.0  check all, set the version, build and check wheel and sdist, commit and tag
# make model  train the shipped model again from CORPORA (see training/README.md)
# make clean  remove what the others made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
FACTDB := ../../$(BIN)/factdb
# The order of the tests is shuffled, and the same every time: whether they pass is not to be luck.
SEED ?= 1
# Where it is set, every process that a test starts would compile all of factdb again: a tenth of what an import costs.
export PYTHONDONTWRITEBYTECODE :=
# As many tests at once as there are cores; each worker has a model and a PostgreSQL server of its own.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(max(os.cpu_count() or 2, 2), 8))')

.PHONY: demo test fuzz test-browser screenshots lint docs mutants release clean
.DEFAULT_GOAL := demo

# A set-up runs again only when the project file has changed since; [dev] brings all that the package needs as well.
$(VENV)/.package: pyproject.toml
	@echo "== Setting up factdb in $(VENV) (a minute or two, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "factdb needs Python 3.11 or later: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.package
	@echo "== Setting up the tools for tests and checks"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev]'
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
	@echo; echo 'The database and the report are in $(DEMO). Next, in the browser: cd $(DEMO) && $(FACTDB) serve --open'

test: $(VENV)/.dev
	@echo "== Testing, on SQLite and on PostgreSQL"
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal --randomly-seed $(SEED)

# What it finds is a test case to be written down; TESTS=tests/text looks there alone.
TESTS ?= tests

fuzz: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal -m hypothesis --hypothesis-profile fuzz $(TESTS)

test-browser: $(VENV)/.dev
	@$(BIN)/python -c 'import sys; from tests.web.chromium import missing; sys.exit(missing())'
	@echo "== Testing in Chromium"
	@$(BIN)/python -m pytest -m browser

screenshots: $(VENV)/.dev
	@$(BIN)/python -m tests.web.screenshots docs/screenshots

lint: $(VENV)/.dev
	@echo "== Style: ruff check, ruff format --check"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== Types: mypy"
	@$(BIN)/mypy
	@echo "== Layers: import-linter"
	@$(BIN)/lint-imports

docs:
	@echo "== Setting up the tools for the site in build/docs"
	@test -x build/docs/bin/python || $(PYTHON) -m venv build/docs
	@build/docs/bin/python -m pip install --quiet --disable-pip-version-check '.[docs]'
	@echo "== Building it in build/site"
	@NO_MKDOCS_2_WARNING=1 build/docs/bin/mkdocs build --quiet
	@echo "build/site/index.html"

# All of the pure packages take half an hour of a core; MUTANTS='factdb.review.merge*' takes one module alone. At the end
# stand those that no test notices (docs/mutants.md says which may), and how many there are of each outcome.
MUTANTS ?=

mutants: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[mutants]'
	@rm -rf mutants
	nice $(BIN)/mutmut run --max-children 1 $(MUTANTS)
	@$(BIN)/mutmut results
	@$(BIN)/mutmut results --all True | sed 's/.*: //' | sort | uniq -c

release: $(VENV)/.dev
	@test -n "$(VERSION)" || { echo 'Say which version: make release VERSION=0.2.0'; exit 2; }
	@test -z "$$(git status --porcelain)" || { echo 'There are changes that are not committed; commit them first'; exit 1; }
	@awk '/^## Unreleased/ { on = 1; next } /^## / { on = 0 } on && /^- / { found = 1 } END { exit !found }' CHANGELOG.md \
		|| { echo 'CHANGELOG.md says of nothing that it is new'; exit 1; }
	$(MAKE) lint test
	sed -i.old 's/^__version__ = .*/__version__ = "$(VERSION)"/' factdb/__init__.py
	sed -i.old "s/^## Unreleased$$/## Unreleased\n\n## $(VERSION) - $$(date -u +%F)/" CHANGELOG.md
	rm -rf dist factdb/__init__.py.old CHANGELOG.md.old
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[release]'
	$(BIN)/python -m hatchling build -d dist
	$(BIN)/python -m twine check --strict dist/*
	git commit --all --message "Release $(VERSION)"
	git tag --annotate "v$(VERSION)" --message "factdb $(VERSION)"
	@echo 'Next: git push --follow-tags && $(BIN)/python -m twine upload dist/*'

include training/model.mk

clean:
	rm -rf $(VENV) build dist mutants .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
