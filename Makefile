# Two commands are all a newcomer needs: make serve, make test.
.DEFAULT_GOAL := help
.PHONY: help serve quick test full fuzz firefox check dist bench screenshot screens clean

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 18

serve: ## Build the page, serve it on this machine and open it in the browser
	@scripts/serve

quick: ## The fast part: format, lints, native tests, the first minute in the browser
	@scripts/test quick

test: ## Install what is missing and run the checks and tests that every change must pass
	@scripts/test

full: ## The same with everything in full: all links, hosts, structured matrices, Firefox, benchmarks
	@scripts/test full

fuzz: ## Decompose 20,000 structured matrices
	@scripts/fuzz

firefox: ## Install Firefox and geckodriver if they are missing and test the page there
	@scripts/firefox

check: ## Format, lints, docs
	@scripts/check

dist: ## Build the page into dist/
	@scripts/dist

bench: ## Measure: the computation, other libraries beside it, the page under a reader's hand
	@scripts/bench

screenshot: ## Build the page and take the pictures of README.md
	@scripts/screenshot

screens: ## Take pictures of every state of the page in dist/ into target/screens, to look at
	@scripts/screens

clean: ## Remove everything that was built or installed here
	rm -rf target dist node_modules
