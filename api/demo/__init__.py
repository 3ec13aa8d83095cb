"""A small world to try everything on: the demo, the sandboxes, the examples in the docs and the tests all speak of it."""
