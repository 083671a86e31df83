"""Files that somebody hostile, or only unlucky, sends: two things in one, bombs, lies about what they are."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

SCRIPT = b"<script>alert(1)</script>"


def photo(size: tuple[int, int] = (64, 48), kind: str = "JPEG", **options: object) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, (120, 80, 40)).save(output, kind, **options)
    return output.getvalue()


def photo_with_place() -> bytes:
    """As a phone takes it: with where (13.36 N, 103.86 E) and whose phone it was."""
    exif = Image.Exif()
    exif[0x010F] = "qanaryphone"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 21.0, 36.0), 3: "E", 4: (103.0, 51.0, 36.0)})
    return photo(exif=exif)


def png_that_says(width: int, height: int) -> bytes:
    """A few hundred bytes that say they are as many pixels, all of them there when unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compressobj(9)
    line = b"\0" * (width // 8 + 2)
    packed = b"".join(rows.compress(line) for _row in range(min(height, 200))) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def workbook(sheet: bytes, **more: bytes) -> bytes:
    """An .xlsx with this as its only sheet."""
    parts = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    } | more  # fmt: skip
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


_SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def laughing_workbook() -> bytes:
    """Entities in entities: a billion when they are written out."""
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    sheet = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">'
        + entities
        + b"]>"
        + _SHEET[21:] % (b'<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>')
    )
    return workbook(sheet)


def reading_workbook() -> bytes:
    """An entity that is a file of the server's."""
    sheet = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + _SHEET[
        21:
    ] % (b'<row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row>')
    return workbook(sheet)


def workbook_bomb() -> bytes:
    """A third of a gigabyte of empty cells in a third of a megabyte."""
    row = b"<row>" + b"<c><v>0</v></c>" * 1000 + b"</row>"
    return workbook(_SHEET % (row * 22_000))


# What each file is -> how it is made, and the name it comes under.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty.jpg"),
    "noise": (lambda: bytes(range(256)) * 64, "noise.jpg"),
    "a page": (lambda: b"<!doctype html>" + SCRIPT, "page.jpg"),
    "a drawing with a script": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", "drawing.svg"),
    "a drawing that says it is a photo": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "photo.jpg"),
    "a GIF that is a script": (lambda: b"GIF89a/*\0\0*/=1;alert(1)//;", "photo.gif"),
    "a photo that ends as a page": (lambda: photo() + SCRIPT, "photo.html"),
    "a photo with a page in its comment": (lambda: photo(comment=SCRIPT), "photo.jpg"),
    "a photo that ends as an archive": (lambda: photo() + workbook(b"<x/>"), "photo.jpg.zip"),
    "a PNG that is cut off": (lambda: photo(kind="PNG")[:60], "photo.png"),
    "a JPEG that is cut off": (lambda: photo((800, 600))[:900], "photo.jpg"),
    "a PDF that is a page": (lambda: b"%PDF-1.7\n" + SCRIPT, "paper.html"),
    "a program": (lambda: b"MZ\x90\0" + b"\0" * 200, "photo.exe"),
    "60,000 x 60,000 pixels": (lambda: png_that_says(60_000, 60_000), "bomb.png"),
    "50 million pixels": (lambda: photo((8000, 6250)), "large.jpg"),
    "where it was taken": (photo_with_place, "photo.jpg"),
    "a workbook of laughter": (laughing_workbook, "sheet.xlsx"),
    "a workbook that reads a file": (reading_workbook, "sheet.xlsx"),
    "a workbook that unpacks to a third of a gigabyte": (workbook_bomb, "sheet.xlsx"),
    "an archive of nonsense": (lambda: workbook(b"<nonsense"), "sheet.xlsx"),
    "a name that climbs": (photo, "../../../../etc/cron.d/photo.jpg"),
    "a name that climbs in Windows": (photo, "..\\..\\windows\\photo.jpg"),
    "a name from right to left": (photo, "photo\u202egpj.exe"),
    "a name of 5,000 letters": (photo, "a" * 5000 + ".jpg"),
    "a name in Khmer": (photo, "រូបថតប្រហុក.jpg"),
}  # fmt: skip
