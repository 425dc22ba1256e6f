"""Have others merged this person's work: in an AI library, or in a project with many contributors?

An AI library counts in full, another project with twenty contributors half; five changed lines or fewer 0.3
of
that. Exercise repositories and own organisations do not count.
"""

from __future__ import annotations

import re

from scorer.facts import Merged
from scorer.findings import Evidence, Finding, failed, graded

PILLAR, WEIGHT, SOURCE = "portfolio", 4, "pillar guide: a merged PR to a major AI library; career guide"
FIX = "Fix something that bit you in a library you use: a failing test, then the fix, then the pull request."

AI_OWNERS = frozenset(
    (
        *(
            "langchain-ai",
            "run-llama",
            "openai",
            "anthropics",
            "huggingface",
            "pytorch",
            "tensorflow",
            "keras-team",
        ),
        *(
            "vllm-project",
            "ggml-org",
            "ollama",
            "chroma-core",
            "qdrant",
            "weaviate",
            "pinecone-io",
            "pgvector",
        ),
        *(
            "milvus-io",
            "lancedb",
            "berriai",
            "langfuse",
            "helicone",
            "braintrustdata",
            "traceloop",
            "arize-ai",
        ),
        *(
            "explodinggradients",
            "confident-ai",
            "promptfoo",
            "crewaiinc",
            "stanfordnlp",
            "deepset-ai",
            "ukplab",
        ),
        *("pydantic", "dottxt-ai", "guidance-ai", "modelcontextprotocol", "vercel", "mlflow", "ray-project"),
        *(
            "google-gemini",
            "mistralai",
            "cohere-ai",
            "eleutherai",
            "unslothai",
            "axolotl-ai-cloud",
            "sgl-project",
        ),
        *("scikit-learn", "comet-ml", "wandb", "567-labs", "boundaryml", "letta-ai", "mem0ai", "nvidia"),
    )
)
AI_REPOS = frozenset(
    ("microsoft/autogen", "microsoft/semantic-kernel", "ag2ai/ag2", "facebookresearch/faiss")
)
FARM = re.compile(
    r"first-?contribution|hacktoberfest|good-?first|awesome-|contribut(?:e|ion)s?-to|practice|30-?days", re.I
)
MANY, FEW_LINES, TRIVIAL = 20, 5, 0.3


def check(merged: tuple[Merged, ...]) -> Finding:
    counted = [m for m in merged if not m.own_organisation and not FARM.search(m.repo)]
    worth: dict[str, tuple[float, Merged]] = {}
    for one in counted:
        value = _worth(one)
        if value and value > worth.get(one.repo, (0.0, one))[0]:
            worth[one.repo] = (value, one)
    unseen = sum(_worth(m) is None for m in counted)
    if not worth:
        reason = "no merged pull request in an AI library or a larger project"
        return graded(0.0, reason=reason, unverified=1.0) if unseen else failed(reason)
    top = sorted(worth.values(), key=lambda vm: (-vm[0], vm[1].url))
    evidence = [Evidence(f"{m.repo}: {m.title[:70]} ({value:.2g})", m.url) for value, m in top]
    return graded(sum(value for value, _ in top), evidence)


def _worth(one: Merged) -> float | None:
    """None when the number of contributors could not be seen."""
    owner = one.repo.partition("/")[0].lower()
    if owner in AI_OWNERS or one.repo.lower() in AI_REPOS:
        base = 1.0
    elif one.contributors is None:
        return None
    else:
        base = 0.5 if one.contributors >= MANY else 0.0
    return base * (TRIVIAL if one.lines is not None and one.lines <= FEW_LINES else 1.0)
