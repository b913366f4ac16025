"""Hostile and broken packages: the right code, quickly, and nothing written."""

import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from word_builder import NAMESPACES, W_NS, cell, control, docx, para, row, table, zipped

from extractors.faults import UnreadableError
from extractors.package import OLE_MAGIC, open_package, parse_xml
from extractors.word import read_word

SOUND = docx(para("En tekst, der står her"))
SECONDS = 10.0


def files_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, content: bytes | None) -> bytes:
    files = files_of(SOUND)
    if content is None:
        del files[name]
    else:
        files[name] = content
    return zipped(files)


def document(body: str, prolog: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{prolog}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'.encode()
    )


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    return with_part("word/document.xml", document("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", prolog))


def outside_entity() -> bytes:
    prolog = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return with_part("word/document.xml", document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", prolog))


def utf16_entity() -> bytes:
    text = (
        document("", '<!DOCTYPE x [<!ENTITY e "x">]>')
        .decode()
        .replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    )
    return with_part("word/document.xml", text.encode("utf-16"))


def bomb(name: str, size: int) -> bytes:
    buffer = BytesIO()
    with (
        ZipFile(BytesIO(SOUND)) as source,
        ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        with target.open(name, "w", force_zip64=True) as stream:
            chunk = bytes(16 * 1024**2)
            for _ in range(size // len(chunk)):
                stream.write(chunk)
    return buffer.getvalue()


def boasting(name: str, size: int, real: int = 16 * 1024**2) -> bytes:
    """A bomb whose directory states this size for the part, whatever its real one."""
    data = bytearray(bomb(name, real))
    at = data.rfind(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(data)


def locked() -> bytes:
    data = bytearray(SOUND)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(magic, at + 1)
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "corrupt"),
    "zeros": (lambda: bytes(1000), "corrupt"),
    "text": (lambda: b"Dette er en tekst", "not_office"),
    "html": (lambda: b"<html><body>Plan</body></html>", "not_office"),
    "cut off": (lambda: SOUND[: len(SOUND) // 2], "corrupt"),
    "cut off early": (lambda: SOUND[:10], "corrupt"),
    "encrypted": (
        lambda: OLE_MAGIC + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
        "encrypted",
    ),
    "old format": (lambda: OLE_MAGIC + bytes(2000), "not_office"),
    "zip with password": (locked, "encrypted"),
    "other zip": (lambda: zipped({"a.txt": b"x"}), "not_office"),
    "no document": (lambda: with_part("word/document.xml", None), "not_office"),
    "no relations": (lambda: with_part("_rels/.rels", None), "not_office"),
    "broken xml": (lambda: with_part("word/document.xml", b"<w:document><w:body>"), "corrupt"),
    "not xml": (lambda: with_part("word/document.xml", b"\x00\x01\x02"), "corrupt"),
    "entities that grow": (laughs, "unsafe"),
    "entity from outside": (outside_entity, "unsafe"),
    "entity in utf-16": (utf16_entity, "unsafe"),
    "nested controls": (
        lambda: docx(deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 20_000)),
        "too_large",
    ),
    "nested tables": (
        lambda: docx(deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 3_000)),
        "too_large",
    ),
    "many tags": (lambda: with_part("word/document.xml", document("<w:p/>" * 3_100_000)), "too_large"),
    "bomb in the document": (lambda: bomb("word/document.xml", 64 * 1024**2), "too_large"),
    "bomb beside it": (lambda: boasting("word/media/image1.png", 3 * 1024**3), "too_large"),
    "bomb that lies": (lambda: boasting("word/document.xml", 100, real=20 * 1024**2), "corrupt"),
}


def deep(start: str, end: str, depth: int) -> str:
    return start * depth + para("Inderst") + end * depth


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_gets_its_code_in_time(name: str) -> None:
    make, code = HOSTILE[name]
    data = make()
    start = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read_word(data)
    assert caught.value.code == code
    assert time.perf_counter() - start < SECONDS


def test_nesting_that_word_can_show_is_read() -> None:
    body = para("Yderst her")
    for depth in range(40):
        body = table(row("Felt:", cell(body + para(f"Tekst på lag {depth}"))))
    texts = [p.text for p in read_word(docx(body)).plans[0].passages]
    assert texts == ["Yderst her", *(f"Tekst på lag {depth}" for depth in range(40))]


def test_nested_controls_are_read() -> None:
    body = para("Inderst står der noget")
    for _ in range(200):
        body = control(body)
    assert [p.text for p in read_word(docx(body)).plans[0].passages] == ["Inderst står der noget"]


def test_bomb_that_nobody_needs_does_no_harm() -> None:
    data = bomb("word/media/image1.png", 32 * 1024**2)
    assert [p.text for p in read_word(data).plans[0].passages] == ["En tekst, der står her"]


def test_names_that_climb_out_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = zipped({**files_of(SOUND), "../../ude.txt": b"x", "/abs.txt": b"y", "c:\\vindue.txt": b"z"})
    assert [p.text for p in read_word(data).plans[0].passages] == ["En tekst, der står her"]
    assert not list(tmp_path.iterdir())


def test_relations_cannot_leave_the_package() -> None:
    rels = files_of(SOUND)["word/_rels/document.xml.rels"].replace(b"styles.xml", b"../../../../etc/hostname")
    assert read_word(with_part("word/_rels/document.xml.rels", rels)).plans[0].passages


def test_missing_side_parts_leave_the_text() -> None:
    for name in ("word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"):
        assert [p.text for p in read_word(with_part(name, None)).plans[0].passages] == [
            "En tekst, der står her"
        ]


def test_damaged_part_is_told_as_such() -> None:
    data = bytearray(SOUND)
    at = data.find(b"word/document.xml") + len("word/document.xml") + 10
    data[at : at + 20] = bytes(20)
    with pytest.raises(UnreadableError) as caught:
        read_word(bytes(data))
    assert caught.value.code == "corrupt"


def test_package_names_its_main_part_and_links() -> None:
    package = open_package(SOUND)
    assert package.main() == ("word", "word/document.xml")
    assert package.relations("word/document.xml")["styles"].target == "word/styles.xml"
    assert "WORD/Document.xml" in package
    assert package.xml("word/nothing.xml") is None


def test_strict_names_become_the_usual_ones() -> None:
    root = parse_xml(b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>', "x")
    assert root.tag == f"{{{W_NS}}}document"
