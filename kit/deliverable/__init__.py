"""EDGE OUT: notebooks run, documents exported, runs published."""

from kit.deliverable import deferred  # noqa: F401  # before the first import of nbformat
