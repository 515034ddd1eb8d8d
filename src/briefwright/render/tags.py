"""Mends what WeasyPrint writes otherwise than it should: links that hold markup, what they are called, list items."""

from typing import Any

_ITEM_PARTS = ("/Lbl", "/LBody")
_NAMING = ("h1", "h2", "h3", "figcaption", "caption", "th")
_LONG = 120
"""Characters of a target that are read out."""


def drop_repeated_links(document: Any) -> None:
    """Leave one annotation a link: WeasyPrint repeats it for every element inside, where its tag is not a link's."""
    for page in document.pages:
        page.links = [link for link in page.links if _is_anchor(link[-1])]


def _is_anchor(box: Any) -> bool:
    return bool((box.element_tag or "").partition(":")[0] == "a")


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: all that is mended in the file itself."""
    _wrap_item_bodies(pdf)
    _describe_links(document)
    if "AF" in pdf.catalog:  # where WeasyPrint lists every attachment twice
        pdf.catalog["AF"] = type(pdf.catalog["AF"])(dict.fromkeys(pdf.catalog["AF"]))


def _describe_links(document: Any) -> None:
    """Say where a link leads in words, as it is read out; WeasyPrint gives the identifier of the target."""
    links = [link for page in document.pages for link in page.links if getattr(link[-1], "link_annotation", None)]
    wanted = {link[1] for link in links if link[0] == "internal"}
    targets: dict[str, str] = {}
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - WeasyPrint offers no other way to what it laid out
            name = box.element.get("id", "") if box.element is not None else ""
            if name in wanted and name not in targets:
                targets[name] = _head(box.element)
    for kind, target, _, box in links:
        said = _text(box.element)
        more = targets.get(target, "") if kind == "internal" else ""
        words = said if not more or more in said else more if said in more else f"{said} – {more}"
        annotation = box.link_annotation
        annotation["Contents"] = type(annotation["Contents"])(words or target)


def _head(element: Any) -> str:
    """What names an element: the head of a row, a caption or a heading, else how it begins."""
    found = next((part for part in element.iter() if part.tag in _NAMING), element)
    text = _text(found)
    return text if len(text) <= _LONG else text[:_LONG].rstrip() + "…"


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _wrap_item_bodies(pdf: Any) -> None:
    """Put what stands in a list item beside its label into a body, as for an item that begins with a paragraph."""
    for item in [one for one in pdf.objects if _tag(one) == "/LI"]:
        kids = [(reference, pdf.objects[int(reference.split()[0])]) for reference in item["K"]]
        loose = [kid for kid in kids if _tag(kid[1]) not in _ITEM_PARTS]
        if not loose:
            continue
        body = type(item)({name: item[name] for name in ("Type", "Pg")})
        pdf.add_object(body)
        body.update({"S": "/LBody", "P": item.reference, "K": type(item["K"])(reference for reference, _ in loose)})
        for _, kid in loose:
            kid["P"] = body.reference
        first = kids.index(loose[0])
        whole = [reference for reference, kid in kids if _tag(kid) in _ITEM_PARTS]
        whole.insert(first, body.reference)
        item["K"][:] = whole


def _tag(element: Any) -> str:
    return str(element.get("S", "")) if isinstance(element, dict) else ""
