"""How lists are cut into pages: the same for every list of the API."""

from rest_framework import pagination


class PageNumberPagination(pagination.PageNumberPagination):
    """`?page=2&page_size=50`; at most 200 rows a page."""

    page_size_query_param = "page_size"
    max_page_size = 200
