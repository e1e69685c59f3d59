"""The layer object; what it reads with is made on first use."""

from __future__ import annotations

from khabar.layers.base import Context, Output
from khabar.layers.scripture.reading import make

__all__ = ["layer"]


class _ScriptureLayer:
    """Finds quotations of the Quran."""

    name = "scripture"
    needs: tuple[str, ...] = ()
    fields = ("scripture",)

    def read(self, context: Context) -> Output:
        """Annotate the quotations in the text."""
        return context.lexicon.compiled("scripture", make).read(context)


layer = _ScriptureLayer()
