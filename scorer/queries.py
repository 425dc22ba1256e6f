"""The four questions asked of GitHub's GraphQL API; a test holds them to GitHub's published schema."""

from __future__ import annotations

from collections.abc import Mapping

REPOSITORY = """
fragment Listed on Repository {
  name owner { login } url description homepageUrl createdAt pushedAt
  isFork isTemplate isEmpty isArchived
  defaultBranchRef { name }
  repositoryTopics(first: 20) { nodes { topic { name } } }
}
"""

PERSON = (
    """
query Person($login: String!, $merged: String!) {
  repositoryOwner(login: $login) { __typename }
  user(login: $login) {
    login url bio websiteUrl location
    pinnedItems(first: 6, types: [REPOSITORY]) { nodes { ... on Repository { nameWithOwner } } }
    repositories(first: 100, ownerAffiliations: [OWNER], privacy: PUBLIC,
                 orderBy: {field: PUSHED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Listed }
    }
  }
  search(type: ISSUE, query: $merged, first: 50) {
    nodes { ... on PullRequest {
      url title mergedAt additions deletions authorAssociation
      repository { nameWithOwner mentionableUsers { totalCount } }
    } }
  }
}
"""
    + REPOSITORY
)

MORE = (
    """
query More($login: String!, $after: String!) {
  user(login: $login) {
    repositories(first: 100, after: $after, ownerAffiliations: [OWNER], privacy: PUBLIC,
                 orderBy: {field: PUSHED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Listed }
    }
  }
}
"""
    + REPOSITORY
)

COMMITS = """
fragment Page on CommitHistoryConnection {
  totalCount
  pageInfo { endCursor }
  nodes { authoredDate message author { user { login } } parents { totalCount } }
}
"""

NEWEST = """
  r{n}: repository(owner: $owner, name: $name{n}) {{
    name
    releases(first: 1, orderBy: {{field: CREATED_AT, direction: ASC}}) {{ nodes {{ createdAt }} }}
    issues(first: 50) {{ nodes {{ author {{ login }} }} }}
    defaultBranchRef {{ target {{ ... on Commit {{
      statusCheckRollup {{ state }}
      history(first: 100) {{ ...Page }}
    }} }} }}
  }}"""

OLDEST = """
  r{n}: repository(owner: $owner, name: $name{n}) {{
    name
    defaultBranchRef {{ target {{ ... on Commit {{ history(first: 100, after: $after{n}) {{ ...Page }} }} }}
    }}
  }}"""


def aliased(name: str, part: str, variables: Mapping[str, str]) -> str:
    """One query over several repositories: names travel as variables, never inside the text."""
    count = sum(key.startswith("name") for key in variables)
    declared = " ".join(f"${key}: String!" for key in ("owner", *variables))
    return f"query {name}({declared}) {{{''.join(part.format(n=n) for n in range(count))}\n}}\n{COMMITS}"
