"""The workbook's first sheet: verdicts by criterion and scores by field, with native charts."""

from xlsxwriter.worksheet import Worksheet

from reports.audit import VERDICTS
from reports.look import load_look
from reports.names import criterion_in, label_names
from reports.summary import Row, Summary
from reports.texts import plural
from reports.workbook_table import Book, Cell, Column, write_table


def write_overview(book: Book, sheet: Worksheet, summary: Summary) -> None:
    """Verdicts by criterion with native charts beside the table."""
    words, verdicts = book.texts["workbook"], [book.texts["verdicts"][v] for v in VERDICTS]
    plans = plural(book.texts["count"]["plans"], summary.plans, book.settings.language)
    sheet.write_string(0, 0, words["overview_title"].format(plans=plans), book.formats["title"])
    sheet.merge_range(1, 0, 1, 12, words["overview_intro"], book.formats["quiet"])
    sheet.set_row(0, 32)
    sheet.set_row(1, 36)
    columns = [Column(words["criterion"], 32), *(Column(word, 13) for word in verdicts)]
    rows = [_criterion_row(book, row) for row in summary.criteria]
    count = write_table(book, sheet, "Kriterier", columns, rows, top=3)
    _verdict_chart(book, sheet, 4, count)
    fields = [row for row in summary.fields if row.score is not None]
    top = 4 + count + 2
    score_columns = [Column(words["fields"], 32), Column(words["mean"], 13)]
    write_table(
        book, sheet, "Felter", score_columns, [[_field(book, r.id), r.score] for r in fields], top=top
    )
    _field_chart(book, sheet, top + 1, len(fields))
    sheet.freeze_panes(0, 0)


def _criterion_row(book: Book, row: Row) -> list[Cell]:
    """A criterion with its counts."""
    return [criterion_in(row.id, book.settings.language).name, *(row.counts[verdict] for verdict in VERDICTS)]


def _field(book: Book, id: str) -> str:
    """A field's name."""
    return label_names(book.settings.language)[id]


def _verdict_chart(book: Book, sheet: Worksheet, top: int, count: int) -> None:
    """A stacked bar for each criterion."""
    chart = book.file.add_chart({"type": "bar", "subtype": "percent_stacked"})
    name = sheet.get_name()
    for place, verdict in enumerate(VERDICTS, start=1):
        chart.add_series(
            {
                "name": [name, top - 1, place],
                "categories": [name, top, 0, top + count - 1, 0],
                "values": [name, top, place, top + count - 1, place],
                "fill": {"color": load_look().verdicts[verdict].strong},
                "gap": 40,
            }
        )
    chart.set_title({"name": book.texts["workbook"]["by_criterion_chart"], "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 620})
    sheet.insert_chart(top - 1, 6, chart, {"description": book.texts["workbook"]["by_criterion_chart"]})


def _field_chart(book: Book, sheet: Worksheet, top: int, count: int) -> None:
    """A bar for each field's mean score."""
    chart, name = book.file.add_chart({"type": "bar"}), sheet.get_name()
    chart.add_series(
        {
            "name": [name, top - 1, 1],
            "categories": [name, top, 0, top + count - 1, 0],
            "values": [name, top, 1, top + count - 1, 1],
            "fill": {"color": load_look().verdicts["opfyldt"].strong},
            "data_labels": {"value": True},
            "gap": 40,
        }
    )
    chart.set_title({"name": book.texts["workbook"]["by_field_chart"], "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "max": 100})
    chart.set_legend({"none": True})
    chart.set_size({"width": 760, "height": 240})
    sheet.insert_chart(top - 1, 6, chart, {"description": book.texts["workbook"]["by_field_chart"]})
