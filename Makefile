# The commands of README.md and CONTRIBUTING.md. Each sets up .venv by itself, once, and again when the requirements
# change. What must be there before: Python 3.11 or newer (with venv) and make. The tests need chromium and
# redis-server too, and install them where they may (Debian, root).

PYTHON ?= python3
ARTICLE ?= examples/cable-car.txt
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DELETE_ON_ERROR:
.PHONY: help demo test eval record lint docs format lock clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: .venv/.user ## read an article with the embedded model; the first time fetches its weights (1.1 GB)
	@$(BIN)/claimcheck model install > /dev/null
	@rm -f demo-report.json
	@$(BIN)/claimcheck check $(ARTICLE) --model embedded -o demo-report.json; code=$$?; \
		test ! -e demo-report.json || $(BIN)/claimcheck show demo-report.json; exit $$code
	@echo 'The same as JSON: demo-report.json'

test: .venv/.dev ## run the tests; ARGS="tests/test_spans.py -x" picks among them
	@scripts/system_packages.sh chromium redis-server ps:procps
	@$(BIN)/python -m pytest $(ARGS)

eval: .venv/.dev ## score the embedded model on tests/gold; fails below its floors, ARGS=--raise lifts them
	@$(BIN)/python benchmarks/gold.py $(ARGS)

record: .venv/.dev .venv-llama/.built ## record the cassettes anew from real servers; ARGS=embedded_server for one of them
	@$(BIN)/python scripts/record.py $(ARGS)

lint: .venv/.dev ## check style, types, layers and documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/cli_reference.py --check
	$(BIN)/python scripts/build_site.py

docs: .venv/.dev ## write the command line's reference anew, and build the site of docs/ into site/
	@$(BIN)/python scripts/cli_reference.py
	@$(BIN)/python scripts/build_site.py
	@echo 'Open site/index.html; to search in it: $(BIN)/python -m http.server --bind 127.0.0.1 --directory site'

format: .venv/.dev ## format the code, and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: ## write requirements.lock anew, from the newest releases that pyproject.toml allows
	@rm -rf .venv-lock
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet '.[dev]'
	@echo '# What claimcheck is developed and tested with, every extra included. Written by `make lock`.' > $@.new
	.venv-lock/bin/python -m pip freeze --quiet --all \
		--exclude claimcheck-llm --exclude setuptools --exclude wheel >> $@.new
	@mv $@.new requirements.lock
	@rm -rf .venv-lock

clean: ## remove .venv and what the commands leave behind
	rm -rf .venv .venv-lock .cache dist site demo-report.json .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# hatchling is installed first and used where it lies (--no-build-isolation), so that it too is the one of the lock.
.venv/.user: pyproject.toml requirements.lock | $(BIN)/python
	@echo 'Setting up .venv for the demo (once; a minute or two)'
	@$(PIP) install --quiet -c requirements.lock hatchling
	@$(PIP) install --quiet -c requirements.lock --no-build-isolation -e '.[cli,embedded]'
	@touch $@

.venv/.dev: pyproject.toml requirements.lock | $(BIN)/python
	@echo 'Setting up .venv for development (once; a minute or two)'
	@$(PIP) install --quiet -c requirements.lock hatchling
	@$(PIP) install --quiet -c requirements.lock --no-build-isolation -e '.[dev]'
	@touch .venv/.user $@

# Only `make record` needs this. Built for the machine at hand, llama.cpp crashes on processors with AMX.
.venv-llama/.built:
	@echo 'Building llama-cpp-python in .venv-llama (once; five minutes)'
	@test -x .venv-llama/bin/python || $(PYTHON) -m venv .venv-llama
	@CMAKE_ARGS='-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON' \
		.venv-llama/bin/python -m pip --disable-pip-version-check install --quiet 'llama-cpp-python[server]==0.3.36'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimcheck needs Python 3.11 or newer: \
	name one, as in make PYTHON=python3.13")'
	@$(PYTHON) -m venv .venv
