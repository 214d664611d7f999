"""The parts of the deliverable, one module per section."""
