"""What policies can ask of a call of DynamoDB: the partition keys and the attributes that it names."""

import json
import re

from ministack.core import iam_actions
from ministack.services import dynamodb

from .around import around

EXPRESSIONS = ("KeyConditionExpression", "FilterExpression", "ConditionExpression", "UpdateExpression", "ProjectionExpression")
# A name at the beginning of a path, which is no function and no value.
NAME = re.compile(r"(?<![\w#:.])(#\w+|[A-Za-z_]\w*)(?!\w*\s*\()")
KEYWORDS = {"AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE"}
EQUALS = re.compile(r"(#\w+|[A-Za-z_]\w*)\s*=\s*(:\w+)")


def install():
    @around(iam_actions, "dynamodb_service_context")
    def service_context(original, body):
        context = original(body)
        parts = parts_of(body)
        # A call has the keys of all its parts together; DynamoDB refuses the whole call if one of them is not allowed.
        keys = [key for table, part in parts for key in leading_keys(table, part)]
        if keys:
            context["dynamodb:LeadingKeys"] = keys
        attributes = sorted({name for _, part in parts for name in attributes_of(part)})
        if attributes:
            context["dynamodb:Attributes"] = attributes
        # MiniStack looks for what a batch reads at the top of the call.
        if parts and all("Keys" in part and "ProjectionExpression" in part for _, part in parts):
            context["dynamodb:Select"] = "SPECIFIC_ATTRIBUTES"
        return context


def parts_of(body):
    """The name of a table and what is asked of it, for each request that the call holds."""
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        return []
    if "TransactItems" in data:
        return [(part.get("TableName", ""), part) for item in data["TransactItems"] for part in item.values()]
    if "RequestItems" in data:
        return [(table, part) for table, asked in data["RequestItems"].items() for part in of_batch(asked)]
    return [(data.get("TableName", ""), data)]


def of_batch(asked):
    """Reads of a table are one object, writes a list."""
    return [asked] if isinstance(asked, dict) else [part for request in asked for part in request.values()]


def leading_keys(table, part):
    name = (dynamodb._tables.get(table.rsplit("/", 1)[-1]) or {}).get("pk_name")
    values = [each[name] for each in items_of(part) if name in each]
    values += [part["ExpressionAttributeValues"][value] for attribute, value in EQUALS.findall(part.get("KeyConditionExpression", ""))
               if resolved(attribute, part) == name]
    values += part.get("KeyConditions", {}).get(name, {}).get("AttributeValueList", [])
    return [text for value in values for text in value.values()]


def items_of(part):
    return [part[member] for member in ("Key", "Item") if member in part] + part.get("Keys", [])


def attributes_of(part):
    yield from (name for item in items_of(part) for name in item)
    yield from part.get("AttributesToGet", [])
    for expression in EXPRESSIONS:
        for name in NAME.findall(part.get(expression) or ""):
            if name.upper() not in KEYWORDS:
                yield resolved(name, part)


def resolved(name, part):
    return part.get("ExpressionAttributeNames", {}).get(name, name)
