"""CAMEO: the code of an event by the crosswalk (``cameo.tsv``), the codes of who acts, and rows of both.

CAMEO knows no status: what did not happen, may happen or is yet to come is left out, but for the intention to cooperate
and the announced concession, which have codes of their own. Codes after Gerner, Schrodt and Yilmaz, CAMEO 1.1b3 (2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from khabar.formats.export.counted import Counted, counted
from khabar.lexicon.tables import read_table
from khabar.record import Party, Record

__all__ = ["CAMEO_COLUMNS", "actor_code", "actor_name", "cameo_code", "cameo_rows", "has_code", "quad_class"]

CAMEO_COLUMNS = ("Date", "Source", "Target", "Code", "Root", "Goldstein", "Tellings", "Document", "Event", "Trigger")
_OF_INTENT = frozenset(("AGREE", "CONCEDE"))
# Sectors that CAMEO calls by another name, and international codes as it writes them.
_SECTORS: Mapping[str, str] = {"JRN": "MED", "MED": "HLH", "PRM": "MIL", "SOC": "CVL"}
_BODIES: Mapping[str, str] = {"UNO": "IGOUNO", "EUR": "IGOEUREEC"}
# Roots up to these belong to the quad classes 1 to 4 of CAMEO.
_LAST_ROOTS = (5, 8, 13, 20)


@cache
def _codes() -> dict[tuple[str, str, str], str]:
    rows = read_table(Path(__file__).with_name("cameo.tsv"), "export/cameo").rows
    return {(row.cells["type"], row.cells["mode"], row.cells["context"]): row.cells["cameo"] for row in rows}


def cameo_code(one: Counted) -> str:
    """Return the code of three digits of an event; its first two are the root."""
    codes, event = _codes(), one.event
    mode = "agreement" if event.type == "SUPPORT" and one.concludes else event.mode or ""
    if (event.type, mode, "") not in codes:
        mode = ""
    shared = (codes[key] for context in event.contexts if (key := (event.type, mode, context)) in codes)
    return next(shared, codes[event.type, mode, ""])


def has_code(one: Counted) -> bool:
    """Say whether CAMEO can tell an event: it has happened, or it is an intention."""
    return one.event.status == "asserted" or (one.event.status == "future" and one.event.type in _OF_INTENT)


def quad_class(code: str) -> int:
    """Return the quad class of a code: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
    return next(number for number, last in enumerate(_LAST_ROOTS, 1) if int(code[:2]) <= last)


def actor_code(party: Party) -> str:
    """Return a party as CAMEO writes it: the country's or body's code, then its role (PAKMIL); empty if not known."""
    code = _BODIES.get(party.code or "", party.code or "")
    return code + _SECTORS.get(party.sector or "", party.sector or "")


def actor_name(party: Party, names: Mapping[str, str]) -> str:
    """Return what a party is called: its entity's name, else the words of the text."""
    return names.get(party.entity or "") or party.text or ""


def _joined(parties: Sequence[Party]) -> str:
    return ";".join(dict.fromkeys(filter(None, map(actor_code, parties)))) or "---"


def cameo_rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield a row for each event that CAMEO can tell, several parties joined by ``;``, nobody known as ``---``."""
    for one in counted(record):
        if not has_code(one):
            continue
        event, code = one.event, cameo_code(one)
        score = "" if event.goldstein is None else f"{event.goldstein:g}"
        yield (
            one.days[0] or "", _joined(one.actors), _joined(one.recipients), code, code[:2], score,
            str(len(one.tellings)), record.document.id, event.id, event.text,
        )  # fmt: skip
