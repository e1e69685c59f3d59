"""Which layers there are, and in which order they run.

Built-in layers stand in ``BUILT_IN``; those in ``ON_REQUEST`` run only when they are named. Others come from installed
packages through the entry-point group ``khabar.layers`` (name = layer name, object = the layer).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from khabar.errors import LayerError
from khabar.layers.base import Layer

__all__ = ["available", "ordered"]

BUILT_IN = (
    "times",
    "quantities",
    "scripture",
    "entities",
    "quotations",
    "voices",
    "subjectivity",
    "persuasion",
    "events",
)
# Who acts on whom is not yet told well enough to be shown unasked.
ON_REQUEST = frozenset({"events"})
EVERY = "all"


@cache
def _foreign() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="khabar.layers")}


def available() -> list[str]:
    """Return the names of all layers, built-in first."""
    return [*BUILT_IN, *sorted(set(_foreign()) - set(BUILT_IN))]


def _load(name: str) -> Layer:
    try:
        if name in BUILT_IN:
            layer: Layer = import_module(f"khabar.layers.{name}").layer
            return layer
        loaded: Layer = _foreign()[name].load()
    except (ImportError, AttributeError) as error:
        raise LayerError(
            f"the layer «{name}» cannot be loaded: {error}.", remedy=f"Install what it needs, or use --without {name}."
        ) from error
    return loaded


def ordered(wanted: Iterable[str] | None = None, without: Iterable[str] = ()) -> Sequence[Layer]:
    """Return the layers to run (those ``wanted``, or all but those on request), each after the layers it needs.

    ``wanted`` may be ``all``: those on request too. Of all layers those that need one left out are left out with
    it. Raises ``LayerError`` if a name is unknown, what a layer named in ``wanted`` needs is left out or not to be
    had, or needs run in a circle.
    """
    known = available()
    left_out = set(without)
    usual = [name for name in known if name not in ON_REQUEST]
    named = usual if wanted is None else list(wanted)
    names = [name for name in (known if named == [EVERY] else named) if name not in left_out]
    for name in [*names, *left_out]:
        if name not in known:
            raise LayerError(f"there is no layer «{name}».", remedy=f"There are: {', '.join(known)}.")
    layers = {name: _load(name) for name in names}
    while wanted is None or named == [EVERY]:
        orphans = [name for name, layer in layers.items() if not left_out.isdisjoint(layer.needs)]
        if not orphans:
            break
        left_out.update(orphans)
        layers = {name: layer for name, layer in layers.items() if name not in left_out}
    for layer in layers.values():
        missing = [need for need in layer.needs if need not in layers]
        if missing:
            raise LayerError(
                f"the layer «{layer.name}» needs {', '.join(missing)}.",
                remedy="Add what it needs, or leave it out too.",
            )
    try:
        order = TopologicalSorter({name: layer.needs for name, layer in layers.items()}).static_order()
        return tuple(layers[name] for name in order)
    except CycleError as error:
        raise LayerError(f"layers need each other in a circle: {', '.join(error.args[1])}.") from error
