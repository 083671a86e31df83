"""Sheets as officers send them."""

from __future__ import annotations

import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

HEADER = [
    "ឈ្មោះអ្នកផលិត", "Producer (English)", "ប្រភេទអ្នកផលិត", "លេខទូរស័ព្ទ", "ភូមិ", "Led by women",
    "ឈ្មោះផលិតផល", "Category", "Unit", "Price", "Amount a month", "Months",
]  # fmt: skip


def line(**changes: str) -> list[str]:
    """One complete line; changes by column name."""
    values = {
        "name_km": "គ្រួសារ សុខ", "name_en": "", "kind": "គ្រួសារ", "phone": "០១២ ៧០០ ០០១", "village": "ភូមិមួយ",
        "women_led": "បាទ", "product_km": "ប្រហុក", "category": "Prahok", "unit": "គីឡូ", "price": "១២,០០០",
        "amount": "៥០", "months": "១-៣, ១១",
    } | changes  # fmt: skip
    return list(values.values())


def xlsx(rows: list[list[str]], header: list[str] | None = None) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    sheet = book.add_worksheet()
    for number, row in enumerate([header or HEADER, *rows]):
        for index, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, index, cell)
            else:
                sheet.write(number, index, cell)
    book.close()
    return output.getvalue()


def upload(content: bytes, name: str = "villagers.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
