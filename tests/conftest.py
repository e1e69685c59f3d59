"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Machines are shared and slow at times: an example that takes long is no failure.
settings.register_profile("khabar", deadline=None)
settings.load_profile("khabar")
