# Every verb sets up what it needs and does nothing twice.
SHELL := /bin/bash
PYTHON := .venv/bin/python
UV := .uv/bin/uv
VENV := .venv/.ready
# What is installed; `make LOCK=requirements-runtime.lock` leaves out what only developers need.
LOCK := requirements.lock
BENCH_VENV := .bench-venv/.ready
NODE_MODULES := channels/widget/node_modules/.package-lock.json
ENCODER := models/encoder/encoder-int8.onnx
UV_COMPILE := $(UV) pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-package tensorflow-stub --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run chat demo-telegram train test lint widget screenshots evaluate check-content serve-cluster reliability lock benchmark

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 24

run: $(ENCODER) ## start the assistant; trains it first when needed
	@$(PYTHON) -m runtime run

chat: $(ENCODER) ## talk to the assistant in this terminal
	@$(PYTHON) -m runtime chat

demo-telegram: $(ENCODER) ## talk as on Telegram, in this terminal, through a Bot API of this machine
	@$(PYTHON) -m tests.fakes.demo_telegram

train: $(ENCODER) ## train the model, unless there is one for this data
	@$(PYTHON) -m runtime train

test: $(ENCODER) ## run all tests, with one real training
	@$(PYTHON) -m pytest

lint: $(VENV) ## check style and types
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

widget: $(NODE_MODULES) ## build the website chat from its sources (needs Node)
	@cd channels/widget && node build.mjs

screenshots: $(ENCODER) $(NODE_MODULES) ## write pictures and figures of the website chat to var/screenshots (needs Chromium)
	@PYTHON=$(PYTHON) node tests/channels/widget/browser/screenshots.mjs

evaluate: $(ENCODER) ## measure replies over REST, speed and memory; writes results/
	@$(PYTHON) -m runtime evaluate

check-content: $(VENV) ## explain each fault in articles and facts; write them all on one page
	@$(PYTHON) -m actions.knowledge.check
	@$(PYTHON) -m runtime overview

serve-cluster: $(ENCODER) ## start two servers on PostgreSQL and Redis (docs/how-to)
	@IND_PROCESSES=$${IND_PROCESSES:-2} \
	IND_DATABASE_URL=$${IND_DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/postgres} \
	IND_REDIS_URL=$${IND_REDIS_URL:-redis://127.0.0.1:6379/0} \
	$(PYTHON) -m runtime cluster

reliability: $(ENCODER) ## print what the assistant withstands, beside stock Rasa
	@$(PYTHON) -m tests.reliability --full --stock

benchmark: $(ENCODER) $(BENCH_VENV) ## print what it does and costs beside stock Rasa; trains that for an hour
	@$(PYTHON) -m tests.benchmark

lock: $(UV) ## resolve the dependencies again
	@$(UV_COMPILE) --group dev --upgrade pyproject.toml -o requirements.lock
	@$(UV_COMPILE) --constraint requirements.lock pyproject.toml -o requirements-runtime.lock
	@$(UV_COMPILE) --directory tests/benchmark --upgrade pyproject.toml -o ../../requirements-benchmark.lock

$(UV): requirements-uv.lock
	@echo "Setting up uv ..."
	@rm -rf .uv && python3 -m venv .uv && .uv/bin/pip install --quiet --require-hashes -r requirements-uv.lock
	@touch $@

$(VENV): $(LOCK) $(wildcard vendor/tensorflow-stub/*/*.py) | $(UV)
	@echo "Setting up the Python environment ..."
	@test -x $(PYTHON) || $(UV) venv --quiet --python 3.11 .venv
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes $(LOCK)
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation ./vendor/tensorflow-stub
	@touch $@

$(BENCH_VENV): requirements-benchmark.lock | $(UV)
	@echo "Setting up stock Rasa with TensorFlow ..."
	@test -x .bench-venv/bin/python || $(UV) venv --quiet --python 3.11 .bench-venv
	@VIRTUAL_ENV=.bench-venv $(UV) pip sync --quiet --require-hashes requirements-benchmark.lock
	@touch $@

$(NODE_MODULES): channels/widget/package-lock.json
	@echo "Setting up the packages of the website chat ..."
	@cd channels/widget && npm ci --ignore-scripts --silent
	@touch $@

$(ENCODER): $(VENV) nlu/encoder_graph.py nlu/encoder_export.py
	@echo "Building the sentence encoder ..."
	@$(PYTHON) -m nlu.encoder_export
	@touch $@
