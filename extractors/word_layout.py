"""Reads blocks as a person does: what is a heading or label, what is a passage, and under which headings."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.document import Place
from extractors.word_blocks import Attached, Block, Paragraph, Table
from extractors.word_headings import Element, Manner, heading_rank, manner_of
from extractors.word_lines import Choices, Unit, choices_of, is_noise, units_of
from extractors.word_tables import rows_of
from extractors.word_tabs import with_tab_tables

TABLE_RANK = 40.0  # of a heading inside a table, after all headings of running text
FEW_WORDS = 3  # of a choice not ticked that stands among none ticked


class Item(NamedTuple):
    """A piece of the document in reading order: a passage, or what gives passages their context."""

    text: str
    path: tuple[str, ...]  # the headings over it, outermost first
    place: Place
    kind: str = "passage"  # passage, section, label, or aside: numbers, prompts, choices not taken
    rank: float = 0.0
    new_page: bool = False


class Layout:
    """Gathers the items of a document."""

    def __init__(self, paged: bool) -> None:
        """Starts empty; paged says whether the file tells where its pages broke."""
        self.items: list[Item] = []
        self.paged = paged
        self.hung: set[int] = set()  # label paragraphs whose notes have been taken in

    def flow(
        self, blocks: Sequence[Block], path: tuple[str, ...], in_cell: bool = False, labelled: bool = False
    ) -> None:
        """Takes in text with its tables; path stands over all of it; a labelled cell's words head nothing."""
        elements, hanging = elements_of(blocks, in_cell)
        manner = manner_of(elements, labelled, in_cell)
        stack: list[tuple[float, str]] = []
        for number, element in enumerate(elements):
            here = (*path, *(text for _, text in stack))
            if isinstance(element, Table):
                self._table(element, here)
            else:
                rank = _rank_at(elements, number, manner, not in_cell and number == 0)
                if rank is None:
                    self.passage(element, here, _any_ticked(elements, number))
                else:
                    self._heading(element, rank, stack, path)
            here = (*path, *(text for _, text in stack))
            for attached in hanging.get(number, ()):
                self._attached(attached, here)
        if not elements:
            for attached in hanging.get(0, ()):
                self._attached(attached, path)

    def margin(self, blocks: Sequence[Block]) -> None:
        """Takes in a header or footer, where a line is no heading of another."""
        elements, hanging = elements_of(blocks, in_cell=True)
        for number, element in enumerate(elements):
            if isinstance(element, Table):
                self._table(element, ())
            else:
                self.passage(element, (), ticked=False)
            for attached in hanging.get(number, ()):
                self._attached(attached, ())

    def _heading(
        self, unit: Unit, rank: float, stack: list[tuple[float, str]], path: tuple[str, ...]
    ) -> None:
        """Takes in a heading of running text: it ends those of its rank and below."""
        while stack and stack[-1][0] >= rank:
            stack.pop()
        self.mark(unit, (*path, *(text for _, text in stack)), "section", rank)
        stack.append((rank, bare(unit.text)))

    def _table(self, table: Table, path: tuple[str, ...]) -> None:
        for row in rows_of(table):
            kind = "section" if row.section else "label"
            for part, labels in row.parts:
                if isinstance(part, Unit):
                    self.mark(part, (*path, *labels), kind, TABLE_RANK + (not row.section))
                    self._hanging(part.par, (*path, *labels))
                else:
                    self.flow(part.blocks, (*path, *labels), in_cell=True, labelled=bool(labels))

    def _hanging(self, par: Paragraph, path: tuple[str, ...]) -> None:
        """What hangs on a label's paragraph comes once, after its first line."""
        if id(par) not in self.hung:
            self.hung.add(id(par))
            for attached in par.attached:
                self._attached(attached, path)

    def _attached(self, attached: Attached, path: tuple[str, ...]) -> None:
        self.flow(attached.blocks, path, in_cell=True)

    def passage(self, unit: Unit, path: tuple[str, ...], ticked: bool) -> None:
        """Takes in a unit that is no heading: a passage, an aside, or the choices it offers."""
        choices = choices_of(unit.text)
        if choices is None:
            aside = unit.par.contents or is_noise(unit.text)
            self._add(unit, unit.text, path, "aside" if aside else "passage")
            return
        if choices.label:
            self._add(unit, choices.label, path, "label")
            path = (*path, bare(choices.label))
        for text, chosen in choices.options:
            taken = chosen or (not ticked and len(text.split()) > FEW_WORDS)
            if text:
                self._add(unit, text, path, "passage" if taken and not is_noise(text) else "aside")

    def mark(self, unit: Unit, path: tuple[str, ...], kind: str, rank: float = 0.0) -> None:
        """Takes in a heading or label."""
        self._add(unit, unit.text, path, kind, rank)

    def _add(self, unit: Unit, text: str, path: tuple[str, ...], kind: str, rank: float = 0.0) -> None:
        par = unit.par
        place = Place("word", par.part, unit.at, par.page if self.paged else None)
        self.items.append(Item(text, path, place, kind, rank, unit.new_page))


def elements_of(blocks: Sequence[Block], in_cell: bool) -> tuple[list[Element], dict[int, list[Attached]]]:
    """The lines and tables of a text, and what hangs on each (by number; before the first: on the first)."""
    elements: list[Element] = []
    hanging: dict[int, list[Attached]] = {}
    gap = new_page = False
    for block in with_tab_tables(blocks):
        if isinstance(block, Paragraph):
            new_page = new_page or block.new_page
            units = units_of(block, gap, in_cell)
            if units and new_page:
                units[0] = units[0]._replace(new_page=True)
                new_page = False
            elements.extend(units)
            gap = not units
            if block.attached:
                hanging.setdefault(max(len(elements) - 1, 0), []).extend(block.attached)
        else:
            elements.append(block)
            gap = False
    return elements, hanging


def _rank_at(elements: Sequence[Element], number: int, manner: Manner, first: bool) -> float | None:
    """The rank of the line at this place as a heading; None where it is text."""
    unit = elements[number]
    following = elements[number + 1] if number + 1 < len(elements) else None
    if isinstance(unit, Table) or unit.par.contents or choices_of(unit.text) is not None:
        return None
    return heading_rank(unit, following, manner, first)


def bare(label: str) -> str:
    """A label as it is named in a heading path: without its colon."""
    return label.rstrip(" :\t") or label


def _any_ticked(elements: Sequence[Element], number: int) -> bool:
    """Whether among the lines with boxes around this one some box is ticked."""
    return any(chosen for choices in _box_run(elements, number) for _, chosen in choices.options)


def _box_run(elements: Sequence[Element], number: int) -> Iterator[Choices]:
    for step in (-1, 1):
        at = number if step < 0 else number + 1
        while 0 <= at < len(elements):
            element = elements[at]
            choices = None if isinstance(element, Table) else choices_of(element.text)
            if choices is None:
                break
            yield choices
            at += step
