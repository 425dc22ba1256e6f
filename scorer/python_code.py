"""Reads Python source with the parser of the standard library: names with path and line, nothing is run."""

from __future__ import annotations

import ast
import builtins
import json
import re
import warnings
from collections.abc import Callable
from typing import Any

from scorer.facts import Sight
from scorer.sights import LONG_TEXT, USAGE, Gatherer, Sights, fences

PLAIN = frozenset(dir(builtins)) - {"input", "open"}  # calls that tell nothing
CONFIRMS = "confirms"  # stands for an argument of a call that waits for a yes
ASKS = re.compile(r"\b[yj]/n\b|approve|confirm|allow|proceed|are you sure", re.IGNORECASE)
DEPTH = 150  # nested nodes; deeper is generated or hostile


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
    fences(path, source, test=test, into=into)
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


class _Walker(Gatherer):
    """Walks one file once, remembering what each local name stands for."""

    def visit(self, node: ast.AST, *, depth: int, loop: bool = False, guarded: bool = False) -> None:
        if depth > DEPTH:
            return
        kind = type(node)
        if take := TAKES.get(kind):
            take(self, node, loop, guarded)
        if kind in TRIES:
            self._try(node, depth, loop, guarded)  # type: ignore[arg-type]
            return
        loop = loop or kind in LOOPS
        depth += 1
        for name in BELOW.get(kind, ()):  # a plain value, as in `case True`, has none
            value: Any = getattr(node, name, None)
            if type(value) is list:
                for item in value:
                    if type(item) not in LEAVES:
                        self.visit(item, depth=depth, loop=loop, guarded=guarded)
            elif type(value) not in LEAVES:
                self.visit(value, depth=depth, loop=loop, guarded=guarded)

    def _try(self, node: ast.Try, depth: int, loop: bool, guarded: bool) -> None:
        named = any(handler.type is not None for handler in node.handlers)
        for inner in node.body:
            self.visit(inner, depth=depth + 1, loop=loop, guarded=guarded or named)
        for other in (*node.handlers, *node.orelse, *node.finalbody):
            self.visit(other, depth=depth + 1, loop=loop, guarded=guarded)

    def _import(self, node: ast.Import, loop: bool, guarded: bool) -> None:
        for alias in node.names:
            root = alias.name.partition(".")[0]
            self.names[alias.asname or root] = alias.name if alias.asname else root
            self._add(self.into.imports, alias.name, node.lineno)

    def _import_from(self, node: ast.ImportFrom, loop: bool, guarded: bool) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            self.names[alias.asname or alias.name] = f"{module}.{alias.name}"
            self._add(self.into.imports, f"{module}.{alias.name}", node.lineno)

    def _assign(self, node: ast.Assign, loop: bool, guarded: bool) -> None:
        value = node.value
        if isinstance(value, ast.Call):
            self._name(node.targets, value)
        elif isinstance(value, ast.JoinedStr) or _long(value):
            self._constant(node.targets, node.lineno)

    def _annotated(self, node: ast.AnnAssign, loop: bool, guarded: bool) -> None:
        if isinstance(node.value, ast.Call):
            self._name([node.target], node.value)

    def _with(self, node: ast.withitem, loop: bool, guarded: bool) -> None:
        if isinstance(node.context_expr, ast.Call) and node.optional_vars is not None:
            self._name([node.optional_vars], node.context_expr)

    def _define(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, loop: bool, guarded: bool
    ) -> None:
        for decorator in node.decorator_list:
            self._add(self.into.calls, "@" + self._dotted(decorator), decorator.lineno)

    def _dict(self, node: ast.Dict, loop: bool, guarded: bool) -> None:
        for key in node.keys:
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and len(key.value) <= 40:
                self._add(self.into.keys, key.value, key.lineno)

    def _attribute(self, node: ast.Attribute, loop: bool, guarded: bool) -> None:
        if node.attr in USAGE:
            self._add(self.into.keys, node.attr, node.lineno)

    def _handler(self, node: ast.ExceptHandler, loop: bool, guarded: bool) -> None:
        if node.type is None:
            self.into.bare_excepts.append(Sight("except", self.path, node.lineno, self.test))

    def _assert(self, node: ast.Assert, loop: bool, guarded: bool) -> None:
        self.assertions += _can_fail(node.test)

    def _call(self, node: ast.Call, loop: bool, guarded: bool) -> None:
        name = self._dotted(node.func)
        if not name or name in PLAIN:
            return
        last = name.rpartition(".")[2]
        if self.test and (last.startswith("assert") or name in ("pytest.raises", "pytest.approx")):
            self.assertions += 1
        args = tuple(sorted(k.arg + _truth(k.value) for k in node.keywords if k.arg))
        if name == "input" and ASKS.search(ast.unparse(node)):
            args = (CONFIRMS,)
        self._add(self.into.calls, name, node.lineno, args=args, loop=loop, guarded=guarded)

    def _compare(self, node: ast.Compare, loop: bool, guarded: bool) -> None:
        """`input(...) == "y"` waits for a yes; input alone only reads what somebody types."""
        inner: ast.expr = node.left
        while isinstance(inner, ast.Call | ast.Attribute):  # through input(...).strip().lower()
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id == "input":
                self._add(self.into.calls, "input", inner.lineno, args=(CONFIRMS,))
            inner = inner.func if isinstance(inner, ast.Call) else inner.value

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


def _truth(value: ast.expr) -> str:
    """stream=False is not streaming: the value is kept where it is a plain no."""
    return "=False" if isinstance(value, ast.Constant) and value.value in (False, None) else ""


def _can_fail(test: ast.expr) -> int:
    """An assertion over constants only cannot fail and counts for nothing."""
    return int(any(isinstance(n, ast.Name | ast.Attribute | ast.Call) for n in ast.walk(test)))


def _long(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and len(value.value) >= LONG_TEXT


TRIES = frozenset((ast.Try, ast.TryStar))
LOOPS = frozenset((ast.For, ast.While, ast.AsyncFor))
# Half of all nodes say nothing: names, plain values, operators.
LEAVES = frozenset((ast.Name, ast.Constant, ast.Pass, ast.alias, type(None)))
SILENT = frozenset(
    (
        *("ctx", "op", "ops", "id", "attr", "arg", "name", "names", "module", "level", "kind", "asname"),
        *("rest", "type_comment", "type_ignores", "conversion", "is_async", "simple", "kwd_attrs", "tag"),
    )
)
BELOW = {
    kind: tuple(name for name in kind._fields if name not in SILENT)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
TAKES: dict[type[ast.AST], Callable[..., None]] = {
    ast.Import: _Walker._import,
    ast.ImportFrom: _Walker._import_from,
    ast.Call: _Walker._call,
    ast.Compare: _Walker._compare,
    ast.Assign: _Walker._assign,
    ast.AnnAssign: _Walker._annotated,
    ast.withitem: _Walker._with,
    ast.FunctionDef: _Walker._define,
    ast.AsyncFunctionDef: _Walker._define,
    ast.ClassDef: _Walker._define,
    ast.Dict: _Walker._dict,
    ast.Attribute: _Walker._attribute,
    ast.ExceptHandler: _Walker._handler,
    ast.Assert: _Walker._assert,
}
