"""Do bullets say what was built with a model: a verb, an AI object, and the thing that came of it?"""

from __future__ import annotations

import re

from scorer.facts import Resume
from scorer.findings import Evidence, Finding, failed, graded, shortened

PILLAR, WEIGHT, SOURCE = "resume", 4, "careery: what you built, not that you used ChatGPT"
FIX = "Write: built (what) with (model and technique) for (whom), so that (figure)."
FULL = 4  # bullets

VERB = re.compile(
    r"\b(?:built|build|designed|developed|shipped|implemented|created|launched|deployed|architected|"
    r"engineered|wrote|productioni[sz]ed|integrated|automated|fine-?tuned|trained|migrated|led|owned|"
    r"evaluated|reduced|cut|improved)\b",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"\b(?:LLMs?|RAG|GPT|Claude|Gemini|Llama|Mistral|OpenAI|Anthropic|embeddings?|vector|retrieval|"
    r"rerank\w*|agents?|agentic|prompts?|language models?|generative|evals?|evaluation|fine-?tun\w+|"
    r"transformers?|neural|machine learning|deep learning|ML|NLP|inference|hallucinat\w+|guardrails?|"
    r"semantic search|tool[- ]call\w*|LangChain|LangGraph|PyTorch|TensorFlow|MCP|chatbot|AI)\b"
)
ARTEFACT = re.compile(
    r"\b(?:pipelines?|services?|apis?|systems?|apps?|applications?|assistants?|bots?|platforms?|search|"
    r"tools?|workflows?|features?|products?|models?|classifiers?|suites?|harness|frameworks?|librar(?:y|"
    r"ies)|dashboards?|engines?|servers?|endpoints?|datasets?|agents?|plugins?|cli|extensions?|monitors?|"
    r"routers?|copilot)\b",
    re.IGNORECASE,
)


def check(resume: Resume) -> Finding:
    bullets = [b for b in resume.bullets if b.section in ("experience", "projects")]
    built = [b for b in bullets if VERB.search(b.text) and OBJECT.search(b.text) and ARTEFACT.search(b.text)]
    # A pasted job ad is one text many times: the same bullet counts once.
    distinct = list(dict.fromkeys(b.text for b in built))
    if not distinct:
        return failed("no bullet says what was built with a model", missing=("built-AI bullets",))
    evidence = [Evidence(f'"{shortened(text, 90)}"') for text in distinct]
    return graded(
        len(distinct) / FULL, evidence, reason="" if len(distinct) >= FULL else f"{len(distinct)} of {FULL}"
    )
