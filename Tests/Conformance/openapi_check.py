"""Checks that admin/openapi.yaml is a valid OpenAPI 3.1 document, its schemas and references included.

Needs openapi-spec-validator (see requirements.txt beside this file). Exit codes: 0 valid, 1 not valid.
"""

import pathlib
import sys

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

ROOT = pathlib.Path(__file__).resolve().parents[2]


class OneMeaningLoader(yaml.SafeLoader):
    """Refuses a mapping with a key that stands twice, which YAML readers otherwise drop without a word."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def references(value):
    """Every reference in the document."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for element in value:
            yield from references(element)


def main() -> int:
    path = ROOT / "admin" / "openapi.yaml"
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=OneMeaningLoader)
    problems = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
                for error in OpenAPIV31SpecValidator(document).iter_errors()]

    used = set(references(document))
    for group, components in document.get("components", {}).items():
        if group == "securitySchemes":
            continue
        problems += [f"components/{group}/{name}: nothing refers to it"
                     for name in components if f"#/components/{group}/{name}" not in used]

    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
