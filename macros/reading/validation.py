"""Validation: the errors of a model as sentences for an editor, with their lines."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from macros.reading.problem import ContentError, Problem, Unreadable, did_you_mean, nearest
from macros.reading.yaml import EMPTY, Loc, Source, read
from macros.reading.yaml_mistakes import QUOTE

ModelT = TypeVar("ModelT")


def validate(
    adapter: TypeAdapter[ModelT], source: Source, at: Loc = (), context: object = None
) -> tuple[ModelT | None, list[tuple[int, str]]]:
    """Validate the part of a source at a location; return its model, and the line and sentence of each fault.

    `context` goes to the validators of the model.
    """
    faults = list(source.faults)
    data = source.data
    for step in at:
        data = data[step]
    try:
        return adapter.validate_python(data, context=context), faults
    except ValidationError as error:
        errors = error.errors(include_url=False)
    unknown = {item["loc"]: _meant(adapter, item["loc"]) for item in errors if item["type"] == "extra_forbidden"}
    for item in errors:
        if item["type"] == "missing" and item["loc"] in unknown.values():
            continue  # the unknown key beside it says it better
        loc = _in_data(at, item["loc"])
        faults.append((source.line(loc), _sentence(item["type"], loc, item, adapter)))
    if not unknown:
        return None, faults
    # What else is wrong is said at once, as if each key were the one that is meant.
    mended = deepcopy(data)
    for wrong, meant in unknown.items():
        around = mended
        for step in _in_data((), wrong[:-1]):
            around = around[step]
        value = around.pop(wrong[-1], None)
        if meant and meant[-1] not in around:
            around[meant[-1]] = value
            source.written[_in_data(at, meant)] = str(wrong[-1])
    try:
        return adapter.validate_python(mended, context=context), faults
    except ValidationError as error:
        told = {item["loc"] for item in errors} - set(unknown.values())
        for item in error.errors(include_url=False):
            if item["loc"] not in told:
                loc = _in_data(at, item["loc"])
                faults.append((source.line(loc), _sentence(item["type"], loc, item, adapter)))
    return None, faults


def _in_data(at: Loc, loc: Loc) -> Loc:
    # In brackets stand the mark of a key, and the model that was chosen among several: neither is in the data.
    return (*at, *(step for step in loc if not str(step).startswith("[")))


def _meant(adapter: TypeAdapter[Any], loc: Loc) -> Loc | None:
    """The place of the key that one that is unknown was probably meant to be."""
    near = nearest(str(loc[-1]), _keys(adapter.json_schema(), loc[:-1]))
    return (*loc[:-1], near) if near else None


def read_words(components: Path, component: str, model: type[ModelT]) -> ModelT:
    """The fixed words of a component, from its words.yml as it stands now: under `make serve` it may be edited.

    Raises:
        ContentError: with every problem of the file, if there is any.
    """
    path = components / component / "words.yml"
    try:
        words, faults = validate(TypeAdapter(model), Source(read(path)))
        if words is not None and not faults:
            return words
    except Unreadable as fault:
        needed = "is empty. Bring it back as it was."
        faults = [(line, needed if sentence == EMPTY else sentence) for line, sentence in fault.faults]
    name = path.relative_to(components.parent.parent).as_posix()
    raise ContentError([Problem(name, line, sentence) for line, sentence in faults])


def _sentence(kind: str, loc: Loc, item: Any, adapter: TypeAdapter[Any]) -> str:
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "this")
    match kind:
        case "missing":
            return f'"{name}" is missing{_inside(loc[:-1])}. Add a line "{name}: …".'
        case "extra_forbidden":
            known = _keys(adapter.json_schema(), item["loc"][:-1])
            return f'"{name}" is not used here.' + (
                did_you_mean(name, known) or f" What can stand here: {', '.join(known)}."
            )
        case "value_error":
            said = str(item["ctx"]["error"])
            return said if said.startswith('"') else f'"{name}" {said}'
        case "literal_error":
            given, words = str(item["input"]), item["ctx"]["expected"].replace("'", "")
            known = re.split(r", | or ", words)
            return f'"{name}" is "{given}", but can only be {words}.' + did_you_mean(given, known)
        case "string_type" | "date_type" | "int_type":
            return f'"{name}" holds a list or keys where one text belongs. {QUOTE}'
        case "dict_type" | "model_type" | "mapping_type":
            return f'"{name}" holds no keys: write them below it, each on a line of its own, indented by two spaces.'
        case "tuple_type" | "list_type":
            return f'"{name}" is no list: write [one, two], or a line "- …" for each.'
        case "too_short":
            least, has = item["ctx"]["min_length"], item["ctx"]["actual_length"]
            needed = "one" if least == 1 else least
            return f'"{name}" {f"has {has}, and" if has else "is empty. It"} needs at least {needed}.'
        case _:
            return f'"{name}" cannot be used as it stands: {item["msg"]}.'


def _inside(loc: Loc) -> str:
    return f' in "{loc[-1]}"' if loc and isinstance(loc[-1], str) else ""


def _keys(schema: dict[str, Any], loc: Loc) -> list[str]:
    """The keys that may stand at `loc`, from the JSON Schema of the model."""
    definitions, here = schema.get("$defs", {}), schema
    for step in (*loc, None):
        for branch in here.get("anyOf", []):
            here = branch if branch.get("type") != "null" else here
        if "$ref" in here:
            here = definitions[here["$ref"].rsplit("/", 1)[1]]
        if step is None:
            break
        if str(step).startswith("["):
            here = definitions[str(step)[1:-1]]
            continue
        under_ids = next(iter(here.get("patternProperties", {}).values()), None)
        below = here.get("properties", {}).get(step) or under_ids or here.get("items")
        here = below if isinstance(below, dict) else {}
    return list(here.get("properties", {}))
