"""The structured plan as a Word document in the method's five boxes, with controls to fill in."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from markupsafe import Markup

from extractors.document import Metadata
from extractors.own_files import metadata_title, own_data
from reports.look import load_look
from reports.settings import Settings
from reports.structure import MASTER, StructuredPlan
from reports.structure_slots import REST, REST_NAME, Slot, field_names, metadata_names, prompt, slots
from reports.templates_environment import environment
from reports.word_base import LANGUAGES, Base, assemble, make_base, new_document

METADATA_PROMPT = "Skriv her"
TITLE_PROMPT = "Kompetenceplan for …"
FILL_IN = (
    "De grå spørgsmål er hjælp; de forsvinder, når I skriver. Skriv ét mål eller én aktivitet pr. afsnit. "
    "Lad et rum stå tomt, hvis det ikke er relevant."
)
DOUBTFUL = "Tekst på gul bund kan læses på flere måder. Se efter, om den står det rette sted."
MISSING = "Et gråt spørgsmål står, hvor planen ikke siger noget endnu."


class FormWriter:
    """Writes any number of structured plans with one set of styles."""

    def __init__(self, settings: Settings) -> None:
        self._base: Base = make_base(_form_document(settings))
        self._body = environment().get_template("structure.xml.j2")
        self._core = environment().get_template("core.xml.j2")
        self._core_words = {"lang": LANGUAGES[settings.language], "keywords": own_data()["plan"]}
        self._shared = {"look": load_look(), "section": Markup(self._base.section)}

    def document(self, plan: StructuredPlan) -> bytes:
        """The plan's Word document; its texts are masked already."""
        guidance = [MISSING] if plan.empty_slots() else []
        guidance += [DOUBTFUL] if any(piece.doubtful for piece in plan.pieces) else []
        return self._written(plan, [" ".join(guidance)] if guidance else [])

    def template(self) -> bytes:
        """The empty form, each slot with the question it is to answer."""
        return self._written(StructuredPlan("", "", "", Metadata(), ()), [FILL_IN])

    def _written(self, plan: StructuredPlan, guidance: list[str]) -> bytes:
        body = self._body.render(self._shared | _view(plan) | {"guidance": guidance})
        core = self._core.render(title=plan.title, **self._core_words)
        return assemble(self._base, body.strip(), core)


def _form_document(settings: Settings) -> Document:
    """A document of our look and our own styles whose header and footer hold nothing to be read back."""
    document = new_document(settings)
    section = document.sections[0]
    for part in (section.header, section.footer):
        for paragraph in part.paragraphs:
            paragraph.clear()
    section.top_margin = section.bottom_margin = Cm(1.4)
    for name, size in (("Normal", 9.5), ("Heading 2", 11.5), ("Heading 3", 9.5)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(size)
        style.paragraph_format.keep_with_next = style.paragraph_format.keep_together = False
        style.paragraph_format.space_after = Pt(0 if name != "Normal" else 2)
        style.paragraph_format.space_before = Pt(2 if name == "Heading 3" else 0)
    _add_styles(document)
    _drop_unused(document)
    return document


def _drop_unused(document: Document) -> None:
    """Takes out table styles and the second copy of the styles: most of a small document's size."""
    for key, link in list(document.part.rels.items()):
        if link.reltype.endswith("/stylesWithEffects"):
            document.part.rels.pop(key)
    styles = document.styles.element
    for style in list(styles.iterchildren(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)


def _add_styles(document: Document) -> None:
    """Our own styles: guidance, labels, air between tables, prompts, and pieces to look at."""
    look, normal = load_look(), document.styles["Normal"]
    quiet = RGBColor.from_string(look.light["quiet"][1:].upper())
    sizes = {
        own_data()["word"]["guidance"]: 8.5,
        "Stamdata": 9.5,
        "Luft": 3,
        "Ledetekst": 9.5,
        "Se efter": 9.5,
    }
    for name, size in sizes.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        style.font.size, style.font.bold, style.font.italic = (
            Pt(size),
            name == "Stamdata",
            name == "Ledetekst",
        )
        style.paragraph_format.space_after = Pt({8.5: 4, 3: 0}.get(size, 2))
        if name != "Se efter":
            style.font.color.rgb = quiet
        else:
            fill = look.verdicts["delvist"].paper[1:].upper()
            shade = OxmlElement("w:shd")
            for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
                shade.set(qn(f"w:{key}"), value)
            style.element.get_or_add_pPr().insert(0, shade)


def _view(plan: StructuredPlan) -> dict[str, Any]:
    by_slot = {slot.id: _slot(slot, plan) for slot in slots()}
    boxes = {
        field: {"name": name, "slots": [by_slot[slot.id] for slot in slots() if slot.field == field]}
        for field, name in field_names().items()
    }
    rest = by_slot[REST] | {"name": REST_NAME}
    return {"heading": _heading(plan), "metadata": _metadata(plan), "fields": boxes, "rest": rest}


def _heading(plan: StructuredPlan) -> dict[str, Any]:
    tag = own_data()["word"]["title"]
    return {"id": tag, "title": "Titel", "pieces": _texts(plan.title), "prompt": TITLE_PROMPT}


def _slot(slot: Slot, plan: StructuredPlan) -> dict[str, Any]:
    return {
        "id": slot.id,
        "name": slot.name,
        "title": slot.title,
        "pieces": plan.of(slot.id),
        "prompt": prompt(slot),
    }


def _metadata(plan: StructuredPlan) -> list[dict[str, Any]]:
    return [
        {
            "id": MASTER + key,
            "name": name,
            "title": metadata_title(key),
            "pieces": _texts(getattr(plan.metadata, key)),
            "prompt": METADATA_PROMPT,
        }
        for key, name in metadata_names().items()
    ]


def _texts(text: str | None) -> list[dict[str, Any]]:
    return [{"text": text, "doubtful": False}] if text else []
