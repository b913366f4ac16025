# De to vigtigste: »make audit« prøver plantjek på samples/, »make test« kører alt, der kontrollerer projektet.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: bench-read audit test test-slow bench lint lock goldens clean

audit: $(VENV)/.installed
	@$(BIN)/plantjek audit samples --out rapport

test: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

test-slow: $(VENV)/.developer
	$(BIN)/pytest -m slow

# Figures of a run: more files with BENCH="--count 1000 --memory 1000 10000".
bench: $(VENV)/.developer .venv-bench/.installed
	$(BIN)/python tests/bench.py --baseline .venv-bench/bin/python $(BENCH)

.venv-bench/.installed: $(VENV)/bin/python
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -q --disable-pip-version-check "markitdown[docx,xlsx]>=0.1,<0.2" "spacy>=3.8,<4"
	@touch $@

goldens: $(VENV)/.developer
	$(BIN)/pytest --update-goldens

# Needs uv; writes what `make audit` and `make test` install, for all systems and Python 3.11 and newer.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links -q pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links -q pyproject.toml --group dev -o requirements-dev.lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.developer: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.installed

# Reading alone, beside markitdown, a python-docx loop and an openpyxl loop.
bench-read: $(VENV)/.developer .venv-bench/.installed
	$(BIN)/python tests/bench_read.py --others .venv-bench/bin/python

clean:
	rm -rf $(VENV) .venv-bench rapport dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
