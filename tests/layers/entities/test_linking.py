"""Which mentions are of the same one, whose it is, and which function a person has."""

from __future__ import annotations

import pytest

from tests.layers.entities.reading import entity_at, names, read


def _texts(text: str, mention: str) -> list[str]:
    return [one.text for one in entity_at(text, mention).mentions]


def test_surname_is_of_the_full_name_before_it() -> None:
    text = "صرح المهندس كمال الزوبعي بأن العمل بدأ. وأضاف الزوبعي أن التمويل جاهز."
    assert _texts(text, "كمال الزوبعي") == ["كمال الزوبعي", "الزوبعي"]


def test_known_short_name_is_of_its_entry() -> None:
    text = "التقى فلاديمير بوتين الوفد. وقال بوتين إن الاتفاق قريب."
    entity = entity_at(text, "فلاديمير بوتين")
    assert [one.text for one in entity.mentions] == ["فلاديمير بوتين", "بوتين"]
    assert (entity.code, entity.name_en) == ("RUS", "Vladimir Putin")


def test_variants_of_a_state_are_one_entity() -> None:
    text = "قالت الولايات المتحدة إن أمريكا لن تنسحب، وأكد مسؤول أميركي ذلك."
    assert _texts(text, "الولايات المتحدة") == ["الولايات المتحدة", "أمريكا", "أميركي"]


def test_nisba_has_its_form_and_type() -> None:
    entity = entity_at("وصل وفد باكستاني إلى موسكو.", "باكستاني")
    assert [(one.form, one.type) for one in entity.mentions] == [("nisba", "NORP")]
    assert (entity.type, entity.code, entity.name) == ("GPE", "PAK", "باكستان")


def test_abbreviation_in_brackets_is_of_the_body_before_it() -> None:
    text = "أعلن معهد الدراسات السياسية في باريس (IEPX) النتائج."
    assert _texts(text, "معهد الدراسات السياسية في باريس")[1:] == ["IEPX"]


def test_loaded_name_is_of_the_same_entity_and_flagged() -> None:
    text = "تقول منظمات إن تنظيم الدولة انسحب، وإن داعش خسر المدينة."
    entity = entity_at(text, "داعش")
    assert entity.actor == "ISIS"
    assert [one.loaded for one in entity.mentions] == [False, True]


@pytest.mark.parametrize(
    ("text", "person", "role", "code", "sector"),
    [
        ("زارنا السفير الروسي لدى كوبا أليكسي دينوف.", "أليكسي دينوف", "السفير الروسي لدى كوبا", "RUS", "GOV"),
        ("قال الناطق باسم الجيش المصري، العقيد (سامر فوزي).", "سامر فوزي", "الناطق باسم الجيش المصري", "EGY", None),
        ("استقبل وزير الخارجية العراقي هوشيار زيباري الضيف.", "هوشيار زيباري", "وزير الخارجية العراقي", "IRQ", "GOV"),
        ("وصل وزير الدفاع الفنزويلي كارلوس بيريرا أمس.", "كارلوس بيريرا", "وزير الدفاع الفنزويلي", "VEN", "MIL"),
    ],
)  # fmt: skip
def test_function_before_a_name_is_a_role(text: str, person: str, role: str, code: str, sector: str | None) -> None:
    roles = {one.text: one for one in entity_at(text, person).roles}
    assert role in roles
    assert roles[role].code == code
    if sector:
        assert roles[role].sector == sector


def test_role_is_of_the_entity_that_the_text_names() -> None:
    text = "قال المتحدث باسم الجيش الباكستاني عاصم باجوا ذلك."
    role = entity_at(text, "عاصم باجوا").roles[0]
    assert role.of == entity_at(text, "الجيش الباكستاني").id


def test_function_without_a_name_stands_for_its_holder() -> None:
    record = read("نفى المتحدث باسم الجيش الباكستاني الخبر.")
    office = next(entity for entity in record.entities if entity.mentions[0].form == "nominal")
    assert (office.type, office.code) == ("PERSON", "PAK")
    assert office.mentions[0].text == "المتحدث باسم الجيش الباكستاني"


def test_weak_name_needs_support() -> None:
    assert names("هذا حديث صالح للنشر وعباس بن فرناس معروف.")[:1] != ["صالح|PERSON|YEM"]
    assert "صالح|PERSON|YEM" in names("سيطرت قوات صالح على صنعاء وعدن في اليمن.")
    assert "صالح|PERSON|YEM" not in names("كان الحفل بحضور رجل صالح من القرية.")


def test_person_without_entry_has_the_country_of_the_title() -> None:
    entity = entity_at("قال النائب الأردني مروان الخصاونة إن القانون جيد.", "مروان الخصاونة")
    assert entity.code == "JOR"


def test_body_has_the_country_of_the_nisba_in_its_name() -> None:
    entity = entity_at("أصدرت وزارة الطاقة البيروفية بيانا.", "وزارة الطاقة البيروفية")
    assert (entity.code, entity.sector) == ("PER", "GOV")


def test_ambiguous_place_is_of_the_country_spoken_of() -> None:
    lebanon = "شمال لبنان: توتر في طرابلس، والجيش اللبناني ينتشر بين بيروت وصيدا."
    libya = "شرق ليبيا هادئ، لكن في طرابلس قال مسؤول ليبي إن بنغازي تنتظر."
    assert entity_at(lebanon, "طرابلس").code == "LBN"
    assert entity_at(libya, "طرابلس").code == "LBY"


def test_vowel_signs_decide_between_amman_and_oman() -> None:
    assert entity_at("وصل وفد من عمّان أمس.", "عمّان").code == "JOR"
    assert entity_at("وصل وفد من عُمان أمس.", "عُمان").code == "OMN"


def test_gloss_of_the_text_is_the_same_state() -> None:
    text = "انفصلت باكستان الشرقية (بنغلادش) بعد الحرب."
    assert _texts(text, "بنغلادش") == ["باكستان الشرقية", "بنغلادش"]
    assert entity_at(text, "بنغلادش").code == "BGD"


@pytest.mark.parametrize(
    ("text", "office", "code"),
    [
        ("وقال الناطق باسم الجيش الباكستاني إن التدريبات تسير.", "الناطق باسم الجيش الباكستاني", "PAK"),
        (
            "قالت المتحدثة باسم الشرطة الاتحادية الأسترالية إن البحث جار.",
            "المتحدثة باسم الشرطة الاتحادية الأسترالية",
            "AUS",
        ),
        ("أعلن وزير الخارجية المصري أن بلاده توافق.", "وزير الخارجية المصري", "EGY"),
    ],
)
def test_function_without_a_name_is_of_its_state(text: str, office: str, code: str) -> None:
    entity = entity_at(text, office)
    assert (entity.code, [mention.form for mention in entity.mentions]) == (code, ["nominal"])


def test_function_told_alone_is_of_the_person_named_with_it() -> None:
    text = "وصل الرئيس التونسي كمال الزوبعي. وقال الرئيس التونسي إن الزيارة ناجحة."
    entity = entity_at(text, "كمال الزوبعي")
    assert [(one.text, one.form) for one in entity.mentions] == [
        ("كمال الزوبعي", "name"),
        ("الرئيس التونسي", "nominal"),
    ]
    assert (entity.name, [role.text for role in entity.roles]) == ("كمال الزوبعي", ["الرئيس التونسي"])


def test_abbreviation_is_known_again() -> None:
    text = "أعلن معهد الدراسات السياسية في باريس (IEPX) النتائج. وقال مدير IEPX إن الأرقام جيدة."
    assert _texts(text, "معهد الدراسات السياسية في باريس")[1:] == ["IEPX", "IEPX"]


def test_body_told_in_fewer_words_is_of_the_only_one_that_begins_so() -> None:
    text = "أعلنت وزارة الطاقة البيروفية الخطة. وقالت وزارة الطاقة إن العمل بدأ."
    assert _texts(text, "وزارة الطاقة البيروفية") == ["وزارة الطاقة البيروفية", "وزارة الطاقة"]
    two = "رحبت وزارة الطاقة البيروفية ووزارة الطاقة الكولومبية. وقالت وزارة الطاقة إن العمل بدأ."
    assert _texts(two, "وزارة الطاقة") == ["وزارة الطاقة"]
