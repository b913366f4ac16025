"""Whether the records of a table are plans of their own, and whether blocks on a sheet repeat one form."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.excel_blocks import Block, Record
from extractors.excel_passages import is_content, lines_in
from extractors.excel_words import field, is_aside_block, is_name, is_part, is_person
from extractors.plan_words import is_counted_plan, names_one_plan

FULL, SOME = 4, 3  # method fields among the columns: nearly all of them, or several
RICH = 8.2  # passages a row, on average, from which rows are plans
RICH_PERSON = 7.0  # where the rows are named by persons
RICH_GOAL = 14.0  # where the table's title announces one plan
MANY_ROWS = 12  # persons from which a list of them is not one plan
COLUMNS = 5  # columns that a table of plans has at least
UNIQUE = 0.8  # share of different names among the rows
ALIKE = 0.5  # share of common labels from which two blocks fill in the same form


def records_are_plans(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether each row (or column, of a turned table) is a plan, not a goal or an activity of one plan."""
    if block.kind not in ("table", "turned") or len(block.records) < 2:
        return False
    if named_sections(block):
        return True
    fields = len({name for name in map(field, block.labels) if name})
    if block.kind == "turned":
        return fields >= SOME or (len(block.labels) >= COLUMNS and _richness(block.records) >= RICH)
    key = _key_label(block)
    if is_part(key) or _has_shared_content(block, blocks):
        return False
    if _richness(block.records) >= _rich_from(block, key) and len(block.labels) >= COLUMNS:
        return True
    names = [record.name.text.lower() for record in block.records if record.name]
    unique = len(names) == len(block.records) and len(set(names)) >= UNIQUE * len(names)
    return unique and is_person(key) and fields >= (SOME if len(names) >= MANY_ROWS else FULL)


def _rich_from(block: Block, key: str) -> float:
    """Passages that make a row a plan: fewer where it is a person, more under the title of one plan."""
    if is_person(key):
        return RICH_PERSON
    return RICH_GOAL if block.title and names_one_plan(block.title[-1]) else RICH


def named_sections(block: Block) -> bool:
    """Whether the rows of a table stand under persons' names that go across it."""
    sections = {record.section for record in block.records if record.section}
    fields = {name for name in map(field, block.labels) if name}
    return len(sections) > 1 and len(fields) >= SOME and all(map(is_name, sections))


def _key_label(block: Block) -> str:
    """The header over the cells that name the records."""
    for record in block.records:
        for item in record.items:
            if item.cell is record.name:
                return item.heading[-1] if item.heading else ""
    return ""


def _richness(records: Sequence[Record]) -> float:
    lines = sum(
        len(lines_in(item.cell.text))
        for record in records
        for item in record.items
        if is_content(item.cell, item.heading[-1] if item.heading else "")
    )
    return lines / len(records)


def _has_shared_content(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether other blocks on the sheet hold answers in the method's fields that the rows share."""
    others = [one for one in blocks if one is not block and one.kind == "form"]
    labels = [label for one in others for label in one.labels if not is_aside_block(label)]
    return len({name for name in map(field, labels) if name}) >= 2


def _first_label(group: Sequence[Block]) -> str | None:
    return next((block.labels[0] for block in group if block.labels), None)


def repeats(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks gathered into plans where the sheet fills in the same form several times; else nothing."""
    groups: list[list[Block]] = []
    last_title: tuple[str, ...] | None = None
    for block in blocks:
        labelled = bool(groups) and _first_label(groups[-1]) is not None
        heads = labelled and not block.labels and block.title != last_title
        again = bool(block.labels) and bool(groups) and block.labels[0] == _first_label(groups[-1])
        if not groups or heads or again:
            groups.append([])
        groups[-1].append(block)
        last_title = block.title
    labels = [frozenset(label.lower() for block in group for label in block.labels) for group in groups]
    if _counted(groups):
        return groups
    forms = [one for one in labels if len(one) >= 3]
    if len(forms) < 2:
        return []
    alike = all(len(a & b) >= ALIKE * min(len(a), len(b)) for a, b in pairwise(forms))
    return groups if alike or _stand_alone(groups) else []


def _counted(groups: Sequence[Sequence[Block]]) -> bool:
    """Whether the blocks count themselves as plans: Plan 1, Plan 2."""
    heads = [{_first_label(group), *(t for block in group for t in block.title[-1:])} for group in groups]
    counted = [next((h for h in found if h and is_counted_plan(h)), None) for found in heads]
    named = [head for head in counted if head]
    return len(set(named)) > 1 and len(named) == sum(_first_label(group) is not None for group in groups)


def _stand_alone(groups: Sequence[Sequence[Block]]) -> bool:
    """Whether blocks under titles of their own each hold several fields: plans though their labels differ."""
    labelled = [group for group in groups if any(block.labels for block in group)]
    titles = [next((block.title[-1] for block in group if block.title), "") for group in labelled]
    fields = [{name for b in group for name in map(field, b.labels) if name} for group in labelled]
    own = all(title and not field(title) for title in titles) and len(set(titles)) == len(titles)
    return own and all(len(found) >= SOME for found in fields)
