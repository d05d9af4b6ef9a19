"""Input, output and result of a state, and the input of an execution, have at most 262,144 bytes of UTF-8."""

import json

from ministack.core.responses import error_response_json
from ministack.services import stepfunctions

from .around import around

MAX_BYTES = 262_144


def size_of(value):
    """Bytes of a value as JSON. A half of a surrogate pair counts three, as in UTF-8 that allows it."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def limited(value, what):
    size = size_of(value)
    if size > MAX_BYTES:
        raise stepfunctions._ExecutionError(
            "States.DataLimitExceeded",
            f"The {what} has {size} bytes, which exceeds the maximum number of bytes service limit of {MAX_BYTES}.")
    return value


def install():
    # In the order in which a state uses them. What fails inside an attempt of a Task, Map or Parallel can be caught.
    for invoke in ("_invoke_resource", "_invoke_resource_with_timeout"):
        @around(stepfunctions, invoke)
        def invoke_limited(original, resource, arguments, *timeout):
            limited(arguments, "state's input after Parameters or Arguments")
            return limited(original(resource, arguments, *timeout), "task's result")

    @around(stepfunctions, "_apply_result_selector")
    def select_limited(original, state, result):
        return limited(original(state, limited(result, "state's result")), "state's result after ResultSelector")

    @around(stepfunctions, "_apply_output_path")
    def output_limited(original, *args):
        return limited(original(*args), "state's output")

    @around(stepfunctions, "_apply_jsonata_output")
    def jsonata_output_limited(original, state, raw_input, ctx=None, result=None, **options):
        limited(result, "state's result")
        return limited(original(state, raw_input, ctx, result=result, **options), "state's output")

    @around(stepfunctions, "_apply_catcher")
    def catcher_limited(original, *args):
        return limited(original(*args), "catcher's output")

    @around(stepfunctions, "_run_sub_machine")
    def item_limited(original, states, start_at, input_data, execution, ctx):
        return original(states, start_at, limited(input_data, "item's input"), execution, ctx)

    for start in ("_start_execution", "_start_sync_execution"):
        @around(stepfunctions, start)
        def start_limited(original, request):
            if len(request.get("input", "{}").encode("utf-8", "surrogatepass")) > MAX_BYTES:
                return error_response_json(
                    "ValidationException",
                    "1 validation error detected: Value at 'input' failed to satisfy constraint: "
                    f"Member must have length less than or equal to {MAX_BYTES}", 400)
            return original(request)
