"""What the feature files of Word are made of: a feature, and XML for fields, notes, margins and controls."""

from collections.abc import Sequence
from dataclasses import dataclass

from word_builder import para, run

from extractors.document import Passage, Reading


@dataclass
class Feature:
    """A file, the passages it must give (text, place, innermost heading) and texts that must not appear."""

    data: bytes
    passages: Sequence[tuple[str, str, str | None]]
    absent: Sequence[str] = ()
    part: str = "body"


def passages_of(reading: Reading) -> list[Passage]:
    return [p for plan in reading.plans for p in plan.passages] + list(reading.outside)


PROMPT = "<w:showingPlcHdr/>"
TICKED = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
UNTICKED = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'


def field(code: str, result: str, data: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def ff_data(content: str) -> str:
    return f"<w:ffData>{content}</w:ffData>"


def changed(tag: str, content: str) -> str:
    return f'<w:{tag} w:id="1" w:author="x">{content}</w:{tag}>'


def note(kind: str, number: int, *content: str) -> str:
    return f'<w:{kind} w:id="{number}">{"".join(content)}</w:{kind}>'


def reference(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def section(references: str, more: str = "") -> str:
    return f"<w:sectPr>{references}{more}</w:sectPr>"


def margin(kind: str, name: str, which: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{which}" r:id="{name}"/>'


HEAD = para("Mål", style="Overskrift1")
TEXT = "Kunne føre samtalen"
