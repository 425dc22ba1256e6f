"""Can one see what it does in production: structured logs, tracing, metrics, used outside tests?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Finding, parts
from scorer.signals._code import passing, shown, used
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 3, "pillar guide: logs, OpenTelemetry, Langfuse or Helicone; cbt"
FIX = "Log as JSON, trace each model call with tokens and latency, and count errors."

LOGS = (
    "structlog",
    "loguru",
    "pythonjsonlogger",
    "json_log_formatter",
    "pino",
    "winston",
    "logfire",
    "bunyan",
)
TRACES = (
    *(
        "opentelemetry",
        "langfuse",
        "helicone",
        "langsmith",
        "phoenix",
        "logfire",
        "weave",
        "braintrust",
        "ddtrace",
    ),
    *(
        "openinference",
        "traceloop",
        "mlflow",
        "opik",
        "@opentelemetry/api",
        "@opentelemetry/sdk-node",
        "langsmith/traceable",
    ),
    *("@helicone/helpers", "langfuse-node"),
)
LOG = re.compile(r"\.(?:debug|info|warning|error|exception|critical)$")  # with fields of their own
METRICS = (
    *("prometheus_client", "statsd", "datadog", "opentelemetry.metrics", "aws_lambda_powertools.metrics"),
    *("prometheus_fastapi_instrumentator", "prom-client", "hot-shots"),
)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    return parts(
        {
            "structured logs": shown(repo, used(code, *LOGS) or passing(code, "extra", to=LOG), "logs"),
            "tracing": shown(repo, used(code, *TRACES), "traces"),
            "metrics": shown(repo, used(code, *METRICS), "counts"),
        }
    )
