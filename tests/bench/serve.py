"""Serve a reference with one worker, as uvicorn serves best: `python -m tests.bench.serve bare 9001`."""

import sys

import uvicorn

REFERENCES = {
    "bare": "tests.bench.bare:app",
    "bare_visits": "tests.bench.bare_visits:app",
    "idiomatic": "tests.bench.idiomatic:app",
    "sync": "tests.bench.sync_template:app",
}

if __name__ == "__main__":
    name, port = sys.argv[1:]
    uvicorn.run(
        REFERENCES[name], host="127.0.0.1", port=int(port), loop="uvloop", http="httptools", access_log=False, log_level="warning"
    )
