#!/usr/bin/env bash
# Pins every set of packages anew from pyproject.toml; the addresses of registries stay out of the files.
set -eu
cd "$(dirname "$0")/.."
pin() {  # pin NAME [uv arguments]: one lock, with hashes, for every supported Python
    name=$1; shift
    uv pip compile pyproject.toml "$@" --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file "requirements/$name.txt"
}
pin run --extra build
pin test --extra build --extra test --constraint requirements/run.txt
pin bench --extra build --extra bench --constraint requirements/run.txt
pin spark --extra build --extra spark --constraint requirements/run.txt
python3 requirements/environment.py
