"""The same files by ready-made tools: markitdown reads, spaCy's textcat labels; in its own environment."""

import json
import multiprocessing
import sys
import time
from pathlib import Path

import spacy
from markitdown import MarkItDown
from spacy.language import Language
from spacy.training import Example

CORPUS = Path(__file__).parents[1] / "models" / "corpus" / "t1.jsonl"
STEPS = 3  # rounds of training: the speed of labelling does not depend on how good it is
_reader: list[MarkItDown] = []


def main(folder: Path, jobs: int) -> dict[str, float]:
    """Seconds of reading and of labelling in that many processes; loading and training are not counted."""
    nlp = trained()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(jobs, load) as pool:
        texts = pool.map(read, files, chunksize=4)
    read_in = time.perf_counter() - begun
    lines = [line for text in texts for line in text.splitlines() if line.strip(" |-#*")]
    begun = time.perf_counter()
    labelled = sum(bool(doc.cats) for doc in nlp.pipe(lines, n_process=jobs, batch_size=256))
    labelled_in = time.perf_counter() - begun
    assert labelled == len(lines)
    return {"markitdown": read_in, f"textcat, {len(lines)} lines": labelled_in}


def load() -> None:
    """Makes the reader of a process."""
    _reader.append(MarkItDown())


def read(path: Path) -> str:
    """A file as Markdown."""
    return str(_reader[0].convert(path).text_content)


def trained() -> Language:
    """spaCy's textcat_multilabel as it comes, trained a little on the labelled plans."""
    nlp = spacy.blank("da")
    documents = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    passages = [passage for row in documents for plan in row["plans"] for passage in plan["passages"]]
    labels = sorted({label for passage in passages for label in passage["fields"]})
    examples = [
        Example.from_dict(
            nlp.make_doc(passage["text"]), {"cats": {label: label in passage["fields"] for label in labels}}
        )
        for passage in passages[:500]
    ]
    nlp.add_pipe("textcat_multilabel")
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(STEPS):
        nlp.update(examples, sgd=optimizer)
    return nlp


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
