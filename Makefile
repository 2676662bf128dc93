# Pendopo: the commands a person needs. `make` alone explains them.
SHELL := /bin/bash
PORT ?= 8080
DATA ?= var/demo
SWIFT_FOLDERS := Package.swift Sources Tests Plugins

.DEFAULT_GOAL := help
.PHONY: help demo build test bench format lint

help: ## Explain these commands
	@echo "Pendopo, a digital city hall. Commands:"
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

demo: ## Build what is needed and open a city hall with invented people on port 8080 (PORT=, DATA=)
	@scripts/setup build
	@echo "Building (the first time five to ten minutes on two cores, later seconds) …"
	@swift build --product pendopo
	@mkdir -p "$(DATA)"
	@exec "$$(swift build --show-bin-path)/pendopo" demo --port $(PORT) --data "$(DATA)"

build: ## Make the program for real use: .build/release/pendopo
	@scripts/setup build
	swift build -c release --static-swift-stdlib --product pendopo
	@echo "Ready: .build/release/pendopo"

test: ## Check everything: form, walls, rules, both databases, the pages in a real browser
	@scripts/test

bench: ## Measure speed on this machine into bench/results.md (release build, an hour and more)
	@scripts/setup bench
	@scripts/with-postgres .venv/bin/python bench/run.py

format: ## Bring all Swift files into shape
	swift format --in-place --recursive --parallel $(SWIFT_FOLDERS)

lint: ## Say what is not in shape, change nothing
	@swift format lint --strict --recursive --parallel $(SWIFT_FOLDERS)
	@! git ls-files --error-unmatch Package.resolved >/dev/null 2>&1 \
		|| { echo "Package.resolved is tracked; versions are exact in Package.swift: git rm --cached it"; exit 1; }
