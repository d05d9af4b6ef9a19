"""Serves MiniStack on loopback until the process that started this one has ended.

Usage: serve.py DIRECTORY, which the emulator keeps its files in. Fd 3 is told the
port. Standard input is only held open: it ends when the parent does, however
that happens, and then nothing of the emulator may stay.
"""

import os
import runpy
import shutil
import signal
import socket
import sys
import threading
import time


END_TIMEOUT_S = 5


def stop_with_parent(directory):
    while os.read(0, 4096):
        pass
    # The Lambda workers are in the same process group. They write until they have ended, so the directory goes after
    # them, by a process outside of the group.
    group = os.getpgrp()
    if os.fork() == 0:
        os.setsid()
        os.killpg(group, signal.SIGKILL)
        wait_for_end_of(group)
        shutil.rmtree(directory, ignore_errors=True)
        os._exit(0)


def wait_for_end_of(group):
    deadline = time.monotonic() + END_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)


def complete_emulator():
    # Python is started in isolated mode, so this directory is not on the path.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import admission
    import functions
    import item_batcher
    import logs
    import queue_waits
    import s3_versions
    import step_functions
    import strictness

    admission.give_functions_credentials()
    functions.tell_errors_of_handlers()
    s3_versions.name_version_in_upload_events()
    s3_versions.read_ranges_of_versions()
    step_functions.tell_children_who_they_are()
    step_functions.evaluate_expressions_of_parallel()
    step_functions.count_invocations()
    step_functions.wait_for_expressions()
    step_functions.parse_expressions_once()
    step_functions.read_utc()
    item_batcher.give_children_batches()
    logs.deliver_events_to_log_groups()
    logs.count_in_lines()
    queue_waits.shorten_waits()
    strictness.refuse_what_aws_refuses()
    if os.environ.get("FAULTS"):
        import faults

        faults.read_from(os.environ["FAULTS"])
    if os.environ.get("METER"):
        import meter

        meter.record_into(os.environ["METER"])
    if os.environ.get("RECORDED_EXPRESSIONS"):
        import recorded_expressions

        recorded_expressions.record_into(os.environ["RECORDED_EXPRESSIONS"])


if __name__ == "__main__":
    # The socket is bound here and passed on open, so that no other process can take the port.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", 0))
    port = str(listener.getsockname()[1])
    os.environ["GATEWAY_PORT"] = port
    with os.fdopen(3, "w") as parent:
        parent.write(port)
    threading.Thread(target=stop_with_parent, args=sys.argv[1:], daemon=True).start()
    complete_emulator()
    # MiniStack's own command would listen on every interface.
    sys.argv = ["hypercorn", "admission:app", "--bind", f"fd://{listener.detach()}", "--workers", "0"]
    runpy.run_module("hypercorn", run_name="__main__")
