"""Shortens the waits of queues in MiniStack, for tests.

    SQS_WAIT_SCALE=0.1   long polling ends after a tenth of its time if no message comes
    SQS_HIDE_SCALE=0.1   a received message is visible again after a tenth of its time
"""

import asyncio
import os
import time

from ministack.services import sqs

from strictness.around import around

LOOK_S = 0.02


def shorten_waits():
    shorten_long_polling(scale("SQS_WAIT_SCALE"))
    show_hidden_messages_earlier(scale("SQS_HIDE_SCALE"))


def scale(name):
    return float(os.environ.get(name, "1"))


def shorten_long_polling(factor):
    """Looks again every 20 ms, which MiniStack does every 100 ms."""
    receive = sqs._HANDLERS["ReceiveMessage"]

    async def receive_soon(data, url):
        wait = data.get("WaitTimeSeconds")
        if wait is None:
            wait = sqs._get_q(data.get("QueueUrl", url), "sqs:ReceiveMessage")["attributes"].get("ReceiveMessageWaitTimeSeconds", "0")
        deadline = time.monotonic() + int(wait) * factor
        while True:
            answer = await receive({**data, "WaitTimeSeconds": 0}, url)
            if answer or time.monotonic() >= deadline:
                return answer
            await asyncio.sleep(LOOK_S)

    sqs._HANDLERS["ReceiveMessage"] = receive_soon


def show_hidden_messages_earlier(factor):
    @around(sqs, "_collect_msgs")
    def collect(original, queue, most, visibility_timeout):
        return original(queue, most, visibility_timeout * factor)
