"""How well files are read: `python tests/measure_extraction.py [--tuning] [--columns] [--wrong]`.

Documents of the corpus are written as Word files and workbooks in many layouts and read back. Three sources:
own, the documents as their authors laid them out; gathered, plans of one author in one file under one form's
headings; untitled, documents of one plan whose headings are the outermost. Without --tuning only the four
authors are used that no rule or model has seen. --only takes the beginning of a line's name.

found: passages found exactly once. headed: those under their innermost heading. plans: files in which there
are as many plans as written, and every passage that was found is in its plan. extra: passages nobody wrote.
columns (--columns, runs the model): columns and labels whose target is the field of most of their passages.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import excel_builder
import word_render
from column_measure import Columns
from excel_builder import Looks
from gathered_plans import corpus, gathered

from extractors.document import Reading
from extractors.excel import read_excel
from extractors.labels import key
from extractors.word import read_word
from extractors.word_lines import BOX, without_bullet

WORD = ("word-form", "five-box", "word-list")
PROSE = ("word-prose", "minutes", "strategy")
RUNNING = ("styles", "bold", "bullets", "colon", "plain", "capitals")
SOURCES = {
    "own": (*WORD, *PROSE, "excel-rows", "excel-form"), "gathered": (*WORD, "excel-rows", "excel-form"),
    "untitled": (*WORD, *PROSE),
}  # fmt: skip
EXCEL = ("excel-rows", "excel-form")
LOOKS = {
    "bold": Looks(), "plain": Looks(bold=False), "filled": Looks(bold=False, filled=True, left=2, top=2),
    "above": Looks(form="above"), "stacked": Looks(blocks="stacked"), "untitled": Looks(title=False),
    "above, stacked": Looks(form="above", blocks="stacked"), "plain above": Looks(bold=False, form="above"),
    "turned": Looks(turned=True), "plain, stacked": Looks(bold=False, blocks="stacked"),
}  # fmt: skip
Document = dict[str, Any]


def layouts(
    form: str, source: str
) -> Iterator[tuple[str, Callable[[Document], bytes], Callable[[bytes], Reading]]]:
    """Each layout of a form: its name, what writes a document in it and what reads it."""
    if form in EXCEL:
        for name, looks in LOOKS.items():
            yield name, partial(excel_builder.render, looks=looks), partial(read_excel, suffix="xlsx")
    else:
        titled = source != "untitled"
        for name in word_render.MANNERS if titled and form in WORD else RUNNING:
            yield name, partial(_word, manner=name, titled=titled), read_word


def _word(document: Document, manner: str, titled: bool) -> bytes:
    return word_render.render(document, manner, titled=titled).data


def normal(text: str) -> str:
    """A text as it is compared: no bullet, no boxes, spaces as one."""
    return " ".join(BOX.sub("", without_bullet(text)).split())


def wanted(document: Document) -> list[tuple[int, str, str | None]]:
    """Plan number (-1: outside), text and heading of each passage."""
    found = [(n, p["text"], p["heading"]) for n, q in enumerate(document["plans"]) for p in q["passages"]]
    return [*found, *((-1, p["text"], p["heading"]) for p in document.get("passages", []))]


def measure(document: Document, reading: Reading) -> Counter[str]:
    """Counts for one file."""
    plans = [Counter(normal(p.text) for p in plan.passages) for plan in reading.plans]
    passages = [*(p for plan in reading.plans for p in plan.passages), *reading.outside]
    texts = Counter(normal(p.text) for p in passages)
    heads = {(normal(p.text), key(p.heading[-1])) for p in passages if p.heading}
    gold = wanted(document)
    times = Counter(normal(text) for _, text, _ in gold)
    counts = Counter(files=1, passages=len(gold))
    counts["found"] = sum(min(count, texts[text]) for text, count in times.items())
    counts["extra"] = (texts - times).total()
    headed = [(normal(text), key(head)) for _, text, head in gold if head and texts[normal(text)]]
    counts["headings"], counts["headed"] = len(headed), sum(pair in heads for pair in headed)
    counts["plans"] = _well_split(document, gold, plans)
    return counts


def _well_split(
    document: Document, gold: list[tuple[int, str, str | None]], plans: list[Counter[str]]
) -> bool:
    if len(plans) != max(1, len(document["plans"])):
        return not document["plans"] and len(plans) < 2
    where = [{n for n, plan in enumerate(plans) if normal(text) in plan} for _, text, _ in gold]
    placed = [
        number in hits for (number, _, _), hits in zip(gold, where, strict=True) if hits and number >= 0
    ]
    return sum(placed) >= 0.98 * len(placed)


def documents(held_out: bool, form: str, source: str) -> Iterable[Document]:
    """The documents of this form as they are, or as plans gathered."""
    if source == "gathered":
        return gathered(held_out, form)
    own = (document for _, document in corpus(held_out) if document["form"] == form)
    return (document for document in own if source == "own" or len(document["plans"]) < 2)


def kind(form: str) -> str:
    """What a total gathers the form under."""
    return "Excel" if form in EXCEL else "letters and minutes" if form in PROSE else "Word"


def show(name: str, counts: Counter[str]) -> None:
    """One line of the table."""
    share = [counts["found"] / counts["passages"], counts["headed"] / max(1, counts["headings"])]
    share += [counts["plans"] / counts["files"], counts["extra"] / counts["passages"]]
    print(f"{name:44}{counts['files']:6}" + "".join(f"{100 * value:9.1f}" for value in share))


def main(arguments: argparse.Namespace) -> None:
    """Prints the table."""
    columns = {source: Columns() for source in ("own", "gathered") if arguments.columns}
    print(f"{'':44}{'files':>6}" + "".join(f"{name:>9}" for name in ("found", "headed", "plans", "extra")))
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for source, form in ((source, form) for source, forms in SOURCES.items() for form in forms):
        chosen = list(documents(not arguments.tuning, form, source))
        for name, write, read in layouts(form, source):
            if not f"{source}, {form}, {name}".startswith(arguments.only):
                continue
            counts = Counter[str]()
            for document in chosen:
                reading = read(write(document))
                one = measure(document, reading)
                several = "several" if len(document["plans"]) > 1 else "one"
                total[f"{kind(form)}, {source}, {several}"] += one
                counts += one
                if arguments.wrong and not one["plans"]:
                    print(f"  {document['name']}: {len(document['plans'])} -> {len(reading.plans)}")
                if source in columns and name in ("form", "bold", "styles"):
                    columns[source].add(document, reading)
            if counts:
                show(f"{source}, {form}, {name}", counts)
    for name, counts in total.items():
        show(name, counts)
    for source, found in columns.items():
        print(f"{source}, {found}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for option in ("--tuning", "--columns", "--wrong"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("--only", default="")
    main(parser.parse_args())
