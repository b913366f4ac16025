"""Pages of plans that are gone are taken away; other files in the folder stay."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

from audit_builder import corpus_audit, corpus_rows

from extractors.own_files import own_data
from reports.settings import Settings
from reports.templates_environment import environment
from reports.word_base import assemble, make_base, new_document
from reports.writers import write_reports


def test_only_what_this_run_wrote_is_left(tmp_path: Path) -> None:
    audit = corpus_audit(islice(corpus_rows("t1"), 3))
    settings = Settings(formats=("html", "word"))
    write_reports(audit, tmp_path, settings)
    folder = tmp_path / "planer"
    first = next(folder.glob(f"*{audit.plans[0].id}.html"))
    first.with_suffix(".pdf").write_bytes(b"%PDF")
    (tmp_path / "ledelse.pdf").write_bytes(b"%PDF")
    others = {folder / "notat.html", folder / "min-p-0123456789ab.docx", own_plan(folder)}
    for path in others:
        path.touch()
    written = write_reports(replace(audit, plans=audit.plans[1:]), tmp_path, settings)
    assert not (tmp_path / "ledelse.pdf").exists()
    assert set(folder.iterdir()) == {path for path in written if path.parent == folder} | others


def own_plan(folder: Path) -> Path:
    """A structured plan that somebody works in, named as the report of a plan would be."""
    path = folder / "plan-p-aaaaaaaaaaaa.docx"
    core = (
        environment().get_template("core.xml.j2").render(title="", lang="da-DK", keywords=own_data()["plan"])
    )
    path.write_bytes(assemble(make_base(new_document(Settings())), "<x/>", core))
    return path
