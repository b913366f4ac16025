"""Gathers labels that stand above their answers, one under the other, into the form that they are."""

from collections.abc import Iterable, Iterator, Sequence

from extractors.excel_blocks import Block, Item, Record
from extractors.excel_sheet import Cell

LEAST = 2  # answered labels from which lone headings with text under them are a form


def gather_forms(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with each run of answered headings under one title as one form."""
    run: list[Block] = []
    for block in blocks:
        if run and not _goes_on(run, block):
            yield from _closed(run)
            run = []
        if block.kind == "free" and len(block.title) > 1:
            run.append(block)
        else:
            yield block
    yield from _closed(run)


def _goes_on(run: Sequence[Block], block: Block) -> bool:
    return block.kind == "free" and len(block.title) > 1 and block.title[:-1] == run[0].title[:-1]


def _closed(run: Sequence[Block]) -> list[Block]:
    """The run as one form, the heading of what follows it left out; as it is where it is no form."""
    form = list(run)
    after: list[Block] = []
    while form and not form[-1].records:
        after.insert(0, form.pop())
    answered = {block.title for block in form if block.records}
    if len(answered) < LEAST:
        return list(run)
    labels: list[Cell] = [cell for block in form for cell in block.headings]
    items: list[Item] = [item for block in form for item in block.items()]
    record = Record(None, None, tuple(items))
    made = Block("form", form[0].title[:-1], tuple(c.text for c in labels), (record,), tuple(labels))
    return [made, *after]
