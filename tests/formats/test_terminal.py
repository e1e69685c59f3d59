"""Widths, direction, clipping."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.formats.terminal import FSI, PDI, RLI, RLM, Terminal, around, clean, clip, display_width, isolate, pad, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("كلمة", 4), ("كَلِمَةٌ", 4), ("", 0), ("日本", 4), (f"{FSI}كلمة{PDI}", 4), ("é", 1), ("é", 1)],
)
def test_width_counts_columns(text: str, width: int) -> None:
    assert display_width(text) == width


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_clipped_text_fits(text: str, width: int) -> None:
    clipped = clip(text, width)
    assert display_width(clipped) <= width
    assert clipped == text or clipped.rstrip(PDI).endswith("…")


def test_clipped_text_closes_its_isolates() -> None:
    assert clip(f"the reference {FSI}كلمة طويلة{PDI} is right", 18) == f"the reference {FSI}كلم…{PDI}"


@pytest.mark.parametrize(
    ("text", "right_to_left", "isolated"),
    [
        ("كلمة", False, True),
        ("word", False, False),
        ("2016-09-23", False, False),
        ("2016-09-23", True, True),
        ("word", True, True),
        ("كلمة", True, False),
        ("●", True, False),
        ("", True, False),
    ],
)
def test_what_runs_against_the_line_is_isolated(text: str, right_to_left: bool, isolated: bool) -> None:
    expected = f"{FSI}{text}{PDI}" if isolated else text
    assert isolate(text, right_to_left=right_to_left) == expected


def test_pad_counts_columns_not_characters() -> None:
    assert pad("كَلِمَةٌ", 6) == "كَلِمَةٌ" + "  "
    assert pad("ab", 4, "<ab>") == "<ab>  "


@pytest.mark.parametrize("mark", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u200f", "\r", "\0"])
def test_clean_takes_away_what_could_command_a_terminal(mark: str) -> None:
    assert clean(f"أ{mark}ب") == "أ ب"


@given(st.lists(st.text()), st.integers(min_value=1, max_value=40))
def test_wrapped_lines_fit_and_hold_all_pieces(pieces: list[str], width: int) -> None:
    lines = wrap(pieces, width, between=" · ")
    assert [piece for line in lines for piece in line] == [clip(piece, width) for piece in pieces]
    assert all(display_width(" · ".join(line)) <= width for line in lines)


def test_wrapped_lines_take_what_fits() -> None:
    assert wrap(["ab", "cd", "ef"], 5, between=" ") == [["ab", "cd"], ["ef"]]
    assert wrap([], 5, between=" ") == []


def test_around_gives_whole_words_with_ellipses_where_it_goes_on() -> None:
    text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة"
    start = text.index("خمسة")
    assert around(text, start, start + 4, 26) == ("… أربعة ", "خمسة", " ستة سبعة …")
    assert "".join(around(text, start, start + 4, 100)) == text


def test_around_stops_at_line_breaks() -> None:
    text = "قبل\nواحد اثنان ثلاثة\nبعد"
    start = text.index("اثنان")
    assert around(text, start, start + 5, 80) == ("واحد ", "اثنان", " ثلاثة")


def test_around_gives_the_room_of_a_short_side_to_the_other() -> None:
    text = "أول " + "كلمة " * 40
    before, middle, after = around(text, 0, 3, 60)
    assert before == ""
    assert middle == "أول"
    assert 40 <= display_width(after) <= 57


@given(st.text(max_size=200), st.data())
def test_around_fits_and_keeps_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    width = data.draw(st.integers(12, 80))
    before, middle, after = around(text, start, end, width)
    assert display_width(before + middle + after) <= width
    assert middle == clip(clean(text[start:end]), width - 4)
    assert not set(before + middle + after) & set("\x1b\n\r\u202e")


def test_a_right_to_left_line_is_filled_only_on_a_terminal() -> None:
    assert Terminal(10).right_to_left("كلمة") == f"{RLM}{RLI}كلمة{PDI}"
    assert (
        Terminal(10, fill=True).right_to_left("\x1b[1mكلمة\x1b[0m") == f"{RLM}{RLI}\x1b[1mكلمة\x1b[0m      {RLM}{PDI}"
    )
    assert Terminal(4, fill=True).right_to_left("كلمة") == f"{RLM}{RLI}كلمة{PDI}"


class _Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Terminal.of_stream(_Tty()).color
    assert not Terminal.of_stream(io.StringIO()).color
    assert not Terminal.of_stream(None).color
    assert not Terminal.of_stream(_Tty(), color=False).color
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Terminal.of_stream(_Tty()).color
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not Terminal.of_stream(_Tty()).color


@pytest.mark.parametrize(("columns", "width"), [("72", 72), ("20", 40), ("300", 120)])
def test_lines_are_as_wide_as_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Terminal.of_stream(_Tty()).width == width
    assert Terminal.of_stream(io.StringIO()).width == 100
