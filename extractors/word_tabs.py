"""Columns made with tabs: paragraphs whose tabs set labels before answers, read as tables."""

import re
from collections.abc import Iterator, Sequence

from extractors.labels import is_known, is_label
from extractors.word_blocks import Block, Cell, Line, Paragraph, Table

TABS = re.compile(r"\s*\t\s*")
RUN_IN = re.compile(r"^[^:\t]{2,40}:\s+\S")
NUMBER = re.compile(r"^(?:\d{1,2}|[a-zA-Z])[.)]?\s*\t")
LONGEST_HEADER = 4  # words, of a column's heading


def with_tab_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with each run of tabbed paragraphs turned into a table where it reads as one."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _is_tabbed(block):
            run.append(block)
            continue
        if run:
            yield from _settled(run)
            run = []
        yield block
    yield from _settled(run)


def _is_tabbed(par: Paragraph) -> bool:
    if len(par.lines) != 1 or par.level is not None or par.contents:
        return False
    text = par.lines[0].text
    return "\t" in text and not NUMBER.match(text)


def _settled(run: Sequence[Paragraph]) -> Iterator[Block]:
    rows = [_segments(par.lines[0]) for par in run]
    if not run:
        return
    if all(RUN_IN.match(segment.text) for row in rows for segment in row):
        yield from (par._replace(lines=tuple(row)) for par, row in zip(run, rows, strict=True))
    elif _are_forms(rows) or _has_header(rows):
        yield _table(run, rows)
        yield from (par._replace(lines=()) for par in run if par.attached)
    else:
        yield from run


def _segments(line: Line) -> list[Line]:
    """The line cut at its tabs, each piece with what is bold of it."""
    pieces: list[Line] = []
    start = 0
    for piece in TABS.split(line.text):
        lead = min(max(line.lead - start, 0), len(piece))
        pieces.append(Line(piece, lead, line.bold or (bool(piece) and lead == len(piece)), line.size))
        start = line.text.find(piece, start) + len(piece)
    return pieces


def _are_forms(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether most paragraphs begin with a label of their own."""
    labelled = sum(is_label(row[0].text) or (row[0].bold and not row[-1].bold) for row in rows)
    return labelled * 2 > len(rows)


def _has_header(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether the first of several paragraphs heads the columns of the others."""
    first = rows[0]
    if len(rows) < 2 or any(len(row) > len(first) for row in rows):
        return False
    if any(len(piece.text.split()) > LONGEST_HEADER for piece in first):
        return False
    bold = all(piece.bold for piece in first) and not all(piece.bold for row in rows for piece in row)
    return bold or all(is_known(piece.text) for piece in first)


def _table(run: Sequence[Paragraph], rows: Sequence[Sequence[Line]]) -> Table:
    cells = [
        Cell(
            par.at,
            number,
            column,
            1,
            blocks=[par._replace(lines=(piece,) if piece.text else (), attached=())],
        )
        for number, (par, row) in enumerate(zip(run, rows, strict=True), 1)
        for column, piece in enumerate(row)
    ]
    return Table(run[0].at, run[0].part, cells, max(map(len, rows)), len(rows))
