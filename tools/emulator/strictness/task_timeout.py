"""A task that reaches TimeoutSeconds has the Cause ''."""

from ministack.services import stepfunctions

from .around import around


def install():
    @around(stepfunctions, "_invoke_resource_with_timeout")
    def invoke(original, *args):
        try:
            return original(*args)
        except stepfunctions._ExecutionError as error:
            if error.error == "States.Timeout" and error.cause.startswith("Task timed out after "):
                raise stepfunctions._ExecutionError(error.error, "") from None
            raise
