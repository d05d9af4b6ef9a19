"""States that start an execution: the names of their errors, and an execution that runs already under the name."""

import json

from ministack.core.responses import json_response
from ministack.services import stepfunctions

from .around import around


def install():
    @around(stepfunctions, "_start_execution")
    def start(original, request):
        response = original(request)
        running = running_with_same_input(request) if response[0] >= 400 else None
        return json_response({"executionArn": running["executionArn"], "startDate": running["startDate"]}) if running else response

    for invoke in ("_invoke_nested_start_execution", "_invoke_nested_start_execution_sync"):
        @around(stepfunctions, invoke)
        def invoke_nested(original, resource, arguments):
            try:
                return original(resource, arguments)
            except stepfunctions._ExecutionError as error:
                if "." in error.error:
                    raise
                name = error.error.removesuffix("Exception")
                raise stepfunctions._ExecutionError(f"StepFunctions.{name}Exception", error.cause) from None


def running_with_same_input(request):
    """Starting a Standard execution again under its name succeeds while it runs."""
    machine = stepfunctions._resolve_state_machine_arn(request.get("stateMachineArn", "").split("#")[0]) or ""
    execution = stepfunctions._executions.get(f"{machine.replace(':stateMachine:', ':execution:')}:{request.get('name')}")
    same = execution and execution["status"] == "RUNNING" and json.loads(execution["input"]) == json.loads(request.get("input", "{}"))
    return execution if same else None
