"""Serves MiniStack on loopback until the process that started this one is gone.

Usage: serve.py DIRECTORY, which the engine keeps its files in. Fd 3 is told the
port. Standard input is only held open: it ends when the parent does, however
that happens, and then nothing of the engine may stay.
"""

import contextvars
import inspect
import json
import os
import runpy
import shutil
import signal
import socket
import sys
import threading


def stop_with_parent(directory):
    while os.read(0, 4096):
        pass
    shutil.rmtree(directory, ignore_errors=True)
    # The Lambda workers are in the same process group.
    os.killpg(os.getpgrp(), signal.SIGKILL)


def name_versions_in_upload_events():
    """S3 tells EventBridge which version of an object was written; MiniStack leaves that out."""
    from ministack.services import eventbridge, s3

    fire, dispatch = s3._fire_s3_event, eventbridge._dispatch_event
    signature = inspect.signature(fire)
    written = contextvars.ContextVar("written", default=None)

    def fire_with_version(*args, **kwargs):
        token = written.set(signature.bind(*args, **kwargs).arguments.get("version_id"))
        try:
            return fire(*args, **kwargs)
        finally:
            written.reset(token)

    def dispatch_with_version(event, *args, **kwargs):
        if event.get("Source") == "aws.s3" and written.get():
            detail = json.loads(event["Detail"])
            detail["object"].setdefault("version-id", written.get())
            event = {**event, "Detail": json.dumps(detail)}
        return dispatch(event, *args, **kwargs)

    s3._fire_s3_event, eventbridge._dispatch_event = fire_with_version, dispatch_with_version


if __name__ == "__main__":
    # Bound here and handed on open: nobody else can take the port in between.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", 0))
    port = str(listener.getsockname()[1])
    os.environ["GATEWAY_PORT"] = port
    with os.fdopen(3, "w") as parent:
        parent.write(port)
    threading.Thread(target=stop_with_parent, args=sys.argv[1:], daemon=True).start()
    name_versions_in_upload_events()
    # Not MiniStack's own command, which listens on every interface.
    sys.argv = ["hypercorn", "ministack.app:app", "--bind", f"fd://{listener.detach()}", "--workers", "0"]
    runpy.run_module("hypercorn", run_name="__main__")
