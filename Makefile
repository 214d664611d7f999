# Two words do all: `make demo` and `make test`. Windows: make.cmd gives the same words.
PYTHON ?= python3
BIN := .venv/bin
APT := DEBIAN_FRONTEND=noninteractive apt-get install -y -qq

.PHONY: demo test test-browser test-office check examples lock clean

demo: .venv/kit
	@$(BIN)/python -m kit demo

test: .venv/dev
	$(BIN)/python -m pytest -n auto -m "not browser and not office"

test-browser: .venv/dev
	@command -v chromium >/dev/null || { apt-get update -qq && $(APT) chromium; }
	@command -v java >/dev/null || { apt-get update -qq && $(APT) default-jre-headless; }
	@command -v npm >/dev/null || { apt-get update -qq && $(APT) nodejs npm; }
	@npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tests/browser
	$(BIN)/python -m pytest -m browser

test-office: .venv/dev
	@command -v soffice >/dev/null && command -v pdftoppm >/dev/null && /usr/bin/python3 -c "import uno" && \
		{ ! command -v dpkg >/dev/null || dpkg -s libreoffice-impress libreoffice-writer >/dev/null 2>&1; } || { apt-get update -qq && \
		$(APT) libreoffice-calc libreoffice-impress libreoffice-writer poppler-utils python3-uno; }
	$(BIN)/python -m pytest -m office

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/nbstripout --verify notebooks/*.ipynb

examples: .venv/dev
	$(BIN)/python -m tests.examples

# The lock files hold names, versions and hashes only, for every platform and Python.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --extra build pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --extra build --extra dev --extra browser -c requirements.lock \
		pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv outputs/* build dist

.venv/kit: requirements.lock pyproject.toml
	@echo "Installation (une fois)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/kit requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
