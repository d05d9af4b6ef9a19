"""Evaluates expressions as the emulator does: each line of standard input is one, with what it sees; each line of output is its outcome."""

import json
import os
import sys

# MiniStack reads its port when it is imported.
os.environ.setdefault("GATEWAY_PORT", "0")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import step_functions
import strictness
from ministack.services import stepfunctions
from strictness.around import around


def main():
    millis = None
    step_functions.wait_for_expressions()
    step_functions.parse_expressions_once()
    step_functions.read_utc()
    strictness.refuse_what_aws_refuses()

    @around(stepfunctions, "_register_sfn_jsonata_functions")
    def register(original, expression):
        original(expression)
        expression.register_lambda("millis", lambda: millis)

    for line in sys.stdin:
        evaluation = json.loads(line)
        states, millis = evaluation["states"], evaluation["millis"]
        ctx = {**states["context"], "variables": evaluation["variables"]}
        try:
            value = stepfunctions._evaluate_jsonata(
                evaluation["expression"], states.get("input"), ctx, states.get("result"), states.get("errorOutput"))
            outcome = {"value": value}
        except stepfunctions._ExecutionError as error:
            outcome = {"error": error.cause}
        print(json.dumps(outcome))


main()
