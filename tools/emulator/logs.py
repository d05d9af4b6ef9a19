"""Adds to MiniStack what makes metrics of logs: EventBridge's log groups as targets, and metric filters that count."""

import json
import time

from ministack.core.arn import parse_arn
from ministack.services import cloudwatch, cloudwatch_logs, eventbridge

LOG_GROUP = "log-group:"
STREAM = "events"
EXISTS = '= "*"'


def deliver_events_to_log_groups():
    """Like EventBridge, writes the event as a line into a log group that is the target of a rule."""
    invoke = eventbridge._invoke_target

    def invoke_or_log(target, event, rule, view=None):
        arn = parse_arn(target.get("Arn", ""))
        if arn.service != "logs":
            return invoke(target, event, rule, view)
        view = view or eventbridge._pattern_event_view(event)
        group = arn.resource.removeprefix(LOG_GROUP)
        cloudwatch_logs._create_log_stream({"logGroupName": group, "logStreamName": STREAM})
        line = {"timestamp": int(time.time() * 1000), "message": json.dumps(view.event_with_detail())}
        return cloudwatch_logs._put_log_events({"logGroupName": group, "logStreamName": STREAM, "logEvents": [line]})

    eventbridge._invoke_target = invoke_or_log


def count_in_lines():
    """Like CloudWatch, makes metrics of the lines that metric filters match. Knows the filters for lines that have a member."""
    fan_out = cloudwatch_logs._fanout_to_subscription_filters

    def fan_out_and_count(group_name, stream_name, events):
        fan_out(group_name, stream_name, events)
        filters = [made for (group, _), made in list(cloudwatch_logs._metric_filters.items()) if group == group_name]
        for event in events if filters else []:
            line = parse(event["message"])
            for made in filters if line else []:
                count(made, line, event["timestamp"] / 1000)

    cloudwatch_logs._fanout_to_subscription_filters = fan_out_and_count


def parse(message):
    try:
        line = json.loads(message)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def count(metric_filter, line, timestamp):
    member = metric_filter["filterPattern"].strip("{} ").removesuffix(EXISTS).strip()
    if find(line, member) is None:
        return
    for metric in metric_filter["metricTransformations"]:
        dimensions = {name: find(line, path) for name, path in metric.get("dimensions", {}).items()}
        cloudwatch._store_datum(
            metric["metricNamespace"], metric["metricName"], dimensions, timestamp, metric.get("unit", "None"),
            find(line, metric["metricValue"]), None, None, None,
        )


def find(line, path):
    """What a path such as `$.reasons.TOO_DEEP` leads to."""
    if not path.startswith("$."):
        raise ValueError(f"What does this metric filter mean? Extend count_in_lines: {path}")
    for name in path[2:].split("."):
        line = line.get(name) if isinstance(line, dict) else None
    return line
