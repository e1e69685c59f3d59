"""Web pages: the article, what is known of it, and what stood around it. The pages are in ``pages/``."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.errors import EmptyTextError, KhabarError
from khabar.sources import Source, read_bytes, read_path
from khabar.sources.html import read_page
from khabar.sources.page_data import parse_page_date

PAGES = Path(__file__).with_name("pages")
# page: title, author, publisher, url, published, published_from
DATA = {
    "wordpress": (
        "وفد اقتصادي يصل إلى عدن لبحث إعادة فتح الميناء",
        "سلمى الحداد",
        "مدونة المرسى",
        "https://almarsa.example/economy/aden-port/",
        "2018-03-07",
        "meta article:published_time",
    ),
    "jsonld": (
        "اتفاق على تبادل الأسرى بين الجانبين",
        "مراد بن يحيى",
        "صحيفة الضفاف",
        "https://addifaf.example/news/77123",
        "2021-11-02",
        "JSON-LD datePublished",
    ),
    "html5": (
        "نتائج الانتخابات المحلية في ثلاث ولايات",
        "هند المنصوري",
        None,
        None,
        "2019-05-21",
        "<time datetime>",
    ),
    "url_date": (
        "توقف الملاحة في المضيق ساعات بعد عاصفة رملية",
        None,
        "أخبار الخليج الشرقي",
        "https://akhbar.example/world/2014/06/19/storm-in-the-strait",
        "2014-06-19",
        "the address",
    ),
    "no_date": ("حين يصبح الماء سلاحا", None, None, None, None, None),
    "table_layout": ("نشرة الصمود - بيان إلى أهل المدينة", None, None, None, None, None),
}
# page: first and last line of the article, number of lines
ARTICLES = {
    "wordpress": ("وصل إلى مدينة عدن", "بعد لقاء المحافظ وغرفة التجارة.", 10),
    "jsonld": ("أعلنت لجنة الوساطة", "المصدر: وكالات", 5),
    "html5": ("أظهرت النتائج الأولية", "عشرين في المئة.", 10),
    "url_date": ("توقف الملاحة في المضيق", "حتى نهاية الأسبوع.", 4),
    "no_date": ("منذ أن ضرب الجفاف", "فهل ننتظر حتى يجف النهر؟", 3),
    "table_layout": ("يا أهلنا الكرام", "التاسع من ربيع الأول", 7),
}
# page, kind, a piece of the furniture's text
FURNITURE = [
    ("wordpress", "related", "أسعار الوقود في المكلا"),
    ("wordpress", "related", "صيادو الساحل ينتظرون"),
    ("wordpress", "share", "واتساب"),
    ("wordpress", "comment", "كلام جميل ولكننا سمعنا مثله"),
    ("wordpress", "comment", "أتمنى أن تصل الكهرباء"),
    ("wordpress", "form", "لن يتم نشر عنوان بريدك الإلكتروني"),
    ("wordpress", "form", "رأيك في الموضوع"),
    ("wordpress", "other", "جميع الحقوق محفوظة"),
    ("jsonld", "share", "تلغرام"),
    ("jsonld", "related", "جلسة طارئة لبحث ملف المفقودين"),
    ("jsonld", "related", "عودة الرحلات الجوية"),
    ("jsonld", "form", "اشترك في نشرتنا البريدية"),
    ("html5", "comment", "النسبة الحقيقية أقل من ذلك"),
    ("html5", "share", "نسخ الرابط"),
    ("html5", "share", "تابعونا على تلغرام"),
    ("html5", "related", "أمطار غزيرة"),
    ("no_date", "share", "شارك المقال"),
    ("url_date", "related", "للمزيد من الأخبار"),
    ("table_layout", "comment", "أضف تعليقا"),
    ("table_layout", "form", "رأيك في الموضوع"),
]


def page(name: str) -> Source:
    return read_path(PAGES / f"{name}.html")


@pytest.mark.parametrize("name", DATA)
def test_page_data(name: str) -> None:
    source = page(name)
    found = (source.title, source.author, source.publisher, source.url, source.published, source.published_from)
    assert found == DATA[name]
    assert source.media_type == "text/html"


@pytest.mark.parametrize("name", ARTICLES)
def test_article(name: str) -> None:
    first, last, count = ARTICLES[name]
    lines = page(name).text.split("\n")
    assert lines[0].startswith(first)
    assert lines[-1].endswith(last)
    assert len(lines) == count


@pytest.mark.parametrize(("name", "kind", "piece"), FURNITURE)
def test_furniture_is_set_aside_and_kept(name: str, kind: str, piece: str) -> None:
    source = page(name)
    assert piece not in source.text
    assert [each.kind for each in source.furniture if piece in each.text] == [kind]


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("wordpress", "﴿وَقُلِ اعْمَلُوا فَسَيَرَى اللَّهُ عَمَلَكُمْ﴾"),
        ("wordpress", "- تدريب مئتي عامل من أبناء المدينة."),
        ("wordpress", "\nمراحل الإصلاح\n"),
        ("wordpress", "الميناء رئة المدينة، ومن يغلق الرئة يقتل الجسد."),
        ("html5", "| الساحلية | 9 | 38 % |"),
        ("html5", "- ترفق بها محاضر الفرز."),
        ("table_layout", "| الخبز | 250 ليرة |"),
        ("table_layout", "وَلَا تَكْتُمُوا الشَّهَادَةَ"),
    ],
)
def test_verses_lists_tables_headings_and_block_quotations_survive(name: str, piece: str) -> None:
    assert piece in page(name).text


@pytest.mark.parametrize("name", ["no_date", "table_layout"])
def test_a_page_without_date_has_none_and_says_so(name: str) -> None:
    assert page(name).published is None
    assert "the page does not say when it was published." in page(name).warnings


def test_declared_windows_1256_is_read() -> None:
    assert page("table_layout").encoding == "windows-1256"


def test_a_page_without_article_is_an_error_that_names_it() -> None:
    with pytest.raises(EmptyTextError, match=r"front\.html: no article was found"):
        page("front")


def test_force_reads_what_is_visible() -> None:
    source = read_path(PAGES / "front.html", force=True)
    assert "وزير النقل يفتتح الجسر الجديد فوق النهر الكبير" in source.text
    assert any("no article" in warning for warning in source.warnings)


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body></body></html>", "<!doctype html>", "<html><body><script>x</script>"]
)
def test_an_empty_page_is_an_error(markup: str) -> None:
    with pytest.raises(EmptyTextError):
        read_bytes(markup.encode(), name="empty.html")


def _with_head(head: str) -> Source:
    body = "<p>" + "وصل الوفد إلى المدينة صباح اليوم في زيارة رسمية تستمر ثلاثة أيام كاملة. " * 5 + "</p>"
    return read_bytes(f"<html><head>{head}</head><body><h1>عنوان</h1>{body * 2}</body></html>".encode(), name="p.html")


@pytest.mark.parametrize(
    ("head", "published", "place"),
    [
        ('<meta property="article:published_time" content="2016-09-30T23:30:00+03:00">', "2016-09-30", "meta article:"),
        ('<meta name="DC.date.issued" content="2016/09/30">', "2016-09-30", "meta dc.date.issued"),
        ('<meta itemprop="datePublished" content="20160930">', "2016-09-30", "meta datepublished"),
        ('<meta name="pubdate" content="Fri, 30 Sep 2016 10:00:00 GMT">', "2016-09-30", "meta pubdate"),
        ('<meta name="date" content="30/09/2016">', "2016-09-30", "meta date"),
        ('<link rel="canonical" href="https://x.example/a/2016-09-30/b">', "2016-09-30", "the address"),
        ('<meta property="og:url" content="https://x.example/20160930/b">', "2016-09-30", "the address"),
    ],
)
def test_a_date_comes_with_its_place(head: str, published: str, place: str) -> None:
    source = _with_head(head)
    assert source.published == published
    assert source.published_from is not None
    assert source.published_from.startswith(place)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="09/08/2016">',
        '<meta name="date" content="yesterday">',
        '<meta name="date" content="2016-13-45">',
        '<meta name="date" content="0001-01-01T00:00:00Z">',
        '<meta property="article:modified_time" content="2016-09-30">',
        '<meta name="copyright" content="2012">',
        '<link rel="canonical" href="https://x.example/a/1234567">',
        '<script type="application/ld+json">{"@type": "Organization", "datePublished": "2016-09-30"}</script>',
        '<script type="application/ld+json">{"broken": </script>',
    ],
)
def test_no_date_is_invented(head: str) -> None:
    assert _with_head(head).published is None


def test_dates_that_disagree_are_said() -> None:
    source = _with_head(
        '<meta property="article:published_time" content="2016-09-30">'
        '<link rel="canonical" href="https://x.example/2015/01/02/b">'
    )
    assert source.published == "2016-09-30"
    assert any("the address says 2015-01-02" in warning for warning in source.warnings)


def test_the_callers_date_has_no_place_on_the_page() -> None:
    source = page("wordpress").with_metadata(published="2018-03-08")
    assert (source.published, source.published_from) == ("2018-03-08", None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-09-30", "2016-09-30"),
        ("13.09.2016", "2016-09-13"),
        ("09.09.2016", "2016-09-09"),
        (None, None),
        ("", None),
    ],
)
def test_parse_page_date(value: str | None, expected: str | None) -> None:
    assert parse_page_date(value) == expected


def _paragraphs() -> str:
    sentence = "كتب المحرر مقالا طويلا عن أحوال المدينة بعد عام من الحصار والجوع"
    return "".join(f"<p>{number}: {sentence}، وقال {sentence}، ثم أعاد: {sentence}.</p>" for number in "أبج")


def test_a_form_around_the_whole_page_is_no_comment_form() -> None:
    fields = '<input type="text" name="q"><textarea></textarea>'
    markup = f"<html><body><form>{fields}{_paragraphs()}</form></body></html>"
    assert read_bytes(markup.encode(), name="p.html").text.count("كتب المحرر") == 9


def test_a_class_name_alone_does_not_take_the_article_away() -> None:
    markup = f'<html><body><div class="related share"><h1>عنوان</h1>{_paragraphs()}</div></body></html>'
    assert read_bytes(markup.encode(), name="p.html").text.count("كتب المحرر") == 9


@pytest.mark.parametrize("depth", [50, 1000, 20000])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    markup = "<html><body>" + "<div>" * depth + "<p>نص في العمق</p>" + "</div>" * depth + "</body></html>"
    try:
        read_bytes(markup.encode(), name="deep.html")
    except KhabarError as error:
        assert "deep.html" in str(error)


_PIECES = [
    "<p>", "</p>", "<div class=comments>", "</div>", "<table>", "<tr><td>", "<form>", "<textarea>", "</form>",
    "<a href=x>", "</a>", "&nbsp;", "<!--", "-->", "<script>", "</script>", "<h1>", "]]>", "\0", "﴿",
    "<time datetime='2016-09-30'>", "نص عربي قصير ",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_any_markup_is_accepted(parts: list[str]) -> None:
    found = read_page("<html><body>" + "".join(parts))
    assert isinstance(found.text, str)
    assert all(each.text for each in found.furniture)
