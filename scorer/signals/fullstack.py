"""Is there a whole product around a model: interface, API, sign-in, storage, and telemetry or payments?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Finding, parts
from scorer.signals._code import called, filed, imported, shown
from scorer.signals._repos import beside_a_model, best

PILLAR, WEIGHT, SOURCE = (
    "portfolio",
    4,
    "careery: third project; pillar guide: a product with sign-in and payments",
)
FIX = "Put one of your models behind a page people can sign in to, keep their data, and measure what they do."

UI = (
    "react",
    "next",
    "vue",
    "svelte",
    "solid-js",
    "streamlit",
    "gradio",
    "chainlit",
    "nicegui",
    "reflex",
    "dash",
)
PAGES = re.compile(r"\.(?:tsx|jsx|vue|svelte)$|(?:^|/)templates/.+\.html$")
API = ("fastapi", "flask", "django", "starlette", "litestar", "express", "hono", "fastify", "@nestjs/core")
ROUTES = re.compile(r"(?:^|/)app/api/.+route\.[jt]s$|(?:^|/)pages/api/")
AUTH = (
    *(
        "jwt",
        "jose",
        "authlib",
        "passlib",
        "fastapi_users",
        "fastapi.security",
        "flask_login",
        "django.contrib.auth",
    ),
    *(
        "next-auth",
        "@auth/core",
        "@clerk/nextjs",
        "@auth0/nextjs-auth0",
        "better-auth",
        "passport",
        "jsonwebtoken",
    ),
    *("@supabase/ssr", "@supabase/auth-helpers-nextjs", "firebase_admin.auth", "lucia"),
)
STORE = (
    *(
        "sqlalchemy",
        "sqlmodel",
        "psycopg",
        "psycopg2",
        "asyncpg",
        "sqlite3",
        "duckdb",
        "pymongo",
        "motor",
        "supabase",
    ),
    *(
        "django.db",
        "redis",
        "tortoise",
        "peewee",
        "@prisma/client",
        "drizzle-orm",
        "mongoose",
        "pg",
        "@supabase/supabase-js",
    ),
)
MEASURE = (
    *(
        "posthog",
        "sentry_sdk",
        "opentelemetry",
        "prometheus_client",
        "langfuse",
        "mixpanel",
        "segment",
        "stripe",
    ),
    *(
        "posthog-js",
        "posthog-node",
        "@sentry/nextjs",
        "@sentry/node",
        "@vercel/analytics",
        "@opentelemetry/api",
    ),
    *("@stripe/stripe-js", "@lemonsqueezy/lemonsqueezy.js", "logfire"),
)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, one)


@beside_a_model
def one(repo: Repo, code: Code) -> Finding:
    """How much of a product one repository shows."""
    login = imported(code, *AUTH) or called(
        code, re.compile(r"OAuth2\w+|st\.login|login_required|getServerSession")
    )
    return parts(
        {
            "an interface": shown(repo, imported(code, *UI) or filed(code, PAGES), "interface"),
            "an API": shown(repo, imported(code, *API) or filed(code, ROUTES), "API"),
            "sign-in": shown(repo, login, "sign-in"),
            "storage": shown(repo, imported(code, *STORE), "storage"),
            "telemetry or payments": shown(repo, imported(code, *MEASURE), "telemetry or payments"),
        }
    )
