"""The command line speaks Danish and ends with the contract's exit codes."""

import subprocess
import sys
import time

import pytest

from pipeline.cli import main
from pipeline.parser import COMMANDS


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "der mangler: KOMMANDO"),
        (["audit"], "der mangler: STI, --out"),
        (["revider"], "kender ikke kommandoen »revider«"),
        (["audit", "x", "--out", "y", "--farve", "rød"], "kender ikke: --farve rød"),
        (["audit", "x", "--out", "y", "--jobs", "nul"], "»nul« er ikke et helt tal på mindst 1"),
        (["audit", "x", "--out", "y", "--fail-under", "101"], "»101« er ikke et tal fra 0 til 100"),
        (["audit", "x", "--out"], "--out skal have en værdi"),
        (["method", "--json=ja"], "--json tager ingen værdi"),
    ],
)
def test_wrong_use_is_told_in_danish_and_ends_with_2(
    argv: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert words in said
    assert "--help" in said


@pytest.mark.parametrize("command", [row.name for row in COMMANDS])
def test_every_command_helps_in_danish_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert "brug: plantjek" in said
    assert "eksempel:" in said
    for english in ("usage:", "options:", "positional", "show this help"):
        assert english not in said


def test_a_missing_path_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "findes-ikke.docx"]) == 2
    assert capsys.readouterr().err == "plantjek: Stien findes ikke: findes-ikke.docx\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'lxml', 'docx', 'openpyxl', 'onnxruntime'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - started < 2
