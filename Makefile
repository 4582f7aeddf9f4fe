# Two commands are enough: `make demo` and `make test`. They do all the set-up themselves.
SHELL := /bin/bash
PREFIX ?= /usr/local
# The program carries Swift's libraries in itself, and no symbols: 44 MB. Generic types of known arguments are made by code,
# not looked up by name: that takes a search through all conformances each, at every start. Libraries are the system's: none
# is looked for beside the program. It has a fixed address, as Go's programs have: 130,000 addresses would be written anew at
# each start, a quarter of the time that `--version` takes.
SWIFT_BUILD := swift build -c release --static-swift-stdlib --disable-local-rpath -Xlinker -s -Xlinker -no-pie \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
BINARY := .build/release/mixarch
SOURCES := Package.swift Sources Tests

.PHONY: help build test lint format docs demo bench lab-up lab-down install packages

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

packages: # The Debian packages that the build needs; says what it installs.
	@lab/packages swift

build: packages ## Build .build/release/mixarch
	$(SWIFT_BUILD) --product mixarch

test: ## Check style, then prove every part: unit tests, and the built program against the lab
	@scripts/test

lint: ## Check the style of all Swift files
	swift format lint --strict --parallel --recursive $(SOURCES)

format: ## Format all Swift files
	swift format --in-place --parallel --recursive $(SOURCES)

docs: build ## Write docs/rules.md and docs/mixarch.schema.json anew from the program's own
	$(BINARY) scan --rules --format markdown > docs/rules.md.part && mv docs/rules.md.part docs/rules.md
	$(BINARY) init --print-schema > docs/mixarch.schema.json.part && mv docs/mixarch.schema.json.part docs/mixarch.schema.json

demo: ## From nothing to a web shop that moves between arm64 and amd64 without losing a request
	@scripts/demo

bench: build ## Compare with the tools that mixarch replaces, in one run
	@bench/run

lab-up: ## Start the lab: registry, AWS's API, Kubernetes with an amd64 and an arm64 node
	@lab/packages build lab && lab/up

lab-down: ## Stop the lab; its caches stay
	@lab/down

install: build ## Install mixarch into $(PREFIX)/bin
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/mixarch
