"""The store of results: what is put is got back, whatever happens to the program."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.document import Metadata, Passage, Place
from extractors.faults import PlantjekError
from models.labels import Label, LabelledPassage, Labels, Term
from pipeline.analysis import Analysed, plan_id
from pipeline.store import NAME, Store, renamed
from reports.audit import AuditedDocument, AuditedPlan, Finding, Judgement


def analysed(path: str, plans: int = 2) -> Analysed:
    passage = LabelledPassage(
        Passage("Vi følger op på æblerne", ("Mål", "År"), Place("excel", "Ark1", "B7")),
        Labels((Label("hverdag", 0.9),), terms=(Term("dato", "dato", 0, 3),), certainty=0.8),
    )
    finding = Finding("opgave.ansvar", "delvist", 0.7, (0,), "fordi", "spørg")
    judgement = Judgement((finding,), 50)
    made = tuple(
        AuditedPlan(plan_id(path, number), path, "Plan", Metadata(owner="Ida"), (passage,), judgement)
        for number in range(plans)
    )
    ids = tuple(plan.id for plan in made)
    return Analysed(AuditedDocument(path, "abc", "xlsx", "ok", "da", None, ids), made)


def test_what_is_put_is_got_back_equal(tmp_path: Path) -> None:
    with Store(tmp_path, "s") as store:
        store.put("k", analysed("a.xlsx"))
    with Store(tmp_path, "s") as store:
        assert store.get("k", "a.xlsx") == analysed("a.xlsx")
        assert store.get("other", "a.xlsx") is None


def test_other_settings_find_nothing(tmp_path: Path) -> None:
    with Store(tmp_path, "s") as store:
        store.put("k", analysed("a.xlsx"))
    with Store(tmp_path, "t") as store:
        assert store.get("k", "a.xlsx") is None


def test_a_renamed_file_gets_what_a_fresh_reading_would_give() -> None:
    assert renamed(analysed("a.xlsx"), "b/c.xlsx") == analysed("b/c.xlsx")


def test_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all" * 500)
    with Store(tmp_path, "s") as store:
        store.put("k", analysed("a.xlsx"))
        assert store.get("k", "a.xlsx") == analysed("a.xlsx")


def test_a_folder_that_cannot_be_written_is_a_clear_fault(tmp_path: Path) -> None:
    with pytest.raises(PlantjekError, match="kan ikke gemmes"):
        Store(tmp_path / "missing", "s")


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_pipeline_store import analysed
from pipeline.store import Store
with Store(Path(sys.argv[1]), "s") as store:
    for number in range(100000):
        store.put(f"k{number}", analysed(f"{number}.xlsx", plans=40))
        if number == 0:
            print("begun", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
@pytest.mark.parametrize("delay", [0.0, 0.013, 0.041, 0.11, 0.23])
def test_a_killed_writer_leaves_a_sound_store(tmp_path: Path, delay: float) -> None:
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), here], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        time.sleep(delay)
        os.kill(writer.pid, signal.SIGKILL)
    with Store(tmp_path, "s") as store:
        assert store.get("k0", "0.xlsx") == analysed("0.xlsx", plans=40)
        store.put("after", analysed("z.xlsx"))
        assert store.get("after", "z.xlsx") == analysed("z.xlsx")


def test_two_writers_do_not_spoil_each_other(tmp_path: Path) -> None:
    with Store(tmp_path, "s") as one, Store(tmp_path, "s") as other:
        for number in range(20):
            (one if number % 2 else other).put(f"k{number}", analysed(f"{number}.xlsx"))
    with Store(tmp_path, "s") as store:
        assert all(store.get(f"k{number}", f"{number}.xlsx") for number in range(20))
