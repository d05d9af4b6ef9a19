"""SDK integrations use the names of the AWS SDK for Java v2, for members and for errors."""

import html
import re

from ministack.core.responses import _service_model
from ministack.services import sqs, stepfunctions

from .around import around

# The names of services in that SDK, where MiniStack's table has another or none.
SERVICE_KEYS = {"sfn": "stepfunctions", "eventbridge": "events", "cloudwatchlogs": "logs", "rdsdata": "rds-data"}


def install():
    @around(stepfunctions, "_sdk_json_param_value")
    def parameter(original, value, shape):
        if shape.type_name == "structure" and isinstance(value, dict):
            sdk_names = {sdk_name(shape, name) for name in shape.members}
            for name in value:
                if name not in sdk_names:
                    raise refused(name)
        return original(value, shape)

    @around(stepfunctions, "_invoke_dynamodb")
    def optimized(original, operation, arguments):
        refuse_sdk_names(arguments)
        return original(operation, arguments)

    @around(stepfunctions, "_dispatch_aws_sdk_query")
    def query(original, info, service, action, arguments):
        try:
            return original(info, service, action, arguments)
        except stepfunctions._ExecutionError as error:
            # MiniStack finds the code of RDS only, and passes on the whole answer of others.
            code = re.search(r"<Code>(.*?)</Code>", error.cause)
            if code is None:
                raise
            message = re.search(r"<Message>(.*?)</Message>", error.cause, re.DOTALL)
            name = stepfunctions._prefix_sdk_error(service, html.unescape(code[1]))
            raise stepfunctions._ExecutionError(name, html.unescape(message[1]) if message else "") from None

    @around(stepfunctions, "_prefix_sdk_error")
    def error_name(original, service, code):
        name = original(service, code)
        if name.startswith("States."):
            return name
        prefix = stepfunctions._AWS_SDK_ERROR_PREFIX.get(service, service.capitalize())
        return f"{prefix}.{exception_of(service, code.rsplit('#', 1)[-1]) or f'{prefix}Exception'}"


def sdk_name(shape, wire_name):
    return stepfunctions._SDK_MEMBER_NAME_OVERRIDES.get((shape.name, wire_name)) or stepfunctions._api_name_to_sfn_key(wire_name)


def refused(name):
    return stepfunctions._ExecutionError(
        "States.Runtime", f"The Parameters could not be used to start the Task: [The field \"{name}\" is not supported by Step Functions]")


def refuse_sdk_names(value):
    """An optimized integration takes attribute values as DynamoDB writes them: BOOL and NULL."""
    if isinstance(value, dict):
        if len(value) == 1 and next(iter(value)) in ("Bool", "Nul"):
            raise refused(next(iter(value)))
        for member in value.values():
            refuse_sdk_names(member)
    elif isinstance(value, list):
        for item in value:
            refuse_sdk_names(item)


def exception_of(service, code):
    """The exception of the SDK for an error; None for one that the service's model does not list."""
    model = _service_model(SERVICE_KEYS.get(service, service))
    # The query protocol of SQS has other codes: AWS.SimpleQueueService.NonExistentQueue.
    code = next((name for name, legacy in sqs._QUERY_COMPAT_CODES.items() if service == "sqs" and legacy == code), code)
    for shape in model.error_shapes if model else ():
        if code in (shape.name, shape.metadata.get("error", {}).get("code")):
            name = re.sub(r"(Fault|Exception)$", "", stepfunctions._api_name_to_sfn_key(shape.name))
            return f"{name}Exception"
    return None
