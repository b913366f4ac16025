"""Older and neighbouring formats, read through LibreOffice where it is, and told of where it is not."""

import subprocess
from pathlib import Path

import pytest
from word_builder import docx, form, para, run, zipped

from extractors import legacy
from extractors.faults import UnreadableError
from extractors.legacy import find_office, read_legacy
from extractors.package import OLE_MAGIC
from extractors.word import read_word

PLAN = docx(
    para(run("Kompetenceplan for køkkenet", bold=True)),
    form(("Mål", "Kunne lave gelékost"), ("Opfølgning", "Til MUS i maj")),
    para("Æblegrød med fløde på"),
)
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice er ikke installeret")


def saved_as(folder: Path, suffix: str) -> bytes:
    source = folder / "plan.docx"
    source.write_bytes(PLAN)
    profile = (folder / "profil").as_uri()
    options = [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(folder),
    ]
    subprocess.run([find_office() or "", *options, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / f"plan.{suffix}").read_bytes()


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_older_formats_give_the_same_passages(tmp_path: Path, suffix: str) -> None:
    reading = read_legacy(saved_as(tmp_path, suffix), suffix)
    expected = read_word(PLAN)
    assert [(p.text, p.heading) for p in reading.plans[0].passages] == [
        (p.text, p.heading) for p in expected.plans[0].passages
    ]


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    with pytest.raises(UnreadableError, match="Installér LibreOffice") as caught:
        read_legacy(rb"{\rtf1 Plan}", "rtf")
    assert caught.value.code == "unreadable"


def test_a_docx_with_an_older_name_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    assert read_legacy(PLAN, "doc") == read_word(PLAN)


@pytest.mark.parametrize(
    ("data", "suffix", "code"),
    [
        (b"", "doc", "corrupt"),
        (b"Bare tekst", "rtf", "not_office"),
        (b"Bare tekst", "odt", "not_office"),
        (OLE_MAGIC + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(100), "doc", "encrypted"),
        (zipped({"META-INF/manifest.xml": b"<m:encryption-data/>"}), "odt", "encrypted"),
        (b"PK\x03\x04", "odt", "corrupt"),
    ],
)
def test_what_cannot_be_read_gets_its_code(data: bytes, suffix: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_legacy(data, suffix)
    assert caught.value.code == code


def test_a_program_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: "/findes/ikke/soffice")
    with pytest.raises(UnreadableError) as caught:
        read_legacy(rb"{\rtf1 Plan}", "rtf")
    assert caught.value.code == "unreadable"
