"""A text of our own with all that a record can hold, annotated by hand, for tests of what shows records."""

from __future__ import annotations

import hashlib
from typing import Any

from khabar.record import (
    Agreement,
    Cue,
    Difference,
    Document,
    Entity,
    Event,
    Furniture,
    Generator,
    Geo,
    Interval,
    Mark,
    Mention,
    Party,
    Persuasion,
    Provision,
    Quantity,
    Quotation,
    Record,
    Repeat,
    Role,
    Scripture,
    Sentence,
    Sum,
    Time,
    Voice,
    VoiceCue,
    VoiceSource,
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


_SEGMENTS: tuple[tuple[str, str, str | None, dict[str, Any]], ...] = (
    ("وقعت الأردن وتونس في عمّان يوم 3 مايو/أيار 2021 اتفاقية التعاون المائي. ", "report", "author", {"time": "past"}),
    (
        "وتنص الاتفاقية على تبادل بيانات الأنهار، وتدريب المهندسين، وإنشاء صندوق مشترك.\n",
        "indirect_quote",
        None,
        {"cue": ("تنص", "document"), "source_span": "الاتفاقية"},
    ),
    (
        "وقال وزير المياه سليم المرفئي: «سنعمل معا على حماية كل قطرة ماء»، ",
        "direct_quote",
        "e1",
        {"cue": ("قال", "say"), "source_span": "وزير المياه سليم المرفئي"},
    ),
    (
        "وأضاف أن البلدين سيعقدان اجتماعا في تونس في يونيو/حزيران المقبل. ",
        "indirect_quote",
        "e1",
        {"cue": ("أضاف", "say"), "time": "future"},
    ),
    (
        "ونفى متحدث باسم شركة السدود أن يكون المشروع قد تعثر، ",
        "indirect_quote",
        None,
        {"cue": ("نفى", "deny"), "source_span": "متحدث باسم شركة السدود", "certainty": "denied", "stance": "reject"},
    ),
    ("وكانت الشركة قد هددت الأردن بالانسحاب. ", "report", "author", {"time": "past"}),
    (
        "ويزعم نواب من المغرب أن الشركة رشت موظفين.\n",
        "indirect_quote",
        None,
        {"cue": ("يزعم", "distance"), "source_span": "نواب من المغرب", "certainty": "doubted", "stance": "distance"},
    ),
    ("وكانت تونس قد منحت الأردن قرضا عام 2019، ", "report", "author", {"time": "past"}),
    ("واعتقلت الشرطة الأردنية عشرين محتجا في أبريل/نيسان 2021. ", "report", "author", {"time": "past"}),
    ("ولم يقطع المزارعون الطريق.\n", "report", "author", {"time": "past"}),
    (
        "إن توقيع الاتفاقية خيانة واضحة للفلاح! ",
        "opinion",
        "author",
        {"marks": (("إن", "inna"), ("خيانة", "evaluation"), ("!", "exclamation")), "checkable": False},
    ),
    (
        "فهذه «صفقة القرن» كتبها المتاجرون بالعطش لأنهم يريدون المال. ",
        "claim",
        "author",
        {"marks": (("لأنهم", "motive"),), "checkable": False},
    ),
    ("ولن يصل إلى الحقول منها شيء. ", "prediction", "author", {"time": "future", "certainty": "probable"}),
    (
        "فعلى الحكومتين أن تنشرا كل رقم قبل فوات الأوان. ",
        "call",
        "author",
        {"marks": (("فعلى", "deontic"), ("قبل فوات الأوان", "time_up")), "time": "future"},
    ),
    ("أليس الماء حقا للجميع؟\n", "question", "author", {"checkable": False}),
    (
        "ونقلت صحيفة المرفأ عن الوزير قوله «سنعمل على حماية كل قطرة».\n",
        "direct_quote",
        "e1",
        {"cue": ("نقلت", "say"), "source_span": "الوزير"},
    ),
    ("شارك المقال", "boilerplate", None, {"checkable": False}),
)
TOLD = "".join(words for words, *_ in _SEGMENTS)


def _at(phrase: str, which: int = 0) -> dict[str, Any]:
    """Return where the phrase stands in ``TOLD``, the first time or a later one."""
    start = -1
    for _ in range(which + 1):
        start = TOLD.index(phrase, start + 1)
    return {"start": start, "end": start + len(phrase), "text": phrase}


def _voices() -> list[Voice]:
    found, at = [], 0
    for words, voice, source, more in _SEGMENTS:

        def within(phrase: str, at: int = at) -> dict[str, Any]:
            start = TOLD.index(phrase, at)
            return {"start": start, "end": start + len(phrase), "text": phrase}

        cue = more.get("cue")
        span = more.get("source_span")
        chain = [] if voice == "boilerplate" else ["author", *([source] if source and source != "author" else [])]
        found.append(
            Voice(
                start=at,
                end=at + len(words),
                text=words,
                voice=voice,  # type: ignore[arg-type]
                source=source,
                source_span=VoiceSource(**within(span)) if span else None,
                chain=chain,
                cue=VoiceCue(**within(cue[0]), category=cue[1]) if cue else None,
                author_stance=more.get("stance", "neutral"),
                certainty=more.get("certainty", "certain"),
                time=more.get("time", "present"),
                checkable=more.get("checkable", True),
                marks=[Mark(**within(text), kind=kind) for text, kind in more.get("marks", ())],
                via="voices/test",
            )
        )
        at += len(words)
    return found


def _quotation(name: str, phrase: str, kind: str, which: int = 0, **more: Any) -> Quotation:
    return Quotation(id=name, **_at(phrase, which), kind=kind, via="quotations/test", **more)  # type: ignore[arg-type]


def _party(entity: str | None, code: str | None, sector: str | None = None, text: str | None = None) -> Party:
    span = _at(text) if text else {}
    return Party(entity=entity, code=code, sector=sector, via="events/test", **span)


def _event(name: str, phrase: str, type_: str, **more: Any) -> Event:
    return Event(id=name, **_at(phrase), type=type_, via="events/test", **more)


def told() -> Record:
    """Return a record of a commentary: voices, quotations, persuasion, events and an agreement."""

    def entity(
        name: str, type_: str, arabic: str, english: str | None, *mentions: tuple[str, int], **more: Any
    ) -> Entity:
        kinds = [
            Mention(**_at(phrase, which), form="name", type=type_, via="entities/table")  # type: ignore[arg-type]
            for phrase, which in mentions
        ]
        return Entity(id=name, type=type_, name=arabic, name_en=english, mentions=kinds, **more)  # type: ignore[arg-type]

    jordan, tunisia = _party("e2", "JOR"), _party("e3", "TUN")
    company = _party("e5", "JOR", "BUS")
    first_use = "سنعمل معا على حماية كل قطرة ماء"
    again = _at("سنعمل على حماية كل قطرة")
    return Record(
        generator=Generator(name="khabar", version="0", lexicons="0"),
        document=Document(
            id="told",
            sha256=hashlib.sha256(TOLD.encode()).hexdigest(),
            title="اتفاقية الماء",
            author="هالة الساحلي",
            published="2021-05-10",
            language="ar",
        ),
        text=TOLD,
        sentences=[
            Sentence(start=s, end=e, paragraph=p, subjectivity=(0.05, 0.3, 0.9)[at % 3])
            for at, (s, e, p) in enumerate(analyse(TOLD).sentences)
        ],
        times=[
            Time(
                id="t1",
                **_at("3 مايو/أيار 2021"),
                type="DATE",
                value="2021-05-03",
                earliest="2021-05-03",
                latest="2021-05-03",
                via="times.test",
            ),
            Time(
                id="t2",
                **_at("يونيو/حزيران المقبل"),
                type="DATE",
                value="2021-06",
                earliest="2021-06-01",
                latest="2021-06-30",
                via="times.test",
            ),
        ],
        entities=[
            entity("e1", "PERSON", "سليم المرفئي", "Salim al-Marfai", ("سليم المرفئي", 0), sector="GOV", code="JOR"),
            entity("e2", "GPE", "الأردن", "Jordan", ("الأردن", 0), ("الأردن", 1), ("الأردن", 2), code="JOR"),
            entity("e3", "GPE", "تونس", "Tunisia", ("تونس", 0), ("تونس", 1), ("تونس", 2), code="TUN"),
            entity("e4", "GPE", "المغرب", "Morocco", ("المغرب", 0), code="MAR"),
            entity("e5", "ORG", "شركة السدود", None, ("شركة السدود", 0), kind="company", sector="BUS"),
            entity("e6", "GPE", "عمّان", "Amman", ("عمّان", 0), code="JOR", geo=Geo(lat=31.95, lon=35.93)),
            entity("e7", "ORG", "صحيفة المرفأ", None, ("صحيفة المرفأ", 0), kind="newspaper"),
        ],
        quotations=[
            _quotation(
                "u1",
                "تبادل بيانات الأنهار، وتدريب المهندسين، وإنشاء صندوق مشترك",
                "indirect",
                cue=Cue(**_at("تنص"), lemma="نص", category="document"),
                speaker_text="الاتفاقية",
            ),
            _quotation(
                "u2",
                first_use,
                "direct",
                cue=Cue(**_at("قال"), lemma="قال", category="say"),
                speaker="e1",
                speaker_text="وزير المياه سليم المرفئي",
            ),
            _quotation(
                "u3",
                "البلدين سيعقدان اجتماعا في تونس في يونيو/حزيران المقبل",
                "indirect",
                cue=Cue(**_at("أضاف"), lemma="أضاف", category="say"),
                speaker="e1",
            ),
            _quotation(
                "u4",
                "يكون المشروع قد تعثر",
                "indirect",
                cue=Cue(**_at("نفى"), lemma="نفى", category="deny"),
                speaker_text="متحدث باسم شركة السدود",
                stance="denying",
            ),
            _quotation(
                "u5",
                "الشركة رشت موظفين",
                "indirect",
                cue=Cue(**_at("يزعم"), lemma="زعم", category="distance"),
                speaker_text="نواب من المغرب",
                stance="doubting",
            ),
            _quotation("u6", "صفقة القرن", "scare"),
            _quotation(
                "u7",
                "سنعمل على حماية كل قطرة",
                "direct",
                speaker="e1",
                repeats=Repeat(
                    of="u2",
                    differences=[
                        Difference(at=again["start"] + len("سنعمل "), found="", expected="معا"),
                        Difference(at=again["end"], found="", expected="ماء"),
                    ],
                ),
            ),
        ],
        voices=_voices(),
        persuasion=[
            Persuasion(
                **_at("خيانة واضحة"),
                technique="Loaded_Language",
                holder="author",
                voice=10,
                target_text="توقيع الاتفاقية",
                via="persuasion/test",
            ),
            Persuasion(
                **_at("المتاجرون بالعطش"),
                technique="Name_Calling-Labeling",
                holder="author",
                voice=11,
                via="persuasion/test",
            ),
            Persuasion(
                **_at("كل قطرة"), technique="Exaggeration-Minimisation", holder="e1", voice=2, via="persuasion/test"
            ),
            Persuasion(**_at("رشت موظفين"), technique="Loaded_Language", voice=6, target="e5", via="persuasion/test"),
            Persuasion(
                **_at("قبل فوات الأوان"), technique="Appeal_to_Time", holder="author", voice=13, via="persuasion/test"
            ),
        ],
        events=[
            _event(
                "v1",
                "وقعت",
                "SUPPORT",
                contexts=["diplomatic", "natural_resource"],
                actors=[jordan, tunisia],
                date="2021-05-03",
                dated_by="clause",
                time="t1",
                place="e6",
                voice=0,
                source="author",
                goldstein=5.0,
            ),
            _event(
                "v2",
                "سيعقدان",
                "AGREE",
                actors=[jordan, tunisia],
                status="future",
                date="2021-06",
                dated_by="clause",
                place="e3",
                voice=3,
                source="e1",
            ),
            _event(
                "v3",
                "هددت",
                "THREATEN",
                mode="relations",
                actors=[company],
                recipients=[jordan],
                voice=5,
                source="author",
            ),
            _event(
                "v4",
                "رشت",
                "COERCE",
                mode="misinformation",
                contexts=["corruption"],
                actors=[company],
                recipients=[_party(None, "JOR", "GOV", "موظفين")],
                voice=6,
                certainty="doubted",
            ),
            _event(
                "v5",
                "منحت",
                "AID",
                contexts=["economic"],
                actors=[tunisia],
                recipients=[jordan],
                historical=True,
                date="2019",
                dated_by="clause",
                voice=7,
                source="author",
            ),
            _event(
                "v6",
                "واعتقلت",
                "COERCE",
                mode="arrest",
                actors=[_party(None, "JOR", "COP", "الشرطة الأردنية")],
                recipients=[_party(None, "JOR", "CVL", "محتجا")],
                date="2021-04",
                dated_by="clause",
                voice=8,
                source="author",
            ),
            _event(
                "v7",
                "يقطع",
                "PROTEST",
                mode="obstruct",
                actors=[_party(None, "JOR", "AGR", "المزارعون")],
                status="negated",
                voice=9,
                source="author",
            ),
            _event("v8", "توقيع", "SUPPORT", actors=[jordan, tunisia], voice=10, source="author", same="v1"),
        ],
        agreements=[
            Agreement(
                id="a1",
                **_at("اتفاقية التعاون المائي"),
                name="اتفاقية التعاون المائي",
                kind="accord",
                parties=["e2", "e3"],
                date="2021-05-03",
                state="signed",
                event="v1",
                provisions=[
                    Provision(**_at("تبادل بيانات الأنهار"), via="agreements/test"),
                    Provision(**_at("وتدريب المهندسين"), via="agreements/test"),
                    Provision(
                        **_at("وإنشاء صندوق مشترك"),
                        mentions=[(_at("المال")["start"], _at("المال")["end"])],
                        via="agreements/test",
                    ),
                ],
                mentions=[(_at("الاتفاقية", which)["start"], _at("الاتفاقية", which)["end"]) for which in (0, 1)],
                via="agreements/test",
            )
        ],
    )
