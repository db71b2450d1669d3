#!/usr/bin/env python3
"""Holds every file of Models/ against its JSON schema.

Needs Python with PyYAML and jsonschema (4.0 or later). Run from anywhere; exits with 1 when a file
does not fit its schema, or has no schema.
"""
import json
import pathlib
import sys

import jsonschema
import yaml

MODELS = pathlib.Path(__file__).resolve().parents[3] / "Models"
SECTIONS = {
    "economies": "economy",
    "policies": "policy",
    "scenarios": "scenario",
    "priors": "priors",
    "ensembles": "ensemble",
    "studies": "study",
    "effects": "effects",
    "facts": "facts",
}


def with_text_keys(value):
    """JSON knows text as keys only; years are numbers in YAML."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_text_keys(item) for item in value]
    return value


def main():
    failures = 0
    files = 0
    for section, kind in SECTIONS.items():
        schema_path = MODELS / "schema" / f"{kind}.schema.json"
        schema = json.loads(schema_path.read_text())
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        for path in sorted((MODELS / section).rglob("*.yaml")):
            files += 1
            text = path.read_text()
            depth = len(path.relative_to(MODELS).parts) - 1
            first = f"# yaml-language-server: $schema={'../' * depth}schema/{kind}.schema.json"
            if text.splitlines()[0] != first:
                print(f"{path}: expected the first line '{first}'")
                failures += 1
            for error in validator.iter_errors(with_text_keys(yaml.safe_load(text))):
                print(f"{path}: {error.json_path}: {error.message}")
                failures += 1
    if files == 0:
        print(f"no files under {MODELS}")
        failures += 1
    print(f"{files} files, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
