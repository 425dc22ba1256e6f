# One verb each. Only Python 3.11+ and make are assumed; everything else is fetched, pinned and hashed.
PYTHON ?= python3
UV := .uv/bin/uv
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test lint lock refresh dashboard bench clean

setup: $(READY)

$(UV):
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==0.13.9"

$(READY): pyproject.toml requirements-dev.lock | $(UV)
	$(UV) venv --quiet --allow-existing --python "$(PYTHON)" .venv
	$(UV) pip sync --quiet --python .venv --require-hashes requirements-dev.lock
	$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY)
	$(BIN)/hiresignal demo

test: $(READY)
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not browser and not live"

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

refresh: $(READY)
	$(BIN)/hiresignal refresh

dashboard: $(READY)
	$(BIN)/hiresignal dashboard

bench: $(READY)
	$(BIN)/python -m tests.bench

lock: $(UV)
	$(UV) pip compile -q --universal --generate-hashes --no-header --group dev --extra cluster pyproject.toml -o requirements-dev.lock
	$(UV) pip compile -q --universal --generate-hashes --no-header -c requirements-dev.lock pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .uv build dist *.egg-info
