"""Records what AWS would bill, one JSON object a line: transitions, executions, invocations, calls, write units, events and logs.

Executions and invocations have a line when they begin, too, so that a reader knows when nothing is running any more.
"""

import contextvars
import itertools
import json
import threading
import time

from ministack.services import dynamodb, eventbridge, lambda_svc, s3, sqs, stepfunctions

from strictness.around import around

WRITES = {"PutRequest": "Item", "DeleteRequest": "Key"}
KB = 1_024

running = contextvars.ContextVar("running", default=None)
child_kind = contextvars.ContextVar("child_kind", default="STANDARD")
ids = itertools.count(1)


class Meter:
    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8", buffering=1)
        self.lock = threading.Lock()

    def write(self, what, **members):
        line = json.dumps({"what": what, "at": round(time.time() * 1_000, 1), **members}) + "\n"
        with self.lock:
            self.file.write(line)

    def span(self, what, **members):
        return Span(self, what, members)


class Span:
    """Something that takes time. Its line is written when it ends."""

    def __init__(self, meter, what, members):
        self.meter, self.what, self.members = meter, what, members

    def __enter__(self):
        self.started = time.time()
        return self

    def __exit__(self, *_):
        self.meter.write(self.what, ms=round((time.time() - self.started) * 1_000, 1), **self.members)


def record_into(path):
    meter = Meter(path)
    record_executions(meter)
    record_states(meter)
    record_invocations(meter)
    record_dynamodb(meter)
    record_sqs(meter)
    record_s3(meter)
    record_events(meter)


def record_executions(meter):
    def recorded(kind, machine, arn, run):
        token = running.set((kind, machine))
        span = meter.span("execution", id=next(ids), kind=kind, machine=machine, status="FAILED")
        meter.write("begin", id=span.members["id"])
        try:
            with span:
                result = run()
                execution = stepfunctions._executions.get(arn) or {}
                span.members["status"] = "SUCCEEDED" if execution.get("mapRunArn") else execution.get("status", "")
                return result
        finally:
            running.reset(token)

    @around(stepfunctions, "_run_execution")
    def run_execution(original, arn):
        execution = stepfunctions._executions.get(arn) or {}
        machine = stepfunctions._state_machines.get(execution.get("stateMachineArn", "")) or {}
        recorded(machine.get("type", "STANDARD"), machine.get("name", ""), arn, lambda: original(arn))

    @around(stepfunctions, "_run_distributed_map")
    def run_distributed_map(original, state, raw_input, effective, iterator, execution, ctx):
        kind = iterator["ProcessorConfig"].get("ExecutionType", "STANDARD")
        token = child_kind.set(kind)
        try:
            return original(state, raw_input, effective, iterator, execution, ctx)
        finally:
            child_kind.reset(token)

    @around(stepfunctions, "_run_sub_machine")
    def run_sub_machine(original, states, start_at, input_data, execution, ctx):
        def run():
            return original(states, start_at, input_data, execution, ctx)

        arn = execution["executionArn"]
        kind, machine = running.get() or ("", "")
        # Of a child of a Distributed Map, only the outermost call is the execution itself.
        if not execution.get("mapRunArn") or machine.endswith("/child"):
            return run()
        return recorded(child_kind.get(), f"{machine}/child", arn, run)


def record_states(meter):
    attempts = contextvars.ContextVar("attempts", default=None)

    for handler in ("_execute_pass", "_execute_choice", "_execute_wait", "_execute_task", "_execute_map", "_execute_parallel"):
        @around(stepfunctions, handler)
        def execute(original, state, raw_input, *rest):
            ctx = rest[-1]
            kind, machine = running.get() or ("", "")
            counted = [0]
            token = attempts.set(counted)
            span = meter.span("state", kind=kind, machine=machine, name=ctx["State"]["Name"], type=state["Type"])
            with span:
                try:
                    return original(state, raw_input, *rest)
                finally:
                    # A retry is a transition as well.
                    span.members["transitions"] = max(1, counted[0])
                    attempts.reset(token)

    @around(stepfunctions, "_add_event")
    def add_event(original, execution, event_type, details=None):
        counted = attempts.get()
        if event_type == "TaskScheduled" and counted is not None:
            counted[0] += 1
        return original(execution, event_type, details)


def record_invocations(meter):
    @around(lambda_svc, "_execute_function_warm")
    def execute(original, func, event, request_id):
        config = func.get("config") or func
        span = meter.span("invocation", id=next(ids), function=config.get("FunctionName"), memory=config.get("MemorySize", 128))
        meter.write("begin", id=span.members["id"])
        with span:
            result = original(func, event, request_id)
        meter.write("log", bytes=len(str(result.get("log") or "").encode("utf-8")))
        return result


def record_dynamodb(meter):
    def units(*sizes):
        return max(1, -(-max(sizes) // KB))

    def size(item):
        return dynamodb._item_size_bytes(item) if isinstance(item, dict) else 0

    for name in ("_put_item", "_update_item", "_delete_item"):
        @around(dynamodb, name)
        def write(original, data, name=name):
            answer = original(data)
            # A write that a condition refuses costs as much as one that succeeds; other refused writes cost nothing.
            if answer[0] < 400 or "ConditionalCheckFailed" in str(answer[2]):
                meter.write("call", service="dynamodb", action=name[1:], table=data.get("TableName"), writeUnits=units(size(data.get("Item"))))
            else:
                meter.write("call", service="dynamodb", action=name[1:], table=data.get("TableName"), refused=True)
            return answer

    @around(dynamodb, "_get_item")
    def get_item(original, data):
        meter.write("call", service="dynamodb", action="get_item", table=data.get("TableName"), readUnits=1 if data.get("ConsistentRead") else 0.5)
        return original(data)

    @around(dynamodb, "_batch_write_item")
    def batch_write_item(original, data):
        answer = original(data)
        if answer[0] >= 400:
            meter.write("call", service="dynamodb", action="batch_write_item", refused=True)
            return answer
        for table, requests in (data.get("RequestItems") or {}).items():
            written = sum(units(size(request[kind].get(WRITES[kind]))) for request in requests for kind in request)
            meter.write("call", service="dynamodb", action="batch_write_item", table=table, items=len(requests), writeUnits=written)
        return answer


def record_sqs(meter):
    def recorded(action, queue, requests=1):
        meter.write("call", service="sqs", action=action, queue=queue.rsplit("/", 1)[-1], requests=requests)

    # A batch sends its messages by the function for one message, so what is counted is how a request or a workflow gets there.
    for action in ("SendMessage", "SendMessageBatch"):
        def send(data, url, action=action, original=sqs._HANDLERS[action]):
            recorded(action, data.get("QueueUrl") or url)
            return original(data, url)

        sqs._HANDLERS[action] = send

    integration = "arn:aws:states:::sqs:sendMessage"
    send_of_workflow = stepfunctions._SERVICE_DISPATCH[integration]

    def send_and_record(resource, input_data):
        recorded("SendMessage", input_data.get("QueueUrl", ""))
        return send_of_workflow(resource, input_data)

    stepfunctions._SERVICE_DISPATCH[integration] = send_and_record

    @around(sqs, "_receive_messages_for_esm")
    def receive(original, url, *args, **kwargs):
        messages = original(url, *args, **kwargs)
        if messages:
            # One request receives them, another one deletes them.
            recorded("ReceiveMessage", url, requests=2)
        return messages


def record_s3(meter):
    @around(s3, "_get_object")
    def get_object(original, bucket, key, *args, **kwargs):
        meter.write("call", service="s3", action="GetObject", key=key)
        return original(bucket, key, *args, **kwargs)

    @around(s3, "_head_object")
    def head_object(original, bucket, key, *args, **kwargs):
        meter.write("call", service="s3", action="HeadObject", key=key)
        return original(bucket, key, *args, **kwargs)


def record_events(meter):
    @around(eventbridge, "_dispatch_event")
    def dispatch(original, event, *args, **kwargs):
        # The status of executions is sent for free; events of S3 and of applications are not.
        if event.get("Source") != "aws.states":
            meter.write("call", service="events", action="event", source=event.get("Source"))
        return original(event, *args, **kwargs)
