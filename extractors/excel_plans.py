"""Which plans are in a workbook: one a row, a column, a block, a sheet, or the workbook as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Heading, Passage, Place, Plan, Reading
from extractors.excel_again import labels_again
from extractors.excel_blocks import Block, Record
from extractors.excel_passages import box_passages, lines_in, list_passages, loose_notes, passages_of
from extractors.excel_rows import named_sections, records_are_plans, repeats
from extractors.excel_scan import blocks_of
from extractors.excel_sheet import Sheet
from extractors.excel_words import field, is_aside_sheet, is_default_sheet, is_name
from extractors.metadata import find_metadata

NAME_LENGTH = 80
FORM_LABELS = 3  # labels from which a sheet is a form or table beside which free text is no plan


@dataclass(frozen=True, slots=True)
class _Content:
    """A sheet with its blocks."""

    sheet: Sheet
    blocks: tuple[Block, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The method's fields that its labels point to."""
        found = {field(label) for block in self.blocks for label in block.labels}
        return frozenset(name for name in found if name)

    @property
    def labels(self) -> frozenset[str]:
        """Its labels in lower case."""
        return frozenset(label.lower().strip(" :") for block in self.blocks for label in block.labels)


@dataclass(frozen=True, slots=True)
class _Part:
    """The passages of one plan, and those that it shares with its neighbours on the sheet."""

    title: str
    passages: tuple[Passage, ...]
    shared: tuple[Passage, ...] = ()


def read_plans(sheets: Sequence[Sheet]) -> Reading:
    """The plans of a workbook, what stands beside them, and its headings."""
    again = labels_again(sheets)
    contents = [_Content(sheet, blocks_of(sheet, again)) for sheet in sheets]
    contents = [one for one in contents if one.blocks or one.sheet.boxes or one.sheet.notes]
    aside = _aside(contents)
    parts: list[_Part] = []
    outside: list[Passage] = []
    for content in contents:
        if content.sheet.name in aside:
            outside += _everything(content)
        else:
            own, rest = _split(content)
            parts += own
            outside += rest
    if _one_plan([one for one in contents if one.sheet.name not in aside]):
        parts = [_merged(parts)]
    headings = tuple(heading for content in contents for heading in _headings(content))
    return Reading(tuple(map(_plan, parts or [_Part(_title(contents), ())])), tuple(outside), headings)


def _plan(part: _Part) -> Plan:
    return Plan(part.title, find_metadata((*part.passages, *part.shared), part.title), part.passages)


def _aside(contents: Sequence[_Content]) -> set[str]:
    """Names of sheets that stand beside the plans: guidance, lists, text without fields."""
    aside = {one.sheet.name for one in contents if is_aside_sheet(one.sheet.name) or _only_lists(one)}
    if any(len(one.labels) >= FORM_LABELS for one in contents if one.sheet.name not in aside):
        aside |= {one.sheet.name for one in contents if not one.labels}
    if all(one.sheet.name in aside for one in contents):
        return {one.sheet.name for one in contents if _only_lists(one)} if len(contents) > 1 else set()
    return aside


def _only_lists(content: _Content) -> bool:
    """Whether a sheet holds nothing but what feeds dropdown lists."""
    if not content.sheet.lists:
        return False
    listed = sum(any(a.holds(c.row, c.column) for a in content.sheet.lists) for c in content.sheet.cells)
    return listed >= 0.7 * len(content.sheet.cells)


def _one_plan(contents: Sequence[_Content]) -> bool:
    """Whether the sheets are the parts of one plan: each holds a field or two that the others lack."""
    if len(contents) < 2 or any(len(one.fields) > 3 for one in contents):
        return False
    named = [field(one.sheet.name) for one in contents]
    return len({name for name in named if name}) >= 2 and sum(map(bool, named)) * 2 >= len(contents)


def _merged(parts: Sequence[_Part]) -> _Part:
    return _Part(parts[0].title, tuple(p for part in parts for p in part.passages))


def _split(content: _Content) -> tuple[list[_Part], list[Passage]]:
    """The plans of one sheet and what stands beside them."""
    outside = list_passages(content.sheet, content.blocks)
    tables = [block for block in content.blocks if records_are_plans(block, content.blocks)]
    if tables:
        parts, rest = _by_record(content, tables)
        return parts, rest + outside
    groups = repeats(content.blocks)
    if groups:
        parts, rest = _by_block(content, groups)
        return parts, rest + outside
    return [_Part(_sheet_title(content), tuple(_everything(content, lists=False)))], outside


def _everything(content: _Content, lists: bool = True) -> list[Passage]:
    items = [item for block in content.blocks for item in block.items()]
    found = passages_of(content.sheet, items)
    found += box_passages(content.sheet, _block_title(content)) + loose_notes(content.sheet, content.blocks)
    return found + (list_passages(content.sheet, content.blocks) if lists else [])


def _by_record(content: _Content, tables: list[Block]) -> tuple[list[_Part], list[Passage]]:
    """A plan for each record of these tables; the sheet's other text stands beside them."""
    rest = [item for block in content.blocks if block not in tables for item in block.items()]
    beside = passages_of(content.sheet, rest)
    beside += box_passages(content.sheet, _block_title(content)) + loose_notes(content.sheet, content.blocks)
    parts = []
    for table in tables:
        for record in _gathered(table):
            passages = tuple(passages_of(content.sheet, record.items))
            if passages:
                parts.append(_Part(_record_title(record, content), passages, tuple(beside)))
    return parts, beside


def _gathered(table: Block) -> list[Record]:
    """The records of a table; rows that follow each other under one section that names a person are one."""
    if not named_sections(table):
        return list(table.records)
    found: list[Record] = []
    for record in table.records:
        if found and found[-1].section == record.section:
            found[-1] = Record(found[-1].name, record.section, found[-1].items + record.items)
        else:
            found.append(record)
    return found


def _record_title(record: Record, content: _Content) -> str:
    if record.section and is_name(record.section):
        return _short(record.section)
    name = lines_in(record.name.text) if record.name else []
    return _short(name[0]) if name else _sheet_title(content)


def _by_block(content: _Content, groups: list[list[Block]]) -> tuple[list[_Part], list[Passage]]:
    parts = []
    beside: list[Passage] = []
    for group in groups:
        items = [item for block in group for item in block.items()]
        passages = tuple(passages_of(content.sheet, items))
        inner = next((block.title[-1] for block in group if block.title), None)
        if any(block.labels for block in group):
            parts.append(_Part(_short(inner or _sheet_title(content)), passages))
        else:
            beside += passages
    beside += box_passages(content.sheet, _block_title(content)) + loose_notes(content.sheet, content.blocks)
    return parts, beside


def _block_title(content: _Content) -> tuple[str, ...]:
    return next((block.title[:1] for block in content.blocks if block.title), ())


def _sheet_title(content: _Content) -> str:
    """Title cell of the sheet, else the sheet's name unless a program gave it, else the first label."""
    first = content.blocks[0] if content.blocks else None
    if first and first.title and first.title[0] == (first.headings or content.sheet.cells)[0].text:
        return _short(first.title[0])
    if not is_default_sheet(content.sheet.name):
        return content.sheet.name
    title = next((block.title[0] for block in content.blocks if block.title), None)
    label = next((block.labels[0] for block in content.blocks if block.labels), None)
    return _short(title or label or content.sheet.name)


def _title(contents: Sequence[_Content]) -> str:
    return _sheet_title(contents[0]) if contents else ""


def _short(text: str) -> str:
    line = lines_in(text)[0] if lines_in(text) else text.strip()
    return line if len(line) <= NAME_LENGTH else line[: NAME_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _headings(content: _Content) -> list[Heading]:
    cells = [cell for block in content.blocks for cell in block.headings]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return [Heading(cell.text, Place("excel", content.sheet.name, cell.address)) for cell in cells]
