"""Sources: bytes in; text and metadata out; nothing about Arabic grammar."""

from khabar.sources.batch import Failure, Item, Pending, iter_documents, iter_pending
from khabar.sources.furniture import furniture_at_end
from khabar.sources.read import read_bytes, read_path, read_text
from khabar.sources.source import Source

__all__ = [
    "Failure",
    "Item",
    "Pending",
    "Source",
    "furniture_at_end",
    "iter_documents",
    "iter_pending",
    "read_bytes",
    "read_path",
    "read_text",
]
