"""The title proposes, the duties decide; several roles in one posting are told apart."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import roles, sections
from analysis.cues import scan
from analysis.roles import Role
from analysis.titles import proposed

ROLES = {
    "ai_engineer", "ml_engineer", "ml_research", "ai_infrastructure", "ai_safety_eval", "data_scientist",
    "data_engineer", "data_analyst", "software_engineer", "engineering_manager", "product_or_design",
    "other_technical", "non_technical", "multiple",
}  # fmt: skip
LLM_WORK = """What you'll do
- Build RAG pipelines and AI agents on top of large language models
- Own prompt engineering, tool calling and LLM evaluation in our product
Requirements
- Experience with LangChain, vector databases and the OpenAI API
"""
TRAINING_WORK = """What you'll do
- Train models for ranking and forecasting; own feature engineering and hyperparameter search
- Build ML pipelines and watch for data drift and model performance
Requirements
- PyTorch, scikit-learn, XGBoost and deep learning
"""
AGENT_WORK = """What you'll do
- Build AI agents and write evals for them
- Analyse prompts
"""
MACHINE_WORK = """What you'll do
- Mechanical and electrical design of motors, from CAD models to fabrication and machining
"""
SERVING_WORK = """What you'll do
- Write CUDA kernels and own quantization for low-latency inference with vLLM and TensorRT
- Keep GPU utilization of our model serving high
"""
TUNING_WORK = """What you'll do
- Build components for foundation model training and language model inference
- LLM optimization: latency, throughput and hardware utilization of training and inference
"""
LLM_EVALS = """What you'll do
- Deploy large language models and AI agents to Kubernetes, with evals in CI/CD
- Backend services for AI workflows and AI tools
"""
SMALL_TALK = "We like each other and have lunch together. " * 80
WEB_WORK = """What you'll do
- Build backend services and REST APIs for our web application
- Review code and ship microservices with CI/CD
Requirements
- Java, Spring, React, PostgreSQL and Docker
"""


def read(title: str, text: str = "", *, years: float | None = None) -> Role:
    return roles.read(title, scan(text, sections.outline(text)), years=years)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("AI Engineer", "ai_engineer"),
        ("Senior GenAI Developer", "ai_engineer"),
        ("Prompt Engineer", "ai_engineer"),
        ("Ingénieur IA générative", "ai_engineer"),
        ("KI-Entwickler (m/w/d)", "ai_engineer"),
        ("Machine Learning Engineer", "ml_engineer"),
        ("Computer Vision Engineer", "ml_engineer"),
        ("Research Scientist, Post-Training", "ml_research"),
        ("MLOps Engineer", "ai_infrastructure"),
        ("Software Engineer, ML Platform", "software_engineer"),
        ("AI Infrastructure Engineer", "ai_infrastructure"),
        ("AI Safety Researcher", "ai_safety_eval"),
        ("Staff Data Scientist", "data_scientist"),
        ("Data Engineer", "data_engineer"),
        ("Analytics Engineer", "data_analyst"),
        ("Data Analyst, Growth", "data_analyst"),
        ("Softwareentwickler (m/w/d)", "software_engineer"),
        ("Développeur Full Stack", "software_engineer"),
        ("Growth Engineer", "software_engineer"),
        ("Engineering Manager", "engineering_manager"),
        ("Senior Manager, Software Engineering", "engineering_manager"),
        ("Head of Data Science", "engineering_manager"),
        ("Senior Product Manager, AI", "product_or_design"),
        ("Product Designer", "product_or_design"),
        ("Solutions Engineer", "other_technical"),
        ("Mechanical Design Engineer", "other_technical"),
        ("Technical Writer", "other_technical"),
        ("API Docs Writer", "other_technical"),
        ("Docs Engineer", "other_technical"),
        ("CAD Modeler", "other_technical"),
        ("Network Engineer", "other_technical"),
        ("Neural Network Engineer", "ml_engineer"),
        ("AI Apprentice Software Engineer", "ai_engineer"),
        ("Prozessingenieurin (m/w/d)", "other_technical"),
        ("Head of UX Research", "product_or_design"),
        ("Product & Design Talent Pool", "product_or_design"),
        ("SecOps Engineer (AI Assistant)", "software_engineer"),
        ("Founder's Office - AI Engineer", "ai_engineer"),
        ("Powertrain Simulation Engineer", "other_technical"),
        ("Data & AI Engineer", "data_engineer"),
        ("Backend / AI Engineer", "software_engineer"),
        ("Software Engineer, Inference", "ai_infrastructure"),
        ("Account Executive", "non_technical"),
        ("Sales Development Representative (AI-Enabled)", "non_technical"),
        ("Technical Recruiter", "non_technical"),
        ("Director of Business Development", "non_technical"),
        ("Business Development Manager", "non_technical"),
        ("Software Development Manager", "engineering_manager"),
        ("Lead Product AI Data Engineer", "data_engineer"),
        ("AI Agent Engineer", "ai_engineer"),
        ("Insurance Agent", "non_technical"),
        ("QA Engineer (Generative AI)", "software_engineer"),
        ("AI QA Automation Engineer", "software_engineer"),
        ("Security Engineer, AI", "software_engineer"),
        ("AI Security Engineer", "software_engineer"),
        ("Implementation Manager", "other_technical"),
        ("Managing Engineer (Python)", "engineering_manager"),
        ("Principal Engineer, Mechanical Engineering", "other_technical"),
        ("Nuclear Engineer III", "other_technical"),
        ("Engineer, Data Platform", "data_engineer"),
        ("CTO's Office - AI Applications Engineer", "ai_engineer"),
        ("Office Manager", "non_technical"),
        ("Industrial Design Intern", "product_or_design"),
        ("Distributed Systems Engineer", "software_engineer"),
        ("AI Consultant", "other_technical"),
        ("Senior AI/ML Solutions Engineer", "other_technical"),
        ("AI Developer Enablement Lead", "other_technical"),
        ("Senior AI Developer Technology Engineer", "ai_infrastructure"),
        ("AI Solutions Engineer", "ai_engineer"),
        ("AI  Engineer - Search", "ai_engineer"),
        ("AI Principal Engineer", "ai_engineer"),
        ("AI Tools Engineer", "ai_engineer"),
        ("AI Forward Deployed Engineer", "ai_engineer"),
        ("Rust, AI Platform Engineer", "ai_infrastructure"),
        ("Acme Finance - Java Developer", "software_engineer"),
        ("Product Designer, Developer Tools", "product_or_design"),
        ("Robotics Engineering Program Manager", "non_technical"),
        ("Product Manager AI", "product_or_design"),
        ("Content Developer, AI Courses", "non_technical"),
        ("Technical Programme Manager", "other_technical"),
        ("Director of User Experience and Design", "product_or_design"),
        ("Marketing Data Analyst", "data_analyst"),
        ("Security Researcher", "software_engineer"),
        ("CISO", "other_technical"),
        ("Support Engineer - AI Platform", "other_technical"),
        ("Member of Technical Staff - Research Engineer", "ml_research"),
        ("Member of Technical Staff (Inference)", "ai_infrastructure"),
        ("AI Automations Engineer", "ai_engineer"),
        ("Applied Science Manager", "engineering_manager"),
        ("Developer Educator", "other_technical"),
        ("Education Engineer", "other_technical"),
        ("Deployed Engineer", "other_technical"),
        ("Data Annotation Specialist, Norwegian", "non_technical"),
        ("Data Labeling Platform Engineer", "software_engineer"),
        ("AI-Native Software Engineer", "software_engineer"),
        ("AI-Native Engineer", "ai_engineer"),
    ],
)
def test_a_title_proposes_a_role(title: str, role: str) -> None:
    found = proposed(title)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize(
    "title",
    [
        "Software Engineer- AI",
        "Software Engineer, AI II",
        "Developer (AI Projects)",
        "Engineer - AI Tools",
        "Lead Developer - Artificial Intelligence",
    ],
)
def test_ai_beside_an_engineer_is_heard(title: str) -> None:
    found = proposed(title)
    assert found is not None
    assert "ai_engineer" in (found.role, found.hint)


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("Software Engineer", LLM_WORK, "ai_engineer"),
        ("Software Engineer", WEB_WORK, "software_engineer"),
        ("Software Engineer, AI Products", WEB_WORK + LLM_WORK, "ai_engineer"),
        ("AI Engineer", LLM_WORK, "ai_engineer"),
        ("AI Engineer", TRAINING_WORK, "ml_engineer"),
        ("Machine Learning Engineer", TRAINING_WORK, "ml_engineer"),
        ("Machine Learning Engineer", LLM_WORK, "ai_engineer"),
        ("Solutions Engineer", LLM_WORK, "ai_engineer"),
        ("Account Executive", LLM_WORK, "non_technical"),
        ("Engineering Manager", LLM_WORK, "engineering_manager"),
        ("Full Stack Engineer (AI)", WEB_WORK, "software_engineer"),
        ("Senior QA Engineer", LLM_WORK, "software_engineer"),
        ("Forward Deployed Engineer", f"{SMALL_TALK}\n{AGENT_WORK}", "ai_engineer"),
        ("Senior Software Engineer AI", LLM_WORK, "ai_engineer"),
        ("Machine Learning Engineer", WEB_WORK + SMALL_TALK, "software_engineer"),
        ("Software Engineer, AI/ML", LLM_WORK, "ai_engineer"),
        ("Software Engineer, AI/ML", TRAINING_WORK, "ml_engineer"),
        ("Java Engineer (LLM Chatbot)", LLM_WORK, "ai_engineer"),
        ("Software Engineer", LLM_WORK.replace("language models", "language\n  models"), "ai_engineer"),
        ("Motor Engineer", MACHINE_WORK, "other_technical"),
        ("Circuit Design Intern", MACHINE_WORK, "other_technical"),
        ("Research Engineer, Model Efficiency", SERVING_WORK, "ai_infrastructure"),
        ("Systems Engineer", SERVING_WORK, "ai_infrastructure"),
        ("Systems Engineer", WEB_WORK, "software_engineer"),
        ("Solutions Engineer", "You will give demos and workshops on our React app.", "other_technical"),
        ("Quality Engineer, Software", LLM_EVALS, "software_engineer"),
        ("Software Engineer (Cloud Infrastructure)", LLM_EVALS, "software_engineer"),
        ("Staff Platform Engineer - Acme AI", LLM_EVALS, "software_engineer"),
        ("Software Engineer, Agent Infrastructure", WEB_WORK + AGENT_WORK, "software_engineer"),
        ("Senior Power Platform Engineer (AI)", LLM_EVALS, "ai_engineer"),
        ("Software Engineer", LLM_EVALS, "ai_engineer"),
        ("Applied Scientist", TRAINING_WORK, "ml_engineer"),
        ("Principal AI/ML Platform Engineer", f"{SERVING_WORK}{LLM_WORK}", "ai_infrastructure"),
        ("AI Engineer (Model Hosting)", SERVING_WORK, "ai_infrastructure"),
        ("AI Engineer (Model Hosting)", LLM_WORK, "ai_engineer"),
        ("DevOps Engineer (AI/ML)", "Deploy models with Kubernetes and MLOps on GPU.", "ai_infrastructure"),
        ("DevOps Engineer (AI/ML)", WEB_WORK, "software_engineer"),
        ("Frontend Engineer (AI/ML Platform)", WEB_WORK, "software_engineer"),
        ("Software Engineer, Agents Tooling & Platforms", WEB_WORK + AGENT_WORK, "software_engineer"),
        ("Software Engineer - Data Engineering/GenAI", "You own our ETL, dbt and Spark.", "data_engineer"),
        ("Data & AI Engineer", LLM_WORK, "ai_engineer"),
        ("Full Stack/AI Engineer", WEB_WORK, "software_engineer"),
        ("Full Stack/AI Engineer", LLM_WORK, "ai_engineer"),
        ("Pharmacy Technician", "", "non_technical"),
        ("AI/ML Developer Apprenticeship", WEB_WORK + SMALL_TALK, "software_engineer"),
        ("AI/ML Engineer", WEB_WORK + LLM_WORK + SMALL_TALK, "ai_engineer"),
        ("AI-Native Software Engineer", LLM_WORK, "ai_engineer"),
        ("AI Engineer", TUNING_WORK, "ai_infrastructure"),
    ],
)
def test_duties_decide(title: str, text: str, role: str) -> None:
    assert read(title, text).role == role


def test_a_role_the_duties_chose_quotes_them() -> None:
    basis = read("Software Engineer", LLM_WORK).role_basis
    assert basis is not None
    assert basis.source == "text"
    assert "langchain" in basis.words


@pytest.mark.parametrize(
    ("text", "role", "offered"),
    [
        ("Acme | Founding Engineer | NYC | ONSITE\nWe build APIs.", "software_engineer", []),
        (
            "Acme | Backend / ML Engineers | Berlin\nCome and join.",
            "multiple",
            ["ml_engineer", "software_engineer"],
        ),
        (
            "Acme | Multiple roles | Remote\nHiring:\n* Data Engineer - https://x.example\n* Product Manager",
            "multiple",
            ["data_engineer", "product_or_design"],
        ),
        (
            "Acme | Multiple roles | Remote\n- Senior Backend Engineer\n- Frontend Engineer",
            "software_engineer",
            [],
        ),
        ("Acme | Multiple positions | Remote\nSee our site.", "multiple", []),
        (
            "Acme | Remote | Acme builds a platform for the operations of everybody. "
            "We are hiring Full Stack and ML engineers.",
            "multiple",
            ["ml_engineer", "software_engineer"],
        ),
        (
            "Acme | Remote\nHiring: - Data Engineer - a senior DevOps Engineer with Gitlab experience",
            "multiple",
            ["data_engineer", "software_engineer"],
        ),
        (
            "Acme | Boulder\n◉ ML Compiler Engineer (https://x.example)\n◉ Head of Software (https://y.example)",
            "multiple",
            ["ai_infrastructure", "engineering_manager"],
        ),
        (
            "Acme | Seattle\nWe have 2 engineering roles open: - A Senior ML Engineer to build models "
            "- A Full Stack Engineer to build our web application",
            "multiple",
            ["ml_engineer", "software_engineer"],
        ),
        ("Acme | Engineer | Germany\nWe need a senior engineer with a focus on UX.", "software_engineer", []),
        (
            "Acme | Staff/Lead Engineer & Software Engineer\nWe're hiring for two roles:\n"
            "- Interest in modern AI application development",
            "software_engineer",
            [],
        ),
        (
            "Acme | Founding Backend Engineer | Oslo | Full-time\n- Node.js\n"
            "Acme | Founding ML Engineer | Oslo | Full-time\n- PyTorch",
            "multiple",
            ["ml_engineer", "software_engineer"],
        ),
        (
            "Acme | ML / Principal Engineer | Oslo\nWe are seeking:\n* A patient Machine Learning Engineer "
            "who trains models.\n* A Principal Software Engineer who leads.",
            "multiple",
            ["ml_engineer", "software_engineer"],
        ),
        (
            "Acme | Oslo\nWe are looking for a Senior Backend Engineer (Go) and a Senior Data Scientist.",
            "multiple",
            ["data_scientist", "software_engineer"],
        ),
        (
            "Acme | Oslo\nOpen positions:\n- Software Engineer, Data Platform\n- Software Engineer, iOS",
            "software_engineer",
            [],
        ),
        (
            "Acme | Software Engineer | Oslo\nWe are looking for:\n- An eye for design\n- A product mindset",
            "software_engineer",
            [],
        ),
        (
            "Acme | Oslo | Full-time\nOpen roles:\n# Founding Engineer | 1 %\n# Product Designer | 1 %",
            "multiple",
            ["product_or_design", "software_engineer"],
        ),
        (
            "Acme | Oslo\nWe are looking for engineers to help data scientists and designers decide.",
            "software_engineer",
            [],
        ),
        (
            "Acme | Oslo\nWe are looking for developers who like databases, as well as product designers.",
            "multiple",
            ["product_or_design", "software_engineer"],
        ),
        ("Acme | Product Engineer (Rust, AI) | Oslo\nWork on LLM pipelines and agents.", "ai_engineer", []),
        ("Acme | Cofounders + founding team | Oslo\nWe build AI agents on LLMs.", "non_technical", []),
        (
            "Acme | Oslo | Full-time\nOpen roles:\n- VP of Human Resources\n- Product Manager",
            "multiple",
            ["non_technical", "product_or_design"],
        ),
        (
            "Acme | Oslo | Software Engineer\nWe are hiring for the following positions:\n"
            "Backend: https://x.example/1\nData Scientist: https://x.example/2",
            "multiple",
            ["data_scientist", "software_engineer"],
        ),
        (
            "Acme | Oslo\nOpen roles: Writer: https://x.example/1... LLM Engineer: https://x.example/2 "
            "Data Engineer: https://x.example/3",
            "multiple",
            ["ai_engineer", "data_engineer", "non_technical"],
        ),
        (
            "Acme | Oslo | Data Engineer Acme is a tool for designers and writers and is hiring now.",
            "data_engineer",
            [],
        ),
        (
            "Acme Engineering Center | Oslo | Robots\nFeatured:\nRobotics Technician - https://x.example/1\n"
            "Data Engineer - https://x.example/2",
            "multiple",
            ["data_engineer", "other_technical"],
        ),
        ("Head of Engineering @ Acme | Oslo\nWe write Go.", "engineering_manager", []),
        (
            "Acme | Engineering & Product Roles | Oslo\nCome and see.",
            "multiple",
            ["product_or_design", "software_engineer"],
        ),
        (
            "Acme | Engineers, EMs, Designers, more | Oslo\nCome and see.",
            "multiple",
            ["engineering_manager", "product_or_design", "software_engineer"],
        ),
        (
            "Acme | Software Engineers | Oslo\nWe need analytics and design that help ML teams.\n"
            "We're hiring software engineers to work on the web, machine learning, data science and more.",
            "software_engineer",
            [],
        ),
        (
            "Acme | Oslo\nWe are hiring for roles in product, sales and engineering.",
            "multiple",
            ["non_technical", "product_or_design", "software_engineer"],
        ),
        (
            "Acme | Engineering | Oslo\nWe are hiring for many roles, including backend as well as product.",
            "multiple",
            ["product_or_design", "software_engineer"],
        ),
        ("Acme | Software Eng (Product), Software Eng (Backend) | Oslo\nWe do Go.", "software_engineer", []),
        ("Acme | Oslo | Full-time\nRole: Data Engineer (https://x.example)\nCome.", "data_engineer", []),
        ("Acme | Oslo | Data Engineer We are a tool for designers and writers.", "data_engineer", []),
        ("Acme | Oslo\nWe are looking to bring in a great data engineer.", "data_engineer", []),
        ("Acme | Oslo\nWe are looking to grow the team with a data engineer.", "data_engineer", []),
        ("Acme | Technical Co-founder | Oslo\nHelp us.", "software_engineer", []),
        (
            "Acme | Oslo\nWe are looking for software engineers.\n- Develop tools that speed the sales team\n"
            "- no recruiters",
            "software_engineer",
            [],
        ),
        (
            "Acme | Oslo\nOpen roles: 1. Solution Architect - plan 2. Data Engineer 3. Web Developer",
            "multiple",
            ["data_engineer", "other_technical", "software_engineer"],
        ),
        (
            "Acme | Oslo\nHiring for roles (see https://x.example/a?b=c), including Node.js engineers, "
            "Sr. data engineers and more.",
            "multiple",
            ["data_engineer", "software_engineer"],
        ),
        (
            "Acme | Oslo\nOpen roles:\n- Security Engineer US: https://x.example\n- Sales Manager US",
            "multiple",
            ["non_technical", "software_engineer"],
        ),
        ("We are hiring Flutter devs. In Oslo only.", "software_engineer", []),
        ("Acme | Full-stack AI Engineer (Frontend Focus) | Oslo\nCome.", "ai_engineer", []),
        ("Acme | Chief Technology Officer | Oslo\nWe do software development.", "engineering_manager", []),
        (
            "Acme | Founding Engineer & Chief of Staff | Oslo\nCome.",
            "multiple",
            ["non_technical", "software_engineer"],
        ),
        (
            "Acme | DevOps / MLOps / full-stack | Oslo\nCome.",
            "multiple",
            ["ai_infrastructure", "software_engineer"],
        ),
        (
            "Acme | Growth | Oslo\nAcme helps engineering teams test.\nWe seek someone for marketing.",
            "non_technical",
            [],
        ),
        (
            "Acme | Oslo\nWe are looking for developers who work on vision, machine learning, and more.",
            "software_engineer",
            [],
        ),
        (
            "Acme | Several Roles | Oslo\nTwo of them:\nSenior Engineer, Search | Engineering Manager, Tools",
            "multiple",
            ["engineering_manager", "software_engineer"],
        ),
        (
            "Acme | Oslo\nWe are looking for kind people for these roles: Data Engineer, Product Designer.",
            "multiple",
            ["data_engineer", "product_or_design"],
        ),
        (
            "Acme | Oslo\nHiring across the board: Sr. Data Engineer, Designer, QA Engineer",
            "multiple",
            ["data_engineer", "product_or_design", "software_engineer"],
        ),
        (
            "Acme | Oslo Open roles: Engineer (Go, C); Data Scientist. We build anvils for our friends.",
            "multiple",
            ["data_scientist", "software_engineer"],
        ),
        ("Acme | Oslo\nWe build anvils. All our openings: https://x.example", "multiple", []),
        (
            "Acme | Oslo\nWe are looking for someone who will train models.\nAll openings: https://x.example",
            "ml_engineer",
            [],
        ),
        (
            "Acme | Oslo\nYou will join designers, Data Engineers, Analysts.\nHiring a Go developer.",
            "software_engineer",
            [],
        ),
        (
            "Acme | Front-end UX/UI Engineer | Oslo",
            "software_engineer",
            [],
        ),
        (
            "Acme | Senior Go Developer | Oslo\nData Engineer: https://x.example\nSupport Engineer (Rome)",
            "multiple",
            ["data_engineer", "other_technical", "software_engineer"],
        ),
        ("Acme | Go Developer | Oslo\nHiring Manager: Ann\nGo Developer: come.", "software_engineer", []),
        (
            "Acme | Oslo\nOpen now:\nLead Data Engineer // Engineering Manager",
            "multiple",
            ["data_engineer", "engineering_manager"],
        ),
        ("Acme | Oslo\nWe have lots of different roles: https://x.example", "multiple", []),
        ("Acme | Software and ML engineers | Oslo", "multiple", ["ml_engineer", "software_engineer"]),
        ("Acme | ML and backend engineers | Oslo", "multiple", ["ml_engineer", "software_engineer"]),
        (
            "Acme | Oslo\nHiring:\n> Data Engineer\n> Go Developer\n--> A Designer\n+ Sales Manager",
            "multiple",
            ["data_engineer", "non_technical", "product_or_design", "software_engineer"],
        ),
        ("Acme | Oslo\nCome, join our team as a data engineer.", "data_engineer", []),
        ("Acme | Oslo\nWe sell anvils.\nJob list: https://x.example", "multiple", []),
        ("Acme | Data Engineer | Oslo | Full-time or paid INTERN", "data_engineer", []),
    ],
)
def test_a_thread_posting_may_offer_several_roles(text: str, role: str, offered: list[str]) -> None:
    got = read("Ask HN: Who is hiring? (May 2025)", text)
    assert (got.role, got.roles) == (role, offered)


@pytest.mark.parametrize(
    ("title", "years", "level"),
    [
        ("AI Engineering Intern", None, "intern"),
        ("Junior Developer", None, "junior"),
        ("Software Engineer II", None, "mid"),
        ("Software Engineer III", None, "senior"),
        ("Senior Associate", None, "senior"),
        ("Staff AI Engineer", None, "staff"),
        ("AI Solutions Architect", 3, "mid"),
        ("Lead AI Engineer", None, "lead"),
        ("Head of AI", None, "lead"),
        ("Engineering Manager", 3, "lead"),
        ("Senior or Staff Engineer", None, "multiple"),
        ("Mid/Senior Engineer", None, "multiple"),
        ("Staff Accountant", None, "unspecified"),
        ("Product Manager", None, "unspecified"),
        ("Member of Technical Staff", None, "unspecified"),
        ("AI Engineer", 1, "junior"),
        ("AI Engineer", 4, "mid"),
        ("AI Engineer", 5, "senior"),
        ("AI Engineer", 8, "staff"),
        ("Senior AI Engineer", 10, "senior"),
        ("Founding Engineer", None, "unspecified"),
        ("Software Engineer (all levels)", None, "multiple"),
        ("Analyst / Sr. Analyst", 3, "multiple"),
        ("(Senior) Data Engineer (m/f/d)", 3, "multiple"),
        ("Staff / Sr. Staff Engineer", None, "staff"),
        ("Engineer II, Office of the CTO", None, "mid"),
        ("Executive Assistant to the CEO", None, "unspecified"),
        ("CTO Cloud", None, "lead"),
        ("Senior AI Engineer - Vice President", None, "senior"),
        ("AI Engineer, Vice President", None, "lead"),
        ("Java Developer - Assistant Vice President", 3, "mid"),
        ("Managing Engineer", 6, "lead"),
        ("Interim Product Lead (Early Stage)", 3, "lead"),
        ("Stage - Data Scientist", None, "intern"),
        ("Lead Gen AI Engineer", None, "lead"),
        ("Lead Gen Specialist", None, "unspecified"),
        ("Account Executive, Mid-Market", None, "unspecified"),
        ("Senior Lifecycle Marketing Manager", 3, "senior"),
        ("Product Marketing Manager", 3, "mid"),
        ("SaaS Implementation Manager", 6, "senior"),
        ("Business Development Manager", None, "unspecified"),
        ("Senior Manager, Contact Center", 6, "lead"),
        ("Manager of Support", 6, "lead"),
        ("Data Science Manager", 6, "lead"),
        ("Mid-to-Senior Engineer", None, "multiple"),
    ],
)
def test_level_is_in_the_title_or_else_in_the_years(title: str, years: float | None, level: str) -> None:
    assert read(title, years=years).level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("We are looking for a senior engineer to join us.", "senior"),
        ("We are seeking a mid-to-senior level engineer.", "multiple"),
        ("We are looking for both mid-level and experienced engineers.", "multiple"),
        ("We are hiring across several seniority levels.", "multiple"),
        ("The Java Analyst is an intermediate level position.", "mid"),
        ("Data Engineer (ALL LEVELS)", "multiple"),
        ("Mentor engineers of all levels and lead a team of five.", "junior"),
        ("We are on the lookout for an innovative lead engineer.", "lead"),
        ("As a leading firm, we build tools.", "junior"),
        ("As an SRE, you keep our services up.", "junior"),
    ],
)
def test_level_is_in_the_text_where_the_title_is_silent(text: str, level: str) -> None:
    assert read("AI Engineer", text, years=1).level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("What you will do\n- Manage and mentor a regional team of eight people", "lead"),
        ("What you will do\n- Hire and coach our support staff", "lead"),
        ("Requirements\n- 4 years in a leadership position", "lead"),
        ("What you will do\n- Manage a calendar of events with the sales team", "mid"),
        ("About us\nWe are a growing team of 200 people.", "mid"),
        ("About us\nWe work with leading asset managers.", "mid"),
    ],
)
def test_who_is_called_manager_leads_only_where_the_text_names_people_to_lead(text: str, level: str) -> None:
    assert read("Support Operations Manager", text, years=4).level == level


def test_jobs_of_one_level_share_it() -> None:
    text = "Acme | Remote\nHiring:\n- Senior / Staff Backend Engineer\n- Senior / Staff DevOps Engineer"
    assert read("Ask HN: Who is hiring?", text).level == "multiple"
    text = "Acme | Remote\nHiring:\n- a senior chatbot developer\n- a senior DevOps Engineer"
    assert read("Ask HN: Who is hiring?", text).level == "senior"


@pytest.mark.parametrize(
    ("jobs", "level"),
    [
        ("Senior and Staff Full-Stack Engineer", "multiple"),
        ("Software Engineers (Senior, Principal)", "multiple"),
        ("Senior Electrical Engineer & Senior Mechanical/Process Engineer", "senior"),
        ("Senior UI/Frontend Engineers", "senior"),
        ("Staff Engineer, Cloud Engineering", "staff"),
    ],
)
def test_a_level_on_its_own_belongs_to_the_job_beside_it(jobs: str, level: str) -> None:
    assert read("Ask HN: Who is hiring?", f"Acme | {jobs} | Oslo").level == level


@pytest.mark.parametrize(
    "header", ["Acme | Senior Engineer | Full-time | Intern", "Acme | Senior Engineer | Full-time & INTERN"]
)
def test_a_contract_for_interns_beside_a_job_is_not_its_level(header: str) -> None:
    assert read("Ask HN: Who is hiring?", header).level == "senior"


@pytest.mark.parametrize(
    ("title", "text", "special"),
    [
        ("AI Agent Engineer", "", "agents"),
        ("AI Solutions Architect", LLM_WORK, "architecture"),
        ("NLP Engineer", "", "language"),
        ("Computer Vision Engineer", "", "vision"),
        ("AI Engineer", "You build model serving on GPU clusters.", "infrastructure"),
        ("Robotics ML Engineer", "", "robotics"),
        ("Prompt Engineer", "", "prompt"),
    ],
)
def test_a_specialisation_shows_in_title_or_text(title: str, text: str, special: str) -> None:
    assert special in read(title, text).specialisation


@given(title=st.text(max_size=80), text=st.text(max_size=600))
def test_no_text_breaks_the_reader(title: str, text: str) -> None:
    got = read(title, text)
    assert got.role in ROLES
    assert set(got.roles) <= ROLES - {"multiple"}


@pytest.mark.parametrize(
    "unit", ["llm rag agents ", "Engineer, ", "- Engineer\n", "a | b | ", "hiring hiring "]
)
def test_time_grows_with_the_length_of_a_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        outline = [sections.Span(0, length, sections.Section.duties)]
        begin = time.process_time()
        roles.read("Ask HN: Who is hiring?", scan(text, outline))
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(1_000_000) < 40 * seconds(100_000) + 0.5


def test_a_frontend_engineer_stays_one_under_a_blurb_of_agents() -> None:
    text = (
        "Acme | Senior Frontend Engineer | Remote\n"
        "We build LLM-powered AI agents for lawyers.\n"
        "You will work in React and TypeScript on its user interface."
    )
    assert read("Ask HN: Who is hiring?", text).role == "software_engineer"


def test_an_ai_title_over_plain_software_work_is_software() -> None:
    text = (
        "Responsibilities\n- Full-stack web application, backend services and microservices\n"
        "- REST API design, CI/CD, code reviews, React, TypeScript, Node.js, PostgreSQL, Docker"
    )
    assert read("AI Engineer", text).role == "software_engineer"


def test_what_a_company_says_of_itself_is_not_the_work() -> None:
    blurb = "Acme is building AI agents that talk to customers with large language models."
    job = "Acme | Software Engineer | Remote\n{}\nYou like Go and Postgres."
    assert read("Ask HN: Who is hiring?", job.format(blurb)).role == "software_engineer"
    for duties in ("You will write {}.", "We are looking for someone to write {}.", "We are hiring for {}."):
        said = duties.format("AI agents that talk to customers with large language models")
        assert read("Ask HN: Who is hiring?", job.format(said)).role == "ai_engineer"


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        (
            "AI Engineer",
            "As a Machine Learning Engineer, you train, retrain and build AI agents on LLMs.",
            "ml_engineer",
        ),
        ("AI Engineer", "As a software engineer you will build AI agents on LLMs.", "ai_engineer"),
        (
            "Customer AI Engineer",
            "As a Solutions Engineer you will be a trusted advisor and prepare demos of AI agents.",
            "other_technical",
        ),
        ("AIML Engineer", "", "ml_engineer"),
        (
            "Machine Learning Engineer - AI Safety",
            "Responsibilities\n- Red-team chatbots, test prompt injection, guardrails and evals",
            "ai_safety_eval",
        ),
        (
            "Software Engineer - Software Agent",
            "You write a daemon in Go that reports to us.",
            "software_engineer",
        ),
        ("Software Engineer (AI-Native)", "You write code with LLMs and agents.", "software_engineer"),
        ("AI-Native Engineer", "", "ai_engineer"),
        (
            "Data Scientist/AI Engineer",
            "We are seeking a Data Scientist.\nResponsibilities\n- Feature engineering, statistics",
            "data_scientist",
        ),
        ("AI Engineer", "We are looking for a computer scientist.", "ai_engineer"),
        ("Software Engineer, Acme AI", AGENT_WORK, "ai_engineer"),
        (
            "Backend Engineer (AI Platform)",
            "Responsibilities\n- Model serving, inference and GPU autoscaling\n- MLOps, feature stores",
            "ai_infrastructure",
        ),
    ],
)
def test_what_the_text_calls_the_job_tells_it_from_its_neighbours(title: str, text: str, role: str) -> None:
    assert read(title, text).role == role
