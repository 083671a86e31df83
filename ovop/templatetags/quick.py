"""Django's `url` and `static` tags, which remember: a page asks for a hundred addresses, mostly the same ones.

Addresses depend on nothing but the route and its arguments here: no language prefix, no second instance of a room.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.static import StaticNode
from django.templatetags.static import static as django_static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()


@lru_cache(maxsize=8192)
def _reversed(
    name: str,
    args: tuple[Any, ...],
    named: tuple[tuple[str, Any], ...],
    _prefix: str,
    _urlconf: str,
) -> str:
    return str(conditional_escape(reverse(name, args=args or None, kwargs=dict(named) or None)))


def plain_address(route: str) -> str:
    """The address of a route without arguments."""
    return _reversed(route, (), (), get_script_prefix(), str(get_urlconf() or ""))


class QuickURL(URLNode):
    """As Django's; what cannot be remembered goes the long way."""

    def render(self, context: Context) -> str:
        name = self.view_name.resolve(context)
        args = tuple(arg.resolve(context) for arg in self.args)
        named = tuple((key, value.resolve(context)) for key, value in self.kwargs.items())
        given = (name, *args, *(value for _key, value in named))
        if not context.autoescape or not all(type(each) in (str, int) for each in given):
            return super().render(context)
        try:
            url = _reversed(name, args, named, get_script_prefix(), str(get_urlconf() or ""))
        except NoReverseMatch:
            return super().render(context)  # which knows when that is allowed
        if self.asvar:
            context[self.asvar] = url
            return ""
        return url


@register.tag
def url(parser: Parser, token: Token) -> QuickURL:
    """Like Django's tag of this name."""
    node = django_url(parser, token)
    return QuickURL(node.view_name, node.args, node.kwargs, node.asvar)


@lru_cache(maxsize=512)
def static_address(path: str) -> str:
    """The address of a built file; it does not change while the process lives."""
    return django_static(path)


class QuickStatic(StaticNode):
    @classmethod
    def handle_simple(cls, path: str) -> str:
        return static_address(path)


@register.tag
def static(parser: Parser, token: Token) -> StaticNode:
    """Like Django's tag of this name; templates need not load anything for it."""
    return QuickStatic.handle_token(parser, token)
