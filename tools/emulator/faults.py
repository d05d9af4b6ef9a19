"""Faults that services have on AWS: a table that throttles, and a function that is killed. Whoever has started the emulator writes them into a file.

    {"throttledWrites": 4}     refuses the first four writes of each item
    {"killedInvocations": 1}   ends the next invocation, as Lambda does with a function that runs out of memory

Without the file there are no faults.
"""

import json
import os
import threading
from collections import Counter

from ministack.services import dynamodb, lambda_svc

from strictness.around import around

TOO_MANY = (
    "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API."
)
KILLED = {"errorType": "Runtime.ExitError", "errorMessage": "RequestId: 0 Error: Runtime exited with error: signal: killed"}


class Faults:
    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.version = None
        self.written = Counter()
        self.killed = 0

    def wanted(self, name):
        """A setting in the file. What has happened counts from the last change of the file."""
        try:
            version = os.stat(self.path).st_mtime_ns
            with open(self.path, encoding="utf-8") as file:
                settings = json.load(file)
        except (FileNotFoundError, ValueError):
            return 0
        if version != self.version:
            self.version = version
            self.written.clear()
            self.killed = 0
        return settings.get(name, 0)

    def throttles(self, table, item):
        with self.lock:
            times = self.wanted("throttledWrites")
            if not times:
                return False
            key = (table, json.dumps(item.get(dynamodb._tables.get(table, {}).get("pk_name"))))
            self.written[key] += 1
            return self.written[key] <= times

    def kills(self):
        with self.lock:
            if self.killed >= self.wanted("killedInvocations"):
                return False
            self.killed += 1
            return True


def read_from(path):
    faults = Faults(path)

    @around(dynamodb, "_put_item")
    def put_item(original, data):
        return throttled() if faults.throttles(data.get("TableName"), data.get("Item") or {}) else original(data)

    @around(dynamodb, "_batch_write_item")
    def batch_write_item(original, data):
        passed, refused = {}, {}
        for table, requests in (data.get("RequestItems") or {}).items():
            for request in requests:
                item = request.get("PutRequest", {}).get("Item") or {}
                (refused if faults.throttles(table, item) else passed).setdefault(table, []).append(request)
        if not refused:
            return original(data)
        if not passed:
            return throttled()
        status, headers, body = original({**data, "RequestItems": passed})
        answer = json.loads(body)
        if status < 400:
            answer["UnprocessedItems"] = refused
        body = json.dumps(answer).encode("utf-8")
        return status, {**headers, "Content-Length": str(len(body))}, body

    @around(lambda_svc, "_execute_function_warm")
    def execute(original, func, event, request_id):
        return {"body": KILLED, "error": True, "log": ""} if faults.kills() else original(func, event, request_id)


def throttled():
    return dynamodb.error_response_json("ProvisionedThroughputExceededException", TOO_MANY, 400)
