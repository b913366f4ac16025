"""The management report in the browser and in Word: ledelse.html and ledelse.docx, 4 to 6 pages."""

from pathlib import Path

from markupsafe import Markup

from reports.audit import Audit
from reports.charts import Chart, svg
from reports.html_report import shared_values
from reports.management_blocks import Block
from reports.management_story import tell
from reports.management_word import write_story
from reports.settings import Settings
from reports.templates_environment import environment

HTML_NAME, WORD_NAME = "ledelse.html", "ledelse.docx"


def write_management(audit: Audit, directory: Path, settings: Settings) -> list[Path]:
    """Writes both forms of the report."""
    story = tell(audit, settings)
    values = shared_values(audit, settings)
    blocks = [_drawn(block) for block in story.blocks]
    page = (
        environment()
        .get_template("management.html.j2")
        .render(values, story={"title": story.title, "blocks": blocks})
    )
    html = directory / HTML_NAME
    html.write_text(page, encoding="utf-8")
    word = directory / WORD_NAME
    word.write_bytes(write_story(story, settings))
    return [html, word]


def _drawings(block: Block) -> Markup:
    """A chart for wide screens and paper and one for small screens, of which the style shows one."""
    return Markup(svg(block) + svg(block, narrow=True)) if isinstance(block, Chart) else Markup("")


def _drawn(block: Block) -> dict[str, object]:
    """A block with its kind and, for a chart, its drawing."""
    kind = type(block).__name__.lower()
    return {"kind": kind, "value": block, "drawn": _drawings(block)}
