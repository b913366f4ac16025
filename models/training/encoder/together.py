"""Several processes of one thread each that share their gradients at every step."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, multiprocessing

Parameters = list[torch.nn.Parameter]


class Together:
    """Means the gradients over the processes through shared memory, one row a process."""

    def __init__(self, rows: Tensor, barrier: Any, rank: int) -> None:
        """rows [processes, gradient values]."""
        self.rows, self.barrier, self.rank = rows, barrier, rank

    def share(self, parameters: Parameters, progress: float) -> float:
        """Each gradient becomes the mean over all processes, and so does the progress; waits for them."""
        gradients = [p.grad if p.grad is not None else torch.zeros_like(p) for p in parameters]
        row = self.rows[self.rank]
        torch.cat([g.reshape(-1) for g in gradients], out=row[:-1])
        row[-1] = progress
        self.barrier.wait()
        whole = self.rows.mean(0)
        self.barrier.wait()
        for p, part in zip(parameters, whole[:-1].split([p.numel() for p in parameters]), strict=True):
            p.grad = part.view_as(p)
        return float(whole[-1])


def run_together(work: Callable[[Together, Any], None], given: Any, workers: int, size: int) -> None:
    """Runs `work` in `workers` processes; `size` is the number of gradient values."""
    context = multiprocessing.get_context("spawn")
    rows, barrier = torch.zeros(workers, size + 1).share_memory_(), context.Barrier(workers)
    processes = [
        context.Process(target=_begin, args=(work, rows, barrier, rank, given)) for rank in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit("a training process failed")


def _begin(work: Callable[[Together, Any], None], rows: Tensor, barrier: Any, rank: int, given: Any) -> None:
    torch.set_num_threads(1)
    work(Together(rows, barrier, rank), given)
