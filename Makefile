# Two commands are enough: `make demo` and `make test`. Each sets up what it needs.

SWIFT ?= swift
# Every command builds the same way, so that one release build is shared.
FLAGS = -c release --explicit-target-dependency-import-check error
PROGRAM = .build/release/filiation

.PHONY: setup build demo test lint import-check clean

setup:
	@sh .ci/setup

build: setup
	$(SWIFT) build $(FLAGS) --product filiation

demo: build
	$(PROGRAM) demo

test: setup
	$(SWIFT) build $(FLAGS) --build-tests
	$(SWIFT) test $(FLAGS) --skip-build

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests

# SwiftPM builds imports that no target declares; this refuses them.
import-check: setup
	$(SWIFT) build $(FLAGS) --build-tests

clean:
	$(SWIFT) package clean
