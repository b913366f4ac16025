"""Bar charts by Matplotlib: as SVG that follows the page's colours and font, and as PNG for Word."""

import re
from dataclasses import dataclass
from html import escape
from io import BytesIO, StringIO
from textwrap import wrap
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from reports.look import ink_on, load_look

WIDTH, NARROW = 6.9, 3.6  # inches: the figure, and the one for small screens
BAR, MARGIN, LINE = (
    0.34,
    0.55,
    0.13,
)  # inches: a bar's room, room for the legend, for one more line of a label
LABEL = 18  # letters of a line of a label on small screens
SMALLEST = 0.03  # share of the width that has room for a number
DOTS = 200  # of PNG, per inch


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar: its name in the legend, colour, and a value for each bar."""

    name: str
    colour: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with horizontal bars: its title, which is its text alternative too, labels and parts."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def told(self) -> str:
        """The chart in words, for those who cannot see it."""
        rows = []
        for place, label in enumerate(self.labels):
            parts = [f"{s.name} {s.values[place]}".strip() for s in self.series]
            rows.append(f"{label}: {', '.join(parts)}")
        return f"{self.title}. {'; '.join(rows)}."


def svg(chart: Chart, *, narrow: bool = False) -> str:
    """The chart as an SVG element with its text alternative; no fixed ink, so that it fits dark pages."""
    buffer = StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": f"{chart.title}{narrow}"}):
        _figure(chart, narrow).savefig(
            buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    drawn = buffer.getvalue()
    drawn = drawn[drawn.index("<svg") :].replace(load_look().light["ink"], "currentColor")
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r'(font: [\d.]+px )[^;"]+', r"\1inherit", drawn).replace("px inherit", "px var(--font)")
    opening = (
        f'<svg role="img" aria-label="{escape(chart.told())}" class="chart{" narrow" if narrow else ""}"'
    )
    return re.sub(r"<svg", opening, drawn, count=1)


def png(chart: Chart) -> bytes:
    """The chart as a crisp picture on white."""
    buffer = BytesIO()
    _figure(chart, narrow=False).savefig(
        buffer, format="png", dpi=DOTS, facecolor="white", metadata={"Software": None}
    )
    return buffer.getvalue()


def _figure(chart: Chart, narrow: bool) -> Figure:
    """The drawing."""
    stacked = len(chart.series) > 1
    labels = ["\n".join(wrap(label, LABEL)) if narrow else label for label in chart.labels]
    lines = sum(label.count("\n") for label in labels) + (2 if narrow and stacked else 0)
    height = BAR * len(labels) + LINE * lines + (MARGIN if stacked else 0.1)
    figure = Figure(figsize=(NARROW if narrow else WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    starts = [0] * len(labels)
    drawn: list[BarContainer] = []
    for series in chart.series:
        bars = axes.barh(labels, series.values, left=starts, color=series.colour, height=0.68)
        bars.set_label(series.name)
        starts = [start + value for start, value in zip(starts, series.values, strict=True)]
        drawn.append(bars)
    axes.set_xlim(0, max([*starts, 1]) * (1.0 if stacked else 1.08))
    for bars, series in zip(drawn, chart.series, strict=True):
        _write_values(axes, bars, series, stacked)
    _tidy(axes, stacked, columns=2 if narrow else 4)
    return figure


def _write_values(axes: Axes, bars: BarContainer, series: Series, stacked: bool) -> None:
    """The value on each bar; inside its part where the bars are stacked, left out where it has no room."""
    least = SMALLEST * axes.get_xlim()[1] if stacked else 0
    words = [str(value) if value > least else "" for value in series.values]
    if stacked:
        axes.bar_label(bars, words, label_type="center", fontsize=8, color=ink_on(series.colour))
    else:
        axes.bar_label(bars, words, padding=3, fontsize=9, color=load_look().light["ink"])


def _tidy(axes: Axes, stacked: bool, columns: int) -> None:
    """First label on top, no frame and no scale, as each value is written out."""
    ink = load_look().light["ink"]
    axes.invert_yaxis()
    axes.spines[["top", "right", "bottom", "left"]].set_visible(False)
    axes.tick_params(left=False, bottom=False, labelbottom=False, colors=ink, labelsize=9)
    if stacked:
        place: dict[str, Any] = {"loc": "upper center", "bbox_to_anchor": (0.5, 0)}
        axes.legend(**place, ncols=columns, frameon=False, fontsize=9, labelcolor=ink)
