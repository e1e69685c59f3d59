"""Hypothesis strategies for Arabic text as it really comes: the one place for all property tests.

``words`` and ``sentences`` are well-formed; ``arabic_text`` mixes them with harakat, tatweel, bidi and zero-width
marks, presentation forms, emoji, digits of all kinds, quotation marks and odd spaces; ``any_text`` adds random
Unicode. None of them yields lone surrogates; ``wild_text`` does.
"""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = [
    "any_text",
    "arabic_text",
    "clitic_words",
    "digits",
    "harakat_words",
    "noise",
    "numbers",
    "paragraphs",
    "presentation_words",
    "quoted",
    "sentences",
    "wild_text",
    "words",
]

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
QURANIC = "\u06d6\u06d7\u06da\u06dc\u06df\u06e0\u06e2\u06e5\u06e6\u06ea\u0610\u0671"
TATWEEL = "\u0640"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\u061c\ufeff\u00ad\u2060"
SPACES = " \u00a0\u2009\u202f\u3000\t"
PRESENTATION = "".join(map(chr, [*range(0xFE80, 0xFEFD), 0xFDF2, 0xFDFA, 0xFDFB, 0xFB56, 0xFB8A, 0xFBFC]))
PERSIAN = "پچژگکیھہے"
STOPS = ".!؟?…:؛،,"
QUOTES = "\"'«»“”‘’‹›()[]{}﴿﴾"
EMOJI = ["😀", "👨\u200d👩\u200d👧", "🇵🇸", "✌🏽", "❤\ufe0f", "#\ufe0f\u20e3"]
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "०१२३४५६७८९")
SIGNS = "%٪$€£+-–—/\\|*#@&=_~^<>٫٬"
COMMON = (
    "قال", "الرئيس", "الحكومة", "في", "من", "على", "إلى", "عن", "أن", "إنّ", "التي", "الذي", "وزير",
    "الخارجية", "مجلس", "الأمن", "الدولي", "يوم", "الثلاثاء", "أمس", "عام", "شهر", "أيلول", "سبتمبر", "مارس",
    "نحو", "ثلاثة", "آلاف", "مئتي", "شخص", "قتيل", "جريح", "مليون", "دولار", "المتحدة", "روسيا", "باكستان",
    "بغداد", "الاتفاق", "الهدنة", "لم", "لن", "قد", "سوف", "وقال", "وأضاف", "بيان", "كلم", "متر", "بالمئة",
    "الشعب", "الله", "ربنا", "القرآن",
)  # fmt: skip


def digits(minimum: int = 1, maximum: int = 9) -> st.SearchStrategy[str]:
    """Return runs of digits of one kind (Latin, Arabic-Indic, Persian, full-width, Devanagari)."""
    return st.sampled_from(DIGITS).flatmap(lambda kind: st.text(kind, min_size=minimum, max_size=maximum))


def numbers() -> st.SearchStrategy[str]:
    """Return numbers as they are printed: grouped, decimal, signed, with per cent, dates and times in digits."""
    part = digits(1, 4)
    joined = st.builds(lambda a, sign, b: a + sign + b, part, st.sampled_from(".,٫٬/:-–  "), part)
    three = st.builds(lambda a, sign, b, c: a + sign + b + sign + c, part, st.sampled_from("/-.,٬"), part, part)
    marked = st.builds(lambda before, n, after: before + n + after, st.sampled_from(["", "-", "+", "$"]), part,
                       st.sampled_from(["", "%", "٪", " %", "م", " هـ", "-"]))  # fmt: skip
    return st.one_of(part, joined, three, marked)


def words() -> st.SearchStrategy[str]:
    """Return Arabic words: frequent ones and random letters."""
    return st.one_of(st.sampled_from(COMMON), st.text(LETTERS, min_size=1, max_size=10))


def clitic_words() -> st.SearchStrategy[str]:
    """Return words with conjunctions, prepositions and the article before them."""
    return st.builds(
        lambda head, word: head + word, st.sampled_from(["و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "لل"]), words()
    )


def harakat_words() -> st.SearchStrategy[str]:
    """Return words with vowel signs, Quranic signs and tatweel after any letter (several may follow each other)."""
    signs = st.text(HARAKAT + QURANIC + TATWEEL, max_size=3)
    letter = st.sampled_from(LETTERS)
    return st.lists(st.builds(lambda char, sign: char + sign, letter, signs), min_size=1, max_size=8).map("".join)


def presentation_words() -> st.SearchStrategy[str]:
    """Return words in presentation forms and ligatures, as old software and PDF files give them."""
    return st.text(PRESENTATION, min_size=1, max_size=8)


def noise() -> st.SearchStrategy[str]:
    """Return what stands between and inside words: invisible marks, emoji, signs, stops, quotation marks, spaces."""
    return st.one_of(
        st.text(INVISIBLE, min_size=1, max_size=3),
        st.sampled_from(EMOJI),
        st.text(SIGNS, min_size=1, max_size=3),
        st.text(STOPS, min_size=1, max_size=4),
        st.text(QUOTES, min_size=1, max_size=3),
        st.text(HARAKAT + TATWEEL, min_size=1, max_size=3),
        st.text(SPACES, min_size=1, max_size=3),
        st.text(PERSIAN, min_size=1, max_size=3),
        st.sampled_from(["\n", "\n\n", "\r\n", "\u2028", "\x0b", "\x00", "\ufffd"]),
    )


def sentences() -> st.SearchStrategy[str]:
    """Return well-formed sentences of one to twelve words and numbers with one stop at the end."""
    body = st.lists(st.one_of(words(), clitic_words(), numbers()), min_size=1, max_size=12).map(" ".join)
    return st.builds(lambda text, stop: text + stop, body, st.sampled_from([".", "!", "؟", "…", "..", "؟!"]))


def quoted() -> st.SearchStrategy[str]:
    """Return sentences between quotation marks that fit, and between marks that do not."""
    pairs = [("«", "»"), ('"', '"'), ("“", "”"), ("(", ")"), ("﴿", "﴾"), ("«", '"'), ("", "»"), ("(", "")]
    return st.builds(lambda pair, text: pair[0] + text + pair[1], st.sampled_from(pairs), sentences())


def paragraphs() -> st.SearchStrategy[str]:
    """Return well-formed texts of up to four paragraphs."""
    line = st.lists(sentences(), min_size=1, max_size=4).map(" ".join)
    return st.lists(line, min_size=1, max_size=4).map("\n".join)


def arabic_text(maximum: int = 40) -> st.SearchStrategy[str]:
    """Return Arabic texts of up to ``maximum`` pieces with everything that real pages hold."""
    piece = st.one_of(
        words(), clitic_words(), harakat_words(), presentation_words(), numbers(), quoted(), noise(),
        st.sampled_from([" ", " ", " ", "\n"]),
    )  # fmt: skip
    spaced = st.lists(piece, max_size=maximum).map(" ".join)
    return st.one_of(st.lists(piece, max_size=maximum).map("".join), spaced)


def any_text() -> st.SearchStrategy[str]:
    """Return Arabic texts and random Unicode, without lone surrogates."""
    random = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    return st.one_of(arabic_text(), random, st.builds(lambda a, b, c: a + b + c, random, arabic_text(10), random))


def wild_text() -> st.SearchStrategy[str]:
    """Return any string that Python can hold, lone surrogates included."""
    return st.one_of(any_text(), st.text(st.characters(), max_size=100))
