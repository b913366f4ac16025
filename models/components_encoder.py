"""The encoder as a component: scores of each passage in the context of its document."""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from models.encoder import FILES, Encoder


class EncoderPipe:
    """Fills `doc._.scores["encoder"]` and `["states"]`; its folder holds the files of the encoder."""

    def __init__(self) -> None:
        """Without an encoder until it is read."""
        self.folder = Path()

    def __call__(self, doc: Doc) -> Doc:
        """Logits [n, 22] and states [n, 1152] of one document; vectors stay in the document's memory."""
        if not doc._.units:
            return doc
        logits, states = self.encoder.read(doc._.units, doc.user_data.setdefault("memory", {}))
        doc._.scores |= {"encoder": logits, "states": states}
        return doc

    def read(self, folder: Path) -> "EncoderPipe":
        """Takes the encoder of a folder into use."""
        self.folder, self.encoder = folder, Encoder(folder)
        return self

    def to_disk(self, path: Path, exclude: object = ()) -> None:  # noqa: ARG002
        """Writes the encoder's files."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (Path(path) / name).write_bytes((self.folder / name).read_bytes())

    def from_disk(self, path: Path, exclude: object = ()) -> "EncoderPipe":  # noqa: ARG002
        """Reads the encoder's files."""
        return self.read(Path(path))


@Language.factory("plantjek_encoder")
def make_encoder(nlp: Language, name: str) -> EncoderPipe:  # noqa: ARG001
    """The encoder, read from the pipeline's folder."""
    return EncoderPipe()
