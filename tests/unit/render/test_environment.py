"""Templates cannot get out of their sandbox, nor eat time or memory; their mistakes are told at both places."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from briefwright.model.finding import Finding, Refused
from briefwright.render.environment import environment, render
from briefwright.world import World

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Item:
    """What a template is given."""

    says: str
    at: str = ""

    def method(self) -> str:
        return "called"


def rendered(project: World, template: str, **context: Any) -> str:
    """The output of a template of the project."""
    file = project.root / "templates" / "blocks" / "one.html.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(template, "utf-8")
    return render(environment(project), "blocks/one.html.j2", context)


def refusal(project: World, template: str, **context: Any) -> Finding:
    """The one finding for a template that is refused."""
    with pytest.raises(Refused) as caught:
        rendered(project, template, **context)
    (finding,) = caught.value.findings
    assert finding.code == "R501"
    assert finding.help
    return finding


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ item.__init__.__globals__ }}",
    "{{ item.method.__func__ }}",
    "{{ label.__globals__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ item|attr('__init__') }}",
    "{{ '{0.__class__}'.format(item) }}",
    "{{ '%s'|format(item) }}",
    "{{ ('{0.__class__}'|string).format_map({'0': item}) }}",
    "{{ {}|xmlattr }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ range.__self__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ dict.__base__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ config }}",
    "{{ request }}",
    "{{ (1).__class__ }}",
    "{{ (1).to_bytes(9, 'big') }}",
    "{{ [].append(1) }}",
    "{{ {'a': 1}.update({'b': 2}) }}",
    "{% set item.says = 'other' %}",
    "{{ items.clear() }}",
    "{{ items.sort() }}",
    "{{ item['__class__'] }}",
    "{{ item|map(attribute='__class__')|list|first }}",
    "{{ [item]|map(attribute='__class__')|first }}",
    "{{ [item]|map('attr', '__class__')|first }}",
    "{% include '../../pyproject.toml' %}",
    "{% include '/etc/passwd' %}",
    "{% include 'blocks/../../content/secret' %}",
    "{% import 'os' as os %}{{ os.getcwd() }}",
    "{% extends '../x' %}",
    "{% include 'shipped/../content/houses/house.yaml' %}",
    "{% include 'shipped//etc/passwd' %}",
    "{% include 'shipped/blocks/../../../../etc/passwd' %}",
    "{{ caller() }}",
    "{% for x in items recursive %}{{ loop(items) }}{% endfor %}",
    "{{ [1, 2]|random }}",
    "{{ items|pprint }}",
    "{{ item.says|safe }}",
]
GLUTTONS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in items * 100000000 %}{% endfor %}",
    "{{ 'x' * 1000000000 }}",
    "{{ 1000000000 * 'x' }}",
    "{{ [0] * 1000000000 }}",
    "{{ 9 ** 999999999 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%999999999d'|format(1) }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.rjust(1000000000) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ '\t'.expandtabs(1000000000) }}",
    "{{ 'x\ny'|indent(1000000000) }}",
    "{{ {}|tojson(indent=1000000000) }}",
    "{{ range(999999999)|list|length }}",
    "{{ range(99999)|join('x' ~ range(9999)|join) }}",
    "{{ 'a'.replace('a', 'x') }}",
    "{{ lipsum(n=100000) }}",
    "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "{% set ns = namespace(s=3) %}{% for i in range(60) %}{% set ns.s = ns.s * ns.s %}{% endfor %}",
    "{%set n = namespace(s=9)%}{%for i in range(60)%}{%set t%}{{n.s}}{{n.s}}{%endset%}{%set n.s=t%}{%endfor%}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'blocks/one.html.j2' %}",
    "{% for i in range(99999) %}{{ 'x' ~ '" + "y" * 200 + "' }}{% endfor %}",
    "{% for i in range(9999) %}{% set a = range(9999)|list %}{% endfor %}",
    "{% set a = range(99999)|list %}{% for i in range(9999) %}{% set b = a|sort %}{% endfor %}",
    "{% set a = range(99999)|list %}{% for i in range(9999) %}{% set b = a|batch(1)|list %}{% endfor %}",
    "{% set a = 'x ' ~ range(99999)|join %}{% for i in range(9999) %}{% set b = a|wordcount %}{% endfor %}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_no_template_gets_out_of_its_sandbox(project: World, template: str) -> None:
    """Python's insides, other files and what would change its input are refused with a finding."""
    item = Item("said")
    items = [item]
    finding = refusal(project, template, item=item, items=items, label=lambda key: key)
    assert items == [item]
    assert finding.span is not None
    assert finding.span.file.startswith("templates/")
    assert "object at 0x" not in finding.message


def test_no_template_eats_time_or_memory(project: World) -> None:
    """Each is stopped within a second of work, in a process that may take 64 MiB more than it has."""
    told = json.dumps([str(project.root), GLUTTONS])
    command = [sys.executable, "-m", "tests.unit.render.confined"]
    # A command run in this process has kept its folder from the paths of Python's modules, for all processes after it.
    found = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=found, input=told, capture_output=True, check=False, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert {template: answers[template]["said"] for template in GLUTTONS if not answers[template]["refused"]} == {}
    slow = {template: answer["seconds"] for template, answer in answers.items() if answer["seconds"] > 1}
    assert slow == {}


def test_a_template_of_the_common_kind_is_let_do_its_work(project: World) -> None:
    """Loops, macros, includes, filters, methods and sums within reason."""
    template = (
        "{% macro cell(x) %}<td>{{ x }}</td>{% endmacro %}"
        "{% for one in items %}{{ cell(one.says|upper ~ '!') }}{{ loop.index }}{{ one.method() }}{% endfor %}"
        "{{ items|map(attribute='says')|join(', ') }}{{ 2 * 3 + 1 }}{{ 'ab'.startswith('a') and 'yes' }}"
        "{{ {'a': 1}.a }}{{ {'items': 2}['items'] }}{{ 'x' ~ 1 }}{{ items|length }}{{ '%' }}"
    )
    found = rendered(project, template, items=[Item("a"), Item("b")])
    assert found == "<td>A!</td>1called<td>B!</td>2calleda, b7yes12x12%"


def test_a_table_of_thousands_of_cells_is_let_pass(project: World) -> None:
    """A brief's largest tables are far from the limits."""
    template = "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}"
    assert rendered(project, template, rows=[["cell"] * 12] * 5000).count("<td>") == 60000


@pytest.mark.parametrize("text", ["<svg onload=alert(1)>", "\"'><script>alert(1)</script>", "{{ 7 * 7 }}", "{% x %}"])
def test_text_is_printed_and_never_run(project: World, text: str) -> None:
    """Values are escaped in every template, whatever its name, and never taken for templates."""
    found = rendered(project, '<p title="{{ text }}">{{ text }}</p>{% set t %}{{ text }}{% endset %}{{ t }}', text=text)
    assert found.count("&lt;") == 3 * text.count("<")
    assert not re.search(r"<(?!/?p\b)", found)
    assert found.count('"') == 2
    assert "49" not in found


def test_markup_survives_concatenation_and_joining(project: World) -> None:
    """``~`` and ``join`` keep what is safe and escape what is not."""
    template = "{{ safe ~ '<' ~ bad }}{{ [safe, bad]|join('<') }}"
    assert rendered(project, template, safe=Markup("<b>"), bad="<i>") == "<b>&lt;&lt;i&gt;<b>&lt;&lt;i&gt;"


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("{{ items }}", "list"),
        ("{{ none }}", "NoneType"),
        ("{{ items|map('upper') }}", "generator"),
        ("{{ {'a': 1}.items }}", "method"),
        ("{{ item.method }}", "method"),
        ("{% macro m() %}{% endmacro %}{{ m }}", "macro 'm'"),
    ],
)
def test_what_is_no_text_is_not_printed(project: World, template: str, what: str) -> None:
    """A list or a function printed by mistake is refused rather than shown with its address in memory."""
    finding = refusal(project, template, items=["a"], item=Item("x"))
    assert what in finding.message


def test_an_undefined_name_is_told_at_its_line_with_the_content_it_was_rendering(project: World) -> None:
    """The finding stands in the template and names the line of the content."""
    template = "<ul>\n{% for one in items %}\n<li>{{ one.says }}</li>\n<li>{{ one.sayz }}</li>\n{% endfor %}\n</ul>"
    items = [Item("a", "content/theses/x/thesis.yaml:12")]
    finding = refusal(project, template, items=items)
    assert finding.span is not None
    assert (finding.span.file, finding.span.line) == ("templates/blocks/one.html.j2", 4)
    assert "sayz" in finding.message
    assert "content/theses/x/thesis.yaml:12" in finding.message


def test_a_template_that_does_not_parse_is_told_at_its_line(project: World) -> None:
    """Syntax errors stand at the line of the template."""
    finding = refusal(project, "<p>\n{% if %}\n</p>")
    assert finding.span is not None
    assert (finding.span.file, finding.span.line) == ("templates/blocks/one.html.j2", 2)


def test_a_template_that_is_not_text_is_refused(project: World, tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are named as such."""
    file = project.root / "templates" / "blocks" / "bad.html.j2"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Refused, match="UTF-8"):
        render(environment(project), "blocks/bad.html.j2", {})


def test_each_rendering_has_its_own_allowance(project: World) -> None:
    """What one page used up, the next is not charged for."""
    template = "{% for a in range(400) %}{% for b in range(400) %}{% endfor %}{% endfor %}"
    jinja = environment(project)
    rendered(project, template)
    for _ in range(4):
        assert render(jinja, "blocks/one.html.j2", {}) == ""


def test_a_changed_template_is_read_anew(project: World) -> None:
    """Compiled templates are kept only as long as their file is what it was."""
    assert rendered(project, "one") == "one"
    assert rendered(project, "two") == "two"
    assert rendered(replace(project, stamp="first"), "three") == "three"
    assert rendered(replace(project, stamp="first"), "four") == "three"
    assert rendered(replace(project, stamp="second"), "four") == "four"
