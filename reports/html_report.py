"""The browser report: index.html for all plans and a page for each, self-contained and without requests."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from reports.audit import Audit, AuditedPlan
from reports.links import PLAN_DIRECTORY, address_from, plan_file, plan_page
from reports.look import ink_on, load_look
from reports.names import criteria_in, label_names, label_words
from reports.places import describe
from reports.plan_view import view_plan
from reports.settings import LOGO_TYPES, Settings
from reports.summary import PlanRow, summarise
from reports.templates_environment import environment, source
from reports.texts import SOURCE, Texts, load_texts

ROW = ("title", "link", "workplace", "note", "score", "verdicts")  # as the script reads a plan
AT_ONCE = 100  # plans that the overview shows before it is asked for more


def write_html(audit: Audit, directory: Path, settings: Settings) -> list[Path]:
    """Writes index.html and a page for each plan, one at a time; returns their paths."""
    shared = shared_values(audit, settings)
    (directory / PLAN_DIRECTORY).mkdir(exist_ok=True)
    written = [
        _write(
            directory / "index.html",
            "overview.html.j2",
            shared | _overview(audit, shared["t"], settings.language),
        )
    ]
    plan_page = environment().get_template("plan.html.j2")
    for plan in audit.plans:
        path = directory / PLAN_DIRECTORY / f"{plan_file(plan.title, plan.id)}.html"
        path.write_text(plan_page.render(shared | _plan(plan, path.parent, settings)), encoding="utf-8")
        written.append(path)
    return written


def _write(path: Path, template: str, values: Mapping[str, Any]) -> Path:
    """Renders a template to the path."""
    path.write_text(environment().get_template(template).render(values), encoding="utf-8")
    return path


def shared_values(audit: Audit, settings: Settings) -> dict[str, Any]:
    """What every page needs."""
    texts = load_texts(settings.language)
    return {
        "language": settings.language,
        "settings": settings,
        "t": texts,
        "da": Markup("" if settings.language == SOURCE else f' lang="{SOURCE}"'),
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
    variables = environment().from_string(source("style.css.j2")).render(values)
    return Markup(variables.replace("&#34;", '"') + source("style.css"))


def _logo(path: Path | None) -> str | None:
    """The logo as a data address."""
    if path is None:
        return None
    return f"data:{LOGO_TYPES[path.suffix.lower()]};base64,{b64encode(path.read_bytes()).decode()}"


def _plan(plan: AuditedPlan, directory: Path, settings: Settings) -> dict[str, Any]:
    """What the plan's page shows."""
    file = settings.sources.get(plan.document)
    return {
        "view": view_plan(plan, settings.language),
        "word": f"{plan_file(plan.title, plan.id)}.docx",
        "source": None if file is None else address_from(file, directory),
        "passages": list(_passages(plan, settings.language)),
        "script": Markup(source("plan.js")),
    }


def _passages(plan: AuditedPlan, language: str) -> Iterator[dict[str, str]]:
    """Every passage with its headings, place and labels in words."""
    for labelled in plan.passages:
        passage = labelled.passage
        yield {
            "heading": " › ".join(passage.heading),
            "text": passage.text,
            "place": describe(passage.place, language),
            "labels": label_words(labelled.labels, language),
        }


def _overview(audit: Audit, texts: Texts, language: str) -> dict[str, Any]:
    """What the overview shows."""
    summary, words = summarise(audit, language), texts["overview"]
    plans = [_row(row, texts) for row in summary.rows]
    verdict_words = {verdict[0]: word for verdict, word in texts["verdicts"].items()}
    by_status = {s: [d for d in audit.documents if d.status == s] for s in ("error", "no_plan", "skipped")}
    return {
        "summary": summary,
        "criteria": criteria_in(language),
        "field_names": {
            row.id: label_names(language).get(row.id, texts["fields"].get(row.id)) for row in summary.fields
        },
        "workplaces": [workplace.name for workplace in summary.workplaces if workplace.name],
        "plans": plans,
        "at_once": AT_ONCE,
        "words": verdict_words,
        "words_json": json.dumps(verdict_words, ensure_ascii=False),
        "data": _json([[plan[key] for key in ROW] for plan in plans]),
        "unread": (
            (words["unread"], words["unread_intro"], by_status["error"]),
            (words["no_plan_files"], words["no_plan_intro"], by_status["no_plan"]),
            (words["skipped"], "", by_status["skipped"]),
        ),
        "passages": _search_text(audit),
        "script": Markup(source("overview.js")),
    }


def _row(row: PlanRow, texts: Texts) -> dict[str, Any]:
    """A plan's row in the heat map; a letter for each verdict, as there may be tens of thousands."""
    return {
        "title": row.title or texts["page"]["untitled"],
        "link": plan_page(row.title, row.plan),
        "workplace": row.workplace,
        "named": bool(row.title),
        "note": row.workplace or row.document,
        "score": row.score,
        "verdicts": "".join(verdict[0] for verdict in row.verdicts),
    }


def _search_text(audit: Audit) -> Markup:
    """Every passage's text by plan."""
    return _json([[labelled.passage.text for labelled in plan.passages] for plan in audit.plans])


def _json(value: object) -> Markup:
    """JSON that cannot end its script element."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
