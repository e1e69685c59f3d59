"""Exports of the events of records: PLOVER JSON Lines, CAMEO codes, columns after GDELT; an event told again once."""

from khabar.formats.export.export import FORMATS, export, export_lines

__all__ = ["FORMATS", "export", "export_lines"]
