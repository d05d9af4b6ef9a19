"""A Standard execution has at most 25,000 events, an Express one five minutes; TimeoutSeconds of a state machine counts."""

import contextvars
import json
import os
import threading
import time

from ministack.services import stepfunctions

from .around import around
from .error_matching import EndOfExecution

MAX_EVENTS = 25_000
# The tests of the emulator do not wait for as long.
EXPRESS_SECONDS = float(os.environ.get("EXPRESS_SECONDS", "300"))

# Entered and exited, and what a state adds to that. An attempt of a task is scheduled, started, and succeeds or fails.
EVENTS_OF_STATE = {"_execute_pass": 2, "_execute_choice": 2, "_execute_wait": 2, "_execute_task": 2, "_execute_map": 4, "_execute_parallel": 4}
EVENTS_OF_ITERATION = 2
EVENTS_OF_SCHEDULED_TASK = 2

TIMED_OUT = EndOfExecution("States.Timeout")
current = contextvars.ContextVar("current", default=None)
child_type = contextvars.ContextVar("child_type", default="STANDARD")


class Limits:
    """What an execution may still use."""

    def __init__(self, express, timeout):
        self.express = express
        seconds = min(timeout or EXPRESS_SECONDS, EXPRESS_SECONDS) if express else timeout
        self.deadline = seconds and time.monotonic() + seconds
        self.events = 1
        self.lock = threading.Lock()

    def add(self, events):
        with self.lock:
            self.events += events
        if not self.express and self.events > MAX_EVENTS:
            raise stepfunctions._ExecutionError(
                EndOfExecution("States.Runtime"), f"The execution reached the maximum number of history events ({MAX_EVENTS}).")

    def check_time(self):
        if self.deadline and time.monotonic() > self.deadline:
            raise stepfunctions._ExecutionError(TIMED_OUT, "")


def install():
    @around(stepfunctions, "_run_execution")
    def run_execution(original, arn):
        execution = stepfunctions._executions.get(arn)
        machine = execution and stepfunctions._state_machines.get(execution["stateMachineArn"])
        if machine:
            current.set(Limits(machine.get("type") == "EXPRESS", json.loads(machine["definition"]).get("TimeoutSeconds")))
        original(arn)

    @around(stepfunctions, "_run_distributed_map")
    def run_distributed_map(original, state, raw_input, effective, iterator, execution, ctx):
        child_type.set(iterator["ProcessorConfig"].get("ExecutionType", "STANDARD"))
        return original(state, raw_input, effective, iterator, execution, ctx)

    @around(stepfunctions, "_run_sub_machine")
    def run_sub_machine(original, states, start_at, input_data, execution, ctx):
        if execution.get("mapRunArn") and ctx["Execution"]["Id"] != execution["executionArn"]:
            current.set(Limits(child_type.get() == "EXPRESS", None))
        else:
            spend(EVENTS_OF_ITERATION)
        return original(states, start_at, input_data, execution, ctx)

    for handler, events in EVENTS_OF_STATE.items():
        @around(stepfunctions, handler)
        def execute(original, *args, events=events):
            spend(events)
            return original(*args)

    @around(stepfunctions, "_add_event")
    def add_event(original, execution, event_type, details=None):
        if event_type == "TaskScheduled":
            spend(EVENTS_OF_SCHEDULED_TASK)
        elif event_type in ("TaskSucceeded", "TaskFailed"):
            spend(1)
        return original(execution, event_type, details)

    @around(stepfunctions, "_emit_execution_status_event")
    def emit(original, execution):
        if execution["status"] == "FAILED" and execution["error"] == TIMED_OUT and isinstance(execution["error"], EndOfExecution):
            execution["status"] = "TIMED_OUT"
        machine = stepfunctions._state_machines.get(execution["stateMachineArn"])
        # Express executions have no status events.
        if not machine or machine.get("type") != "EXPRESS":
            original(execution)


def spend(events):
    limits = current.get()
    if limits:
        limits.check_time()
        limits.add(events)
