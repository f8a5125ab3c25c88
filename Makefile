# Everything that can be done with this repository. `make help` lists it.

GO            ?= go
GOLANGCI_LINT ?= $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
CODEGEN        = $(GO) run ./cmd/codegen

# The client's module, those beside it that need other people's modules, and the recordings of clouds.
MODULES := $(filter-out generated/bench,$(patsubst %/go.mod,%,$(wildcard generated/go.mod generated/*/go.mod generated/*/*/go.mod))) golden/conformance/platforms
EACH     = set -e; for module in

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: generate
generate: ## Write generated/claude from spec/
	$(CODEGEN) generate --config generated/claude/codegen.yaml
	$(CODEGEN) docs --config generated/claude/codegen.yaml --out generated/claude/api.md

.PHONY: check
check: ## Say whether generated/claude is current, and write nothing
	$(CODEGEN) check --config generated/claude/codegen.yaml
	$(CODEGEN) docs --config generated/claude/codegen.yaml --check --out generated/claude/api.md

.PHONY: test
test: ## Run the tests of all modules
	$(GO) test ./...
	@$(EACH) $(MODULES); do echo "# $$module"; (cd $$module && $(GO) test ./...); done

.PHONY: race
race: ## Run the tests of the runtime and the client with the race detector
	$(GO) test -race ./templates/...
	@$(EACH) $(MODULES); do echo "# $$module"; (cd $$module && $(GO) test -race ./...); done

NEXT_GO ?= go1.27.4
.PHONY: next
next: ## Vet and test the runtime and the client with the next version of Go
	GOTOOLCHAIN=$(NEXT_GO) $(GO) vet ./templates/...
	GOTOOLCHAIN=$(NEXT_GO) $(GO) test ./templates/...
	cd generated && GOTOOLCHAIN=$(NEXT_GO) $(GO) vet ./... && GOTOOLCHAIN=$(NEXT_GO) $(GO) test ./...

.PHONY: golden
golden: ## Rewrite the expected output of the golden cases
	$(GO) test ./golden -run TestGolden -update
	$(GO) test ./gen/internal/read/load -run TestCases -update
	$(GO) test ./cmd/codegen -run TestDiffGolden -update

FUZZTIME ?= 60s
.PHONY: fuzz
fuzz: ## Run every fuzz target for FUZZTIME (60s), and cut answers everywhere
	CUT_ANSWERS=all $(GO) test -count=1 -run TestCutAnswers ./templates/runtime
	@for dir in $$($(GO) list -f '{{.Dir}}' ./... && cd generated && $(GO) list -f '{{.Dir}}' ./...); do \
	  for target in $$(grep -hos '^func Fuzz[A-Za-z0-9_]*' $$dir/*_test.go | cut -c6-); do \
	    echo "$$target in $${dir#$(CURDIR)/}"; \
	    (cd $$dir && $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 2s .) || exit 1; \
	  done; \
	done

.PHONY: writer
writer: ## Write packages 2,000 times with errors and kills, and two at once
	$(GO) test ./gen/internal/write/output -count 1 -timeout 30m -writes 2000 -v -run 'TestFaults|TestNestedRuns|TestSavedInTheMiddle'

.PHONY: bench
bench: ## Measure the client and its compile time side by side with others
	cd generated/bench && $(GO) run ./oapi/prepare && $(GO) run -tags oapi .

.PHONY: corpus
corpus: ## Generate and compile real documents, with codegen and with its rivals
	cd golden/corpus && $(GO) run .

.PHONY: additions
additions: ## Add things to the documents of the corpus, and look whether anything is renamed
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
	(cd golden/corpus && $(GO) run . -fetch "$$dir" -only '$(ADDITIONS)') && \
	$(GO) test ./gen -run TestAdditionsRenameNothing -v -timeout 1h -documents "$$dir" -rounds 2

# The documents for additions: large ones and small ones, with and without inheritance.
ADDITIONS = ^(github|datadog-v1|okta-inheritance|stripe|pagerduty|kratos|figma|asana|superset|galaxy|telegram-bot|gotd-bot|paypal-.*-v[12]|readme-discriminators.*|openai-old|docusign)$$

.PHONY: conformance
conformance: ## Run the vendor's tests against spec/, and ours against the vendor's document (needs npm)
	cd golden/conformance/credentials && $(GO) test .
	cd golden/conformance && $(GO) run .

.PHONY: toolrunner
toolrunner: ## Replay the tool loops that others have recorded, through ours
	cd golden/conformance/toolrunner && $(GO) test -count=1 -v ./...

.PHONY: chat
chat: ## Hold chat completions against OpenAI's Go client (compiles it, which takes minutes)
	cd golden/conformance/chat && $(GO) test -count=1 ./...

.PHONY: programs
programs: ## Run eight programs and the same with the vendor's SDK, and count their lines
	cd golden/conformance/programs && $(GO) run . -write && $(GO) test -count=1 ./...

.PHONY: spector
spector: ## Drive the scenarios of Spector with clients made from its documents (needs node and npm)
	cd golden/conformance/spector && $(GO) run .

# The vendor's document comes with its SDK. It doesn't mention that messages are streamed: --events does.
.PHONY: wire
wire: ## Compare spec/ with the vendor's document, member by member
	@dir=$$(cd golden/corpus && $(GO) mod download github.com/anthropics/anthropic-sdk-go && \
	  $(GO) list -m -f '{{.Dir}}' github.com/anthropics/anthropic-sdk-go) && \
	tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	gunzip -c "$$dir/scripts/mock-spec.json.gz" > "$$tmp/vendor.json" && \
	$(CODEGEN) diff --wire --one-way --bounds --merge-query beta=true --ignore spec/wire-ignore.txt \
	  --events "POST /v1/messages=MessageStreamEvent" --events "POST /v1/messages=BetaMessageStreamEvent" \
	  "$$tmp/vendor.json" spec/openapi.yaml

.PHONY: lint
lint: ## Run the linters, go vet among them
	$(GOLANGCI_LINT) run ./...
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && export GOWORK=$$work/go.work && \
	$(GO) work init $(addprefix $(CURDIR)/,$(MODULES)) && $(GOLANGCI_LINT) run $(addsuffix /...,$(addprefix ./,$(MODULES)))

.PHONY: ci
ci: check test next lint ## What CI runs
