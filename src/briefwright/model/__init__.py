"""The types that travel between stages: frozen, without I/O."""
