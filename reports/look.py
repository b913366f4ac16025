"""The one look of all reports, read from look.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reports.audit import VERDICTS, Verdict


@dataclass(frozen=True, slots=True)
class Tone:
    """How a verdict looks: its sign and its colours as #rrggbb."""

    sign: str
    paper: str
    ink: str
    strong: str
    dark_paper: str
    dark_ink: str


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, sizes in points, fonts and signs."""

    brand: str
    chart: str
    screen_font: str
    office_font: str
    sizes: dict[str, float]
    verdicts: dict[Verdict, Tone]
    light: dict[str, str]
    dark: dict[str, str]


@cache
def load_look() -> Look:
    """The look shipped with the program."""
    data = tomllib.loads(files("reports").joinpath("look.toml").read_text(encoding="utf-8"))
    return Look(
        brand=data["brand"]["colour"],
        chart=data["brand"]["chart"],
        screen_font=data["fonts"]["screen"],
        office_font=data["fonts"]["office"],
        sizes=data["sizes"],
        verdicts={verdict: Tone(**data["verdicts"][verdict]) for verdict in VERDICTS},
        light=data["light"],
        dark=data["dark"],
    )


def contrast(first: str, second: str) -> float:
    """The contrast of two colours by WCAG 2.1, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """White or black, whichever is easier to read on the colour (at least 4.5:1)."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(colour, ink))


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb by WCAG 2.1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
