# Turns a fresh clone into a built course (`make build`) or a tested one (`make test`).
#
# `build` needs Python, and Pango for PDFs; `test` also needs Chromium, Java and Node.js. What the system
# lacks is looked for, and installed where that is allowed, by tools/setup-system. Python packages come from
# requirements.lock, each held to its hash, into .venv. Only what changed is done again.

VENV    := .venv
BIN     := $(VENV)/bin
TOOLS   := .tools
CLIENTS := tests/clients
PIP     := $(BIN)/python -m pip --disable-pip-version-check -qq

# Each of these is a file that says when the thing was last set up.
PYTHON_READY  := $(VENV)/.ready
CLIENTS_READY := $(CLIENTS)/node_modules/.ready

# Scripts in a virtual environment hold its full path: after a move, or when its Python is gone, it is
# as good as none.
STALE := $(shell test -x $(BIN)/python && test "$$(cat $(PYTHON_READY) 2>/dev/null)" = "$$(pwd -P)" || echo FORCE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: FORCE help build serve check test setup system bench lock clean distclean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

build: $(PYTHON_READY) ## set up what is missing and build the course here into build/
	@tools/setup-system build
	$(BIN)/caselore build

serve: $(PYTHON_READY) ## serve the course on this machine and follow every change
	$(BIN)/caselore serve

check: $(PYTHON_READY) ## report every fault in the course, building nothing
	$(BIN)/caselore check

test: setup ## set up everything and run every check and test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	CASELORE_CHROMIUM="$$(tools/setup-system --print chromium)" $(BIN)/pytest -n auto --dist loadfile
	@test -n "$(JS_TESTS)" || { echo "no *.test.js or *.test.mjs under tests/" >&2; exit 1; }
	node --test $(JS_TESTS)

# Named one by one, because what `node --test` finds by itself differs between its releases.
JS_TESTS = $(shell find tests -name node_modules -prune -o \( -name '*.test.js' -o -name '*.test.mjs' \) -print | sort)

setup: $(CLIENTS_READY) | system ## install everything that `make test` needs, where it is missing

# After .venv, because a part of Playwright there has needs of its own.
system: | $(PYTHON_READY)
	@tools/setup-system test

bench: $(PYTHON_READY) ## measure speed and memory on big generated courses
	$(BIN)/python benchmarks/measure.py
	$(BIN)/python benchmarks/paper.py

LOCK_PIP := $(TOOLS)/lock/bin/python -m pip -qq --disable-pip-version-check

lock: ## write requirements.lock anew from pyproject.toml (UPGRADE=1: take the newest releases)
	@tools/setup-system python
	@test -x $(TOOLS)/lock/bin/pip-compile || { \
	  python="$$(tools/setup-system --print python)" && "$$python" -m venv --clear $(TOOLS)/lock && \
	  $(LOCK_PIP) install --upgrade pip pip-tools; }
	CUSTOM_COMPILE_COMMAND="make lock" $(TOOLS)/lock/bin/python -m piptools compile --quiet \
	  --generate-hashes --extra dev --strip-extras --newline lf \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --constraint tools/lock-constraints.txt \
	  $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml
	@! grep -nE '://|^--|/opt/|/home/' requirements.lock || { \
	  echo "requirements.lock names a place of this machine: put it right before you commit" >&2; exit 1; }
	@# Does it hold on the oldest Python too? Nothing is installed.
	@$(LOCK_PIP) install --dry-run --ignore-installed --target $(TOOLS)/none --only-binary :all: \
	  --python-version 3.11.0 --require-hashes --requirement requirements.lock || { \
	  echo "a release here needs a later Python: limit it in tools/lock-constraints.txt" >&2; exit 1; }

clean: ## remove what was built and what tools left behind
	rm -rf build dist site .pytest_cache .mypy_cache .ruff_cache
	find builder tests -name __pycache__ -not -path '*/node_modules/*' -prune -exec rm -rf {} +

distclean: clean ## and remove all that was set up (.venv, .tools, node_modules)
	rm -rf $(VENV) $(TOOLS) $(CLIENTS)/node_modules

$(PYTHON_READY): pyproject.toml requirements.lock $(STALE)
	@tools/setup-system python
	@grep -qsF "$$(pwd -P)/$(BIN)/" $(BIN)/pip && \
	  $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "caselore: making $(VENV)"; \
	  python="$$(tools/setup-system --print python)" && "$$python" -m venv --clear $(VENV); }
	@echo "caselore: installing Python packages into $(VENV) (under a minute the first time)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@pwd -P > $@

# ignore-scripts, in the .npmrc there: nothing that npm brings runs while it is being installed.
$(CLIENTS_READY): $(CLIENTS)/package.json $(CLIENTS)/package-lock.json $(CLIENTS)/.npmrc | system
	@echo "caselore: installing the test clients into $(CLIENTS)/node_modules"
	@cd $(CLIENTS) && npm ci --loglevel=error
	@touch $@
