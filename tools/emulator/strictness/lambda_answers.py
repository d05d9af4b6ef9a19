"""A function answers a synchronous call with at most 6 MB."""

import json

from ministack.services import lambda_svc

from .around import around

MAX_BYTES = 6_291_556


def install():
    @around(lambda_svc, "_execute_function")
    def execute(original, function, event):
        result = original(function, event)
        size = 0 if result.get("error") else answer_size(result.get("body"))
        if size <= MAX_BYTES:
            return result
        message = f"Response payload size ({size} bytes) exceeded maximum allowed payload size ({MAX_BYTES} bytes)."
        return {**result, "error": True, "function_error": "Unhandled",
                "body": {"errorType": "Function.ResponseSizeTooLarge", "errorMessage": message}}


def answer_size(body):
    if isinstance(body, bytes):
        return len(body)
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "surrogatepass"))
