"""Can it be deployed by anybody: container, deploy workflow, infrastructure as code?"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, parts
from scorer.signals._code import filed, shown
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = (
    "portfolio",
    3,
    "pillar guide: deployment automation, containers, infrastructure as code",
)
FIX = "Add a Dockerfile, deploy from CI on every merge, and keep the infrastructure as code."

CONTAINER = re.compile(r"(?:^|/)(?:Dockerfile[\w.-]*|Containerfile|(?:docker-)?compose[\w.-]*\.ya?ml)$")
INFRASTRUCTURE = re.compile(
    r"\.tf$|(?:^|/)(?:Pulumi\.yaml|cdk\.json|serverless\.ya?ml|fly\.toml|render\.yaml|railway\.json|"
    r"vercel\.json|wrangler\.toml|app\.yaml|Chart\.yaml|kustomization\.yaml|template\.ya?ml|"
    r"modal_app\.py)$|(?:^|/)(?:k8s|helm)/"
)
DEPLOYS = re.compile(
    r"\bdeploy|build-push-action|aws-actions/|google-github-actions/|azure/|flyctl|kubectl|wrangler|"
    r"terraform apply|pulumi up|pypi-publish|docker push",
    re.IGNORECASE,
)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    workflow = next((w for w in code.workflows if DEPLOYS.search(w.text)), None)
    return parts(
        {
            "a container": shown(repo, filed(code, CONTAINER), "container"),
            "a deploy workflow": Evidence("deploys from CI", repo.link(workflow.path)) if workflow else None,
            "infrastructure as code": shown(repo, filed(code, INFRASTRUCTURE), "infrastructure as code"),
        }
    )
