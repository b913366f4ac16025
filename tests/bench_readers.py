"""Times one way of reading a folder of files: `python tests/bench_readers.py TOOL FOLDER SUFFIX`.

Prints the processor seconds of the tool and those of the bound: unzip every part, parse the XML with lxml.
Runs in any environment that has the tool and lxml; imports and the first file are not counted.
"""

import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lxml import etree

Read = Callable[[bytes], object]
ROUNDS = 3


def bound(data: bytes) -> object:
    """Unzips all parts and parses those of XML."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    return [etree.fromstring(part) for name, part in parts if name.endswith((".xml", ".rels"))]


def plantjek(suffix: str) -> Read:
    """Our own readers."""
    from extractors.excel import read_excel
    from extractors.word import read_word

    return read_word if suffix == "docx" else lambda data: read_excel(data, suffix)


def markitdown(suffix: str) -> Read:
    """markitdown, which writes Markdown."""
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)
    return lambda data: converter.convert_stream(BytesIO(data), file_extension=f".{suffix}")


def loop(suffix: str) -> Read:
    """The text of all paragraphs and tables by python-docx, of all cells by openpyxl."""
    if suffix == "docx":
        import docx

        return lambda data: _paragraphs(docx.Document(BytesIO(data)))
    import openpyxl

    return lambda data: _cells(openpyxl.load_workbook(BytesIO(data)))


def _paragraphs(document: object) -> list[str]:
    tables = document.tables  # type: ignore[attr-defined]
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    return cells + [paragraph.text for paragraph in document.paragraphs]  # type: ignore[attr-defined]


def _cells(book: object) -> list[object]:
    sheets = book.worksheets  # type: ignore[attr-defined]
    return [value for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row]


TOOLS: dict[str, Callable[[str], Read]] = {"plantjek": plantjek, "markitdown": markitdown, "loop": loop}


def seconds(read: Read, files: list[bytes]) -> float:
    """Processor seconds for all files: the best of some rounds, the first file read once before."""
    read(files[0])
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for data in files:
            read(data)
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    tool, folder, suffix = sys.argv[1:4]
    files = [path.read_bytes() for path in sorted(Path(folder).glob(f"*.{suffix}"))]
    print(seconds(TOOLS[tool](suffix), files), seconds(bound, files))
