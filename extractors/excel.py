"""Reads an Excel file: its sheets, whatever the file format, and the plans that stand on them."""

from extractors.document import Reading
from extractors.excel_book import read_book
from extractors.excel_plans import read_plans
from extractors.package import open_package


def read_excel(data: bytes, suffix: str) -> Reading:  # noqa: ARG001
    """The plans of an Excel file; suffix without its dot, UnreadableError says why it cannot be read."""
    return read_plans(read_book(open_package(data)))
