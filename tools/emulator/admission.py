"""Who may talk to the emulator: it runs the code it is given, so only those that know the credentials of this start."""

import hmac
import os
from urllib.parse import parse_qs

from ministack import app as ministack
from ministack.core import lambda_runtime
from ministack.core.router import extract_access_key_id
from ministack.services import lambda_svc, sts

# Says that the emulator runs, and no more.
HEALTH = "/_ministack/health"
# A custom resource answers here without credentials. The path has a random token.
CUSTOM_RESOURCE = "/_ministack/cfn-response/"

CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


def give_functions_credentials():
    """MiniStack gives functions the account as access key id, which others can guess."""
    made_by_ministack = lambda_runtime.execution_credentials

    def credentials(config):
        return made_by_ministack(config) if ministack.AUTH else {name: os.environ.get(name, "") for name in CREDENTIALS}

    lambda_runtime.execution_credentials = lambda_svc.execution_credentials = credentials


def why_refused(scope):
    """A message; None for a request that may pass."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = f"127.0.0.1:{os.environ['GATEWAY_PORT']}"
    # A web page can name a host that leads here, and its requests to others carry its origin.
    if headers.get("host") != host:
        return f"The emulator answers to the host {host} only."
    if "origin" in headers:
        return "The emulator does not answer web pages."
    if scope["path"] == HEALTH or scope["path"].startswith(CUSTOM_RESOURCE):
        return None
    access_key_id = extract_access_key_id(headers, parse_qs(scope["query_string"].decode("latin-1")))
    # MiniStack does not check signatures unless it enforces permissions, so the id itself is what others can't know.
    if hmac.compare_digest(access_key_id.encode(), os.environ["AWS_ACCESS_KEY_ID"].encode()) or access_key_id in sts._sessions:
        return None
    return "The emulator has other credentials: each start makes new ones, in the environment of its clients."


async def app(scope, receive, send):
    """What Hypercorn serves: MiniStack, for requests that may pass."""
    message = None if scope["type"] == "lifespan" else why_refused(scope)
    if message is None:
        await ministack.app(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": message.encode()})
