"""Corrects MiniStack's Step Functions: in a Distributed Map, in a Parallel, in metrics, on a busy machine, and on Python 3.10."""

import time

from jsonata import Jsonata
from jsonata.functions import Functions
from jsonata.parser import Parser
from ministack.services import lambda_svc, stepfunctions

EXPRESSION_TIMEOUT_MS = 60_000


def tell_children_who_they_are():
    """Gives a child of a Distributed Map its own execution in the context object, instead of that of the parent."""
    run_sub_machine = stepfunctions._run_sub_machine

    def run_with_own_context(states, start_at, input_data, execution, ctx):
        if execution.get("mapRunArn") and ctx["Execution"]["Id"] != execution["executionArn"]:
            child = {"Id": execution["executionArn"], "Name": execution["name"], "StartTime": execution["startDate"], "Input": input_data}
            ctx = {**ctx, "Execution": {**ctx["Execution"], **child}}
        return run_sub_machine(states, start_at, input_data, execution, ctx)

    stepfunctions._run_sub_machine = run_with_own_context


def evaluate_expressions_of_parallel():
    """Evaluates Arguments, Output and Assign of a Parallel in JSONata, which MiniStack ignores."""
    run_branches = stepfunctions._run_parallel_branches

    def run_with_expressions(state, raw_input, execution, ctx):
        if stepfunctions._state_query_language(state, ctx) != "JSONata":
            return run_branches(state, raw_input, execution, ctx)
        arguments = stepfunctions._apply_jsonata_arguments(state, raw_input, ctx)
        results, following = run_branches(state, arguments, execution, ctx)
        output = stepfunctions._apply_jsonata_output(state, raw_input, ctx, result=results, default=results)
        stepfunctions._apply_state_assign(state, raw_input, ctx, result=results)
        return output, following

    stepfunctions._run_parallel_branches = run_with_expressions


def count_invocations():
    """Publishes the metrics of a function that a workflow invokes, as MiniStack does for any other caller."""
    call_lambda = stepfunctions._call_lambda

    def counted(func_ref, event):
        started = time.time()
        failed = False
        try:
            return call_lambda(func_ref, event)
        except stepfunctions._ExecutionError:
            failed = True
            raise
        finally:
            _, _, name = lambda_svc._get_func_record_for_ref(func_ref)
            lambda_svc._emit_lambda_metrics(name, (time.time() - started) * 1_000, error=failed, throttle=False)

    stepfunctions._call_lambda = counted


def wait_for_expressions():
    """Raises the limit of one second for an expression, which is too short if all executions share one process."""
    compiled = Jsonata.jsonata

    def without_hurry(expression, **options):
        return compiled(expression, **{**options, "timeout": EXPRESSION_TIMEOUT_MS})

    Jsonata.jsonata = staticmethod(without_hurry)


def parse_expressions_once():
    """Keeps what expressions are parsed into. MiniStack parses an expression whenever it evaluates it, which takes most of the time of a workflow."""
    parse = Parser.parse
    trees = {}

    def parse_once(parser, expression, regex_engine):
        if expression not in trees:
            trees[expression] = parse(parser, expression, regex_engine)
        return trees[expression]

    Parser.parse = parse_once


def read_utc():
    """Accepts a Z at the end of a time, which Python up to 3.10 does not."""
    to_millis = Functions.datetime_to_millis

    def with_offset(timestamp, picture):
        if picture is None and isinstance(timestamp, str) and timestamp.endswith("Z"):
            timestamp = f"{timestamp[:-1]}+00:00"
        return to_millis(timestamp, picture)

    Functions.datetime_to_millis = staticmethod(with_offset)
