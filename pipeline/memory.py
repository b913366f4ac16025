"""The memory that a process may take for the files it works on, where the system can hold it to that."""

import sys
from pathlib import Path

TOO_MUCH = "Filen kræver mere hukommelse, end der er sat af til én fil."
STATUS = Path("/proc/self/status")


def cap_memory(beyond: int) -> None:
    """Lets this process take so many bytes more than now, then MemoryError (not on Windows)."""
    if sys.platform != "win32":
        import resource

        limit = held() + beyond
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def held() -> int:
    """The bytes of data this process holds, as the limit counts them; 0 where the system tells nothing."""
    if not STATUS.exists():
        return 0
    told = dict(
        line.split(":", 1) for line in STATUS.read_text("ascii", "replace").splitlines() if ":" in line
    )
    return int(told["VmData"].split()[0]) * 1024
