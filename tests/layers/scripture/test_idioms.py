"""Every idiom gives nothing in running text, and is a quotation where the text says that it quotes."""

from __future__ import annotations

import pytest

from khabar.layers.scripture.reading import make
from tests.layers.scripture.reading import LEXICON, quotations

_FORMS = [row.cells["form"] for row in LEXICON.table("scripture/idioms").rows]


def test_idioms_in_running_text_give_nothing() -> None:
    found = {form: quotations(f"ثم قال الرجل {form} وسكت الحاضرون في القاعة.") for form in _FORMS}
    assert {form for form, quoted in found.items() if quoted} == set()


@pytest.mark.parametrize("form", ["الحمد لله رب العالمين", "إنا لله وإنا إليه راجعون", "قاب قوسين أو أدنى", "كن فيكون"])
def test_idiom_in_marks_is_a_quotation(form: str) -> None:
    (found,) = quotations(f"قال تعالى: ﴿{form}﴾ وسكت.")
    assert (found.text, found.exact, found.via) == (form, True, "scripture/marked")


def test_idiom_that_goes_on_is_a_quotation() -> None:
    (found,) = quotations("ثم كتب إنا لله وإنا إليه راجعون أولئك عليهم صلوات من ربهم ورحمة في آخر رسالته.")
    assert found.text.endswith("أولئك عليهم صلوات من ربهم ورحمة")
    assert found.exact


def test_rare_words_weigh_more_than_common_ones() -> None:
    reader = LEXICON.compiled("scripture", make)
    index, weights = reader._index, reader._weights
    common, rare, unknown = weights.of([index.numbers["في"], index.numbers["زهوقا"], -2])
    assert 0 == unknown < common < rare
