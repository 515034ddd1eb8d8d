"""init, new, schema, explain, doctor and build, as a user meets them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from briefwright import doctor
from briefwright.cli.schema import KINDS, schema
from briefwright.model.explanation import Explanation
from briefwright.model.records import RECORDS
from briefwright.world import World, shipped_root
from tests.unit.cli.conftest import Run
from tests.unit.starter import break_, starter, tree, write

pytestmark = pytest.mark.slow


def shipped(folder: Path) -> list[tuple[str, Path]]:
    """Every YAML file of a library with the kind of its schema."""
    found = [("thesis", path) for path in sorted(folder.glob("theses/*/thesis.yaml"))]
    for kind in (*RECORDS, "facts"):
        found += [(kind, path) for path in sorted(folder.glob(f"{kind}/*.yaml"))]
    return found


SHIPPED = [
    pytest.param(kind, path, id=f"{path.parent.name}/{path.name}")
    for base in ("content", "templates/starter/project/content")
    for kind, path in shipped(shipped_root() / base)
]


def test_init_makes_a_project_that_builds(run: Run, tmp_path: Path) -> None:
    """The three commands of the first minutes: init, check, build."""
    folder = tmp_path / "deep" / "project"
    ran = run("init", folder)
    assert ran.code == 0
    assert f"cd {folder} && briefwright build" in ran.out
    assert run("check", "--strict", root=folder).code == 0
    ran = run("build", "--jobs", "0", "--format", "html", root=folder)
    assert ran.code == 0, ran.out + ran.err
    assert "published dist/: 3 built, 0 carried over" in ran.err
    assert [line.rpartition("/dist/")[2] for line in ran.out.split()] == [
        f"{lang}/battery-swapping/index.html" for lang in ("en", "zh-Hans", "zh-Hant")
    ]
    ran = run("build", "--jobs", "0", "--format", "html", root=folder)
    assert (ran.code, ran.err) == (0, "dist/ is up to date\n")


def test_init_leaves_a_folder_with_files_alone(run: Run, tmp_path: Path) -> None:
    """Nobody's work is written over; an empty folder is fine."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    ran = run("init", tmp_path / "full")
    assert ran.code == 2
    assert "not empty" in ran.err
    assert list(tree(tmp_path / "full")) == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert run("init", tmp_path / "empty").code == 0


def test_init_below_a_file_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    """What the system refuses is said, not logged as a defect."""
    (tmp_path / "file").touch()
    ran = run("init", tmp_path / "file" / "project")
    assert ran.code == 2
    assert "file" in ran.err


@pytest.mark.parametrize("archetype", ["sector-report", "theme-note", "company-note", "vc-memo", "industry-study"])
def test_new_writes_a_draft_that_builds(archetype: str, run: Run, world: World) -> None:
    """It passes check, is built by its name into drafts/, and is in no release."""
    ran = run("new", archetype, "my-thesis", root=world.root)
    assert ran.code == 0
    assert "wrote content/theses/my-thesis/thesis.yaml" in ran.out
    assert run("check", "--strict", root=world.root).code == 0
    ran = run("build", "my-thesis", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 0, ran.out + ran.err
    assert (world.root / "drafts" / "en" / "my-thesis" / "index.html").is_file()
    assert not (world.root / "dist").exists()
    assert run("build", "--jobs", "0", "--format", "html", root=world.root).code == 0
    assert "en/my-thesis/index.html" not in tree(world.root / "dist")


def test_new_knows_the_projects_own_archetypes(run: Run, world: World) -> None:
    """One without a starter of its own begins as a sector report, under its own name."""
    write(world, "templates/archetypes/flash-note.yaml", "blocks: [cover, sections, appendix]\n")
    write(world, "templates/labels/en.yaml", _with_label(world, "archetype_flash_note: Flash note"))
    assert run("new", "flash-note", "my-note", root=world.root).code == 0
    text = (world.root / "content" / "theses" / "my-note" / "thesis.yaml").read_text(encoding="utf-8")
    assert "\narchetype: flash-note" in "\n" + text
    assert run("check", root=world.root).code == 0
    ran = run("build", "my-note", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 0, ran.out + ran.err


def test_an_archetype_begins_as_the_one_that_it_extends(run: Run, world: World) -> None:
    """However far off that is: what a memo is made of is what a memo of one's own starts with."""
    write(world, "templates/archetypes/deal-note.yaml", "name: {all: Deal}\nextends: vc-memo\n")
    write(world, "templates/archetypes/short-deal.yaml", "name: {all: Short}\nextends: deal-note\n")
    assert run("new", "short-deal", "my-deal", root=world.root).code == 0
    text = world.read("content/theses/my-deal/thesis.yaml").decode()
    assert "\narchetype: short-deal" in text
    assert "\nmust_be_true:" in text


def test_new_names_a_house_where_there_are_several(run: Run, world: World) -> None:
    """Else what it writes would not build; where there is one, there is nothing to say."""
    path = "content/theses/{}/thesis.yaml"
    assert run("new", "theme-note", "first-note", root=world.root).code == 0
    assert "\nhouse:" not in world.read(path.format("first-note")).decode()
    write(world, "content/houses/other.yaml", "other:\n  name: {en: Other}\n  languages: [en]\n")
    assert run("new", "theme-note", "second-note", root=world.root).code == 0
    assert "\nhouse: my-house" in world.read(path.format("second-note")).decode()
    ran = run("build", "second-note", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 0, ran.out + ran.err


def _with_label(world: World, line: str) -> str:
    return world.read("templates/labels/en.yaml").decode() + line + "\n"


def test_new_needs_a_project(run: Run, tmp_path: Path) -> None:
    """In the wrong folder it writes nothing and says how to start."""
    ran = run("new", "sector-report", "x", root=tmp_path)
    assert ran.code == 2
    assert "briefwright init" in ran.err
    assert tree(tmp_path) == {}


def typed(path: Path) -> Any:
    """A file as most editors' YAML readers see it: 002230 is a number, 2026-02-03 a date."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


@pytest.mark.parametrize(("kind", "path"), SHIPPED)
def test_the_schema_accepts_what_is_shipped(kind: str, path: Path) -> None:
    """Although an editor types what to the model is text."""
    jsonschema.Draft202012Validator(schema(kind)).validate(typed(path))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(run: Run, kind: str) -> None:
    """What is printed is valid JSON and a valid schema; that of a thesis knows the project's own charts besides."""
    ran = run("schema", kind)
    assert ran.code == 0
    printed = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == schema(kind) or (kind == "thesis" and printed.keys() == schema(kind).keys())


def test_the_schema_refuses_an_unknown_key() -> None:
    """At the top and inside, in theses and in records, as the loader does."""
    validator = jsonschema.Draft202012Validator(schema("thesis"))
    thesis = typed(shipped_root() / "templates/starter/project/content/theses/battery-swapping/thesis.yaml")
    assert validator.is_valid(thesis)
    assert not validator.is_valid(thesis | {"titel": "x"})
    assert not validator.is_valid({key: value for key, value in thesis.items() if key != "title"})
    assert not validator.is_valid(thesis | {"claims": [{"says": "x", "becuase": []}]})
    assert not validator.is_valid(thesis | {"exhibits": [{"id": "x", "title": "x", "chart": "pie"}]})
    assert not jsonschema.Draft202012Validator(schema("companies")).is_valid({"x": {"name": "x", "ticker": "1"}})


def test_explain_tells_the_chain(run: Run, world: World) -> None:
    """Value, formula, inputs, sources and who prints it."""
    ran = run("explain", "market_cagr", root=world.root)
    assert ran.code == 0
    for part in ("content/theses/battery-swapping", "25.0%", "cagr(market)", "table 1", "battery-swapping (en): "):
        assert part in ran.out


def test_explain_answers_in_json(run: Run, world: World) -> None:
    """One object, with the graph."""
    ran = run("explain", "market_cagr", "--format", "json", root=world.root)
    assert ran.code == 0
    told = Explanation.model_validate(json.loads(ran.out))
    assert (told.address, told.thesis) == ("market_cagr", "battery-swapping")
    assert told.graph.nodes[0].id == "market_cagr"


def test_explain_draws_into_a_file(run: Run, world: World, tmp_path: Path) -> None:
    """The picture goes where it is asked to go, and nothing else is said."""
    ran = run("explain", "market_cagr", "--format", "svg", "--out", tmp_path / "graph.svg", root=world.root)
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "graph.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_explain_into_no_folder_is_wrong_usage(run: Run, world: World, tmp_path: Path) -> None:
    """The system's word, no traceback."""
    ran = run("explain", "market_cagr", "--out", tmp_path / "none" / "x.txt", root=world.root)
    assert ran.code == 2
    assert "x.txt" in ran.err


def test_explain_of_a_number_that_two_theses_have(run: Run, tmp_path: Path) -> None:
    """As text both are told; as data one must be named."""
    root = starter(tmp_path, ("battery-swapping", "other")).root
    ran = run("explain", "market_cagr", root=root)
    assert (ran.out.count("content/theses/"), ran.code) == (2, 0)
    ran = run("explain", "market_cagr", "--format", "json", root=root)
    assert ran.code == 2
    assert "--thesis" in ran.err
    ran = run("explain", "market_cagr", "--format", "json", "--thesis", "other", root=root)
    assert json.loads(ran.out)["thesis"] == "other"


def test_explain_of_a_thesis_with_faults_shows_the_faults(run: Run, world: World) -> None:
    """The number may well be there: it is the thesis that could not be computed."""
    break_(world, "battery-swapping")
    ran = run("explain", "market_cagr", root=world.root)
    assert ran.code == 1
    assert "C101" in ran.out


def test_doctor_says_what_to_mend(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 where everything is there, 2 where the machine lacks something, with the way to get it."""
    found = [
        doctor.Check("Python", ok=True, detail="3.11"),
        doctor.Check("Inter", ok=False, detail="no", mend="get it"),
    ]
    monkeypatch.setattr(doctor, "report", lambda *_: found)
    ran = run("doctor", root=world.root)
    assert ran.code == 2
    assert ran.out == "ok    Python: 3.11\nLACK  Inter: no\n      help: get it\n"
    monkeypatch.setattr(doctor, "report", lambda *_: found[:1])
    ran = run("doctor", root=world.root)
    assert (ran.code, ran.err) == (0, "ready to build\n")


def test_build_shows_progress_and_paths(run: Run, world: World) -> None:
    """Progress and the verdict go to standard error, the files to open to standard output."""
    ran = run("build", "battery-swapping", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 0
    assert ran.err == "[1/1] battery-swapping (en)\npublished dist/: 1 built, 0 carried over\n"
    assert ran.out.rstrip().endswith("dist/en/battery-swapping/index.html")


def test_a_failing_build_shows_findings_and_publishes_nothing(run: Run, world: World) -> None:
    """The finding, then the names of those that fail."""
    break_(world, "battery-swapping")
    ran = run("build", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 1
    assert "error C101 unknown source 'nobody'" in ran.out
    assert "nothing was published; failing: battery-swapping" in ran.err
    assert not (world.root / "dist").exists()


def test_no_name_of_a_folder_is_a_command_to_a_log(run: Run, world: World) -> None:
    """A stranger may call a folder what a runner obeys: on a line of its own, or after two hashes."""
    for name in ("a\n::error::b", "##[error]c", "\x1b[31md"):
        write(world, f"content/theses/{name}/thesis.yaml", "x: 1\n")
    for told in (run("build", "--jobs", "0", root=world.root), run("check", "nothing", root=world.root)):
        assert told.code in (1, 2)
        assert "error" in told.err
        assert not [line for line in (told.out + told.err).splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in told.out + told.err
        assert "\x1b" not in told.out + told.err


def test_a_fault_of_the_projects_templates_is_told_with_its_place(run: Run, world: World) -> None:
    """Also in the pages around the briefs, which no edition owns."""
    write(world, "templates/site/index.html.j2", "<h1>{{ house.motto }}</h1>\n")
    ran = run("build", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 1
    assert "templates/site/index.html.j2:1:8: error R501" in ran.err
    assert not (world.root / "dist").exists()
    write(world, "templates/site/index.html.j2", "<h1>x</h1>\n")
    write(world, "templates/labels/en.yaml", "a: [\n")
    ran = run("build", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 1
    assert "templates/labels/en.yaml:" in ran.out + ran.err
