"""Records what expressions of workflows were evaluated to, for a comparison with another implementation of JSONata."""

import collections
import contextvars
import json
import threading
import time

from ministack.services import stepfunctions
from strictness.around import around

# A loop over records evaluates an expression thousands of times, with inputs that are alike.
MOST_FOR_EXPRESSION = 40
now_ms = contextvars.ContextVar("now_ms", default=None)


def record_into(path):
    recorded = collections.Counter()
    lock = threading.Lock()

    @around(stepfunctions, "_register_sfn_jsonata_functions")
    def register(original, expression):
        original(expression)
        moment = now_ms.get()
        if moment is not None:
            # The recorded time, so that the other implementation sees the same.
            expression.register_lambda("millis", lambda: moment)

    @around(stepfunctions, "_evaluate_jsonata")
    def evaluate(original, expression, raw_input, ctx=None, result=None, error_output=None):
        with lock:
            recorded[expression] += 1
            if recorded[expression] > MOST_FOR_EXPRESSION:
                return original(expression, raw_input, ctx, result, error_output)
        moment = int(time.time() * 1000)
        token = now_ms.set(moment)
        record = {"expression": expression, "states": states(raw_input, ctx or {}, result, error_output),
                  "variables": (ctx or {}).get("variables", {}), "millis": moment}
        line = json.dumps(record)
        try:
            value = original(expression, raw_input, ctx, result, error_output)
        except stepfunctions._ExecutionError as error:
            write(line, {"error": error.cause})
            raise
        finally:
            now_ms.reset(token)
        write(line, {"value": value})
        return value

    def write(line, outcome):
        with lock, open(path, "a") as log:
            log.write(f'{line[:-1]}, "outcome": {json.dumps(outcome)}}}\n')


def states(raw_input, ctx, result, error_output):
    """`$states`, without what the expressions of a state have not."""
    context = {name: ctx[name] for name in ("Execution", "State", "StateMachine", "Map", "Task") if name in ctx}
    optional = {"result": result, "errorOutput": error_output}
    return {"input": raw_input, "context": context, **{name: value for name, value in optional.items() if value is not None}}
