"""What a user decides about the reports: municipality, logo, colour, language, names shown or not."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.faults import PlantjekError
from reports.changes import Earlier

LANGUAGES = ("da", "en")
LOGO_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
FORMATS = ("html", "word", "excel", "management")
KEYS = ("navn", "logo", "farve")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; the settings file gives the first three."""

    organisation: str = ""
    logo: Path | None = None  # PNG or JPEG
    colour: str | None = None  # #rrggbb
    language: str = "da"
    anonymous: bool = False
    pdf: bool = False
    formats: tuple[str, ...] = FORMATS
    parquet: Path | None = None  # folder for the Parquet tables
    previous: Path | None = None  # folder or audit.json of an earlier audit
    earlier: tuple[Earlier, ...] | None = None  # its plans, read before anything is written
    sources: Mapping[str, Path] = field(default_factory=dict)  # a document's path in the audit → the file


def read_settings(path: Path, **others: Any) -> Settings:
    """The settings in a TOML file with navn, logo and farve; `others` are the run's own choices."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PlantjekError(f"Indstillingsfilen {path} kan ikke læses: {error}") from error
    unknown = [key for key in data if key not in KEYS]
    if unknown:
        known = ", ".join(KEYS)
        raise PlantjekError(f"Indstillingsfilen kender kun {known}; den har også {', '.join(unknown)}.")
    return Settings(str(data.get("navn", "")), _logo(data, path.parent), _colour(data), **others)


def _logo(data: dict[str, Any], directory: Path) -> Path | None:
    """The logo's path, relative to the settings file."""
    if "logo" not in data:
        return None
    logo = directory / str(data["logo"])
    if logo.suffix.lower() not in LOGO_TYPES or not logo.is_file():
        raise PlantjekError(f"Logoet {logo} findes ikke som PNG- eller JPEG-fil.")
    return logo


def _colour(data: dict[str, Any]) -> str | None:
    """The colour, checked to be #rrggbb."""
    colour = data.get("farve")
    if colour is not None and not re.fullmatch(r"#[0-9a-fA-F]{6}", str(colour)):
        raise PlantjekError(f"Farven {colour} skal skrives som #rrggbb, for eksempel #14506b.")
    return colour
