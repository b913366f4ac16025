"""Runs the exported network over documents, as the spaCy component does at run time."""

from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.table_rows import table_of
from models.training.encoder.documents import Unit
from models.training.encoder.pieces import Pieces

Floats = NDArray[np.float32]
CORE, MARGIN, ROWS = 64, 16, 16


class Exported:
    """The encoder and the context in a folder that `export` wrote, on one thread."""

    def __init__(self, folder: Path) -> None:
        """Opens both networks and the tokenizer."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.encoder, self.context = (
            ort.InferenceSession(folder / name, options, disabled_optimizers=["SkipLayerNormFusion"])
            for name in ("encoder.onnx", "context.onnx")
        )
        self.pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def vectors(self, units: tuple[Unit, ...]) -> Floats:
        """The encoder's vector of each unit of one document, [N, 2H]."""
        found = np.zeros((len(units), self.encoder.get_outputs()[0].shape[1]), np.float32)
        for batch in self.pieces.batches([u.text for u in units], [u.heading for u in units], ROWS):
            given = {"ids": batch.ids.numpy(), "mask": batch.mask.long().numpy(), "own": batch.own.numpy()}
            found[batch.rows.numpy()] = self.encoder.run(["vectors"], given)[0]
        return found

    def logits(self, units: tuple[Unit, ...]) -> Floats:
        """Logits of one document's units in reading order, [N, labels]."""
        vectors, kinds = self.vectors(units), np.array([unit.kind for unit in units], np.int64)
        table = table_of([unit.heading or "" for unit in units])
        size = len(units) if len(units) <= CORE + 2 * MARGIN else CORE
        made = []
        for at in range(0, len(units), size):
            low, high = max(0, at - MARGIN), at + size + MARGIN
            given = {"vectors": vectors[low:high], "kinds": kinds[low:high], "table": table[:, low:high]}
            made.append(self.context.run(["logits"], given)[0][at - low : at - low + size])
        return np.concatenate(made)
