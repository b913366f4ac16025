"""The structured plan as a Word document in the method's five boxes, with controls to fill in."""

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from markupsafe import Markup

from extractors.document import Metadata
from reports.criteria import criteria_by_id
from reports.look import load_look
from reports.masking import mask_cpr
from reports.settings import Settings
from reports.structure import REST, Slot, StructuredPlan, field_names, metadata_names, slots
from reports.templates_environment import environment
from reports.texts import load_texts
from reports.word_base import LANGUAGES, Base, assemble, make_base, new_document

TEMPLATE_TITLE = "Kompetenceplan"
METADATA_PROMPT = "Skriv her"
REST_PROMPT = "Det, der ikke hører til i felterne"


class FormWriter:
    """Writes any number of structured plans with one set of styles."""

    def __init__(self, settings: Settings) -> None:
        self._base: Base = make_base(_bare(settings))
        self._language = LANGUAGES[settings.language]
        self._shared = {
            "look": load_look(),
            "section": Markup(self._base.section),
            "t": load_texts(settings.language),
        }

    def document(self, plan: StructuredPlan) -> bytes:
        """The plan's Word document."""
        title = mask_cpr(plan.title)
        body = environment().get_template("structure.xml.j2").render(self._shared | _view(plan, title))
        core = environment().get_template("core.xml.j2").render(title=title, lang=self._language)
        return assemble(self._base, body.strip(), core)

    def template(self) -> bytes:
        """The empty form, each slot with the question it is to answer."""
        return self.document(StructuredPlan("", "", TEMPLATE_TITLE, Metadata(), ()))


def _bare(settings: Settings) -> Document:
    """A document of our look whose header and footer say nothing that would be read back as content."""
    document = new_document(settings)
    for part in (document.sections[0].header, document.sections[0].footer):
        for paragraph in part.paragraphs:
            paragraph.clear()
    return document


def _view(plan: StructuredPlan, title: str) -> dict[str, Any]:
    by_slot = {slot.id: _slot(slot, plan) for slot in slots()}
    boxes = {
        field: {"name": name, "slots": [by_slot[slot.id] for slot in slots() if slot.field == field]}
        for field, name in field_names().items()
    }
    return {"title": title, "metadata": _metadata(plan), "fields": boxes, "rest": by_slot[REST]}


def _slot(slot: Slot, plan: StructuredPlan) -> dict[str, Any]:
    texts = [mask_cpr(piece.text) for piece in plan.of(slot.id)]
    return {"id": slot.id, "name": slot.name, "texts": texts, "prompt": prompt(slot)}


def prompt(slot: Slot) -> str:
    """What an empty slot asks."""
    return criteria_by_id()[slot.criterion].question if slot.criterion else REST_PROMPT


def _metadata(plan: StructuredPlan) -> list[Mapping[str, Any]]:
    found = {key: getattr(plan.metadata, key) for key in metadata_names()}
    return [
        {
            "id": f"stamdata.{key}",
            "name": name,
            "texts": [mask_cpr(found[key])] if found[key] else [],
            "prompt": METADATA_PROMPT,
        }
        for key, name in metadata_names().items()
    ]
