"""Who acts without a name: sector, number, whose they are; and words that only look like such."""

from __future__ import annotations

import pytest

from khabar.layers.entities.agents import Agent, agents_of, named_tokens
from khabar.lexicon import Lexicon
from khabar.text import analyse
from khabar.text.fold import fold_word
from tests.layers.entities.reading import read

_LEXICON = Lexicon()
_LEAST_LEMMAS = 400


def _agents(text: str) -> list[Agent]:
    analysis = analyse(text)
    return agents_of(_LEXICON).every(analysis, named_tokens(analysis, read(text).entities))


def _told(text: str) -> list[str]:
    """Return the agents as ``words|sector|code|by``."""
    analysis = analyse(text)
    return [
        "|".join((" ".join(analysis.words[one.start : one.end])[one.cut :], one.sector, one.code or "", one.by)).rstrip(
            "|"
        )
        for one in _agents(text)
    ]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        # a nisba, definite and not
        ("قتل جنود أتراك أمس.", ["جنود اتراك|MIL|TUR|nisba"]),
        ("وصلت طائرات روسية إلى القاعدة.", ["طايرات روسيه|MIL|RUS|nisba"]),
        ("عاد اللاجئون السوريون إلى ديارهم.", ["اللاجيون السوريون|REF|SYR|nisba"]),
        ("اعتقل الجيش طفلا فلسطينيا.", ["الجيش|MIL", "طفلا فلسطينيا|CVL|PSE|nisba"]),
        ("قال مصدر أمني عراقي ذلك.", ["مصدر امني عراقي|COP|IRQ|nisba"]),
        # a genitive, with words between it and the nisba
        ("اجتمع نواب البرلمان اللبناني صباحا.", ["نواب البرلمان اللبناني|LEG|LBN|genitive"]),
        ("عاد سفير فرنسا إلى العمل.", ["سفير فرنسا|GOV|FRA|genitive"]),
        ("أضرب أطباء مصر أمس.", ["اطباء مصر|MED|EGY|genitive"]),
        ("انسحب مقاتلو حماس ليلا.", ["مقاتلو حماس|REB|HAMAS|genitive"]),
        ("احتج عمال الموانئ المغربية.", ["عمال المواني المغربيه|LAB|MAR|nisba"]),
        ("قتل مسلحو حماس رجلا.", ["مسلحو حماس|REB|HAMAS|genitive"]),
        # names of bodies keep the sector of their noun
        ("فرقت الشرطة الفرنسية الحشد.", ["الشرطه الفرنسيه|COP|FRA|name", "الحشد|CVL"]),
        ("تقدمت القوات الأمريكية شرقا.", ["القوات الامريكيه|MIL|USA|name"]),
        ("قصفت قوات النظام السوري البلدة.", ["قوات النظام السوري|MIL|SYR|name"]),
        ("نفت حكومة الوفاق الليبية الخبر.", ["حكومه الوفاق الليبيه|GOV|LBY|name"]),
        # whom a deed is done to, and adjectives
        ("أدى إلى مقتل عسكري وإصابة مدنيين.", ["عسكري|MIL", "مدنيين|CVL"]),
        ("بدأ تحقيق صحفي ونشاط عسكري.", []),
        # where they are is not whose they are
        ("خرج متظاهرون في تونس إلى الشارع.", ["متظاهرون|CVL|TUN|place"]),
        ("اعتصم طلاب في مدينة القاهرة.", ["طلاب|EDU|EGY|place"]),
        ("خرج متظاهرون في الصباح.", ["متظاهرون|CVL"]),
        # soft nouns take the sector of what describes them
        ("قال مسؤول عسكري ذلك.", ["مسوول عسكري|MIL"]),
        ("قال مسؤول كبير ذلك.", ["مسوول|GOV"]),
        ("قتل عناصر من الشرطة.", ["عناصر من الشرطه|COP"]),
        ("التقى الوزير رجال الدين.", ["الوزير|GOV", "رجال الدين|REL"]),
        ("وصل وفد برلماني إلى المدينة.", ["وفد برلماني|LEG"]),
        ("قتل قائد المتمردين.", ["قايد المتمردين|REB"]),
        # phrases: the first word inflects, the others agree
        ("تقاتل المعارضة المسلحة هناك.", ["المعارضه المسلحه|REB"]),
        ("قال معارضون مسلحون ذلك.", ["معارضون مسلحون|REB"]),
        ("انتشر رجال الأمن وحرس الحدود.", ["رجال الامن|COP", "حرس الحدود|MIL"]),
        ("اغتال مسلحون مجهولون ضابطا.", ["مسلحون مجهولون|UAF", "ضابطا|MIL"]),
        # clitics, pronouns, numbers, quantities
        ("وللجنود حقوق.", ["لجنود|MIL"]),
        ("انسحبت قواته.", ["قواته|MIL"]),
        ("اعتقل عشرات المتظاهرين.", ["عشرات المتظاهرين|CVL"]),
        ("قتل عدد من المدنيين.", ["عدد من المدنيين|CVL"]),
        ("حوكم مهربون وعصابة تهريب.", ["مهربون|CRM", "عصابه|CRM"]),
    ],
)  # fmt: skip
def test_agents_of_a_sentence(text: str, agents: list[str]) -> None:
    assert _told(text) == agents


@pytest.mark.parametrize(
    "text",
    [
        "وقف أمام الباب وإلى اليسار.",
        "العمل العسكري مستمر في المرحلة الانتقالية.",
        "تحتاج إلى مساعدة ومراقبة.",
        "طالب بالتحقيق في الحادث.",
        "تم القضاء على الفقر.",
        "كان دوما سعيدا في شعبان.",
        "صوروه بكاميرات كثيرة.",
        "دعاه إلى البيت.",
        "أصيب بجراح.",
    ],
)
def test_words_that_look_like_agents_are_none(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("word", "lemma", "number", "cut", "pronoun"),
    [
        ("جندي", "جندي", "sing", 0, ""),
        ("الجنود", "جندي", "plur", 0, ""),
        ("وبجنودهم", "جندي", "plur", 2, "هم"),
        ("جنديان", "جندي", "dual", 0, ""),
        ("وزيرات", "وزيرة", "plur", 0, ""),
        ("حكومته", "حكومة", "sing", 0, "ه"),
        ("مسلحو", "مسلح", "plur", 0, ""),
        ("للقوات", "قوات", "plur", 1, ""),
        ("قضاة", "قاضي", "plur", 0, ""),
    ],
)
def test_forms_reach_their_entry(word: str, lemma: str, number: str, cut: int, pronoun: str) -> None:
    noun = agents_of(_LEXICON).noun(fold_word(word))
    assert noun is not None
    assert noun.row is not None
    assert (noun.row.cells["form"], noun.number, noun.cut, noun.pronoun) == (lemma, number, cut, pronoun)


def test_at_reads_the_phrase_of_one_word() -> None:
    text = "رأى جنودا روسيين أمس."
    analysis = analyse(text)
    named = named_tokens(analysis, read(text).entities)
    agents = agents_of(_LEXICON)
    agent = agents.at(analysis, analysis.words.index("جنودا"), named)
    assert agent is not None
    assert (agent.sector, agent.code, agent.entity) == ("MIL", "RUS", read(text).entities[0].id)
    assert agents.at(analysis, 0, named) is None


def test_names_of_places_and_persons_are_no_agents() -> None:
    text = "وصل بوتين إلى الجزائر."
    analysis = analyse(text)
    named = named_tokens(analysis, read(text).entities)
    assert [agents_of(_LEXICON).at(analysis, at, named) for at in range(len(analysis))] == [None] * len(analysis)


def test_table_is_broad_and_each_single_word_is_found() -> None:
    rows = _LEXICON.table("lexicon/agents").rows
    assert len({row.cells["form"] for row in rows}) >= _LEAST_LEMMAS
    agents = agents_of(_LEXICON)
    for row in rows:
        cells = row.cells
        if cells["class"] in ("person", "group", "soft") and " " not in cells["form"] and cells["singular"] != "never":
            word = ("ال" if cells["singular"] else "") + cells["form"]
            noun = agents.noun(fold_word(word))
            assert noun is not None, word
            assert noun.row is not None, word
