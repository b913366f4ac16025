"""How many cells `plantjek structure` accounts for: `python tests/measure_cells.py [--tuning]`.

The corpus' sheets and forms are written as workbooks in several layouts, structured in one run, and every
visible cell is looked for in the overview: in a plan, or among what was left out with its reason.
"""

import argparse
import tempfile
from pathlib import Path

import excel_builder
import openpyxl
from excel_builder import Looks
from gathered_plans import corpus

from extractors.excel import read_sheets
from pipeline.cli import main as plantjek

LOOKS = {"bold": Looks(), "above": Looks(form="above"), "stacked": Looks(blocks="stacked")}
SHEETS = ("Stykker", "Ikke i planerne")


def cells(path: Path) -> set[str]:
    """The places of a workbook's visible cells, as our reports word them."""
    sheets = read_sheets(path.read_bytes(), "xlsx")
    return {f"arket {sheet.name}, celle {cell.address}" for sheet in sheets for cell in sheet.cells}


def accounted(overview: Path) -> dict[str, set[str]]:
    """By file the places that the overview of a run names."""
    book, found = openpyxl.load_workbook(overview, read_only=True), dict[str, set[str]]()
    for name in SHEETS:
        rows = book[name].iter_rows(values_only=True)
        heads = [str(head) for head in next(rows)]
        for row in rows:
            found.setdefault(str(row[heads.index("Fil")]), set()).add(str(row[heads.index("Sted")]))
    return found


def write(folder: Path, held_out: bool) -> list[Path]:
    """Writes every sheet and form of the authors in every layout."""
    made = []
    for _, document in corpus(held_out):
        if document["form"] in ("excel-rows", "excel-form"):
            for name, looks in LOOKS.items():
                made.append(folder / f"{document['name']}-{name}.xlsx")
                made[-1].write_bytes(excel_builder.render(document, looks))
    return made


def main(held_out: bool) -> None:
    """Prints the shares of cells and of files."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        paths = write(folder, held_out)
        plantjek(["structure", scratch, "--out", str(folder / "ud"), "--quiet"])
        found = accounted(folder / "ud" / "overblik.xlsx")
        visible = {path.name: cells(path) for path in paths}
    missed = {name: places - found.get(name, set()) for name, places in visible.items()}
    count, lost = sum(map(len, visible.values())), sum(map(len, missed.values()))
    print(f"{len(paths)} workbooks, {count} cells: {1 - lost / count:.2%} accounted for")
    for name, places in missed.items():
        if places:
            print(f"  {name}: {', '.join(sorted(places)[:5])}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tuning", action="store_true", help="the training authors")
    main(not parser.parse_args().tuning)
