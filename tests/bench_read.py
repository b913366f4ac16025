"""How fast files are read, as a ratio to unzipping and parsing them: `make bench-read`.

Writes labelled documents as Word files and workbooks of three sizes (Word files saved again by LibreOffice
where it is installed, so that their XML is as heavy as real), and lets each tool read them in a process
of its own. The bound is measured in the same process, in processor time, so that other work counts less.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import excel_builder
import word_render
from gathered_plans import corpus, gathered

from extractors.legacy import find_office

BARS = {"docx": 8.0, "xlsx": 12.0}
SIZES = {"one plan": 24, "several plans": 8, "many rows": 2}
OWN = ("plantjek", "loop")  # read in our own environment: python-docx and openpyxl are there
HERE = Path(__file__).parent


def write_files(folder: Path, suffix: str, size: str) -> int:
    """Writes the files of this size; returns how many."""
    documents = _documents(suffix, size)
    for number, document in enumerate(documents):
        if suffix == "docx":
            manner = list(word_render.MANNERS)[number % len(word_render.MANNERS)]
            data = word_render.render(document, manner).data
        else:
            data = excel_builder.render(document, excel_builder.Looks())
        (folder / f"{number}.{suffix}").write_bytes(data)
    return len(documents)


def _documents(suffix: str, size: str) -> list[dict[str, object]]:
    forms = ("word-form", "five-box") if suffix == "docx" else ("excel-rows", "excel-form")
    if size == "one plan":
        found = [d for _, d in corpus(False) if d["form"] in forms and len(d["plans"]) == 1]
        return found[:: len(found) // SIZES[size]]
    several = list(gathered(False, forms[0]))
    if size == "several plans":
        return several[: SIZES[size]]
    plans = [plan for document in several[:60] for plan in document["plans"]]
    return [{**several[0], "plans": plans[start::2]} for start in range(SIZES[size])]


def ratio(python: str, tool: str, folder: Path, suffix: str) -> tuple[float, float] | None:
    """The tool's time over the bound's, and its seconds; None where the tool is not there or fails."""
    command = [python, str(HERE / "bench_readers.py"), tool, str(folder), suffix]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    taken, least = map(float, done.stdout.split())
    return taken / least, taken


def save_again(folder: Path) -> None:
    """The Word files as LibreOffice writes them; as they are where it is not installed."""
    office = find_office()
    if office is None:
        return
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "again")]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    for path in (folder / "again").glob("*.docx"):
        path.replace(folder / path.name)


def main(others: str) -> None:
    """Prints the table."""
    for suffix, bar in BARS.items():
        for size in SIZES:
            with tempfile.TemporaryDirectory() as name:
                count = write_files(Path(name), suffix, size)
                if suffix == "docx":
                    save_again(Path(name))
                for tool, python in {**dict.fromkeys(OWN, sys.executable), "markitdown": others}.items():
                    found = ratio(python, tool, Path(name), suffix)
                    text = (
                        f"{found[0]:6.1f} x bound {1000 * found[1] / count:8.1f} ms a file" if found else "-"
                    )
                    over = (
                        f"  over the bar of {bar:g}"
                        if tool == "plantjek" and found and found[0] > bar
                        else ""
                    )
                    print(f"{suffix}, {size:14} {count:4} files  {tool:12}{text}{over}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--others", default=sys.executable, help="the Python that has the other tools")
    main(parser.parse_args().others)
