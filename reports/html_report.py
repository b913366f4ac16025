"""The browser report: index.html for all plans and a page for each, self-contained and without requests."""

import json
import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote as url_quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.labels import Labels
from models.method import load_method
from reports.audit import Audit, AuditedPlan
from reports.criteria import criteria_by_id
from reports.look import ink_on, load_look
from reports.places import describe
from reports.plan_view import view_plan
from reports.settings import LOGO_TYPES, Settings
from reports.summary import PlanRow, summarise
from reports.texts import Texts, load_texts, plural

TEMPLATES = Path(__file__).parent / "templates"
PLAN_DIRECTORY = "planer"
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "ue"})


def write_html(audit: Audit, directory: Path, settings: Settings) -> list[Path]:
    """Writes index.html and a page for each plan, one at a time; returns their paths."""
    shared = _shared(audit, settings)
    (directory / PLAN_DIRECTORY).mkdir(exist_ok=True)
    written = [_write(directory / "index.html", "overview.html.j2", shared | _overview(audit, shared["t"]))]
    plan_page = _environment().get_template("plan.html.j2")
    for plan in audit.plans:
        path = directory / PLAN_DIRECTORY / f"{plan_file(plan.title, plan.id)}.html"
        path.write_text(plan_page.render(shared | _plan(plan, path.parent, settings)), encoding="utf-8")
        written.append(path)
    return written


def plan_file(title: str, id: str) -> str:
    """The plan's file name without ending: letters of its title, then its id; safe and stable."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold().translate(_FOLD)).strip("-")[:48].strip("-")
    safe = re.sub(r"[^A-Za-z0-9-]+", "-", id)
    return f"{words}-{safe}" if words else safe


def _write(path: Path, template: str, values: Mapping[str, Any]) -> Path:
    """Renders a template to the path."""
    path.write_text(_environment().get_template(template).render(values), encoding="utf-8")
    return path


@cache
def _environment() -> Environment:
    """The templates, with autoescape; a missing name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["plural"] = plural
    environment.filters["fill"] = lambda text, **values: text.format(**values)
    return environment


def _shared(audit: Audit, settings: Settings) -> dict[str, Any]:
    """What every page needs."""
    texts = load_texts(settings.language)
    return {
        "language": settings.language,
        "settings": settings,
        "t": texts,
        "look": load_look(),
        "style": _style(settings),
        "logo": _logo(settings.logo),
        "made_by": texts["page"]["made_by"].format(
            version=audit.version, model=audit.model, model_version=audit.model_version
        ),
    }


def _style(settings: Settings) -> Markup:
    """The style sheet with the look's and the municipality's colours."""
    brand = settings.colour or load_look().brand
    values = {"look": load_look(), "brand": brand, "brand_ink": ink_on(brand)}
    variables = _environment().from_string(_source("style.css.j2")).render(values)
    return Markup(variables.replace("&#34;", '"') + _source("style.css"))


@cache
def _source(name: str) -> str:
    """A file beside the templates."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _logo(path: Path | None) -> str | None:
    """The logo as a data address."""
    if path is None:
        return None
    return f"data:{LOGO_TYPES[path.suffix.lower()]};base64,{b64encode(path.read_bytes()).decode()}"


def _plan(plan: AuditedPlan, directory: Path, settings: Settings) -> dict[str, Any]:
    """What the plan's page shows."""
    source = settings.sources.get(plan.document)
    return {
        "view": view_plan(plan),
        "source": None if source is None else link_to(source, directory),
        "passages": list(_passages(plan)),
        "script": Markup(_source("plan.js")),
    }


def link_to(file: Path, directory: Path) -> str:
    """The file's address as seen from the directory, relative where that can be."""
    try:
        return url_quote(Path(os.path.relpath(file, directory)).as_posix())
    except ValueError:  # another drive
        return file.resolve().as_uri()


def _passages(plan: AuditedPlan) -> Iterator[dict[str, str]]:
    """Every passage with its headings, place and labels in words."""
    for labelled in plan.passages:
        passage = labelled.passage
        yield {
            "heading": " › ".join(passage.heading),
            "text": passage.text,
            "place": describe(passage.place),
            "labels": label_words(labelled.labels),
        }


def label_words(labels: Labels) -> str:
    """The labels by name with their scores in percent."""
    every = (*labels.fields, *labels.levels, *labels.marks)
    return ", ".join(f"{_names()[label.id]} {round(100 * label.score)}" for label in every)


@cache
def _names() -> dict[str, str]:
    """The Danish name of each field, level and mark."""
    method = load_method()
    names = {field.id: field.name for field in method.fields}
    names |= {level.id: level.name for level in method.levels}
    return names | {mark.id: mark.name for mark in method.marks}


def _overview(audit: Audit, texts: Texts) -> dict[str, Any]:
    """What the overview shows."""
    summary, words = summarise(audit), texts["overview"]
    by_status = {s: [d for d in audit.documents if d.status == s] for s in ("error", "no_plan", "skipped")}
    return {
        "summary": summary,
        "criteria": criteria_by_id(),
        "field_names": {row.id: _names().get(row.id, texts["fields"].get(row.id)) for row in summary.fields},
        "workplaces": [workplace.name for workplace in summary.workplaces if workplace.name],
        "plans": [_row(row, texts) for row in summary.rows],
        "unread": (
            (words["unread"], words["unread_intro"], by_status["error"]),
            (words["no_plan_files"], words["no_plan_intro"], by_status["no_plan"]),
            (words["skipped"], "", by_status["skipped"]),
        ),
        "passages": _search_text(audit),
        "script": Markup(_source("overview.js")),
    }


def _row(row: PlanRow, texts: Texts) -> dict[str, Any]:
    """A plan's row in the heat map; its cells are ready markup, as there may be tens of thousands."""
    words = texts["verdicts"]
    cells = "".join(f"<td class={verdict}><i>{words[verdict]}</i>" for verdict in row.verdicts)
    return {
        "title": row.title,
        "link": f"{PLAN_DIRECTORY}/{plan_file(row.title, row.plan)}.html",
        "workplace": row.workplace,
        "note": row.workplace or row.document,
        "score": row.score,
        "cells": Markup(cells),
    }


def _search_text(audit: Audit) -> Markup:
    """Every passage's text by plan as JSON that cannot end its script element."""
    texts = [[labelled.passage.text for labelled in plan.passages] for plan in audit.plans]
    return Markup(json.dumps(texts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
