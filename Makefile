# `make` prints what there is. Everything works as root and as an ordinary user with sudo.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Where swift.org's tarball is often unpacked; first comes what is on the PATH.
export PATH := $(PATH):/opt/swift/usr/bin

sources := Package.swift Sources Tests sql
requirements := $(wildcard Tests/Conformance/requirements.txt)
test_log := .build/test.log
run_log := .build/run.log
journey_log := .build/journeys.log
# One after the other: what a target measures in time is not to compete with all the others' processes. Only JourneyTests, a suite
# of SystemTests in which nothing is measured, run beside them.
test_runs := $(filter-out SystemTests, $(sort $(notdir $(wildcard Tests/*Tests)))) SystemTests.SystemTests
# How many tests of a run are under way at once. All at once, as is usual, hundreds share two cores: what takes milliseconds takes
# seconds, and every time limit that is the thing under test is met by others' work.
test_width := 8
# What `swift test` starts: of that, two at once wait for each other. A run that traps says where; one that hangs is ended.
run_tests = SWIFT_BACKTRACE=enable=yes,color=no,interactive=no,timeout=120s \
    SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(test_width) timeout --foreground -k 10 2400 .build/debug/hookswitchPackageTests.xctest --testing-library swift-testing

.PHONY: help run test check check-each check-journeys lint format sample faults bench scale clean packages-run packages-test packages-bench

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: packages-run ## Build a release and start a complete Hookswitch with a simulator and a demo tenant
	@swift build -c release
	@exec .build/release/hookswitch dev

test: packages-test ## Install what tests need, lint, build, and pass every test
	@if $(MAKE) check; then \
	    awk -v runs=$(words $(test_runs) JourneyTests) -f .ci/summary.awk $(test_log); \
	else \
	    if [ -s $(test_log) ]; then awk -v runs=$(words $(test_runs) JourneyTests) -f .ci/summary.awk $(test_log); else echo "make test: lint or build failed, no test ran"; fi; \
	    exit 1; \
	fi

check: .venv/installed
	@mkdir -p .build && rm -f $(test_log) $(journey_log)
	@$(MAKE) lint
	@.venv/bin/python Tests/Conformance/openapi_check.py
	@swift build --build-tests --explicit-target-dependency-import-check error
	@$(MAKE) -j 2 check-each check-journeys
	@tee -a $(test_log) < $(journey_log)
	@! grep -q '^[A-Za-z.]*Tests ended with status ' $(test_log)

check-each:
	@for run in $(test_runs); do \
	    { echo "== $$run"; $(run_tests) --filter "^$${run//./\\.}[./]" || echo "$$run ended with status $$?"; } \
	        > $(run_log) 2>&1; tee -a $(test_log) < $(run_log); \
	done

check-journeys:
	@{ echo "== JourneyTests"; $(run_tests) --filter '^SystemTests\.JourneyTests/' || echo "JourneyTests ended with status $$?"; } \
	    > $(journey_log) 2>&1

# Some at a time: swift-format opens all that it is given at once, and ordinary limits allow 1,024 open files.
swift_files = find $(sources) -name '*.swift' -print0 | xargs -0 -n 250

lint: ## Check the style of every Swift file
	@$(swift_files) swift format lint --strict --parallel
	@! grep -rnE '(^|[^.A-Za-z_])[fl]?stat\(' Sources sql --include='*.swift' || { echo "make lint: struct stat does not build in release; use Stat of swift-system (CONTRIBUTING.md)"; exit 1; }

format: ## Mend what can be mended of the style
	@$(swift_files) swift format --in-place --parallel

sample: ## Write deploy/hookswitch.yaml anew from the settings
	@WRITE_SAMPLE=1 swift test --filter ConfigurationSampleTests

faults: packages-test .venv/installed ## Try for half an hour what the admin API's description allows and forbids
	@swift build --build-tests --explicit-target-dependency-import-check error
	@HOOKSWITCH_CONFORMANCE_SECONDS=1800 HOOKSWITCH_CONFORMANCE_EXAMPLES=100 $(run_tests) --filter AdminConformanceTests

bench: packages-bench ## Measure the call path beside nginx returning a constant
	@Tests/Benchmarks/run

scale: packages-run ## Measure the lists of decisions with millions of them: DECISIONS=5000000
	@Tests/Benchmarks/scale --decisions $(or $(DECISIONS),5000000)

clean: ## Remove what was built; the data of `make run` in .local stays
	@rm -rf .build .venv

packages-run:
	@deploy/install-packages run

packages-test:
	@deploy/install-packages run test

packages-bench:
	@deploy/install-packages run bench

# The programs that tests use as a second opinion, at the versions that requirements.txt pins.
.venv/installed: $(requirements) | packages-test
	@test -x .venv/bin/python || python3 -m venv .venv
	@if [ -n "$(requirements)" ]; then .venv/bin/pip install -q --disable-pip-version-check -r $(requirements); fi
	@touch $@
