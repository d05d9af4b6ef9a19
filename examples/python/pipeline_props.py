from __future__ import annotations

import re
from typing import Any

from aws_cdk import App
from aws_cdk.aws_dynamodb import AttributeType
from cdk_sales_data_pipeline import RecordSchema, TableKey, TableKeyAttribute


def pipeline_props(app: App) -> dict[str, Any]:
    """Lets the example be tried on files of one's own without changing it:
    `cdk deploy -c schema=schema.json -c key=order_id:N=/order_id -c records=/sales/orders`.
    """
    schema = app.node.try_get_context("schema")
    key = app.node.try_get_context("key")
    return {
        "schema": RecordSchema.from_file(schema) if schema else None,
        "table_key": _parse_key(key) if key else None,
        "records_pointer": app.node.try_get_context("records"),
    }


def _parse_key(text: str) -> TableKey:
    """`/a,/b`, or `name:S=/a,/b`, or two of the latter with a space between: partition key and sort key."""
    partition_key, sort_key, *_ = [*map(_parse_key_attribute, text.split()), None]
    return TableKey(partition_key=partition_key, sort_key=sort_key)


def _parse_key_attribute(text: str) -> TableKeyAttribute:
    name, key_type, pointers = re.fullmatch(r"(?:([^/:=]+)(?::([SN]))?=)?(.+)", text).groups()
    return TableKeyAttribute(
        name=name or "orderId",
        type=AttributeType.NUMBER if key_type == "N" else AttributeType.STRING,
        pointers=pointers.split(","),
    )
