"""Corrects MiniStack's functions in Node.js: an error that a handler throws has its own name, and does not end the process."""

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

THROWN = "thrown by the handler"

# How MiniStack's worker reports an error, by the name that it has there.
REPORTS = {
    "err": 'status: "error", error: String(err.message || err), trace: err.stack || ""',
    "e": 'status: "error", error: e.message, trace: e.stack',
}


def tell_errors_of_handlers():
    """Lets the worker report an error as an answer, because MiniStack ends a worker that reports an error."""
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    for error, report in REPORTS.items():
        if script.count(report) != 1:
            raise RuntimeError(f"MiniStack's worker does not have: {report}")
        payload = f'{{ errorType: {error}.name, errorMessage: String({error}.message), trace: String({error}.stack).split("\\n") }}'
        script = script.replace(report, f'status: "ok", result: {{ "{THROWN}": {payload} }}')
    lambda_runtime._NODEJS_WORKER_SCRIPT = script

    execute = lambda_svc._execute_function_warm

    def with_errors(*args):
        result = execute(*args)
        body = result.get("body")
        if isinstance(body, dict) and THROWN in body:
            return {**result, "body": body[THROWN], "error": True}
        return result

    lambda_svc._execute_function_warm = with_errors
