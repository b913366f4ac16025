"""A Dask cluster of real processes gives this machine's audit, also where a worker is killed on the way."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from plan_factory import write_plans
from test_pipeline_audit import word_plan

from pipeline.cli import main
from pipeline.cluster import LOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
STARTED = 60.0  # seconds


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def started(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers, each a process of its own."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = started("dask_scheduler", "--host", address)
    wait_for(address)
    options = ["--no-nanny", "--nthreads", "1"]
    hands = [started("dask_worker", address, *options) for _ in range(workers)]
    try:
        yield address, hands
    finally:
        for process in (*hands, scheduler):
            process.terminate()
        for process in (*hands, scheduler):
            process.wait(STARTED)


def wait_for(address: str) -> None:
    host, port = address.removeprefix("tcp://").split(":")
    until = time.monotonic() + STARTED
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(address)


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "planer"
    write_plans(folder, 2 * LOT)
    (folder / "ødelagt.docx").write_bytes(b"PK\x03\x04 afbrudt")
    assert main(["audit", str(folder), "--out", str(tmp_path / "lokal"), "--quiet"]) == 3
    with cluster(2) as (address, workers):
        command = ["audit", str(folder), "--out", str(tmp_path / "dask"), "--engine", "dask"]
        command += ["--scheduler", address, "--log-json"]
        run = subprocess.Popen([sys.executable, "-m", "pipeline.cli", *command], stderr=subprocess.PIPE)
        wait_for_first_result(tmp_path / "dask")
        os.kill(workers[0].pid, signal.SIGKILL)
        _, told = run.communicate(timeout=300)
    assert run.returncode == 3
    last = json.loads([line for line in told.splitlines() if line.startswith(b"{")][-1])
    assert (last["event"], last["done"], last["unread"]) == ("slut", 2 * LOT + 1, 1)
    first = (tmp_path / "lokal" / "audit.json").read_bytes()
    assert (tmp_path / "dask" / "audit.json").read_bytes() == first


def wait_for_first_result(out: Path) -> None:
    """Until the first file's analysis is kept, so that the kill falls in the midst of the work."""
    from pipeline.store import NAME, kept

    until = time.monotonic() + 2 * STARTED
    while time.monotonic() < until:
        if (out / NAME).exists() and kept(out / NAME):
            return
        time.sleep(0.05)
    raise TimeoutError(out)


def test_a_cluster_without_workers_or_scheduler_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.cluster.SECONDS_TO_WAIT", 2)
    plan = str(word_plan(tmp_path / "plan.docx"))
    command = ["audit", plan, "--out", str(tmp_path / "r"), "--engine", "dask", "--scheduler"]
    nobody = f"tcp://127.0.0.1:{free_port()}"
    assert main([*command, nobody]) == 2
    assert f"ingen Dask-scheduler på {nobody}" in capsys.readouterr().err
    with cluster(0) as (address, _):
        assert main([*command, address]) == 2
    assert "har ingen workers" in capsys.readouterr().err


def test_engine_and_scheduler_belong_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["audit", str(tmp_path), "--out", str(tmp_path / "r")]
    for half in (["--engine", "dask"], ["--scheduler", "tcp://127.0.0.1:1"]):
        assert main([*command, *half]) == 2
        assert "hører sammen" in capsys.readouterr().err


def test_a_missing_package_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    plan = str(word_plan(tmp_path / "plan.docx"))
    command = ["audit", plan, "--out", str(tmp_path / "r"), "--engine", "dask", "--scheduler", "tcp://x:1"]
    assert main(command) == 2
    assert 'pip install "plantjek[dask]"' in capsys.readouterr().err
