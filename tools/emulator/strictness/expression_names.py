"""An expression has no input: `$` and bare names have no value where nothing gives them an item, and `$$` never has one."""

import functools
import json

from jsonata import Jsonata
from ministack.services import stepfunctions

from .around import around

# Parts of a syntax tree that see the same item as their parent, and parts that see an item of it.
SAME_ITEM = ("expressions", "lhs", "rhs", "lhs_object", "expression", "condition", "then", "_else", "arguments", "body", "procedure", "expr", "terms")
AN_ITEM = ("stages", "predicate", "group")
NAMES = {"name": "{0}", "wildcard": "*", "descendant": "**", "parent": "%"}


def install():
    @around(stepfunctions, "_validate_definition_jsonata")
    def validate(original, definition):
        return original(definition) or unsupported_in(definition)

    @around(stepfunctions, "_evaluate_jsonata")
    def evaluate(original, expression, *args, **kwargs):
        reference = unsupported(expression)
        if reference:
            raise stepfunctions._ExecutionError("States.QueryEvaluationError", reference)
        return original(expression, *args, **kwargs)


@functools.lru_cache(maxsize=4096)
def unsupported(expression):
    """Why AWS refuses an expression; None if it does not, or if it can't be parsed."""
    try:
        tree = Jsonata.jsonata(expression).ast
    except Exception:
        return None
    name = next(top_level_names(tree, False), None)
    return name and f"Reference to '{name}' at the top level is not supported: {expression}"


def unsupported_in(definition):
    def search(node, path):
        members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for name, member in members:
            yield from search(member, f"{path}/{name}")
        if isinstance(node, str) and node.startswith("{%") and node.endswith("%}"):
            why = unsupported(node[2:-2].strip())
            if why:
                yield f"INVALID_JSONATA_EXPRESSION: {why}\n  at {path}"

    try:
        return next(search(json.loads(definition), ""), None)
    except ValueError:
        return None


def top_level_names(node, has_item):
    if isinstance(node, (list, tuple)):
        for part in node:
            yield from top_level_names(part, has_item)
        return
    if not hasattr(node, "bp"):
        return
    if node.type == "variable" and (node.value == "$" or (node.value == "" and not has_item)):
        yield f"${node.value}"
    if node.type in NAMES and not has_item:
        yield NAMES[node.type].format(node.value)
    for index, step in enumerate(getattr(node, "steps", None) or ()):
        yield from top_level_names(step, has_item or index > 0)
    for part in SAME_ITEM:
        # The terms of a sort see its items.
        yield from top_level_names(getattr(node, part, None), has_item or part == "terms")
    for part in AN_ITEM:
        yield from top_level_names(getattr(node, part, None), True)
