# The developer's verbs. `just` alone lists them.
_list:
    @just --list

# set up the environment and run all checks (lint, types, tables, tests, scores)
test *ARGS:
    bash scripts/test {{ARGS}}

# format and mend what can be mended
fix:
    .venv/bin/ruff check --fix . ; .venv/bin/ruff format .

# check the tables
tables:
    .venv/bin/khabar lexicon check

# speed and scores, checked against the floor
bench *ARGS:
    .venv/bin/python -m benchmarks {{ARGS}}

# read a text into a page
page FILE OUT="out/page.html":
    mkdir -p "$(dirname {{OUT}})" && .venv/bin/khabar read {{FILE}} --format html --out {{OUT}}

# take the screenshots of the report anew
screenshots:
    .venv/bin/python scripts/screenshots.py
