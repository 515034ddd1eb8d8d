"""Mends what WeasyPrint tags otherwise than PDF/UA-1 wants it: links that hold markup, list items that hold blocks."""

from typing import Any

_ITEM_PARTS = ("/Lbl", "/LBody")


def drop_repeated_links(document: Any) -> None:
    """Leave one annotation a link: WeasyPrint repeats it for every element inside, where its tag is not a link's."""
    for page in document.pages:
        page.links = [link for link in page.links if _is_anchor(link[-1])]


def _is_anchor(box: Any) -> bool:
    return bool((box.element_tag or "").partition(":")[0] == "a")


def wrap_item_bodies(document: Any, pdf: Any) -> None:  # noqa: ARG001 - the signature of WeasyPrint's finisher
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
