"""A Word document for each plan, at most two A4 pages for a normal plan, beside its page in the browser."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from reports.audit import Audit
from reports.links import PLAN_DIRECTORY, plan_file
from reports.look import ink_on, load_look
from reports.plan_view import view_plan
from reports.settings import Settings
from reports.templates_environment import environment
from reports.texts import SOURCE, load_texts
from reports.word_base import LANGUAGES, assemble, make_base, new_document


def write_word(audit: Audit, directory: Path, settings: Settings) -> list[Path]:
    """Writes planer/*.docx, one at a time; returns their paths."""
    base = make_base(new_document(settings))
    shared = _shared(audit, settings) | {"section": Markup(base.section)}
    body = environment().get_template("plan.xml.j2")
    core = environment().get_template("core.xml.j2")
    (directory / PLAN_DIRECTORY).mkdir(exist_ok=True)
    written = []
    for plan in audit.plans:
        path = directory / PLAN_DIRECTORY / f"{plan_file(plan.title, plan.id)}.docx"
        title = core.render(title=plan.title, lang=LANGUAGES[settings.language])
        path.write_bytes(
            assemble(base, body.render(shared | {"view": view_plan(plan, settings.language)}).strip(), title)
        )
        written.append(path)
    return written


def _shared(audit: Audit, settings: Settings) -> dict[str, Any]:
    """What every plan's document needs."""
    texts, brand = load_texts(settings.language), settings.colour or load_look().brand
    return {
        "t": texts,
        "language": settings.language,
        "spoken": LANGUAGES[SOURCE] if settings.language != SOURCE else "",
        "look": load_look(),
        "brand": brand,
        "brand_ink": ink_on(brand),
        "dict_of": lambda boxes: {box.id: box for box in boxes},
        "made_by": texts["page"]["made_by"].format(
            version=audit.version, model=audit.model, model_version=audit.model_version
        ),
    }
