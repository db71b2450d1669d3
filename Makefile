# latecomer: build, run and test. `make help` lists what there is.

STUDY ?= Models/studies/first-study.yaml
ARGUMENTS ?=
# Tests are built with other flags than the program; a folder of their own keeps both up to date.
TEST_BUILD = .build-test
# Building speaks on standard error, so that `make run > report.txt` holds the report alone.
QUIET := $(shell test -t 2 || echo --quiet)

.PHONY: help dependencies build run test lint docs evidence clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

dependencies:
	@.ci/dependencies

build: dependencies ## build the program, .build/release/latecomer
	@echo "Building latecomer (some minutes the first time)" >&2
	@swift build -c release --product latecomer $(QUIET) >&2

run: build ## evaluate STUDY (Models/studies/first-study.yaml), with ARGUMENTS
	@.build/release/latecomer run $(STUDY) $(ARGUMENTS)

test: dependencies ## build optimised and run all tests
	@echo "Building and running the tests (some minutes the first time)" >&2
	@swift test -c release -Xswiftc -enable-testing --disable-xctest \
	  --scratch-path $(TEST_BUILD) $(QUIET)

lint: ## check the format of all sources
	@swift format lint --strict -r Sources Tests $(wildcard Benchmarks) Package.swift
	@echo "All sources have the project's format."

docs: dependencies ## write the documentation of the public targets to .build-docs/archives
	@.ci/documentation

evidence: dependencies ## run the long statistical tests, which are not part of make test
	@LATECOMER_EVIDENCE=1 swift test -c release -Xswiftc -enable-testing --disable-xctest \
	  --scratch-path $(TEST_BUILD) $(QUIET) --filter Evidence

clean: ## remove everything that was built
	@rm -rf .build .build-test .build-docs .build-check
