"""Text in parts of their own is read once: SmartArt, inserted documents; charts' titles are told."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from word_builder import R_NS, docx, para
from word_feature_parts import passages_of

from extractors.word import read_word

DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def with_parts(body: str, parts: Mapping[str, tuple[str, bytes]]) -> bytes:
    """A document with further parts: name to relation's kind and content; ids are x1, x2 …"""
    stream = io.BytesIO()
    links = "".join(
        f'<Relationship Id="x{n}" Type="{R_NS}/{kind}" Target="{name}"/>'
        for n, (name, (kind, _)) in enumerate(parts.items(), 1)
    )
    with zipfile.ZipFile(io.BytesIO(docx(body))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", links.encode() + b"</Relationships>")
            new.writestr(name, data)
        for name, (_, data) in parts.items():
            new.writestr(f"word/{name}", data)
    return stream.getvalue()


def graphic(content: str) -> str:
    inner = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
    return f"<w:p><w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r></w:p>"


def points(*texts: tuple[str, str]) -> bytes:
    shapes = "".join(
        f'<dgm:pt modelId="{n}" type="{kind}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, (kind, text) in enumerate(texts)
    )
    root = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}">'
    return f"{root}<dgm:ptLst>{shapes}</dgm:ptLst></dgm:dataModel>".encode()


def test_the_text_of_smartart_is_read_once_where_it_hangs() -> None:
    body = para("Vores træningsbane er sådan her") + graphic(f'<dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="x1"/>')
    shapes = points(("node", "Læs om metoden"), ("pres", "Læs om metoden"), ("node", "Prøv den med Ulla"))
    data = with_parts(body, {"diagrams/data1.xml": ("diagramData", shapes)})
    found = [(p.text, p.place.part) for p in passages_of(read_word(data))]
    assert found[1:] == [("Læs om metoden", "textbox"), ("Prøv den med Ulla", "textbox")]


HTML = (
    "<html><head><title>t</title></head><body><h1>Mål</h1><p>kunne <b>lytte</b></p><ul><li>øve sig</li></ul>"
)


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.htm", HTML.encode(), ["kunne lytte", "øve sig"]),
        ("a.txt", "kunne lytte roligt\næble\n".encode("cp1252"), ["kunne lytte roligt", "æble"]),
        ("a.docx", docx(para("kunne lytte roligt til borgeren")), ["kunne lytte roligt til borgeren"]),
        ("a.rtf", rb"{\rtf1 intet}", []),
        ("b.docx", b"PK\x03\x04 beskadiget", []),
    ],
)
def test_an_inserted_document_is_read_where_it_stands(name: str, content: bytes, texts: list[str]) -> None:
    body = para("Før det indsatte dokument.") + '<w:altChunk r:id="x1"/>' + para("Efter det indsatte.")
    reading = read_word(with_parts(body, {name: ("aFChunk", content)}))
    found = [p.text for p in passages_of(reading)]
    assert [text for text in found if "indsatte" not in text] == texts
    assert found[0] == "Før det indsatte dokument."
    assert found[-1] == "Efter det indsatte."
    told = [] if texts else [(f"Indsat dokument: {name}", "i1", "unread")]
    assert [(each.text, each.place.at, each.reason) for each in reading.left_out] == told


def test_the_title_of_a_chart_is_left_out_and_told() -> None:
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Antal kurser</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    chart = f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:chart>{title}</c:chart></c:chartSpace>'
    body = para("Kurserne ses herunder.") + graphic(f'<c:chart xmlns:c="{CHART}" r:id="x1"/>')
    reading = read_word(with_parts(body, {"charts/chart1.xml": ("chart", chart.encode())}))
    assert [p.text for p in passages_of(reading)] == ["Kurserne ses herunder."]
    assert [(each.text, each.reason) for each in reading.left_out] == [("Antal kurser", "chart")]
