"""Who does what to whom: the actors of the events as a network, drawn as SVG."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from khabar.formats.actors import Names
from khabar.formats.happened import Happening, happenings, is_told, mode_name, party_name, side, type_name
from khabar.formats.report.layout import Box, Curve, curve, ellipse, free
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.strings import LANGUAGES, Strings, strings
from khabar.record import Event, Party, Record

__all__ = ["any_ties", "section"]

_WIDE, _NARROW = 780, 345
_MOST = 15  # actors
_TOGETHER = 5  # more than so many that act together are not joined pair by pair
_LETTER, _SMALL_LETTER = 7.6, 6.6  # widest average advance at 13 and 11.5 px
_NODE_HEIGHT = 30
_BENDS = (0.13, -0.13, 0.3, -0.3, 0.45, -0.45)  # of the length of a tie
_LETTERS = {_WIDE: 22, _NARROW: 13}


@dataclass(slots=True)
class _Tie:
    """What one actor does to another, or two do together: the events of one side."""

    one: str
    other: str
    side: str
    together: bool
    happened: list[Happening] = field(default_factory=list)


def _ties(record: Record, say: Strings) -> tuple[list[_Tie], Counter[str]]:
    """Return the ties between actors, who are told apart by their names, and in how many events each stands."""
    names = Names(record, say)
    ties: dict[tuple[str, str, str, bool], _Tie] = {}
    often: Counter[str] = Counter()
    for one in happenings(record):
        event = one.event
        if event.status in ("negated", "hypothetical"):
            continue
        actors, recipients = _called(event.actors, names, say), _called(event.recipients, names, say)
        together = not recipients
        pairs = [(a, b) for a in actors for b in recipients if a != b]
        if together and len(actors) <= _TOGETHER:
            pairs = [(min(a, b), max(a, b)) for a, b in combinations(actors, 2)]
        for a, b in pairs:
            key = (a, b, side(event), together)
            ties.setdefault(key, _Tie(*key)).happened.append(one)
        if pairs:
            often.update({*actors, *recipients})
    return list(ties.values()), often


def _called(parties: Sequence[Party], names: Names, say: Strings) -> list[str]:
    return list(dict.fromkeys(party_name(party, names, say) for party in parties if is_told(party)))


def any_ties(record: Record) -> bool:
    """Return whether any event joins two actors."""
    return bool(_ties(record, strings(LANGUAGES[0]))[0])


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return the network for wide and for narrow screens; ``numbers`` are the numbers of the items on the page."""
    ties, often = _ties(record, say)
    nodes = [key for key, _ in often.most_common(_MOST)]
    ties = [tie for tie in ties if tie.one in nodes and tie.other in nodes]
    legend = [
        el(
            "li",
            el("svg", el("line", x1=0, x2=28, y1=7, y2=7, class_=f"tie {one}"), width=28, height=14),
            say(f"event.{one}"),
        )
        for one in ("coop", "conflict")
    ]
    return el(
        "figure",
        el("div", _draw(nodes, ties, often, numbers, _WIDE, say), class_="wide"),
        el("div", _draw(nodes, ties, often, numbers, _NARROW, say), class_="narrow"),
        el("ul", *legend, class_="tie-key"),
        el("figcaption", say("event.network_note"), class_="note"),
        class_="network",
    )


def _draw(
    nodes: Sequence[str],
    ties: Sequence[_Tie],
    often: Mapping[str, int],
    numbers: Mapping[tuple[str, int], int],
    width: int,
    say: Strings,
) -> Markup:
    at = {key: index for index, key in enumerate(nodes)}
    labels = [_clipped(key, _LETTERS[width]) for key in nodes]
    sizes = [(len(label) * _LETTER + 22, float(_NODE_HEIGHT)) for label in labels]
    edges = [(at[tie.one], at[tie.other]) for tie in ties]
    boxes, height = ellipse(sizes, edges, width)
    taken = list(boxes)
    below, above = [], []
    bends: dict[frozenset[int], set[float]] = {}
    for tie, (one, other) in sorted(zip(ties, edges, strict=True), key=lambda pair: -len(pair[0].happened)):
        path = _path(boxes, one, other, bends.setdefault(frozenset((one, other)), set()))
        line, label = _tie(tie, path, numbers, taken, width, say)
        below.append(line)
        above.append(label)
    shown = [_node(key, label, box, ties, often, numbers) for key, label, box in zip(nodes, labels, boxes, strict=True)]
    return el(
        "svg",
        *below,
        *filter(None, above),
        *shown,
        viewBox=f"0 0 {width} {height:.0f}",
        width="100%",
        role="group",
        aria_label=say("report.network"),
    )


def _path(boxes: Sequence[Box], one: int, other: int, bends: set[float]) -> Curve:
    """Return a curve that no tie of the two has yet, clear of all other actors if there is one; ``bends`` are taken.

    A bend to the left on the way there is one to the right on the way back.
    """
    turn = 1 if one < other else -1
    open_bends = [bend for bend in _BENDS if turn * bend not in bends]
    paths = [curve(boxes[one], boxes[other], bend) for bend in open_bends]
    between = [box for at, box in enumerate(boxes) if at not in (one, other)]
    clear = next((at for at, path in enumerate(paths) if not any(path.crosses(box) for box in between)), 0)
    bends.add(turn * open_bends[clear])
    return paths[clear]


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _what(event: Event, say: Strings) -> str:
    return mode_name(event, say) or type_name(event, say)


def _link(
    happened: Sequence[Happening], numbers: Mapping[tuple[str, int], int]
) -> dict[str, str | float | bool | None]:
    items = sorted({numbers["events", index] for one in happened for index in one.tellings})
    return {"href": f"#a{items[0]}", "data_a": " ".join(map(str, items))}


def _tie(
    tie: _Tie,
    path: Curve,
    numbers: Mapping[tuple[str, int], int],
    taken: list[Box],
    width: int,
    say: Strings,
) -> tuple[Markup, Markup | None]:
    """Return the line of a tie with its head, and the words on it where there is room for them."""
    count = len(tie.happened)
    kinds = list(dict.fromkeys(_what(one.event, say) for one in tie.happened))
    joint = " – " if tie.together else " ← " if say.right_to_left else " → "
    title = f"{tie.one}{joint}{tie.other}: {('، ' if say.right_to_left else ', ').join(kinds)}"
    stroke = min(6.0, 1.6 + 0.9 * (count - 1))
    (x0, y0), (x1, y1), (x2, y2) = path
    drawn = f"M{x0:.1f} {y0:.1f}Q{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f}"
    line = el(
        "a",
        el("title", title),
        el("path", d=drawn, class_="reach"),
        el("path", d=drawn, class_=f"tie {tie.side}", stroke_width=f"{stroke:g}"),
        None if tie.together else el("path", d=_head(path, stroke), class_=f"head {tie.side}"),
        **_link(tie.happened, numbers),
    )
    words = kinds[0] if len(kinds) == 1 else f"{kinds[0]} +{len(kinds) - 1}"
    words += f" ×{count}" if count > 1 and len(kinds) == 1 else ""
    box = free(path, len(words) * _SMALL_LETTER + 6, 15, taken, width)
    if box is None:
        return line, None
    taken.append(box)
    label = el(
        "text", words, x=f"{box.x:.1f}", y=f"{box.y + 4:.1f}", text_anchor="middle", class_=f"tie-label {tie.side}"
    )
    return line, el("a", el("title", title), label, **_link(tie.happened, numbers))


def _head(path: Curve, stroke: float) -> str:
    """Return a triangle whose point is where the curve arrives."""
    (x1, y1), (x2, y2) = path.control, path.end
    length = math.hypot(x2 - x1, y2 - y1) or 1
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    size = 6 + 1.3 * stroke
    left = (x2 - ux * size - uy * size * 0.55, y2 - uy * size + ux * size * 0.55)
    right = (x2 - ux * size + uy * size * 0.55, y2 - uy * size - ux * size * 0.55)
    tip = (x2 + ux * 2, y2 + uy * 2)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (tip, left, right)) + "Z"


def _node(
    key: str,
    label: str,
    box: Box,
    ties: Sequence[_Tie],
    often: Mapping[str, int],
    numbers: Mapping[tuple[str, int], int],
) -> Markup:
    happened = [one for tie in ties if key in (tie.one, tie.other) for one in tie.happened]
    frame = el(
        "rect",
        x=f"{box.x - box.width / 2:.1f}",
        y=f"{box.y - box.height / 2:.1f}",
        width=f"{box.width:.1f}",
        height=f"{box.height:g}",
        rx=f"{box.height / 2:g}",
    )
    words = el("text", label, x=f"{box.x:.1f}", y=f"{box.y + 4.5:.1f}", text_anchor="middle")
    content = join(el("title", f"{key} ×{often[key]}"), frame, words)
    # an actor whose ties are all with actors left out has none to lead to
    return el("a", content, class_="node", **_link(happened, numbers)) if happened else el("g", content, class_="node")
