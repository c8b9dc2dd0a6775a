# What everyone runs. CI runs the same: see .ci/run

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
BENCHES ?= start api live page_weight studio steering illustrator
EVAL ?=
SOURCES := src tests bench build_assets.py

.PHONY: up install dev test check format messages bench conformance eval-illustrator eval-gesso lock clean

up: install
	@exec $(BIN)/affresco up

install: .venv/.installed
	@$(BIN)/python build_assets.py
	@$(BIN)/python -m affresco.studio.engines.illustrator.prepare >/dev/null

dev: .venv/.dev install

# The locks carry hashes: what is installed is what was tested, wherever it comes from.
.venv/.installed: requirements.lock pyproject.toml build_assets.py
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Affresco needs Python 3.11 or newer: make PYTHON=python3.11")'
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { \
		echo "Going on without ensurepip, which this Python lacks."; \
		$(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.installed
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

test: dev
	$(BIN)/pytest -n 2 --dist loadfile

check: dev
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python build_assets.py --test
	$(BIN)/pytest -q tests/docs

format: dev
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

# New texts come into the catalogues untranslated, those no longer said go out. A catalogue names no
# date, no person and no line number, so that it changes with the texts alone.
CATALOGUES := $(wildcard src/affresco/locale/*/LC_MESSAGES/affresco.po)

messages: dev
	@mkdir -p artifacts
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --no-default-keywords -k _ -k N_ -k gettext -k ngettext:1,2 \
		--add-location file --sort-by-file --no-wrap --output artifacts/affresco.pot .
	$(BIN)/pybabel --quiet update --domain affresco --input-file artifacts/affresco.pot --output-dir src/affresco/locale \
		--no-wrap --no-fuzzy-matching --ignore-obsolete
	@sed -i.before -E '/^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):/d' $(CATALOGUES)
	@rm $(CATALOGUES:=.before)

bench: dev
	@for name in $(BENCHES); do echo "== $$name"; $(BIN)/python -m bench.$$name || exit 1; done

# The official suite of the Model Context Protocol against the door for assistants. It comes from npm, with deno.
conformance: dev
	@$(BIN)/pytest -q -s tests/doors/mcp/test_conformance.py

# Numbers to standard output, sheets to look at in artifacts/evaluation/.
eval-illustrator: dev
	@PYTHONPATH=tests $(BIN)/python -m bench.eval_illustrator $(EVAL)

# Its answers in artifacts/evaluation/gesso.json.
eval-gesso: dev
	@PYTHONPATH=tests $(BIN)/python -m bench.eval_gesso $(EVAL)

# Only names, versions and hashes: no address of any index, no path of this machine.
COMPILE = PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock:
	$(COMPILE) --extra build --constraint constraints.txt --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra build --extra dev --constraint constraints.txt --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv artifacts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache src/affresco/web/static src/affresco/mcp/built src/affresco/studio/engines/illustrator/art
