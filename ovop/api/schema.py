"""The API's description, finished: examples, tables, what refuses, how often one may ask, how to be sure it is done once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from ovop.api.examples import EXAMPLES
from ovop.api.tables import CSVRenderer, XLSXRenderer

JSON = "application/json"
TABLES = {CSVRenderer.media_type: "string", XLSXRenderer.media_type: "binary"}
ONCE = {
    "in": "header", "name": "Idempotency-Key", "required": False, "schema": {"type": "string", "maxLength": 255},
    "example": "order-2026-11-20-0007",
    "description": "Sent again with the same key within a day, it is answered as the first time and not done again.",
}  # fmt: skip
FORMAT = {
    "in": "query", "name": "format", "required": False, "schema": {"type": "string", "enum": ["json", "csv", "xlsx"]},
    "description": "The list as a table, up to 10,000 rows a page; the Link header names the next page.",
}  # fmt: skip
LIMITS = {
    "RateLimit-Limit": "How many requests of this kind you have in a minute.",
    "RateLimit-Remaining": "How many are left in this minute.",
    "RateLimit-Reset": "Seconds until the next minute begins.",
}
REFUSALS = {
    "400": ("FieldErrors", "Something in it is not right: the field, and a sentence. Nothing was done."),
    "401": ("Error", "No key, or one that opens nothing any more."),
    "403": ("Error", "It is there, and not yours to do."),
    "404": ("Error", "There is no such thing for you."),
    "409": ("Error", "It has moved on meanwhile: answered already, or the place is taken."),
    "429": ("Error", "Too many requests in this minute: come again after Retry-After seconds."),
}  # fmt: skip
PARTS = {
    "Error": {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]},
    "FieldErrors": {
        "type": "object",
        "additionalProperties": {"oneOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
    },
}  # fmt: skip


def finish(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """drf-spectacular's hook: `result` is the whole description."""
    schemas = result["components"]["schemas"]
    schemas |= copy.deepcopy(PARTS)
    for name, example in EXAMPLES.items():
        if name in schemas:
            schemas[name]["example"] = example
    for path, method, operation in _operations(result):
        _answers(operation, is_list=_is_list(operation))
        _asks(operation, method, is_list=_is_list(operation))
        for status in _refuses(path, method):
            name, said = REFUSALS[status]
            content = {JSON: {"schema": {"$ref": f"#/components/schemas/{name}"}}}
            operation["responses"].setdefault(status, {"description": said, "content": content})
        headers = {name: {"schema": {"type": "integer"}, "description": said} for name, said in LIMITS.items()}  # fmt: skip
        for status, answer in operation["responses"].items():
            answer["headers"] = dict(headers)
            if status == "429":
                answer["headers"]["Retry-After"] = {"schema": {"type": "integer"}, "description": "Seconds."}  # fmt: skip
    return result


def _operations(result: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _is_list(operation: dict[str, Any]) -> bool:
    return str(operation.get("operationId", "")).endswith("_list")


def _answers(operation: dict[str, Any], *, is_list: bool) -> None:
    """Tables of lists are bytes, and only lists are offered as tables."""
    for answer in operation["responses"].values():
        content = answer.get("content", {})
        for media, kind in TABLES.items():
            content.pop(media, None)
            if is_list:
                content[media] = {"schema": {"type": "string", "format": kind}}


def _asks(operation: dict[str, Any], method: str, *, is_list: bool) -> None:
    named = [each for each in operation.get("parameters", []) if each["name"] != FORMAT["name"]]
    if is_list:
        named.append(copy.deepcopy(FORMAT))
    if method in ("post", "patch"):
        named.append(copy.deepcopy(ONCE))
    operation["parameters"] = named


def _refuses(path: str, method: str) -> list[str]:
    """Which refusals this operation may answer with."""
    found = ["400", "401", "429"]
    if "{" in path:
        found.append("404")
    if method != "get" and not path.endswith("/token/"):
        found += ["403", "409"]
    return sorted(found)
