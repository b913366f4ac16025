"""The most memory that a command and all its processes hold together."""

import subprocess
import time
from collections.abc import Sequence

import psutil

EVERY = 0.2  # seconds between looks
DONE = (0, 3)  # 3: done, but some files could not be read


def peak_while(command: Sequence[str]) -> int:
    """Runs the command; the largest sum of its processes' memory in bytes, pages they share counted once."""
    process = subprocess.Popen(command)
    root, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        peak = max(peak, held_by(root))
        time.sleep(EVERY)
    if process.returncode not in DONE:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak


def held_by(root: psutil.Process) -> int:
    """The memory of a process and its descendants now, in bytes."""
    try:
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_own(process) for process in family)


def _own(process: psutil.Process) -> int:
    """A process' share; where the system does not tell shares, all it holds."""
    try:
        info = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return 0
    return int(getattr(info, "pss", info.rss))
