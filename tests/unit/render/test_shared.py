"""The numbers that several theses print, as the pages of a language are told of them."""

import json

from briefwright.model.about import About
from briefwright.render.site.shared import shared_numbers


def told(**editions: About) -> dict[str, object]:
    """What the script of these editions assigns."""
    (script,) = shared_numbers("en", editions).values()
    head, _, value = script.decode().partition("=")
    assert head == "window.sharedNumbers"
    found: dict[str, object] = json.loads(value.rstrip(";\n"))
    return found


def about(title: str, *shared: str, page: str = "index.html") -> About:
    return About(title=title, page=page, shared=shared)


def test_only_numbers_of_several_theses_are_told() -> None:
    """With the theses in order and their titles; a thesis that shares nothing is not named."""
    found = told(ice=about("Ice", "n-rate", "n-own"), frost=about("Frost", "n-rate"), snow=about("Snow", "n-other"))
    assert found == {"numbers": {"n-rate": ["ice", "frost"]}, "theses": {"frost": "Frost", "ice": "Ice"}}


def test_a_thesis_without_a_page_is_not_led_to() -> None:
    assert told(ice=about("Ice", "n-rate"), frost=about("Frost", "n-rate", page="")) == {"numbers": {}, "theses": {}}


def test_titles_stay_text() -> None:
    """No title ends the script, whatever it is embedded in, nor a line of it."""
    title = "</script><script>alert(1)</script> & \u2028"
    editions = {"a": about(title, "n-x"), "b": about("B", "n-x")}
    (script,) = shared_numbers("en", editions).values()
    assert not {"<", ">", "&", "\u2028"} & set(script.decode())
    assert told(**editions)["theses"] == {"a": title, "b": "B"}
