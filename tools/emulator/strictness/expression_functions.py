"""The functions of JSONata as Step Functions has them: six more, one fewer, and some that differ."""

import decimal
import hashlib
import json
import math
import random

from jsonata import Functions, Utils
from ministack.services import stepfunctions

from .around import around

HASHES = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def install():
    @around(stepfunctions, "_register_sfn_jsonata_functions")
    def register(original, expression):
        original(expression)
        # Binding the name to nothing hides the function: calling it fails.
        expression.register_function("eval", None)
        for name, function in FUNCTIONS.items():
            expression.register_lambda(name, function)


# What nobody should rely on, because AWS does one thing here and another there, or its sources disagree.
UNSAFE = "unsafe"


def refuse(code, why):
    raise ValueError(f"{code}: {why}")


def number(value, function):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        refuse("T0410", f"{function} takes a number, not {value!r}")
    return int(value)


def partition(items=None, size=None):
    """`$partition([], n)` is undefined, and so is what a size of 0 gives."""
    if items is None:
        return None
    if not isinstance(items, list):
        refuse("T0412", "$partition takes an array")
    if size is None:
        return [items]
    size = number(size, "$partition")
    if size < 0:
        refuse("D3130", "$partition takes a size of 0 or more")
    return [items[start:start + size] for start in range(0, len(items), size)] if size and items else None


def number_range(start=None, end=None, step=None):
    if start is None or end is None or step is None:
        return None
    start, end, step = (number(value, "$range") for value in (start, end, step))
    if step == 0:
        return None
    return Utils.create_sequence_from_iter(range(start, end + (1 if step > 0 else -1), step))


def hash_of(text=None, algorithm=None):
    if text is None:
        return None
    if not isinstance(text, str) or algorithm not in HASHES:
        refuse("T0410", f"$hash takes a text and one of {', '.join(HASHES)}")
    return hashlib.new(HASHES[algorithm], text.encode()).hexdigest()


def random_number(seed=None):
    return random.random() if seed is None else random.Random(number(seed, "$random")).random()


def parse(text=None):
    if text is None:
        return None
    if not isinstance(text, str):
        refuse("T0410", "$parse takes a text")

    def once(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key is repeated")
        return dict(pairs)

    def constant(name):
        raise ValueError(f"{name} is not JSON")

    def finite(digits):
        if math.isinf(float(digits)):
            raise ValueError(f"{digits} is past the range of a double")
        return float(digits)

    return marked(json.loads(text, object_pairs_hook=once, parse_constant=constant, parse_float=finite))


def marked(value):
    """A null of JSON, which the library tells from undefined by a value of its own."""
    if isinstance(value, dict):
        return {name: marked(member) for name, member in value.items()}
    if isinstance(value, list):
        return [marked(item) for item in value]
    return Utils.NULL_VALUE if value is None else value


def string(value=None, pretty=None):
    """Writes numbers with 15 digits, and characters as they are, most control characters among them."""
    return None if value is None else value if isinstance(value, str) else written(value, "\n" if pretty is True else "")


def written(value, line):
    if value is Utils.NULL_VALUE or value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return written_number(value)
    if isinstance(value, str):
        return f'"{"".join(ESCAPES.get(character, character) for character in value)}"'
    inner = f"{line}  " if line else ""
    if isinstance(value, list):
        return joined("[", [written(item, inner) for item in value], "]", line, inner)
    if isinstance(value, dict):
        space = " " if line else ""
        return joined("{", [f"{written(name, inner)}:{space}{written(member, inner)}" for name, member in value.items()], "}", line, inner)
    # A function.
    return '""'


def joined(opening, parts, closing, line, inner):
    return f"{opening}{inner}{f',{inner}'.join(parts)}{line}{closing}" if parts else opening + closing


def written_number(value):
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    digits = decimal.Context(prec=15, rounding=decimal.ROUND_FLOOR).create_decimal(repr(value))
    sign, significant, exponent = digits.normalize().as_tuple()
    text = "".join(map(str, significant))
    point = len(text) + exponent
    if -7 < point - 1 and point < len(text):
        plain = f"{text[:point]}.{text[point:]}" if point > 0 else f"0.{'0' * -point}{text}"
        return f"{'-' * sign}{plain}"
    return f"{'-' * sign}{text[0]}{'.' if len(text) > 1 else ''}{text[1:]}e{point - 1:+d}"


def substring(text=None, start=None, length=None):
    """Whether AWS cuts a character beyond the BMP in half or fails depends on its place."""
    if text is None:
        return None
    if not isinstance(text, str):
        refuse("T0410", "$substring takes a text")
    if any(ord(character) > 0xFFFF for character in text):
        refuse(UNSAFE, "$substring may cut a character beyond the BMP in half")
    return Functions.substring(text, start, length)


def count(items=None):
    """jsonata 2.0.6 counts a null as one, sfnx as nothing."""
    if items is Utils.NULL_VALUE:
        refuse(UNSAFE, "$count of null is 0 or 1")
    return 0 if items is None else len(items) if isinstance(items, list) else 1


FUNCTIONS = {
    "count": count,
    "partition": partition,
    "range": number_range,
    "hash": hash_of,
    "random": random_number,
    "parse": parse,
    "string": string,
    "substring": substring,
}
