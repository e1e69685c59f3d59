"""The layer object; what it reads with is made on first use."""

from __future__ import annotations

from khabar.layers.base import Context, Output

__all__ = ["layer"]


class _PersuasionLayer:
    """Marks wording to look at: never a verdict, never a score of a person."""

    name = "persuasion"
    needs: tuple[str, ...] = ("entities", "quotations", "voices")
    fields = ("persuasion",)

    def read(self, context: Context) -> Output:
        """Annotate the wording of the text."""
        from khabar.layers.persuasion.reading import make  # it needs numpy, by way of morphology

        return context.lexicon.compiled("persuasion", make).read(context)


layer = _PersuasionLayer()
