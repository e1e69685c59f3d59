"""The layer object; what it reads with is made on first use."""

from __future__ import annotations

from khabar.layers.base import Context, Output

__all__ = ["layer"]


class _VoicesLayer:
    """Tells in which voice each clause is written, and whose it is."""

    name = "voices"
    needs: tuple[str, ...] = ("scripture", "entities", "quotations")
    fields = ("voices",)

    def read(self, context: Context) -> Output:
        """Annotate the segments of the text."""
        from khabar.layers.voices.reading import make  # it needs numpy, by way of morphology

        return context.lexicon.compiled("voices", make).read(context)


layer = _VoicesLayer()
