"""The catalogue's search: one engine for the page, the API and matching.

`read` turns a text into concepts (words, with what means the same), `ask` weighs them by what the
catalogue knows, `find` runs the one SQL function. `indexing` keeps the vocabulary and the columns.
"""

from producers.search.asking import Question, ask, ask_many
from producers.search.engine import MOST, Hits, find
from producers.search.reading import Reading, read

__all__ = ["MOST", "Hits", "Question", "Reading", "ask", "ask_many", "find", "read"]
