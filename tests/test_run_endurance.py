"""A run that is killed, broken off or crowded leaves a sound state, and the next one gives the same audit."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from plan_factory import write_plans
from test_pipeline_audit import word_plan

from pipeline.cli import main
from pipeline.store import NAME, kept

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
PATIENCE = 120.0  # seconds


def command(folder: Path, out: Path, *options: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "pipeline.cli",
        "audit",
        str(folder),
        "--out",
        str(out),
        "--quiet",
        *options,
    ]


def started(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(folder, out, "--jobs", "2"),
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  (no threads here)
    )


def _heed_interrupts() -> None:
    """What is started in the background of a shell ignores Ctrl-C, and hands that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_results(out: Path, count: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (out / NAME).exists() and kept(out / NAME) >= count:
            return
        time.sleep(0.02)
    raise TimeoutError(out)


def gone(family: Sequence[psutil.Process]) -> bool:
    """Whether all these processes end by themselves."""
    return not psutil.wait_procs(family, timeout=PATIENCE)[1]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planer")
    write_plans(folder, 12)
    (folder / "ødelagt.docx").write_bytes(b"PK\x03\x04 afbrudt")
    return folder


@pytest.fixture(scope="module")
def undisturbed(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("rapport")
    assert main(command(plans, out)[3:]) == 3
    return (out / "audit.json").read_bytes()


def test_ctrl_c_keeps_what_is_done_and_ends_every_process(tmp_path: Path) -> None:
    many, fresh, out = tmp_path / "planer", tmp_path / "frisk", tmp_path / "rapport"
    write_plans(many, 80)  # so many that a fast machine has not done them when the signal comes
    with started(many, out) as run:
        wait_for_results(out, 2)
        family = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130
    assert "Afbrudt." in told.decode()
    assert "kør samme kommando igen" in told.decode()
    assert "Traceback" not in told.decode()
    assert gone(family)
    assert 2 <= kept(out / NAME) < 80
    assert main(command(many, out)[3:]) == main(command(many, fresh)[3:])
    assert (out / "audit.json").read_bytes() == (fresh / "audit.json").read_bytes()


def test_two_runs_at_once_do_not_spoil_each_other(plans: Path, undisturbed: bytes, tmp_path: Path) -> None:
    with started(plans, tmp_path) as one, started(plans, tmp_path) as other:
        told = [run.communicate(timeout=3 * PATIENCE)[1] for run in (one, other)]
    assert [(run.returncode, text) for run, text in zip((one, other), told, strict=True)] == [(3, b"")] * 2
    assert (tmp_path / "audit.json").read_bytes() == undisturbed
    assert kept(tmp_path / NAME) == 12


@pytest.mark.parametrize("bytes_left", [3_000, 60_000])
def test_a_full_disk_is_a_clear_fault(tmp_path: Path, bytes_left: int) -> None:
    """The largest file that the program may write stands in for the room on the disk."""
    word_plan(tmp_path / "planer.docx")
    limited = (
        "import resource, signal, sys; from pipeline.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_left}, {bytes_left}));"
        "sys.exit(main(sys.argv[1:]))"
    )
    arguments = command(tmp_path / "planer.docx", tmp_path / "rapport")[3:]
    run = subprocess.run([sys.executable, "-c", limited, *arguments], stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2, run.stderr.decode()
    assert "Er disken fuld" in run.stderr.decode()
    assert main(arguments) == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nothing can be written")
def test_a_read_only_folder_is_a_clear_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = word_plan(tmp_path / "plan.docx")
    assert main(["audit", str(plan), "--out", "/proc/self/rapport"]) == 2
    assert "Der kan ikke skrives i mappen /proc/self/rapport" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_a_run_killed_at_random_moments_goes_on_where_it_was(
    plans: Path, undisturbed: bytes, tmp_path: Path, seed: int
) -> None:
    rng, killed = random.Random(seed), 0
    for _ in range(4):
        with started(plans, tmp_path) as run:
            time.sleep(rng.uniform(0.2, 12))
            family = psutil.Process(run.pid).children(recursive=True) if run.poll() is None else []
            before = kept(tmp_path / NAME) if (tmp_path / NAME).exists() else 0
            run.kill()
            run.communicate()
            killed += run.returncode == -signal.SIGKILL
        assert gone(family)
        assert (kept(tmp_path / NAME) if (tmp_path / NAME).exists() else 0) >= before
    assert killed
    assert main(command(plans, tmp_path)[3:]) == 3
    assert (tmp_path / "audit.json").read_bytes() == undisturbed


@pytest.mark.slow
def test_a_killed_run_with_all_its_processes_goes_on(plans: Path, undisturbed: bytes, tmp_path: Path) -> None:
    run = subprocess.Popen(command(plans, tmp_path, "--jobs", "2"), start_new_session=True)
    wait_for_results(tmp_path, 3)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait(PATIENCE)
    assert kept(tmp_path / NAME) >= 3
    shutil.copytree(tmp_path, tmp_path.with_name("kopi"))  # what is left can be moved, too
    assert main(command(plans, tmp_path.with_name("kopi"))[3:]) == 3
    assert (tmp_path.with_name("kopi") / "audit.json").read_bytes() == undisturbed
