# Two commands are enough: `make demo` and `make test`. Each sets up what it needs.

SWIFT ?= swift
# Every command builds the same way, so that one release build is shared.
FLAGS = -c release --explicit-target-dependency-import-check error
PROGRAM = .build/release/filiation

.PHONY: setup build demo test test-outside test-slow lint import-check bench clean

setup:
	@sh .ci/setup

build: setup
	$(SWIFT) build $(FLAGS) --product filiation
	@sh .ci/stamp $(PROGRAM)

demo: build
	$(PROGRAM) demo

# Tests that only compute run side by side; those that watch processes, servers and files one after
# another, so that their time limits mean the same on a busy machine.
COMPUTED = '^(StatisticsTests|SimilarityTests|ProbingTests|LabTests|ReportingTests|PanelsTests)\.'
test: setup
	$(SWIFT) build $(FLAGS) --build-tests
	$(SWIFT) test $(FLAGS) --skip-build --filter $(COMPUTED)
	$(SWIFT) test $(FLAGS) --skip-build --no-parallel --skip $(COMPUTED)

# Bags against bagit.py, JUnit files against junitparser and the schema of Jenkins; all fetched from
# PyPI into the build folder the first time.
test-outside: test
	FILIATION_OUTSIDE=1 $(SWIFT) test $(FLAGS) --skip-build \
	  --filter 'OutsideVerificationTests|GateOutputTests'

# The error rates of the inference itself, by simulation, and those of the gate on a source's errors, on
# models of the lab: minutes. Writes the tables that stand in the documentation, and fails where they
# did not run.
RATES = $(CURDIR)/.build/simulated-error-rates.md
GATE_RATES = $(CURDIR)/.build/gate-error-rates.md
test-slow: setup
	$(SWIFT) build $(FLAGS) --build-tests
	FILIATION_SLOW=1 $(SWIFT) test $(FLAGS) --skip-build --no-parallel \
	  --filter providersThatStayDownAreGivenUp
	rm -f $(RATES)
	FILIATION_ERROR_RATES=$(RATES) $(SWIFT) test $(FLAGS) --skip-build --no-parallel \
	  --filter SimulatedErrorRates
	rm -f $(GATE_RATES)
	FILIATION_GATE_RATES=$(GATE_RATES) $(SWIFT) test $(FLAGS) --skip-build --no-parallel \
	  --filter GateErrorRates
	test -s $(RATES) && test -s $(GATE_RATES)
	cat $(RATES) $(GATE_RATES)

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

# SwiftPM builds imports that no target declares; this refuses them.
import-check: setup
	$(SWIFT) build $(FLAGS) --build-tests

# Every fast path beside the obvious loop, the table of peers on the same bytes, and asking; ROW=name
# measures rows of the table alone. PANELS names a folder of recorded panels, for the rows that need one.
bench: build
	$(SWIFT) build --package-path Benchmarks -c release
	$(if $(ROW),,Benchmarks/.build/release/Benchmarks)
	python3 Benchmarks/peers/compare.py $(ROW)
	$(if $(ROW),,python3 Benchmarks/peers/asking.py 64 3200 512 25600)

clean:
	$(SWIFT) package clean
