"""khabar reads Arabic political text into a checkable record.

>>> import khabar
>>> record = khabar.read("وصل الوفد إلى بغداد أمس.", published="2016-10-05")
>>> record.times[0].value
'2016-10-04'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khabar._version import __version__

if TYPE_CHECKING:
    from khabar.errors import KhabarError
    from khabar.reader import Reader, read
    from khabar.record import Record

__all__ = ["KhabarError", "Reader", "Record", "__version__", "read"]

_HOMES = {"KhabarError": "khabar.errors", "Reader": "khabar.reader", "Record": "khabar.record", "read": "khabar.reader"}


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that ``import khabar`` costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'khabar' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
