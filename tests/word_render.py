"""Renders labelled documents as the Word files that departments make of such content, in many manners."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from word_builder import cell, docx, para, row, run, table

Groups = list[tuple[str | None, list[str]]]
BREAK = "<w:pPr><w:pageBreakBefore/></w:pPr>"


@dataclass
class Rendered:
    """A file with what a reader should find: texts with their headings, plan by plan."""

    data: bytes
    plans: list[list[tuple[str, str | None]]] = field(default_factory=list)


def groups_of(passages: Sequence[dict[str, Any]]) -> Groups:
    """Passages gathered under their headings, as long as the heading stays the same."""
    return [
        (head, [p["text"] for p in group]) for head, group in groupby(passages, key=lambda p: p["heading"])
    ]


def render(document: dict[str, Any], manner: str, seed: int = 0, titled: bool = True) -> Rendered:
    """The document in this manner (a key of MANNERS); untitled, its headings are the outermost."""
    rng = random.Random(f"{document['name']}{manner}{seed}")
    plans = document["plans"] or [{"title": document["about"][:60], "passages": document.get("passages", [])}]
    body: list[str] = []
    for number, plan in enumerate(plans):
        if titled:
            body.append(_title(plan["title"], manner, number, rng))
        body.extend(MANNERS[manner](groups_of(plan["passages"]), rng))
    return Rendered(docx(*body), [[(p["text"], p["heading"]) for p in plan["passages"]] for plan in plans])


def _title(text: str, manner: str, number: int, rng: random.Random) -> str:
    page = "<w:pageBreakBefore/>" if number and rng.random() < 0.5 else ""
    if manner in ("styles", "bullets", "boxes"):
        return para(text, style="Overskrift1", properties=page)
    if manner == "plain":
        return para(run(text, size=32), properties=page) + para()
    return para(run(text, bold=True, size=28), properties=page) + (para() if rng.random() < 0.5 else "")


def _lines(texts: Sequence[str], way: str) -> str:
    """Several answers in one cell: as paragraphs, as lines, or with typed bullets."""
    if way == "breaks":
        return para(run("\n".join(texts)))
    sign = {"dashes": "- ", "dots": "• "}.get(way, "") if len(texts) > 1 else ""
    style = "Opstilling" if way == "list" and len(texts) > 1 else ""
    return "".join(para(sign + text, style=style) for text in texts)


def _loose(groups: Groups) -> tuple[list[str], Groups, list[str]]:
    """Texts without a heading before the form, the form, and such texts in or after it (one block each)."""
    before = [t for head, texts in groups[:1] if head is None for t in texts]
    rest = [g for g in groups[1 if before else 0 :] if g[0] is not None]
    after = [t for head, texts in groups[1 if before else 0 :] if head is None for t in texts]
    return before, rest, after


def _as_form(label: Callable[[str], str], way: str) -> Callable[[Groups, random.Random], list[str]]:
    def build(groups: Groups, _rng: random.Random) -> list[str]:
        before, rest, after = _loose(groups)
        rows = [row(label(head or ""), cell(_lines(texts, way))) for head, texts in rest]
        return [*map(para, before), table(*rows) if rows else "", para(), *map(para, after)]

    return build


def _header_row(groups: Groups, rng: random.Random) -> list[str]:
    before, rest, after = _loose(groups)
    found = list(map(para, before))
    for start in range(0, len(rest), 4):
        chunk = rest[start : start + 4]
        heads = row(*(cell(para(run(head or "", bold=True))) for head, _ in chunk), header=rng.random() < 0.5)
        if len(chunk) == 1:
            found += [para(run(chunk[0][0] or "", bold=True)), *map(para, chunk[0][1])]
        else:
            found += [table(heads, row(*(cell(_lines(texts, "paragraphs")) for _, texts in chunk))), para()]
    return [*found, *map(para, after)]


def _rows_of_columns(groups: Groups, _rng: random.Random) -> list[str]:
    """A header row and as many rows as the longest column has answers."""
    before, rest, after = _loose(groups)
    found = list(map(para, before))
    for start in range(0, len(rest), 3):
        chunk = rest[start : start + 3]
        height = max(len(texts) for _, texts in chunk)
        heads = row(*(cell(para(run(head or "", bold=True)), shade="D9D9D9") for head, _ in chunk))
        rows = [row(*(texts[n] if n < len(texts) else "" for _, texts in chunk)) for n in range(height)]
        if len(chunk) == 1:
            found += [para(run(chunk[0][0] or "", bold=True)), *map(para, chunk[0][1])]
        else:
            found += [table(heads, *rows), para()]
    return [*found, *map(para, after)]


def _over(groups: Groups, _rng: random.Random) -> list[str]:
    before, rest, after = _loose(groups)
    rows = []
    for head, texts in rest:
        rows += [
            row(cell(para(run(head or "", bold=True)), shade="DDEBF7")),
            row(cell(_lines(texts, "breaks"))),
        ]
    return [*map(para, before), table(*rows) if rows else "", para(), *map(para, after)]


def _boxes(groups: Groups, _rng: random.Random) -> list[str]:
    before, rest, after = _loose(groups)
    cells = [cell(para(run(head or "", bold=True)) + _lines(texts, "paragraphs")) for head, texts in rest]
    rows = [
        row(*cells[n : n + 2]) if n + 1 < len(cells) else row(cells[n], cell())
        for n in range(0, len(cells), 2)
    ]
    return [*map(para, before), table(*rows) if rows else "", para(), *map(para, after)]


def _matrix(groups: Groups, _rng: random.Random) -> list[str]:
    """A header row over label and answer columns."""
    before, rest, after = _loose(groups)
    heads = row(*(cell(para(run(text, bold=True)), shade="BFBFBF") for text in ("Emne", "Aftale")))
    rows = [row(cell(para(run(head or "", bold=True))), cell(_lines(texts, "dots"))) for head, texts in rest]
    return [*map(para, before), table(heads, *rows) if rows else "", para(), *map(para, after)]


def _pairs(groups: Groups, _rng: random.Random) -> list[str]:
    """Two labels with their answers in each row."""
    before, rest, after = _loose(groups)
    cells = [
        [cell(para(run(h or "", bold=True)), shade="F2F2F2"), cell(_lines(ts, "paragraphs"))]
        for h, ts in rest
    ]
    rows = [row(*cells[n], *cells[n + 1]) for n in range(0, len(cells) - 1, 2)]
    last = (
        [row(cells[-1][0], cells[-1][1].replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="3"/>'))]
        if len(cells) % 2
        else []
    )
    return [*map(para, before), table(*rows, *last) if rows or last else "", para(), *map(para, after)]


def _running(
    heading: Callable[[str], str], line: Callable[[str], str]
) -> Callable[[Groups, random.Random], list[str]]:
    def build(groups: Groups, _rng: random.Random) -> list[str]:
        found = []
        for head, texts in groups:
            found += [heading(head)] if head is not None else []
            found += map(line, texts)
        return found

    return build


MANNERS: dict[str, Callable[[Groups, random.Random], list[str]]] = {
    "form": _as_form(lambda head: cell(para(run(head, bold=True))), "paragraphs"),
    "form-shaded": _as_form(lambda head: cell(head, shade="D9E2F3"), "breaks"),
    "form-plain": _as_form(cell, "dashes"),
    "form-colon": _as_form(lambda head: cell(head.rstrip(":") + ":"), "list"),
    "header-row": _header_row,
    "columns": _rows_of_columns,
    "over": _over,
    "boxes": _boxes,
    "matrix": _matrix,
    "pairs": _pairs,
    "styles": _running(lambda head: para(head, style="Overskrift2"), para),
    "bold": _running(lambda head: para(run(head, bold=True)), para),
    "bullets": _running(lambda head: para(run(head, bold=True)), lambda text: para(text, style="Opstilling")),
    "colon": _running(lambda head: para(head.rstrip(":") + ":"), lambda text: para("- " + text)),
    "plain": _running(lambda head: para() + para(head), para),
    "capitals": _running(lambda head: para(head.upper()), para),
}
