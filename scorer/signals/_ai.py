"""The libraries that models are called with, and what a call to a model looks like."""

from __future__ import annotations

import re

from scorer.facts import Code, Sight
from scorer.signals._code import called, imported, importing, matching

PROVIDERS: dict[str, tuple[str, ...]] = {
    "OpenAI": (
        "openai",
        "langchain_openai",
        "@ai-sdk/openai",
        "@langchain/openai",
        "llama_index.llms.openai",
    ),
    "Anthropic": (
        "anthropic",
        "langchain_anthropic",
        "@anthropic-ai/sdk",
        "@ai-sdk/anthropic",
        "@langchain/anthropic",
    ),
    "Google": (
        "google.generativeai",
        "google.genai",
        "vertexai",
        "langchain_google_genai",
        "langchain_google_vertexai",
        "@google/generative-ai",
        "@google/genai",
        "@ai-sdk/google",
    ),
    "Mistral": ("mistralai", "langchain_mistralai", "@mistralai/mistralai", "@ai-sdk/mistral"),
    "Cohere": ("cohere", "langchain_cohere", "cohere-ai"),
    "Groq": ("groq", "langchain_groq", "groq-sdk", "@ai-sdk/groq"),
    "Amazon Bedrock": ("langchain_aws", "@aws-sdk/client-bedrock-runtime", "@ai-sdk/amazon-bedrock"),
    "Azure": ("azure.ai.inference", "@azure/openai", "@ai-sdk/azure"),
    "local models": (
        "ollama",
        "vllm",
        "llama_cpp",
        "transformers",
        "langchain_ollama",
        "@huggingface/inference",
    ),
    "Hugging Face": ("huggingface_hub", "langchain_huggingface"),
}
ROUTERS = ("litellm", "openrouter", "@openrouter/ai-sdk-provider", "portkey_ai", "aisuite", "any_llm")
CALL = re.compile(
    r"(?:chat\.completions\.(?:create|parse|stream)|responses\.(?:create|parse|stream)|"
    r"messages\.(?:create|stream|parse)|(?:generate_content|generateContent)\w*|(?:genai|generativeai|"
    r"chats?)\b[\w.]*\.send_message\w*|^ai\.(?:generate|stream)(?:Text|Object)|litellm\.\w*completion|"
    r"\bacompletion|converse(?:_stream)?|invoke_model\w*|ollama\.\w*\.?(?:chat|generate)|text_generation|"
    r"chat_completion|(?:langchain|langgraph|Chat[A-Z])[\w./@-]*\.(?:a?invoke|a?stream|predict)|(?:vllm|"
    r"transformers)[\w.]*\.generate|transformers\.pipeline|query_engine\.query|cohere[\w.]*\.chat)$"
)


def calling(code: Code) -> frozenset[str]:
    """Files that call a model or import a provider: what stands beside it belongs to it."""
    modules = tuple(module for names in PROVIDERS.values() for module in names)
    return importing(code, *modules) | {s.path for s in matching(code, CALL)}


def model_call(code: Code) -> Sight | None:
    """The first call to a model outside tests."""
    return called(code, CALL)


def providers(code: Code) -> dict[str, Sight]:
    """Providers whose library is imported outside tests, with the line."""
    found = {name: imported(code, *modules) for name, modules in PROVIDERS.items()}
    return {name: sight for name, sight in found.items() if sight is not None}
