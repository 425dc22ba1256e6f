"""Is there a retrieval system that feeds a model, seen in the code and not in a list of dependencies?

A fifth each: embedding, store, retrieval in front of a model call, chunking or reranking, and a corpus (1,000
documents half, 10,000 full).
"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo, Sight
from scorer.findings import Evidence, Finding, failed, graded
from scorer.signals._ai import model_call
from scorer.signals._code import called, shown, used
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 4, "careery: first project; pillar guide: RAG over 10,000+ documents"
FIX = "Index 10,000 documents: chunk, embed, retrieve, rerank and feed a model."

EMBED = re.compile(
    r"embeddings\.create$|embed_(?:documents|query|content)$|Embeddings?$|"
    r"SentenceTransformer(?:\.encode)?$|get_text_embedding|^ai\.embed(?:Many)?$|TextEmbedding|"
    r"cohere[\w.]*\.embed$|voyageai[\w.]*\.embed$"
)
STORES = (
    *(
        "chromadb",
        "pinecone",
        "weaviate",
        "qdrant_client",
        "pgvector",
        "faiss",
        "lancedb",
        "pymilvus",
        "sqlite_vec",
    ),
    *(
        "usearch",
        "hnswlib",
        "langchain_chroma",
        "langchain_pinecone",
        "langchain_qdrant",
        "langchain_postgres",
    ),
    *(
        "langchain_community.vectorstores",
        "llama_index.core.VectorStoreIndex",
        "opensearchpy",
        "elasticsearch",
    ),
    *("@pinecone-database/pinecone", "@qdrant/js-client-rest", "weaviate-client", "redisvl", "turbopuffer"),
)
RETRIEVE = re.compile(
    r"similarity_search\w*|as_retriever|query_points|get_relevant_documents|near_(?:text|vector)$|"
    r"hybrid_search|cosine_similarity|(?:chromadb|pinecone|qdrant_client|lancedb|faiss|"
    r"weaviate)[\w.]*\.(?:query|search)$|"
    # .retrieve() of an API client fetches an object by its id and finds nothing.
    r"^(?!(?:openai|anthropic|stripe)\b|.*client)(?:[\w.]*\.)?(?:retrieve(?:_\w+)?|"
    r"\w*[Rr]etriever(?:\.\w+)?)$"
)
REFINE = re.compile(
    r"text_?splitter|splitter\b|(?:^|\.)(?!\w*stream)\w*chunk(?:er|s|ed|ing)?(?:_\w+)?$|re_?rank|"
    r"CrossEncoder",
    re.I,
)
NUMBER = re.compile(r"(?<![\d.,$€])(\d{1,3}(?:[,.\u202f' ]\d{3})+|\d{4,7})(?![\d.,%])")
HALF, FULL = 1_000, 10_000  # documents


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, one)


@of_code
def one(repo: Repo, code: Code) -> Finding:
    """How much of a retrieval system one repository shows."""
    retrieval = called(code, RETRIEVE)
    model = model_call(code)
    embedded, stored = called(code, EMBED), _store(code)
    if retrieval is None or not (embedded or stored):
        return failed("no retrieval over embeddings or a store in the code", missing=("retrieval",))
    documents, where = _corpus(code)
    seen: dict[str, Evidence | None] = {
        "embedding": shown(repo, embedded, "embeds"),
        "a vector store": shown(repo, stored, "stores vectors"),
        "retrieval in front of a model": shown(repo, retrieval, "retrieves") if model else None,
        "chunking or reranking": shown(repo, called(code, REFINE), "chunks or reranks"),
    }
    corpus = 1.0 if documents >= FULL else 0.5 if documents >= HALF else 0.0
    evidence = [e for e in seen.values() if e]
    if corpus:
        evidence.append(Evidence(f"a corpus of {documents:,}", repo.link(where)))
    missing = [name for name, e in seen.items() if not e] + (["10,000 documents"] if corpus < 1 else [])
    reason = f"not found: {', '.join(missing)}" if missing else ""
    return graded(
        (sum(bool(e) for e in seen.values()) + corpus) / 5, evidence, reason=reason, missing=missing
    )


def _store(code: Code) -> Sight | None:
    return used(code, *STORES) or called(code, re.compile(r"cosine_similarity|VectorStore|vectorstore", re.I))


def _corpus(code: Code) -> tuple[int, str]:
    """The largest count the README gives; files of a corpus folder count as they are."""
    held = sum(bool(re.search(r"(?:^|/)(?:corpus|documents|docs_raw|data)/", f.path)) for f in code.files)
    stated = 0
    if code.readme:
        # A year is no corpus, and neither is anything in code.
        prose = re.sub(r"```.*?```|`[^`]*`|\(https?:[^)]*\)", "", code.readme.text, flags=re.DOTALL)
        numbers = [int(re.sub(r"\D", "", m[1])) for m in NUMBER.finditer(prose)]
        stated = max((n for n in numbers if n < 10**8 and not 1990 <= n <= 2035), default=0)
    return (stated, code.readme.path) if code.readme and stated >= held else (held, "")
