"""Reads TypeScript and JavaScript with tree-sitter into the same facts as Python; nothing is run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scorer.facts import Sight
from scorer.sights import LONG_TEXT, USAGE, Gatherer, Sights, fences

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

LOOPS = frozenset({"for_statement", "for_in_statement", "while_statement", "do_statement"})
DEPTH = 200


@lru_cache(maxsize=1)
def _parser() -> Parser:
    import tree_sitter
    import tree_sitter_typescript

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_typescript.language_tsx()))


def read(path: str, data: bytes, *, test: bool, into: Sights) -> int | None:
    """Adds what a file says and returns its assertions."""
    walker = _Walker(path, test, into)
    walker.visit(_parser().parse(data).root_node, depth=0)
    source = data.decode("utf-8", errors="replace")
    fences(path, source, test=test, into=into)
    return walker.assertions


class _Walker(Gatherer):
    def visit(self, node: Node, *, depth: int, loop: bool = False, guarded: bool = False) -> None:
        if depth > DEPTH:
            return
        match node.type:
            case "import_statement":
                self._import(node)
            case "variable_declarator":
                self._declare(node)
            case "call_expression" | "new_expression":
                self._call(node, loop=loop, guarded=guarded)
            case "pair":
                self._add(self.into.keys, _text(node.child_by_field_name("key")).strip("\"'"), _line(node))
            case "catch_clause":
                body = node.child_by_field_name("body")
                if body is not None and body.named_child_count == 0:
                    self.into.bare_excepts.append(Sight("catch", self.path, _line(node), self.test))
            case "property_identifier" if _text(node) in USAGE or _text(node) in (
                "inputTokens",
                "totalTokens",
            ):
                self._add(self.into.keys, "usage", _line(node))
        loop = loop or node.type in LOOPS
        for child in node.named_children:
            caught = guarded or (node.type == "try_statement" and child.type == "statement_block")
            self.visit(child, depth=depth + 1, loop=loop, guarded=caught)

    def _import(self, node: Node) -> None:
        module = _text(node.child_by_field_name("source")).strip("\"'`")
        names = [n for n in _walk(node) if n.type in ("identifier", "import_specifier")]
        self._add(self.into.imports, module, _line(node))
        for name in names:
            if name.type == "import_specifier":
                original = _text(name.child_by_field_name("name"))
                self.names[_text(name.child_by_field_name("alias")) or original] = f"{module}.{original}"
                self._add(self.into.imports, f"{module}.{original}", _line(node))
            elif name.parent is not None and name.parent.type != "import_specifier":
                self.names[_text(name)] = module

    def _declare(self, node: Node) -> None:
        target, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if value is None or target is None:
            return
        while value.type == "await_expression" and value.named_children:
            value = value.named_children[0]
        if value.type in ("call_expression", "new_expression"):
            name = self._called(value)
            if name == "require":
                module = _text(value.child_by_field_name("arguments")).strip("()\"'`")
                self.names[_text(target)] = module
                self._add(self.into.imports, module, _line(node))
            elif "." in name or name in self.names.values():
                self.names[_text(target)] = name
        elif value.type in ("string", "template_string") and len(value.text or b"") >= LONG_TEXT:
            self._add(self.into.constants, _text(target), _line(node))

    def _called(self, node: Node) -> str:
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        return self._dotted(function)

    def _dotted(self, node: Node | None) -> str:
        parts: list[str] = []
        while node is not None:
            if node.type == "member_expression":
                parts.append(_text(node.child_by_field_name("property")))
                node = node.child_by_field_name("object")
            elif node.type == "call_expression":
                node = node.child_by_field_name("function")
            elif node.type in ("await_expression", "parenthesized_expression", "non_null_expression"):
                node = node.named_children[0] if node.named_children else None
            else:
                text = _text(node)
                if node.type in ("identifier", "this"):
                    parts.append(self.names.get(text, text))
                break
        return ".".join(reversed(parts))[:160]

    def _call(self, node: Node, *, loop: bool, guarded: bool) -> None:
        name = self._called(node)
        if self.test and (name == "expect" or name.partition(".")[0] == "assert"):
            self.assertions += 1
        arguments = node.child_by_field_name("arguments")
        pairs = [
            pair
            for one in (arguments.named_children if arguments is not None else ())
            if one.type == "object"
            for pair in one.named_children
        ]
        args = tuple(sorted({_argument(pair) for pair in pairs} - {""}))
        self._add(self.into.calls, name, _line(node), args=args, loop=loop, guarded=guarded)


def _argument(pair: Node) -> str:
    if pair.type == "shorthand_property_identifier":
        return _text(pair)
    key = _text(pair.child_by_field_name("key")).strip("\"'")
    return f"{key}=False" if _text(pair.child_by_field_name("value")) in ("false", "null") else key


def _walk(node: Node) -> list[Node]:
    found = [node]
    for child in node.named_children:
        found += _walk(child)
    return found


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", errors="replace") if node is not None else ""


def _line(node: Node) -> int:
    return node.start_point[0] + 1
