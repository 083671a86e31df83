"""How lists are cut into pages: the same for every list of the API."""

from __future__ import annotations

from typing import Any

from rest_framework import pagination
from rest_framework.request import Request

from ovop.api.tables import MOST_ROWS, is_table


class PageNumberPagination(pagination.PageNumberPagination):
    """`?page=2&page_size=50`; at most 200 rows a page, of a table MOST_ROWS."""

    page_size_query_param = "page_size"
    max_page_size = 200

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        """DRF's, in the words of OpenAPI 3.1: what may be missing is null."""
        whole: dict[str, Any] = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            whole["properties"][name].pop("nullable", None)
            whole["properties"][name]["type"] = ["string", "null"]
        return whole

    def get_page_size(self, request: Request) -> int | None:
        renderer = getattr(request, "accepted_renderer", None)
        if is_table(getattr(renderer, "format", "")):
            asked = request.query_params.get(self.page_size_query_param, "")
            wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0
            return min(wanted or MOST_ROWS, MOST_ROWS)
        return super().get_page_size(request)
