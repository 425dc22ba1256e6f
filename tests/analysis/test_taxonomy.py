"""The vocabulary is sound, large enough, and holds what the guides name."""

from analysis.folding import pattern
from analysis.skillbook import Care, Form, Skill, SkillId, bind, book, parse, problems

# A sample of every layer the guides teach, in the makers' spellings.
NAMED = (
    "Python", "JavaScript", "TypeScript", "Go", "Rust", "C++", "Java", "R", "SQL", "GPT", "Claude",
    "Gemini", "Llama", "Mistral", "Qwen", "DeepSeek", "BERT", "Pinecone", "Weaviate", "Chroma", "pgvector",
    "Qdrant", "LangChain", "LangGraph", "LlamaIndex", "CrewAI", "AutoGen", "Braintrust", "LangSmith",
    "OpenTelemetry", "Langfuse", "Helicone", "Datadog", "PyTorch", "TensorFlow", "scikit-learn", "MLflow",
    "AWS", "Azure", "Vercel", "Railway", "Fly.io", "Docker", "Kubernetes", "Terraform", "Pulumi",
    "FastAPI", "Flask", "Django", "Next.js", "React", "Node.js", "pandas", "Spark", "Databricks", "Kafka",
    "PostgreSQL", "Jupyter", "Cursor", "Windsurf", "Cohere", "Git", "pytest", "Vercel AI SDK",
    "Hugging Face", "Azure OpenAI", "Azure AI Foundry", "Vertex AI", "Cloudflare Workers", "Cloud Run",
    "GitHub Copilot", "Claude Code", "few-shot prompting", "chain of thought", "prompt chaining",
    "hybrid search", "semantic search", "feature flags", "human in the loop", "prompt injection",
    "token counting", "model routing", "open-weight models", "function calling", "JSON mode",
    "feature stores", "model registries", "distributed training", "linear algebra", "calculus",
    "probability theory", "statistics", "AWS Certified AI Practitioner", "AI-102", "Generative AI Leader",
    "LangChain Academy", "DeepLearning.AI", "async Python", "type hints",
)  # fmt: skip


def test_nothing_is_wrong_with_it() -> None:
    assert problems(book()) == []


def test_it_is_large_enough() -> None:
    skills = book().skills
    assert len(skills) >= 1_200
    assert len({pattern(form.text) for skill in skills for form in skill.forms}) >= 3_500


def test_it_names_what_the_guides_name() -> None:
    known = {pattern(form.text) for skill in book().skills for form in skill.forms}
    assert [name for name in NAMED if pattern(name) not in known] == []


def test_skills_know_what_they_belong_to_and_stand_beside() -> None:
    shelf = book()
    bedrock, graph = shelf.by_id[SkillId("amazon-bedrock")], shelf.by_id[SkillId("langgraph")]
    assert {"aws", "cloud-platforms"} <= {skill.id for skill in shelf.ancestors(bedrock)}
    assert "crewai" in {skill.id for skill in shelf.siblings(graph)}


def test_a_line_is_enough_for_a_new_skill() -> None:
    (skill,) = parse('[[group]]\narea = "data"\nkind = "tool"\nskills = [\n  { name = "Frobnicator" },\n]\n')
    assert skill.id == "frobnicator"
    assert skill.forms == (Form("Frobnicator", Care.sure),)


def skill(name: str, *, key: str = "", aliases: tuple[str, ...] = (), parents: tuple[str, ...] = ()) -> Skill:
    forms = tuple(Form(text, Care.sure) for text in (name, *aliases))
    return Skill(SkillId(key or name.lower()), name, "tool", "data", forms, tuple(map(SkillId, parents)))


def test_clashes_and_dangling_parents_are_refused() -> None:
    assert problems(bind([skill("Foo"), skill("Bar", aliases=("foo!",))])) == [
        '"foo!" is claimed by both foo and bar'
    ]
    assert "no line defines" in problems(bind([skill("Foo", parents=("bar",))]))[0]
    assert "share the id" in problems(bind([skill("Foo", key="x"), skill("Bar", key="x")]))[0]
    assert (
        "own ancestor" in problems(bind([skill("Foo", parents=("bar",)), skill("Bar", parents=("foo",))]))[0]
    )
    near = Skill(SkillId("ray"), "Ray", "tool", "data", (Form("Ray", Care.doubtful),), near=("ray", "dask"))
    assert problems(bind([near])) == ['ray: the spelling "ray" stands in its own near and vouches for itself']
    sure = Skill(SkillId("rag"), "RAG", "tool", "data", (Form("RAG", Care.exact),), near=("llm",))
    assert problems(bind([sure])) == ["rag: near is never asked, since no spelling is ambiguous"]
    assert "folds to nothing" in " ".join(problems(bind([skill("Foo", aliases=("--",))])))
