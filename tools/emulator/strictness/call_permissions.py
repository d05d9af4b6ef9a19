"""Which permission a call needs, and on what, where MiniStack asks for one that AWS does not have."""

import json

from ministack.core import iam_actions

from .around import around


def install():
    @around(iam_actions, "extract_iam_action")
    def extract_iam_action(original, *request):
        action = original(*request)
        # The permission for one message is that for a batch of them.
        return action.removesuffix("Batch") if action and action.startswith("sqs:") else action

    @around(iam_actions, "extract_resource_arn")
    def extract_resource_arn(original, service, method, path, headers, body, query_params, region, account_id):
        action = iam_actions.extract_iam_action(service, method, path, headers, body, query_params)
        if action == "ssm:GetParametersByPath":
            return f"arn:aws:ssm:{region}:{account_id}:parameter{json.loads(body)['Path']}"
        if action == "cloudwatch:DescribeAlarms":
            return f"arn:aws:cloudwatch:{region}:{account_id}:alarm:*"
        return original(service, method, path, headers, body, query_params, region, account_id)
