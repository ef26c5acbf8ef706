"""What programs may ask: the same addresses, answered in JSON; described by OpenAPI from the one table of addresses."""

import re
from typing import Any

import factdb
from factdb.web.asking import Answer, Ask, Go, Page

_PART = re.compile(r"\{(\w+)\}")
_NUMBERS = ("article", "speaker", "place", "job", "page", "size")


def page(ask: Ask) -> Answer:
    """The addresses, for people."""
    from factdb.web.routes import ROUTES

    found = [{"method": one.method, "path": one.path, "summary": one.summary, "query": one.query} for one in ROUTES]
    return Page("api.html", {"addresses": found})


def openapi(ask: Ask) -> Answer:
    """OpenAPI 3.1. What only reads can be asked with a token; the rest needs a visit and its form's token."""
    from factdb.web.routes import ROUTES

    paths: dict[str, dict[str, Any]] = {}
    for one in ROUTES:
        where = one.path if one.path == "/" else f"{one.path}.json"
        paths.setdefault(where, {})[one.method.lower()] = _operation(one)
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "factdb",
            "version": factdb.__version__,
            "description": "Who said what, where exactly it stands, how sure it is. Offsets are Unicode code points.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
            },
        },
    }
    return Page("api.html", document) if ask.wants_json else Go("/api")


def _operation(one: Any) -> dict[str, Any]:
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if name in _NUMBERS else "string"}}
        for name in _PART.findall(one.path)
    ]
    words = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in one.query]
    problem = {"description": "What is wrong, in a line", "content": _json({"$ref": "#/components/schemas/Error"})}
    operation: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": parts + words,
        "responses": {"200": {"description": one.summary, "content": _json({"type": "object"})}, "default": problem},
    }
    if one.role is not None and one.method == "GET":
        operation["security"] = [{"token": []}]
    return operation


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
