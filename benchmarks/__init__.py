"""Speed, size and safety of the kit, as commands: ``python -m benchmarks --help``."""
