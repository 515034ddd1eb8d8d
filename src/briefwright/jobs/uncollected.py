"""Imported first by the server that workers are forked from: what modules make stays, so collecting it is lost time."""

import gc

gc.disable()
