"""Single files are replaced whole, and nothing is left beside them."""

from pathlib import Path

import pytest

from briefwright.publish import files


def test_a_file_is_replaced_and_readable_by_others(tmp_path: Path) -> None:
    """Also where there was none, in a folder that there was not."""
    target = tmp_path / "new" / "x.json"
    for content in (b"one", b"two"):
        files.write(target, content)
        assert target.read_bytes() == content
    assert target.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in target.parent.iterdir()] == ["x.json"]


def test_what_fails_before_the_end_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays, and the staged one goes."""
    target = tmp_path / "x.json"
    target.write_bytes(b"old")

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        files.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_staging_is_hidden_from_projects(tmp_path: Path) -> None:
    """A build beside a pull does not see what is half written."""
    with files.staging(tmp_path) as folder:
        assert folder.parent == tmp_path
        assert folder.name.startswith(".")
    assert not folder.exists()
