"""Every feature file as LibreOffice saves it again: the same passages under the same headings."""

import subprocess
from pathlib import Path

import pytest
from word_feature_parts import passages_of
from word_features import FEATURES

from extractors.legacy import find_office
from extractors.word import read_word

LOST = {
    "equation",
    "hidden row",
    "deleted row",
    "control prompt in cell",
}  # LibreOffice itself drops what tells
pytestmark = pytest.mark.skipif(find_office() is None, reason="LibreOffice er ikke installeret")


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All feature files, saved again in one run of the program."""
    source, target = tmp_path_factory.mktemp("word"), tmp_path_factory.mktemp("again")
    for number, feature in enumerate(FEATURES.values()):
        (source / f"{number}.docx").write_bytes(feature.data)
    profile = (source / "profil").as_uri()
    options = [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(target),
    ]
    files = sorted(map(str, source.glob("*.docx")))
    subprocess.run([find_office() or "", *options, *files], check=True, capture_output=True, timeout=300)
    return target


@pytest.mark.parametrize("name", sorted(FEATURES.keys() - LOST))
def test_feature_survives_libreoffice(resaved: Path, name: str) -> None:
    feature = FEATURES[name]
    data = (resaved / f"{list(FEATURES).index(name)}.docx").read_bytes()
    found = [(p.text, p.heading[-1] if p.heading else None) for p in passages_of(read_word(data))]
    assert found == [(text, heading) for text, _, heading in feature.passages]
    assert not {text for text, _ in found} & set(feature.absent)
