"""A story of blocks as a Word document with contents, real headings, table headers and described charts."""

from io import BytesIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from reports.charts import Chart, png
from reports.look import ink_on, load_look
from reports.management_blocks import Bullets, Grid, Heading, Quoted, Score, Story, Text
from reports.settings import Settings
from reports.texts import SOURCE, load_texts
from reports.word_base import as_colour, new_document, saved, set_language

CHART_WIDTH = Cm(16)
TABLE_SIZE = Pt(8.5)
TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption")
SMALL = 8  # rows of a table that is not divided between pages
TEXT_WIDTH = Cm(17.4)


def write_story(story: Story, settings: Settings) -> bytes:
    """The document's bytes; the same story gives the same bytes."""
    document = new_document(settings)
    document.core_properties.title = story.title
    document.add_paragraph(story.title, "Title")
    if settings.organisation:
        document.add_paragraph(settings.organisation, "Subtitle")
    _add_contents(document, story, load_texts(settings.language)["management"]["contents"])
    for number, (block, after) in enumerate(zip(story.blocks, (*story.blocks[1:], None), strict=True)):
        if isinstance(block, Heading):
            _add_heading(document, block, number)
        elif isinstance(block, Text):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = isinstance(after, Grid | Chart)
            paragraph.add_run(f"{block.lead}: " if block.lead else "").bold = True
            paragraph.add_run(block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                document.add_paragraph(item, "List Bullet")
        elif isinstance(block, Grid):
            _add_grid(document, block, settings)
        else:
            _add_chart(document, block)
    return saved(document)


def _add_contents(document: Document, story: Story, title: str) -> None:
    """A table of contents: links to the main headings, in a field that Word can update."""
    document.add_paragraph(title, "Heading 3")
    headings = [(n, b) for n, b in enumerate(story.blocks) if isinstance(b, Heading) and b.level == 1]
    for place, (number, heading) in enumerate(headings):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if place == 0:
            _add_mark(paragraph, "begin")
            _add_mark(paragraph, None)
            _add_mark(paragraph, "separate")
        _add_link(paragraph, f"_Toc{number:08}", heading.text)
        if place == len(headings) - 1:
            _add_mark(paragraph, "end")


def _add_mark(paragraph: Paragraph, kind: str | None) -> None:
    """A part of the contents field: begin, its instruction (None), separate, end."""
    run = paragraph.add_run()._r
    if kind is None:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = ' TOC \\o "1-1" \\n \\h \\z '
    else:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
    run.append(element)


def _add_link(paragraph: Paragraph, anchor: str, text: str) -> None:
    """Text that leads to a bookmark."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text)
    run.font.color.rgb = as_colour(load_look().light["link"])
    link.append(run._r)
    paragraph._p.append(link)


def _add_heading(document: Document, heading: Heading, number: int) -> None:
    """A heading with a bookmark for the contents."""
    paragraph = document.add_paragraph("", f"Heading {heading.level}")
    for name in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{name}")
        mark.set(qn("w:id"), str(number))
        if name == "bookmarkStart":
            mark.set(qn("w:name"), f"_Toc{number:08}")
        paragraph._p.append(mark)
        if name == "bookmarkStart":
            paragraph.add_run(heading.text)


def _add_chart(document: Document, chart: Chart) -> None:
    """The chart under its title, with its text alternative."""
    document.add_paragraph(chart.title, "Heading 3").paragraph_format.keep_with_next = True
    picture = document.add_picture(BytesIO(png(chart)), width=CHART_WIDTH)
    picture._inline.docPr.set("descr", chart.told())


def _add_grid(document: Document, grid: Grid, settings: Settings) -> None:
    """A table whose header row is repeated on each page."""
    table = document.add_table(len(grid.rows) + 1, len(grid.head))
    brand = settings.colour or load_look().brand
    _set_widths(table, grid)
    _set_lines(table)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), grid.title)
    properties = table._tbl.tblPr
    properties.append(caption)
    properties[:] = sorted(properties, key=lambda element: TABLE_ORDER.index(etree.QName(element).localname))
    cells = table._cells
    for place, head in enumerate(grid.head):
        _fill_cell(cells[place], head, brand, ink_on(brand)).bold = True
        cells[place].paragraphs[0].paragraph_format.keep_with_next = True
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    together = len(grid.rows) <= SMALL
    for number, row in enumerate(grid.rows, start=1):
        for place, value in enumerate(row):
            cell = cells[number * len(grid.head) + place]
            _fill(cell, value, settings)
            cell.paragraphs[0].paragraph_format.keep_with_next = together and number < len(grid.rows)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, value: str | Score | Quoted, settings: Settings) -> None:
    """A cell of the body: a score with sign and colours, words from a plan, or our own."""
    ink = load_look().light["ink"]
    if isinstance(value, Score):
        tone = load_look().verdicts[value.tone]
        words = "" if value.value is None else f"{tone.sign} {value.value}"
        _fill_cell(cell, words, "" if value.value is None else tone.paper, tone.ink)
    elif isinstance(value, Quoted):
        quote = load_texts(settings.language)["quote"]["text"].format(text=value.text)
        set_language(_fill_cell(cell, quote, "", ink), SOURCE)
    else:
        _fill_cell(cell, value, "", ink)


def _set_widths(table: Table, grid: Grid) -> None:
    """The widths asked for, else a wide first column and the same width for the others."""
    narrow = min(TEXT_WIDTH * 0.75 / max(len(grid.head) - 1, 1), Cm(3))
    widths = [TEXT_WIDTH - narrow * (len(grid.head) - 1), *[narrow] * (len(grid.head) - 1)]
    if grid.widths:
        widths = [TEXT_WIDTH * share / sum(grid.widths) for share in grid.widths]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(width)
        for cell in column.cells:
            cell.width = int(width)


def _set_lines(table: Table) -> None:
    """Light lines, and some room above and below the words."""
    borders = OxmlElement("w:tblBorders")
    line = {"val": "single", "sz": "4", "space": "0", "color": load_look().light["line"][1:]}
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        element = OxmlElement(f"w:{side}")
        for name, value in line.items():
            element.set(qn(f"w:{name}"), value)
        borders.append(element)
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "35")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(borders)
    table._tbl.tblPr.append(margins)


def _fill_cell(cell: _Cell, text: str, ground: str, ink: str) -> Run:
    """A cell's text and colours."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run: Run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = TABLE_SIZE, as_colour(ink)
    if ground:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground[1:])):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    return run
