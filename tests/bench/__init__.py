"""What the service costs, beside applications that do less: `python -m tests.bench` (make bench)."""
