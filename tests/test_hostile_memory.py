"""Hostile files in a process of their own: at most 10 s and 500 MB each, whatever becomes of them."""

import subprocess
import sys
from pathlib import Path

import pytest
from excel_sheets import ROWS, changed, from_rows
from test_excel_hostile import SHEET, _drawn, _far, _last_row
from test_package import HOSTILE, document, with_part
from xlsb_builder import sheet, xlsb

SECONDS, MEGABYTES = 10, 500
READ = """
import resource, sys, time
from pathlib import Path
from extractors.reader import read_document
path = Path(sys.argv[1])
document = read_document(path, path.name)
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss // 1024, used.ru_utime + used.ru_stime, document.fault.code if document.fault else "ok")
"""
FORMATTED = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(4, 60_004))
EMPTY, TEXT = '<c r="AB{0}" s="0"/>', '<c t="str"><v>et mål</v></c>' * 10
CELLS = "".join(f'<row r="{n}">{EMPTY.format(n) * 30}</row>' for n in range(4, 60_000))
TEXTS = "".join(f'<row r="{n}">{TEXT}</row>' for n in range(4, 23_000))
WORKBOOKS = {
    "far value.xlsx": _drawn(_far),
    "styled last row.xlsx": _drawn(_last_row),
    "formatted rows.xlsx": changed(
        from_rows(ROWS), {SHEET: lambda text: text.replace("</sheetData>", FORMATTED + "</sheetData>")}
    ),
    "empty cells.xlsx": changed(
        from_rows(ROWS), {SHEET: lambda text: text.replace("</sheetData>", CELLS + "</sheetData>")}
    ),
    "texts.xlsx": changed(
        from_rows(ROWS), {SHEET: lambda text: text.replace("</sheetData>", TEXTS + "</sheetData>")}
    ),
    "far value.xlsb": xlsb({"Plan": sheet({(0, 0): "Mål", (1_048_575, 16_383): "langt væk"})}),
}
DOCUMENTS = {f"{name}.docx": make() for name, (make, _) in HOSTILE.items()} | {
    f"{count} {tag}.docx": with_part("word/document.xml", document(f"<w:{tag}/>" * count))
    for tag, count in (("p", 990_000), ("p", 2_900_000), ("sdt", 990_000))
}
FILES = DOCUMENTS | WORKBOOKS


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_keeps_within_time_and_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / name.replace("/", "_")
    path.write_bytes(FILES[name])
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    memory, seconds, _ = done.stdout.split()
    assert int(memory) <= MEGABYTES
    assert float(seconds) <= SECONDS
