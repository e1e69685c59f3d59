"""The bar above the text: what the colours show, the layers with their switches, the links to the parts of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.formats.report.layers import SHOWN, Item, Shown
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.voices import layer_name
from khabar.formats.speech import percent, shares
from khabar.formats.strings import Strings
from khabar.record import Record

__all__ = ["bar"]


def bar(shown: Sequence[Item], record: Record, sections: Sequence[tuple[str, str]], say: Strings) -> Markup:
    """Return the bar; ``sections`` are the titles and names of the parts of the page.

    Of a text whose voices are known the colours show either what it says or who says it, each with its own layers.
    """
    counts = Counter(item.layer.name for item in shown)
    of_words = {layer_name(voice): percent(share) for voice, share in shares(record).items()}
    chips = [
        _chip(layer, of_words.get(layer.name, f"{counts[layer.name]:,}"), counts[layer.name] > 0, say)
        for layer in sorted(SHOWN, key=lambda layer: layer.view == "voices" and layer.field != "voices")
        if counts[layer.name] or (layer.view == "findings" and not layer.quiet and layer.field != "events")
    ]
    links = [el("a", title, href=f"#{name}") for title, name in sections]
    theme = el(
        "button",
        el("span", class_="moon"),
        type="button",
        id="theme",
        aria_label=say("report.theme"),
        title=say("report.theme"),
    )
    layers = el("fieldset", el("legend", say("report.layers"), class_="unseen"), *chips, class_="layers")
    nav = el("nav", *links, class_="sections")
    return join(_views(say), nav, theme, layers) if record.voices else join(layers, nav, theme)


def _chip(layer: Shown, count: str, there: bool, say: Strings) -> Markup:
    return el(
        "label",
        el("input", type="checkbox", checked=True, value=layer.name, disabled=not there),
        el("span", class_="swatch"),
        el("span", say(layer.label)),
        el("span", count, class_="count"),
        class_="chip quiet" if layer.quiet else "chip",
        data_l=layer.name,
        data_v=layer.view,
    )


def _views(say: Strings) -> Markup:
    choices = [
        el(
            "label",
            el("input", type="radio", name="view", value=view, checked=view == "findings"),
            el("span", say(f"view.{view}")),
        )
        for view in ("findings", "voices")
    ]
    return el("fieldset", el("legend", say("report.view"), class_="unseen"), *choices, class_="views")
