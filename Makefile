# latecomer: build, run and test. `make help` lists what there is.

STUDY ?= Models/studies/first-study.yaml
ARGUMENTS ?=
# A build of their own: with what tests want to see of all types, kernels for newer processors would lend functions to the
# rest of the program, which older ones could not run.
TEST_FLAGS = -c release -Xswiftc -enable-testing --scratch-path .build-test

# Where make install puts things; DESTDIR goes before it, for whoever makes a package.
PREFIX ?= /usr/local
DESTDIR ?=
PROGRAM = .build/release/latecomer
INSTALLED = $(DESTDIR)$(PREFIX)

.PHONY: help dependencies build install uninstall run test lint docs evidence bench-peers bench-verdict bench-sensitivity \
	bench-roofline clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

dependencies:
	@.ci/dependencies

build: dependencies ## build the program, .build/release/latecomer
	@echo "Building latecomer (some minutes the first time)" >&2
	@.ci/quietly swift build -c release --product latecomer

# What was built is installed as it is, so that sudo need not build.
install: ## put program, Models, manual page and completions below PREFIX (/usr/local)
	@[ -x $(PROGRAM) ] || $(MAKE) --no-print-directory build
	@.ci/install install "$(PROGRAM)" "$(INSTALLED)"

uninstall: ## remove what make install put below PREFIX
	@.ci/install uninstall "$(PROGRAM)" "$(INSTALLED)"

run: build ## evaluate STUDY (Models/studies/first-study.yaml), with ARGUMENTS
	@.build/release/latecomer run $(STUDY) $(ARGUMENTS)

test: dependencies ## build optimised and run all tests
	@echo "Building and running the tests (some minutes the first time)" >&2
	@.ci/quietly swift build --build-tests $(TEST_FLAGS)
	@swift test --skip-build --disable-xctest $(TEST_FLAGS)

lint: ## check the format of all sources
	@swift format lint --strict -r Sources Tests $(wildcard Benchmarks) Package.swift
	@echo "All sources have the project's format."

docs: dependencies ## write the documentation of the public targets to .build-docs/archives
	@.ci/documentation

evidence: dependencies ## run the long statistical tests, which are not part of make test
	@.ci/quietly swift build --build-tests $(TEST_FLAGS)
	@LATECOMER_EVIDENCE=1 swift test --skip-build --disable-xctest $(TEST_FLAGS) --filter Evidence

bench-peers: build ## time the model in C, NumPy, Numba, JAX and EMA Workbench; writes Benchmarks/RESULTS.md
	@Benchmarks/bench-peers

bench-verdict: build ## time how long a verdict takes, against the EMA Workbench; writes Benchmarks/VERDICT.md
	@Benchmarks/bench-verdict

bench-sensitivity: build ## time the sensitivity analysis against SALib's; writes Benchmarks/SENSITIVITY.md
	@Benchmarks/bench-sensitivity

bench-roofline: build ## measure this machine's limits and how near the kernel comes (Benchmarks/ROOFLINE.md)
	@Benchmarks/bench-roofline

clean: ## remove everything that was built
	@rm -rf .build .build-test .build-docs .build-check Benchmarks/.build-peers Benchmarks/.build-sensitivity Benchmarks/.venv
