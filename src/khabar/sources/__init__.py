"""Sources: bytes in; text and metadata out; nothing about Arabic grammar."""

from khabar.sources.batch import Failure, Item, iter_documents
from khabar.sources.furniture import furniture_at_end
from khabar.sources.read import read_bytes, read_path, read_text
from khabar.sources.source import Source

__all__ = ["Failure", "Item", "Source", "furniture_at_end", "iter_documents", "read_bytes", "read_path", "read_text"]
