"""Adds to MiniStack's S3 what it lacks for buckets with versioning."""

import contextvars
import inspect
import json

from ministack.services import eventbridge, s3


def name_version_in_upload_events():
    """Like S3, puts the version of the written object into the event."""
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


def read_ranges_of_versions():
    """Like S3, answers the request for a range of a version with only that range."""
    get_object = s3._get_object

    def get_range(bucket_name, key, headers, query_params=None):
        status, answered, body = get_object(bucket_name, key, headers, query_params)
        asked = headers.get("range", "")
        if status != 200 or not asked or "versionId" not in (query_params or {}):
            return status, answered, body
        size = len(body)
        found = s3._parse_range(asked, size)
        if found is None:
            error = s3._xml_body(s3._range_error_xml(bucket_name, key))
            return 416, {"Content-Type": "application/xml", "Content-Range": f"bytes */{size}"}, error
        start, end = found
        # The checksum of the whole object does not match a part of it.
        kept = {name: value for name, value in answered.items() if not name.lower().startswith("x-amz-checksum-")}
        kept |= {"Content-Length": str(end + 1 - start), "Content-Range": f"bytes {start}-{end}/{size}"}
        return 206, kept, body[start:end + 1]

    s3._get_object = get_range
