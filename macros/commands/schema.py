"""Write the JSON Schema of each YAML file, from which editors' programs complete and check.

Run as `python -m macros.commands.schema`; it writes schemas/NAME.json anew from the models, and the line on top of each
YAML file that names its schema.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from macros.commands import run_command
from macros.loading import FILES, FOLDERS, PARTNERSHIP
from macros.models.base import Id
from macros.models.partnership import Partnership
from macros.paths import ROOT, write_whole
from macros.reading.ids import ID

SCHEMAS = "schemas"
"""The name of their folder, beside docs/."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _CompactSchema(GenerateJsonSchema):
    """Schemas without titles that repeat keys, and without defaults or null: an editor leaves such a key out."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic asks of each
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {**super().dict_schema(schema), "propertyNames": {"pattern": f"^{ID.pattern}$"}}


def schema_name(name: str) -> str:
    """The name of the schema of a YAML file, which is named by its path below docs/."""
    folder, _, file = name.rpartition("/")
    return FOLDERS[folder].name.removesuffix("s") if folder in FOLDERS else file.removesuffix(".yml")


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by its name."""
    many = {name: kind.model for name, kind in FILES.items()}
    kinds: dict[str, Any] = {schema_name(PARTNERSHIP): Partnership}
    kinds |= {schema_name(name): dict[Id, model] for name, model in many.items()}  # type: ignore[valid-type]
    kinds |= {schema_name(f"{folder}/NAME.yml"): kind.model for folder, kind in FOLDERS.items()}
    return {
        name: {"$schema": DIALECT, **TypeAdapter(kind).json_schema(schema_generator=_CompactSchema)}
        for name, kind in kinds.items()
    }


def schema_comment(name: str) -> str:
    """The first line of a YAML file, a comment that names its schema; `name` is its path below docs/."""
    up = "../" * (name.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{schema_name(name)}.json"


def schema_text(schema: dict[str, Any]) -> str:
    """The text of the file of a schema."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(root: Path = ROOT) -> None:
    """Write every schema, delete stale ones, and name its schema in each YAML file."""
    folder = root / SCHEMAS
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, schema in schemas().items():
        (folder / f"{name}.json").write_text(schema_text(schema), encoding="utf-8")
    for path in (root / "docs").rglob("*.yml"):
        if path.is_symlink() or not path.is_file():
            continue
        try:
            rows = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            continue  # a build says what is wrong with it
        kept = rows[1:] if rows[0].startswith(schema_comment("").partition("=")[0]) else rows
        named = "\n".join([schema_comment(path.relative_to(root / "docs").as_posix()), *kept])
        if named.encode() != path.read_bytes():
            write_whole(path, named)


if __name__ == "__main__":
    sys.exit(run_command(main))
