"""What `briefwright doctor` and the manifest learn about a machine."""

import hashlib
import sys
from datetime import date
from pathlib import Path

import pytest

from briefwright import doctor
from briefwright.world import World


def test_a_fit_machine_passes_every_check_of_libraries_and_fonts() -> None:
    """The machine that runs the tests has been set up, so the doctor must find nothing wrong with it."""
    assert [check for check in doctor.report() if not check.ok] == []


def test_fonts_are_the_files_of_the_faces_asked_for() -> None:
    """Regular and bold of one family are different files, each with the hash of its own bytes."""
    faces = doctor.fonts()
    regular, bold = faces["Inter Regular"], faces["Inter Bold"]
    assert regular.file != bold.file
    assert regular.sha256 == hashlib.sha256(regular.file.read_bytes()).hexdigest()


def test_a_missing_family_is_told_apart_from_the_substitute() -> None:
    """Fontconfig always answers with some font; an answer of another family counts as none."""
    (check,) = [check for check in doctor.report(families=("No Such Family",)) if check.name == "No Such Family"]
    assert not check.ok
    assert check.mend
    assert doctor.fonts(("No Such Family",)) == {}


def test_an_old_python_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.10 fails the check, which names the version wanted."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 0, "final", 0))
    check = doctor.report()[0]
    assert not check.ok
    assert "3.11" in check.mend


def test_a_missing_library_is_reported_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no library can be opened, each is a failed check with the packages to install, and no font is found."""
    monkeypatch.setattr(doctor, "_open", lambda _names: None)
    doctor.fonts.cache_clear()
    failed = {check.name for check in doctor.report() if not check.ok}
    doctor.fonts.cache_clear()
    assert {"Pango", "HarfBuzz", "fontconfig", "Inter"} <= failed


def test_a_folder_without_content_says_how_to_start(tmp_path: Path) -> None:
    """An empty project is a failed check that points at `init`; one with a file passes."""
    world = World(tmp_path, date(2024, 1, 2), tmp_path)
    content = {check.name: check for check in doctor.report(world)}["content"]
    assert not content.ok
    assert "init" in content.mend
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.yaml").write_text("a: b\n")
    assert {check.name: check for check in doctor.report(world)}["content"].ok
