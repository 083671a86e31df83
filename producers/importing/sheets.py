"""The sheets we hand out: the template to fill in, and the result of an import.

Every cell is written as text, so that no cell can be a formula and no phone loses its nought.
"""

from __future__ import annotations

import io
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ovop.kernel.cells import workbook
from producers.categories import fields_with_kinds
from producers.importing.batches import chunks_of
from producers.importing.columns import COLUMNS
from producers.importing.parsing import PROBLEMS
from producers.models import ImportBatch

_WIDTH = 22


def template(language: str) -> bytes:
    """An empty sheet in `language` ("km" or "en"): titles, one example, and what may be written."""
    place = 0 if language == "km" else 1
    with translation.override(language):
        book, output = _book()
        sheet = book.add_worksheet(_("Producers"))
        titles = [column.title[place] for column in COLUMNS]
        _head(book, sheet, titles)
        for index, column in enumerate(COLUMNS):
            sheet.write_string(1, index, column.example[place])
        words = book.add_worksheet(_("Categories"))
        _head(book, words, [_("Field"), _("Category")])
        line = 1
        for field, kinds in fields_with_kinds():
            for kind in kinds:
                words.write_string(line, 0, field.name)
                words.write_string(line, 1, kind.name)
                line += 1
        category = [column.field for column in COLUMNS].index("category")
        sheet.data_validation(
            1, category, 10_000, category,
            {"validate": "list", "source": f"='{_('Categories')}'!$B$2:$B${line}", "ignore_blank": True, "error_type": "information"},
        )  # fmt: skip
        book.close()
    return output.getvalue()


def result(batch: ImportBatch) -> bytes:
    """The sheet as it came, with what became of each line in front."""
    book, output = _book()
    sheet = book.add_worksheet(_("Result"))
    _head(book, sheet, [_("Line"), _("What became of it"), _("What to mend"), *batch.header])
    line = 1
    for rows in chunks_of(batch):
        for row in rows:
            mend = "; ".join(problem_texts(row.problems).values())
            for index, text in enumerate(
                [str(row.number), str(row.get_status_display()), mend, *row.cells]
            ):
                sheet.write_string(line, index, text)
            line += 1
    book.close()
    return output.getvalue()


def problem_texts(problems: dict[str, list[str]]) -> dict[str, str]:
    """Field -> the sentence of what is wrong in it."""
    return {
        field: str(PROBLEMS[code]) % {"detail": detail}
        for field, (code, detail) in problems.items()
    }


def _book() -> tuple[Any, io.BytesIO]:
    output = io.BytesIO()
    return workbook(output, constant_memory=True), output


def _head(book: Any, sheet: Any, titles: list[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#e3efe9", "bottom": 1, "text_wrap": True})
    for index, title in enumerate(titles):
        sheet.write_string(0, index, title, bold)
    sheet.set_column(0, len(titles) - 1, _WIDTH)
    sheet.freeze_panes(1, 0)
