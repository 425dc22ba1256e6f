"""Reads Python source with the parser of the standard library: names with path and line, nothing is run."""

from __future__ import annotations

import ast
import builtins
import json
import re
import warnings
from dataclasses import dataclass, field

from scorer.facts import Sight

PLAIN = frozenset(dir(builtins)) - {"input", "open"}  # calls that tell nothing
LONG_TEXT = 80  # characters: a shorter constant is no prompt
USAGE = frozenset(
    (
        *("usage", "usage_metadata", "input_tokens", "output_tokens"),
        *("prompt_tokens", "completion_tokens", "total_tokens"),
    )
)
DEPTH = 150  # nested nodes; deeper is generated or hostile
# A prompt that fences what it did not write: <document>{text}</document>
FENCE = re.compile(r"<(\w{3,20})[^>\n]*>\s*(?:\{[^{}\n]*\}|%s|\$\{[^}\n]*\})\s*</\1>")


@dataclass(slots=True)
class Sights:
    """Everything seen so far in one repository."""

    imports: list[Sight] = field(default_factory=list)
    calls: list[Sight] = field(default_factory=list)
    keys: list[Sight] = field(default_factory=list)
    constants: list[Sight] = field(default_factory=list)
    bare_excepts: list[Sight] = field(default_factory=list)


def read(path: str, data: bytes, *, test: bool, into: Sights) -> int | None:
    """Adds what a file says and returns its assertions; None when it does not parse."""
    source = _notebook(data) if path.endswith(".ipynb") else data.decode("utf-8", errors="replace")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # strangers' escapes are not our business
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    walker = _Walker(path, test, into)
    walker.visit(tree, depth=0)
    for found in FENCE.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        into.constants.append(Sight(f"fenced:{found[1].lower()}", path, line, test))
    return walker.assertions


def _notebook(data: bytes) -> str:
    """The code cells of a notebook as one text, shell lines left out."""
    try:
        cells = json.loads(data)["cells"]
        code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError):
        return ""
    lines = "\n".join(code).splitlines()
    return "\n".join("pass" if line.lstrip()[:1] in ("!", "%") else line for line in lines)


class _Walker:
    """Walks one file once, remembering what each local name stands for."""

    def __init__(self, path: str, test: bool, into: Sights) -> None:
        self.path, self.test, self.into = path, test, into
        self.names: dict[str, str] = {}
        self.seen: set[tuple[str, ...]] = set()
        self.assertions = 0

    def visit(self, node: ast.AST, *, depth: int, loop: bool = False, guarded: bool = False) -> None:
        if depth > DEPTH:
            return
        match node:
            case ast.Import():
                for alias in node.names:
                    self.names[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
                    self._add(self.into.imports, alias.name, node.lineno)
            case ast.ImportFrom():
                module = "." * node.level + (node.module or "")
                for alias in node.names:
                    self.names[alias.asname or alias.name] = f"{module}.{alias.name}"
                    self._add(self.into.imports, f"{module}.{alias.name}", node.lineno)
            case ast.Call():
                self._call(node, loop=loop, guarded=guarded)
            case ast.Assign(value=ast.Call() as call):
                self._name(node.targets, call)
            case ast.Assign(value=ast.Constant(value=str(text))) if len(text) >= LONG_TEXT:
                self._constant(node.targets, node.lineno)
            case ast.Assign(value=ast.JoinedStr()):
                self._constant(node.targets, node.lineno)
            case ast.AnnAssign(value=ast.Call() as call):
                self._name([node.target], call)
            case ast.withitem(context_expr=ast.Call() as call, optional_vars=ast.expr() as target):
                self._name([target], call)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                for decorator in node.decorator_list:
                    self._add(self.into.calls, "@" + self._dotted(decorator), node.lineno)
            case ast.Dict():
                for key in node.keys:
                    if isinstance(key, ast.Constant) and isinstance(key.value, str) and len(key.value) <= 40:
                        self._add(self.into.keys, key.value, key.lineno)
            case ast.Attribute() if node.attr in USAGE:
                self._add(self.into.keys, node.attr, node.lineno)
            case ast.ExceptHandler(type=None):
                self.into.bare_excepts.append(Sight("except", self.path, node.lineno, self.test))
            case ast.Assert():
                self.assertions += _can_fail(node.test)
        if isinstance(node, ast.Try):
            named = any(h.type is not None for h in node.handlers)
            for inner in node.body:
                self.visit(inner, depth=depth + 1, loop=loop, guarded=guarded or named)
            for other in (*node.handlers, *node.orelse, *node.finalbody):
                self.visit(other, depth=depth + 1, loop=loop, guarded=guarded)
            return
        inside = loop or isinstance(node, ast.For | ast.While | ast.AsyncFor)
        for child in ast.iter_child_nodes(node):
            self.visit(child, depth=depth + 1, loop=inside, guarded=guarded)

    def _call(self, node: ast.Call, *, loop: bool, guarded: bool) -> None:
        name = self._dotted(node.func)
        if not name or name in PLAIN:
            return
        last = name.rpartition(".")[2]
        if self.test and (last.startswith("assert") or name in ("pytest.raises", "pytest.approx")):
            self.assertions += 1
        args = tuple(sorted(k.arg + _truth(k.value) for k in node.keywords if k.arg))
        self._add(self.into.calls, name, node.lineno, args=args, loop=loop, guarded=guarded)

    def _dotted(self, node: ast.AST) -> str:
        """openai.OpenAI.responses.create for client.responses.create, where we know the client."""
        parts: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                local = f"self.{node.attr}"
                if isinstance(node.value, ast.Name) and node.value.id == "self" and local in self.names:
                    parts.append(self.names[local])
                    break
                parts.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Call):
                node = node.func
            elif isinstance(node, ast.Subscript | ast.Await):
                node = node.value
            else:
                if isinstance(node, ast.Name):
                    parts.append(self.names.get(node.id, node.id))
                break
        return ".".join(reversed(parts))[:160]

    def _name(self, targets: list[ast.expr], call: ast.Call) -> None:
        called = self._dotted(call.func)
        if not called or "." not in called:
            return
        for target in targets:
            if isinstance(target, ast.Name):
                self.names[target.id] = called
            elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                self.names[f"{target.value.id}.{target.attr}"] = called

    def _constant(self, targets: list[ast.expr], line: int) -> None:
        for target in targets:
            if isinstance(target, ast.Name):
                self._add(self.into.constants, target.id, line)

    def _add(
        self,
        sights: list[Sight],
        name: str,
        line: int,
        *,
        args: tuple[str, ...] = (),
        loop: bool = False,
        guarded: bool = False,
    ) -> None:
        key = (str(id(sights)), name, *args, str(loop), str(guarded))
        if name and key not in self.seen:
            self.seen.add(key)
            sights.append(Sight(name, self.path, line, self.test, args, loop, guarded))


def _truth(value: ast.expr) -> str:
    """stream=False is not streaming: the value is kept where it is a plain no."""
    return "=False" if isinstance(value, ast.Constant) and value.value in (False, None) else ""


def _can_fail(test: ast.expr) -> int:
    """An assertion over constants only cannot fail and counts for nothing."""
    return int(any(isinstance(n, ast.Name | ast.Attribute | ast.Call) for n in ast.walk(test)))
