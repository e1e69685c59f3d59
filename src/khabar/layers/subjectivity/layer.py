"""The layer object; the weights are compiled on first use."""

from __future__ import annotations

from khabar.layers.base import Context, Output

__all__ = ["layer"]


class _SubjectivityLayer:
    """Tells of each sentence the probability that it speaks the author's mind."""

    name = "subjectivity"
    needs: tuple[str, ...] = ("voices",)
    fields = ("subjectivity",)

    def read(self, context: Context) -> Output:
        """Return one probability a sentence, in the order of the sentences."""
        from khabar.layers.subjectivity.model import Model

        model = context.lexicon.compiled("subjectivity", Model)
        analysis = context.analysis
        sentences = [analysis.folded.span(start, end) for start, end, _ in analysis.sentences]
        return Output({"subjectivity": model.probabilities(analysis.text, sentences, context.found["voices"])})


layer = _SubjectivityLayer()
