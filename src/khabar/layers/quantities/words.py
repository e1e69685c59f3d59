"""The tables of this layer, compiled."""

from __future__ import annotations

from khabar.layers.quantities.forms import Backward
from khabar.layers.quantities.money import Currencies
from khabar.layers.quantities.nouns import Nouns
from khabar.lexicon import Lexicon, NumeralReader, Row
from khabar.lexicon.matcher import Matcher, tokens_of

__all__ = ["Words"]

_BEFORE = frozenset(("approx", "approx_out", "between", "from", "of", "partial", "ratio", "to"))


class Words:
    """What the layer knows of words; immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        def rows(table: str, *classes: str) -> list[Row]:
            found = lexicon.table(f"quantities/{table}").rows
            return [row for row in found if row.cells["class"] in classes] if classes else found

        def forms(table: str, *classes: str) -> Matcher[Row]:
            return Matcher(((form, row) for row in rows(table, *classes) for form in row.forms()), quotes=False)

        def single(table: str, *classes: str) -> frozenset[str]:
            tokens = (tokens_of(form) for row in rows(table, *classes) for form in row.forms())
            return frozenset(token[0] for token in tokens if len(token) == 1)

        self.numerals = lexicon.compiled("lexicon-numerals", NumeralReader)
        self.before = Backward(row for row in rows("approximators") if row.cells["class"] in _BEFORE)
        self.after = forms("approximators", "approx_after")
        self.labels = Backward(rows("traps", "label"))
        self.times = forms("traps", "time")
        self.groups = forms("traps", "group")
        self.group_tokens = frozenset(
            token for row in rows("traps", "group") for form in row.forms() for token in tokens_of(form)
        )
        self.function_words = single("traps", "func", "mark")
        self.not_dual = single("traps", "dual_trap")
        self.not_one = single("traps", "one_trap")
        self.percents = forms("units", "percent")
        self.rates = forms("units", "rate")
        self.nouns = Nouns((*rows("units", "noun"), *rows("currencies", "noun"), *rows("nouns")))
        self.signs = {tokens_of(row.cells["form"])[0]: row for row in rows("currencies", "sign")}
        self.currencies = Currencies(rows("currencies", "noun"))
        self.cues = forms("roles", "cue")
        self.barriers = forms("roles", "barrier")
        self.changes = single("approximators", "change")
        self.choice = single("approximators", "choice")
        self.totals = single("approximators", "total")
        self.counting = single("approximators", "counts")
        self.people = single("approximators", "people")
        self.includes = single("approximators", "includes")
        self.splits = single("approximators", "split")
