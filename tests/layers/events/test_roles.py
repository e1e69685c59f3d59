"""Who acts, who is acted on, and how it is told: one sentence for each pattern."""

from __future__ import annotations

import pytest

from khabar import Reader
from khabar.record import Event, Party

LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "events")

# Sentence, type, a code that must be among the actors ("" if none need be), one among the recipients, status.
CASES = [
    # verb, subject, object
    ("انتقدت فرنسا تركيا أمس.", "ACCUSE", "FRA", "TUR", "asserted"),
    ("قصفت روسيا أوكرانيا بالصواريخ.", "ASSAULT", "RUS", "UKR", "asserted"),
    ("هاجم الجيش السوداني قوات إثيوبية قرب الحدود.", "ASSAULT", "SDN", "ETH", "asserted"),
    ("اعتقلت الشرطة الإسبانية ثلاثة مغاربة.", "COERCE", "ESP", "MAR", "asserted"),
    ("دعمت قطر لبنان بمئة مليون دولار.", "AID", "QAT", "LBN", "asserted"),
    ("اتهم الرئيس الأميركي دونالد ترامب إيران بدعم الإرهاب.", "ACCUSE", "USA", "IRN", "asserted"),
    ("حثت الصين «إسرائيل» على وقف القصف.", "REQUEST", "CHN", "ISR", "asserted"),
    ("استقبل الملك الأردني الرئيس التونسي في عمان.", "CONSULT", "TUN", "", "asserted"),
    # subject before the verb
    ("الصين تدين العقوبات الأميركية.", "ACCUSE", "CHN", "", "asserted"),
    ("فرنسا تتهم تركيا بتهريب السلاح", "ACCUSE", "FRA", "TUR", "asserted"),
    ("روسيا تقصف مواقع في أوكرانيا", "ASSAULT", "RUS", "UKR", "asserted"),
    ("مصر تستقبل وزير الخارجية الإيطالي", "CONSULT", "ITA", "EGY", "asserted"),
    ("واشنطن تهدد طهران بعقوبات جديدة", "THREATEN", "USA", "IRN", "asserted"),
    # prepositions
    ("طلبت تونس من فرنسا مساعدة عاجلة.", "REQUEST", "TUN", "FRA", "asserted"),
    ("شن الجيش التركي هجوما على مواقع في سوريا.", "ASSAULT", "TUR", "", "asserted"),
    ("فرضت الولايات المتحدة عقوبات على كوبا.", "SANCTION", "USA", "CUB", "asserted"),
    ("احتجت اليابان على روسيا.", "ACCUSE", "JPN", "", "asserted"),
    ("رفضت إيران دعوة فرنسا إلى التفاوض.", "REJECT", "IRN", "", "asserted"),
    ("قدمت ألمانيا مساعدات إلى اليمن.", "AID", "DEU", "YEM", "asserted"),
    ("دعت روسيا تركيا إلى سحب قواتها.", "REQUEST", "RUS", "TUR", "asserted"),
    # reciprocal
    ("التقى وزير الخارجية المصري نظيره الفرنسي في باريس.", "CONSULT", "EGY", "", "asserted"),
    ("وقعت تركيا وباكستان اتفاقية دفاعية.", "SUPPORT", "TUR", "", "asserted"),
    ("اندلعت اشتباكات بين الجيش الأرميني والجيش الأذربيجاني.", "ASSAULT", "ARM", "", "asserted"),
    ("بحث الرئيس الجزائري مع نظيره الإيطالي ملف الطاقة.", "CONSULT", "DZA", "", "asserted"),
    ("عقدت الهند والصين محادثات في نيودلهي.", "CONSULT", "IND", "", "asserted"),
    # passives
    ("قتل جندي تركي في هجوم شنه حزب العمال الكردستاني.", "ASSAULT", "PKK", "TUR", "asserted"),
    ("اعتقل صحفي مصري من قبل الشرطة الليبية.", "COERCE", "LBY", "EGY", "asserted"),
    ("أفرج عن خمسة أسرى يمنيين.", "RETREAT", "", "YEM", "asserted"),
    # verbal nouns and nouns of events
    ("أثار القصف الروسي على أوكرانيا غضبا واسعا.", "ASSAULT", "RUS", "UKR", "asserted"),
    ("بعد غزو العراق للكويت بيومين.", "ASSAULT", "IRQ", "KWT", "asserted"),
    ("نفذ الطيران الإسرائيلي غارة على جنوب لبنان.", "ASSAULT", "ISR", "", "asserted"),
    ("أعلنت تركيا دعمها لأذربيجان.", "SUPPORT", "TUR", "AZE", "asserted"),
    ("جددت الجزائر رفضها للقرار الفرنسي.", "REJECT", "DZA", "", "asserted"),
    ("خلال زيارة الرئيس الصيني إلى مصر.", "CONSULT", "CHN", "", "asserted"),
    ("قصف الجيش السوري المدينة ليلا.", "ASSAULT", "SYR", "", "asserted"),
    ("بدأ البرنامج النووي الإيراني بدعم من أميركا عام 1957.", "SUPPORT", "USA", "IRN", "asserted"),
    ("عقد مجلس الأمن اجتماعا طارئا بناء على طلب إيران والصين.", "REQUEST", "IRN", "UNO", "asserted"),
    (
        "قرر الرئيس استئناف العمليات بعد هجوم نفذته حركة طالبان على قاعدة أفغانية.",
        "ASSAULT",
        "TALIBAN",
        "AFG",
        "asserted",
    ),
    ("تزور المستشارة الألمانية تونس الأسبوع المقبل.", "AGREE", "DEU", "TUN", "future"),
    ("أثارت حادثة اغتيال ضابط إيراني غضبا.", "ASSAULT", "", "IRN", "asserted"),
    # relative clauses
    ("تنظيم داعش الذي هاجم بلدة عراقية انسحب منها.", "ASSAULT", "ISIS", "IRQ", "asserted"),
    ("زار الوزير مواقع قصفتها الطائرات الروسية في سوريا.", "ASSAULT", "RUS", "", "asserted"),
    ("الاتفاق الذي أبرمته إيران مع روسيا.", "SUPPORT", "IRN", "", "asserted"),
    # subjects told before
    ("أكد أردوغان أنه يدعم الحكومة الليبية.", "SUPPORT", "TUR", "LBY", "asserted"),
    ("قالت فرنسا إنها ترفض الاقتراح الألماني.", "REJECT", "FRA", "", "asserted"),
    ("وصل الوزير المصري إلى عمان والتقى الملك الأردني.", "CONSULT", "EGY", "", "asserted"),
    ("انتقدت فرنسا تركيا. ودعت إلى انسحاب قواتها.", "REQUEST", "FRA", "", "asserted"),
    ("تحدث وزيرا خارجية اليونان وقبرص أمس. واتفق الجانبان على التعاون.", "AGREE", "GRC", "", "asserted"),
    # groups and bodies
    ("أطلقت حركة حماس صواريخ على إسرائيل.", "ASSAULT", "HAMAS", "ISR", "asserted"),
    ("القيادي في حركة حماس دعا إلى هدنة.", "REQUEST", "HAMAS", "", "asserted"),
    ("خطف الحوثيون موظفا أمميا في صنعاء.", "ASSAULT", "HOUTHI", "", "asserted"),
    ("أدان مجلس الأمن الدولي الهجوم. ودعا المجلس إلى التهدئة.", "REQUEST", "UNO", "", "asserted"),
    ("طالبت الأمم المتحدة إسرائيل بفتح المعابر.", "REQUEST", "UNO", "ISR", "asserted"),
    ("فرض الاتحاد الأوروبي عقوبات على بيلاروسيا.", "SANCTION", "EUR", "BLR", "asserted"),
    # people without a state
    ("تظاهر آلاف التونسيين ضد الحكومة.", "PROTEST", "TUN", "", "asserted"),
    ("تظاهر عمال في بغداد احتجاجا على تأخر الرواتب.", "PROTEST", "IRQ", "IRQ", "asserted"),
    # what is to come, possible, denied
    ("سيزور الرئيس الفرنسي لبنان الأسبوع المقبل.", "AGREE", "FRA", "", "future"),
    ("تعتزم ألمانيا تقديم مساعدات إلى اليمن.", "AGREE", "DEU", "YEM", "asserted"),
    ("ستفرض كندا عقوبات على ميانمار.", "SANCTION", "CAN", "MMR", "future"),
    ("إذا هاجمت إسرائيل إيران فسترتفع الأسعار.", "ASSAULT", "ISR", "IRN", "hypothetical"),
    ("قد تفرض أستراليا عقوبات على ميانمار.", "SANCTION", "AUS", "MMR", "hypothetical"),
    ("لم تقصف تركيا مواقع في العراق.", "ASSAULT", "TUR", "", "negated"),
    ("لن تهاجم اليابان كوريا الشمالية.", "ASSAULT", "JPN", "PRK", "negated"),
    ("لم تعتقل الشرطة اللبنانية أي صحفي سوري.", "COERCE", "LBN", "SYR", "negated"),
    # two acts
    ("الصين تعارض وتدين الضربات الأميركية على إيران.", "ACCUSE", "CHN", "", "asserted"),
    ("قصفت روسيا مدينة أوكرانية واعتقلت مدنيين أوكرانيين.", "COERCE", "RUS", "UKR", "asserted"),
    ("أدانت مصر الهجوم الإثيوبي على السودان.", "ASSAULT", "ETH", "SDN", "asserted"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(layers=LAYERS, force=True)


def _codes(parties: list[Party]) -> set[str | None]:
    return {party.code for party in parties}


def _fits(event: Event, type_: str, actor: str, recipient: str, status: str) -> bool:
    return (
        event.type == type_
        and event.status == status
        and (not actor or actor in _codes(event.actors))
        and (not recipient or recipient in _codes(event.recipients))
    )


@pytest.mark.parametrize(("text", "type_", "actor", "recipient", "status"), CASES)
def test_parties_and_status(reader: Reader, text: str, type_: str, actor: str, recipient: str, status: str) -> None:
    events = reader.read(text, published="2016-05-15").events
    told = [
        (one.type, one.status, sorted(map(str, _codes(one.actors))), sorted(map(str, _codes(one.recipients))))
        for one in events
    ]
    assert any(_fits(one, type_, actor, recipient, status) for one in events), told


def test_no_party_both_acts_and_suffers_in_a_battle(reader: Reader) -> None:
    events = reader.read("دارت معارك بين الجيش اليمني والحوثيين قرب تعز.", published="2016-05-15").events
    battle = next(one for one in events if one.type == "ASSAULT")
    assert {"YEM", "HOUTHI"} <= _codes(battle.actors)
    assert battle.recipients == []


def test_two_tellings_beside_each_other_are_one(reader: Reader) -> None:
    events = reader.read("قتل خمسة جنود في هجوم في كابل.", published="2016-05-15").events
    assert [one.type for one in events] == ["ASSAULT"]


def test_a_heading_takes_the_date_of_what_follows(reader: Reader) -> None:
    text = "انفجار في بغداد\n\nقتل عشرة أشخاص في انفجار سيارة مفخخة في بغداد أمس."
    events = reader.read(text, published="2016-05-15").events
    assert {one.date for one in events if one.type == "ASSAULT"} == {"2016-05-14"}


def test_what_has_happened_has_no_date_to_come(reader: Reader) -> None:
    text = "اتهمت المجر أوكرانيا بالتدخل في الانتخابات المقررة الشهر المقبل."
    (event,) = [one for one in reader.read(text, published="2016-05-15").events if one.type == "ACCUSE"]
    assert (event.status, event.date) == ("asserted", "2016-05-15")
