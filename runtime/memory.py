"""Gives back what starting has left over."""

from __future__ import annotations

import ctypes
import gc


def settle() -> None:
    """Collect what loading threw away, and return it to the system, when everything is loaded.

    What is loaded stays until the end, so the collector need not look at it again: a full
    collection takes a quarter of a second, in which nobody is answered.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    # glibc keeps freed pieces between others; other C libraries have no such function.
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if give_back is not None:
        give_back(0)
