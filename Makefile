# pgfiles. `make` alone prints what there is.
#
# RUNTIME=pljava, bridge or auto (default) chooses how PostgreSQL calls the Java functions.
SHELL := /bin/bash
RUNTIME ?= auto
export RUNTIME

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo stop clean build test image test-image test-containers matrix prove check chaos fuzz bench install dist deb tools

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo '  RUNTIME=pljava|bridge|auto chooses how PostgreSQL calls Java (default: auto)'
	@echo '  make test T="50_api UploadTest" runs these on a stack that goes on running; T is a suite (unit pgtap http life'
	@echo '  scale clients), a class, or a part of the name of a file; an edited function or view is replaced in its database'

demo: build ## Set everything up and run the main job on real parts
	@tests/stack/up demo
	@tests/demo/run

stop: ## Stop the servers of demo, test and bench
	@tests/stack/down

clean: stop ## Stop everything and remove all that was made
	@tests/stack/clean

build: tools ## Build the jar and the extension
	@tests/stack/build

test: tools ## Run every test: Java, pgTAP, HTTP
	@tests/stack/run-tests $(T)

image: tools ## Build the image of docker/ with Docker or podman, and print its size
	@tests/stack/image

test-image: tools ## Bring docker/compose.yaml up, upload a photo, and look whether all is there after down and up
	@tests/stack/test-image

matrix: ## Run the README's commands in bare roots of Debian's releases (root); print a table
	@tests/stack/matrix

test-containers: tools ## Run the core of the HTTP tests on the image of docker/, in containers
	@tests/stack/test-containers

prove: tools ## Say which promises hold on the installation that TARGET=file describes; PROFILE=smoke, core, full
	@tests/stack/prove '$(TARGET)' $(PROFILE)

check: build ## Check format, PL/pgSQL, schema snapshot, shell scripts
	@tests/stack/install checks
	@tests/stack/run-checks

chaos: build ## Let everything go wrong at once for five minutes (or SECONDS=...), and look what is lost
	@tests/stack/up test
	@tests/chaos/run $(SECONDS)

fuzz: build ## Let damaged images through the worker for ten minutes (or SECONDS=..., SEED=...)
	@tests/stack/install images
	@tests/fuzz/run $(or $(SECONDS),600) $(SEED)

bench: build ## Measure, beside the peers
	@tests/stack/up bench
	@tests/bench/run

install: build ## Install the extension into this machine's PostgreSQL (root or sudo)
	@tests/stack/install-extension

dist: build ## Build the release archive
	@tests/stack/dist

deb: dist ## Build a Debian package of it
	@tests/stack/deb

# What the machine lacks.
tools:
	@tests/stack/install
