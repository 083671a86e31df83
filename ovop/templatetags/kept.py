"""`{% kept "catalogue" "results" kept_key %}…{% endkept %}`: a part of a page that is everybody's (`ovop.kernel.parts`)."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe

from ovop.kernel.parts import kept_part

register = template.Library()


class KeptNode(template.Node):
    """Renders what is inside only where it is not kept; with a key of None always."""

    def __init__(self, subject: FilterExpression, name: FilterExpression, key: FilterExpression, inside: NodeList) -> None:  # fmt: skip
        self.subject, self.name, self.key, self.nodelist = subject, name, key, inside

    def render(self, context: Context) -> SafeString:
        key = self.key.resolve(context)
        full = None if not key else (self.name.resolve(context), key)
        make = lambda: mark_safe(self.nodelist.render(context))  # noqa: E731, S308 - a template's own output
        return kept_part(context["request"], self.subject.resolve(context), full, make)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Subject, name of the part, and a key (or None) that says what else it depends on."""
    words = token.split_contents()
    if len(words) != 4:
        raise TemplateSyntaxError("kept takes a subject, a name and a key")
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    subject, name, key = (parser.compile_filter(word) for word in words[1:])
    return KeptNode(subject, name, key, inside)
