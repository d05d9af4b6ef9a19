"""A JSONPath that leads to nothing fails the execution, and ItemsPath leads to an array."""

from ministack.services import stepfunctions

from .around import around


class NotFound(stepfunctions._ExecutionError):
    pass


def install():
    @around(stepfunctions, "_resolve_path")
    def resolve(original, path, data):
        found = original(path, data)
        if found is None and path and not leads_somewhere(path, data):
            raise NotFound("States.Runtime", f"The JSONPath '{path}' could not be found in the input")
        return found

    @around(stepfunctions, "_evaluate_rule")
    def evaluate_rule(original, rule, data, ctx=None):
        if "Variable" not in rule or "IsPresent" not in rule:
            return original(rule, data, ctx)
        try:
            stepfunctions._resolve_path_or_ctx(rule["Variable"], data, ctx)
            present = True
        except NotFound:
            present = False
        return present == rule["IsPresent"]

    @around(stepfunctions, "_run_map_items")
    def run_map_items(original, state, raw_input, execution, ctx):
        if "Items" not in state and "ItemReader" not in state:
            path = state.get("ItemsPath", "$")
            items = stepfunctions._resolve_path_or_ctx(path, stepfunctions._apply_input_path(state, raw_input, ctx), ctx)
            if not isinstance(items, list):
                raise stepfunctions._ExecutionError("States.Runtime", f"Reference path \"{path}\" must point to array.")
        return original(state, raw_input, execution, ctx)


def leads_somewhere(path, data):
    """Whether a path that has led to null has found it."""
    *parent, (kind, last) = stepfunctions._parse_jsonpath_tokens(path) or [(None, None)]
    for step, name in parent:
        if step == "field" and isinstance(data, dict) and name in data:
            data = data[name]
        elif step == "index" and isinstance(data, list) and name < len(data):
            data = data[name]
        else:
            return False
    if kind == "field":
        return isinstance(data, dict) and last in data
    return kind == "index" and isinstance(data, list) and last < len(data)
