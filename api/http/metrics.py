"""Prometheus metrics, labelled by route template and never by an id."""

from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY: Final = CollectorRegistry()
BUCKETS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_answers = Counter("wellbeing_answers", "Answers by route and status.", ("method", "route", "status"), registry=REGISTRY)
_seconds = Histogram(
    "wellbeing_answer_seconds", "Time to answer by route.", ("method", "route"), registry=REGISTRY, buckets=BUCKETS
)
pool_waiting: Final = Gauge("wellbeing_pool_waiting", "Requests waiting for a database connection.", registry=REGISTRY)
change_behind: Final = Gauge(
    "wellbeing_change_behind", "Transactions that the oldest running one holds the change log back.", registry=REGISTRY
)
looks_waiting: Final = Gauge("wellbeing_looks_waiting", "Looks not yet shown to the people they were about.", registry=REGISTRY)
jobs_waiting: Final = Gauge("wellbeing_jobs_waiting", "Jobs that wait for their turn.", registry=REGISTRY)
jobs_failed: Final = Gauge("wellbeing_jobs_failed", "Jobs given up after several tries; somebody must look.", registry=REGISTRY)
jobs_processes: Final = Gauge("wellbeing_jobs_processes", "Processes that work on the queue.", registry=REGISTRY)
snapshots_waiting: Final = Gauge("wellbeing_snapshots_waiting", "Weekly figures that are due and not made.", registry=REGISTRY)

_known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer. Label children are kept: looking them up costs more than counting."""
    key = (method, route, status)
    found = _known.get(key)
    if found is None:
        found = _known[key] = (_answers.labels(method, route, str(status)), _seconds.labels(method, route))
    found[0].inc()
    found[1].observe(seconds)


def exposition() -> tuple[bytes, str]:
    """The text that Prometheus reads, and its media type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
