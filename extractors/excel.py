"""Reads an Excel file: its sheets, whatever the file format, and the plans that stand on them."""

from dataclasses import replace

from extractors.document import Reading
from extractors.excel_binary import read_xls, read_xlsb
from extractors.excel_book import read_book
from extractors.excel_left_out import left_out_of
from extractors.excel_ods import read_ods
from extractors.excel_plans import read_plans
from extractors.excel_sheet import Sheet
from extractors.faults import UnreadableError
from extractors.own_excel import read_own_excel
from extractors.own_files import is_own
from extractors.package import OLE_MAGIC, open_package

OLD = ("xls", "xlt")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def read_excel(data: bytes, suffix: str) -> Reading:
    """The plans of an Excel file; suffix without its dot, UnreadableError says why it cannot be read."""
    sheets = read_sheets(data, suffix)
    package = open_package(data) if data.startswith(b"PK") else None
    if package and is_own(package, "report"):
        return Reading(())
    if package and is_own(package, "plan"):
        return read_own_excel(sheets)
    reading = read_plans(sheets)
    return replace(reading, left_out=left_out_of(sheets, reading))


def read_sheets(data: bytes, suffix: str) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook, told by its content; an .xls may hold any of the formats."""
    if suffix.lower().lstrip(".") in OLD and data.startswith(OLE_MAGIC) and not _is_sealed(data):
        return read_xls(data)
    package = open_package(data)
    if "xl/workbook.bin" in package:
        return read_xlsb(data, package)
    if "mimetype" in package and package.read("mimetype").strip().startswith(ODS_TYPE):
        return read_ods(package)
    if suffix.lower().lstrip(".") == "ods":
        raise UnreadableError("not_office", "Filens indhold er ikke et OpenDocument-regneark.")
    return read_book(package)


def _is_sealed(data: bytes) -> bool:
    """Whether a compound file is an encrypted package of the new format."""
    return "EncryptedPackage".encode("utf-16-le") in data
