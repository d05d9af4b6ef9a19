"""A workflow that is gone or may not be started: the event goes to the dead-letter queue of the rule's target at once."""

import json

from ministack.core.arn import parse_arn
from ministack.core.iam_evaluator import EvalContext, _gather_role_policies, evaluate
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, iam, sqs, stepfunctions

from .around import around


def install():
    @around(eventbridge, "_invoke_target")
    def invoke_target(original, target, event, rule, view=None):
        why = why_undeliverable(target)
        if why is None:
            original(target, event, rule, view)
        elif target.get("DeadLetterConfig", {}).get("Arn"):
            dead_letter(target, event, rule, view, *why)


def why_undeliverable(target):
    """A code and a message; None if EventBridge can start the target."""
    arn = target.get("Arn", "")
    if not arn.startswith("arn:aws:states:"):
        return None
    if stepfunctions._resolve_state_machine_arn(arn) is None:
        return "NO_RESOURCE", f"The state machine {arn} does not exist."
    role = target.get("RoleArn", "")
    if not may_start(role, arn):
        return "NO_PERMISSIONS", f"The role {role} is not authorized to perform states:StartExecution on {arn}."
    return None


def may_start(role_arn, machine_arn):
    name = role_arn.rsplit("/", 1)[-1]
    if name not in iam._roles:
        return False
    request = EvalContext(
        principal_arn=role_arn, principal_type="AssumedRole", principal_account=get_account_id(),
        action="states:StartExecution", resource_arn=machine_arn, region=get_region())
    return evaluate(request, _gather_role_policies(name, get_account_id())).decision == "Allow"


def dead_letter(target, event, rule, view, code, message):
    queue = sqs._queue_by_arn(target["DeadLetterConfig"]["Arn"])
    if queue is None:
        return
    texts = {"ERROR_CODE": code, "ERROR_MESSAGE": message, "RULE_ARN": rule.get("Arn", ""), "TARGET_ARN": target["Arn"]}
    body = json.dumps((view or eventbridge._pattern_event_view(event)).event_with_detail())
    sqs._act_send_message({
        "MessageBody": body,
        "MessageAttributes": {name: {"DataType": "String", "StringValue": text} for name, text in texts.items() if text},
    }, sqs._queue_url(parse_arn(target["DeadLetterConfig"]["Arn"]).resource))
