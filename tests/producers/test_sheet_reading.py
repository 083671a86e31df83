"""What people upload as a sheet: of many makes, broken, or meant to hurt."""

from __future__ import annotations

import io
import zipfile

import pytest

from producers.importing.columns import COLUMNS, match_columns
from producers.importing.parsing import _number, parse_months
from producers.importing.reading import MOST_ROWS, SheetError, read_sheet
from tests.producers.sheets import HEADER, line, xlsx


def read(content: bytes):
    return read_sheet(io.BytesIO(content), len(content))


def test_excel_is_read_as_texts_and_empty_lines_are_left_out():
    sheet = read(xlsx([line(), [""] * 12, line(price=12000.5, phone=12700001)]))
    assert sheet.header == HEADER
    assert len(sheet.rows) == 2
    assert sheet.rows[1][3] == "12700001"
    assert sheet.rows[1][9] == "12000.5"


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")]
)
def test_csv_of_any_kind_is_read(encoding, delimiter):
    text = delimiter.join(["ឈ្មោះ", "ភូមិ"]) + "\r\n" + delimiter.join(["សុខ", '"ភូមិ មួយ"'])
    sheet = read(text.encode(encoding))
    assert (sheet.header, sheet.rows) == (["ឈ្មោះ", "ភូមិ"], [["សុខ", "ភូមិ មួយ"]])


def bomb() -> bytes:
    """A sheet of 200 KB that unpacks to 200 MB."""
    honest = zipfile.ZipFile(io.BytesIO(xlsx([line()])))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in honest.infolist():
            archive.writestr(entry, honest.read(entry))
        archive.writestr("xl/media/image1.bmp", b"\0" * 200_000_000)
    return output.getvalue()


def tampered(old: bytes, new: bytes) -> bytes:
    """An honest sheet in whose cells' XML the first `old` is replaced."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([line()]))) as honest,
        zipfile.ZipFile(output, "w") as made,
    ):
        for entry in honest.infolist():
            content = honest.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content.replace(old, new, 1)
            made.writestr(entry, content)
    return output.getvalue()


def entities() -> bytes:
    """The billion laughs, in a sheet."""
    laugh = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return tampered(b"<worksheet", laugh.encode() + b"<worksheet")


BROKEN = {
    "empty": b"",
    "blanks": b"  \n ",
    "only titles": xlsx([]),
    "cut off": xlsx([line()])[:900],
    "not a sheet": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "a zip of something else": b"PK\x03\x04" + b"junk" * 30,
    "old excel, broken": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "latin letters that are no utf-8": b"n\xe9,v\xe9\nx,y",
    "bomb": bomb(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_or_hostile_file_gets_a_sentence(name):
    with pytest.raises(SheetError) as error:
        read(BROKEN[name])
    assert len(str(error.value)) > 20


def far_corner() -> bytes:
    """Five kilobytes that claim a table of seventeen thousand million cells."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return tampered(b"</sheetData>", cell)


def shared_text() -> bytes:
    """One long text in every cell: small in the file, gigabytes in memory."""
    return xlsx([["x" * 1000] * 60] * 9000)


@pytest.mark.parametrize("make", [far_corner, shared_text])
def test_file_that_would_fill_the_memory_is_refused_and_we_live(make):
    with pytest.raises(SheetError):
        read(make())


def test_entities_are_not_blown_up():
    try:
        sheet = read(entities())
    except SheetError:
        return
    assert all(len(cell) < 1000 for row in sheet.rows for cell in row)


def test_too_long_a_sheet_is_refused_whole():
    text = "name,village\n" + "a,b\n" * (MOST_ROWS + 1)
    with pytest.raises(SheetError) as error:
        read(text.encode())
    assert "10,000" in str(error.value)


def test_too_large_a_file_is_refused_unread():
    with pytest.raises(SheetError):
        read_sheet(io.BytesIO(b""), 6 * 1024 * 1024)


def test_columns_of_both_templates_are_matched():
    for place in (0, 1):
        header = [column.title[place] for column in COLUMNS]
        assert match_columns(header) == {column.field: n for n, column in enumerate(COLUMNS)}


def test_columns_of_a_list_of_ones_own_are_guessed_and_none_is_taken_twice():
    found = match_columns(["ល.រ", "Name", "TEL.", "Phum", "Product name", "unit price", "Remarks"])
    assert found == {
        "name_en": 1, "phone": 2, "village": 3, "product_en": 4, "price": 5, "description": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("October", [10]),
        ("oct to feb", [10, 11, 12, 1, 2]),
        ("January-October", list(range(1, 11))),
    ],
)
def test_months_in_english_are_read(said, months):
    assert sorted(parse_months(said)) == sorted(months)


@pytest.mark.parametrize("cell", ["-1e30", "1e30", "-99999999999", "NaN", "-Infinity"])
def test_absurd_number_is_to_mend_and_stops_nothing(cell):
    assert _number(cell) == (None, "number")
