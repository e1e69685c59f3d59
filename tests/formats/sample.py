"""A text of our own with all that a record can hold, annotated by hand, for tests of what shows records."""

from __future__ import annotations

import hashlib

from khabar.record import (
    Difference,
    Document,
    Entity,
    Furniture,
    Generator,
    Geo,
    Interval,
    Mention,
    Quantity,
    Record,
    Role,
    Scripture,
    Sentence,
    Sum,
    Time,
)
from khabar.text import analyse

TEXT = (
    "أعلنت الوزارة يوم 12 مايو/أيار 2020 وصول نحو 300 جندي (100 من الشمال و200 من الجنوب) إلى المدينة.\n"
    "وتستمر المناورات ما بين 14 أيار/مايو والثاني من حزيران/يونيو، وقد بدأ مثلها عام 1998. "
    "وقال مسؤول إن 3,5 مليون دولار أنفقت حتى الآن، وإن 12% منها ضاعت.\n"
    "وختم بقوله تعالى: ﴿إن مع العسر يسرا كبيرا﴾ [الشرح: 6]."
)


def _span(phrase: str) -> dict[str, int | str]:
    start = TEXT.index(phrase)
    return {"start": start, "end": start + len(phrase), "text": phrase}


def _time(name: str, phrase: str, value: str, earliest: str | None, latest: str | None) -> Time:
    return Time(id=name, **_span(phrase), type="DATE", value=value, earliest=earliest, latest=latest, via="times.test")  # type: ignore[arg-type]


def _quantity(name: str, phrase: str, value: float, unit: str, noun: str | None, **more: object) -> Quantity:
    given = {"value": value, "low": value, "high": value, "approximate": False} | more
    return Quantity(id=name, **_span(phrase), unit=unit, noun=noun, via="quantities.test", **given)  # type: ignore[arg-type]


def sample(**document: str) -> Record:
    """Return the record; ``document`` overrides what is known of the document."""
    known = {"id": "sample", "title": "وصول جنود إلى المدينة", "published": "2020-05-13", "language": "ar"}
    known |= {"publisher": "الجريدة", "url": "https://example.org/1", "media_type": "text/plain"} | document
    sentences = [(s, e, p) for s, e, p in analyse(TEXT).sentences]
    return Record(
        generator=Generator(name="khabar", version="0", lexicons="0"),
        document=Document(sha256=hashlib.sha256(TEXT.encode()).hexdigest(), **known),
        text=TEXT,
        sentences=[Sentence(start=s, end=e, paragraph=p) for s, e, p in sentences],
        times=[
            _time("t1", "12 مايو/أيار 2020", "2020-05-12", "2020-05-12", "2020-05-12"),
            _time("t2", "14 أيار/مايو", "2020-05-14", "2020-05-14", "2020-05-14"),
            _time("t3", "الثاني من حزيران/يونيو", "2020-06-02", "2020-06-02", "2020-06-02"),
            _time("t4", "عام 1998", "1998", "1998-01-01", "1998-12-31"),
            _time("t5", "حتى الآن", "PRESENT_REF", None, None),
        ],
        intervals=[
            Interval(id="i1", begin="t2", end="t3", earliest="2020-05-14", latest="2020-06-02", via="times.between")
        ],
        quantities=[
            _quantity("q1", "نحو 300 جندي", 300, "person", "جندي", approximate=True, role="deployed"),
            _quantity("q2", "100", 100, "person", "جندي", role="deployed"),
            _quantity("q3", "200", 200, "person", "جندي", role="deployed"),
            _quantity("q4", "3,5 مليون دولار", 3_500_000, "money:USD", "دولار"),
            _quantity("q5", "12%", 12, "percent", None),
        ],
        sums=[Sum(total="q1", parts=["q2", "q3"], adds_up=True, via="quantities.sum")],
        scripture=[
            Scripture(
                **_span("إن مع العسر يسرا كبيرا"),  # type: ignore[arg-type]
                work="quran",
                ref="94:6",
                end_ref="94:6",
                exact=False,
                differences=[Difference(at=TEXT.index("كبيرا"), found="كبيرا", expected="")],
                also=["94:5"],
                label="[الشرح: 6]",
                label_right=True,
                via="scripture.test",
            )
        ],
        furniture=[Furniture(kind="form", text="اكتب تعليقك هنا")],
        warnings=["a warning."],
    )


NAMES = (
    "وصل منسق الإغاثة سليم المرفئي إلى الأردن، وزار مدينة العقبة وحي الصيادين.\n"
    "وقال المرفئي إن الهيئة العالمية للإغاثة تعمل مع السلطات الأردنية والأكراد."
)


def named() -> Record:
    """Return a record with names of every kind."""

    def mention(phrase: str, type_: str, form: str = "name", **more: object) -> Mention:
        start = NAMES.rindex(phrase) if form in ("short", "nisba") else NAMES.index(phrase)
        end = start + len(phrase)
        via = "entities/table"
        return Mention(start=start, end=end, text=phrase, form=form, type=type_, via=via, **more)  # type: ignore[arg-type]

    role = NAMES.index("منسق الإغاثة")
    return Record(
        generator=Generator(name="khabar", version="0", lexicons="0"),
        document=Document(id="names", sha256=hashlib.sha256(NAMES.encode()).hexdigest(), language="ar"),
        text=NAMES,
        entities=[
            Entity(
                id="e1",
                type="PERSON",
                name="سليم المرفئي",
                code="JOR",
                country="JOR",
                sector="CVL",
                roles=[Role(start=role, end=role + 12, text="منسق الإغاثة", of="e5", via="entities/title")],
                mentions=[mention("سليم المرفئي", "PERSON", score=0.71), mention("المرفئي", "PERSON", "short")],
            ),
            Entity(
                id="e2",
                type="GPE",
                name="الأردن",
                name_en="Jordan",
                code="JOR",
                mentions=[mention("الأردن", "GPE", score=0.999), mention("الأردنية", "NORP", "nisba")],
            ),
            Entity(
                id="e3",
                type="GPE",
                name="العقبة",
                name_en="Aqaba",
                code="JOR",
                kind="city",
                geo=Geo(lat=29.53, lon=35.01),
                also=["عقبة جبر (PSE)"],
                mentions=[mention("العقبة", "GPE")],
            ),
            Entity(
                id="e4", type="LOC", name="حي الصيادين", kind="neighbourhood", mentions=[mention("حي الصيادين", "LOC")]
            ),
            Entity(
                id="e5",
                type="ORG",
                name="الهيئة العالمية للإغاثة",
                name_en="International Relief Group",
                code="IGO",
                sector="NGO",
                kind="aid",
                mentions=[mention("الهيئة العالمية للإغاثة", "ORG", loaded=True)],
            ),
            Entity(
                id="e6",
                type="NORP",
                name="كردي",
                name_en="Kurds",
                kind="ethnic",
                mentions=[mention("الأكراد", "NORP")],
            ),
        ],
    )
