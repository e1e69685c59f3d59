"""What all tests share."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

# Machines are shared and slow at times: an example that takes long is no failure.
settings.register_profile("khabar", deadline=None)
settings.load_profile("khabar")


def pytest_configure(config: pytest.Config) -> None:
    """Let the tests have a cache of tables of their own, at first empty."""
    folder = TemporaryDirectory(prefix="khabar-cache-")
    os.environ["KHABAR_CACHE"] = folder.name
    config.add_cleanup(folder.cleanup)
