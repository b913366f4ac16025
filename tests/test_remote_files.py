"""Files at fsspec addresses: the same audit as from a folder, and a clear word for what is missing."""

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from test_pipeline_audit import budget, word_plan

from extractors.faults import PlantjekError, UnreadableError
from pipeline.cli import main
from pipeline.files import find_files
from pipeline.remote import RemoteFile, fetch, find_remote

BUCKET = "s3://planer/afdelinger"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "afdelinger"
    (place / "nord æ").mkdir(parents=True)
    word_plan(place / "nord æ" / "plan.docx")
    budget(place / "budget.xlsx")
    (place / "ødelagt.docx").write_bytes(b"PK\x03\x04 afbrudt")
    (place / "menu.pdf").write_bytes(b"%PDF-1.7")
    return place


@pytest.fixture
def bucket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The folder on a server that speaks S3."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1"}
    settings |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("planer")
    for path in folder.rglob("*.*"):
        system.put_file(str(path), f"{BUCKET}/{path.relative_to(folder).as_posix()}")
    system.touch(f"{BUCKET}/tom/")
    yield BUCKET
    system.rm("planer", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def test_the_audit_of_a_bucket_is_that_of_the_folder(folder: Path, bucket: str, tmp_path: Path) -> None:
    for name, place in (("lokal", str(folder)), ("s3", bucket)):
        assert main(["audit", place, "--out", str(tmp_path / name), "--quiet", "--jobs", "1"]) == 3
    first = (tmp_path / "lokal" / "audit.json").read_bytes()
    assert (tmp_path / "s3" / "audit.json").read_bytes() == first
    again = ["audit", bucket, "--out", str(tmp_path / "s3"), "--quiet", "--timings"]
    assert main(again) == 3
    assert (tmp_path / "s3" / "audit.json").read_bytes() == first


def test_one_file_is_named_by_itself_and_changes_key_with_its_content(bucket: str) -> None:
    import s3fs

    [(file, name)] = find_remote(f"{bucket}/budget.xlsx")
    assert (name, file.address, len(fetch(file))) == ("budget.xlsx", f"{bucket}/budget.xlsx", file.size)
    s3fs.S3FileSystem().pipe_file(file.address, b"noget andet")
    [(changed, _)] = find_remote(file.address)
    assert changed.key() != file.key()
    assert fetch(changed) == b"noget andet"


def test_a_missing_bucket_is_wrong_use(
    bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "s3://findes-ikke/planer", "--out", str(tmp_path / "r")]) == 2
    assert "Adressen findes ikke: s3://findes-ikke/planer" in capsys.readouterr().err
    with pytest.raises(UnreadableError, match="kan ikke hentes"):
        fetch(RemoteFile(f"{bucket}/nej.docx", 10, "x"))


def test_a_folder_and_an_address_of_the_same_names_are_kept_apart(folder: Path, bucket: str) -> None:
    names = [file.relative for file in find_files([folder, bucket])]
    assert len(names) == 8
    assert len(set(names)) == 8
    assert "afdelinger/budget.xlsx" in names


def test_a_place_that_tells_no_time_is_known_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"en")
    file = RemoteFile(path.as_uri(), 2, "")
    first = file.key()
    path.write_bytes(b"to")
    assert file.key() != first


@pytest.mark.parametrize("gone", ["fsspec.core", "s3fs"])
def test_a_missing_package_is_told_with_how_to_get_it(
    gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import_module("fsspec.core")
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)  # loaded already
    monkeypatch.setitem(sys.modules, gone, None)
    assert main(["audit", "s3://planer", "--out", str(tmp_path / "r")]) == 2
    told = capsys.readouterr().err
    assert 'pip install "plantjek[remote]"' in told
    assert "s3://" in told


def test_an_unknown_kind_of_address_is_wrong_use() -> None:
    with pytest.raises(PlantjekError, match="kendes ikke"):
        list(find_remote("sharepoint3000://planer"))


@pytest.mark.skipif(os.name == "nt", reason="addresses of files look otherwise")
def test_a_large_file_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="over 100 MB"):
        fetch(RemoteFile((tmp_path / "a.docx").as_uri(), 2**30, "x"))
