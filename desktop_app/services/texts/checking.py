"""Read a template before it is ever filled: only what is named here can be said, so nothing can run wild.

Every placeholder, filter and comparison is checked against the catalogue, whichever branch it stands in; no
calls, no arithmetic, no loop in a loop, and so a text ends and stays small whatever its author meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from jinja2 import nodes

from desktop_app.services.texts.mistakes import Mistake, mistake
from desktop_app.services.texts.placeholders import CATALOGUE, Placeholder
from desktop_app.services.texts.values import FILTERS, Kind

MOST_NODES: Final = 4_000
"""Parts of a template; the longest shipped one has about 250."""
DEEPEST: Final = 40
"""Conditions within conditions, and brackets within brackets."""

_STRAY: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PRINTED: Final = frozenset(Kind) - {Kind.FLAG, Kind.LIST}
Scope = Mapping[str, Mapping[str, Placeholder]]


def check_tree(source: str, tree: nodes.Template) -> tuple[Mistake, ...]:
    """Return what is wrong, in the order of the lines; nothing when the template may be compiled."""
    if _too_large(tree):
        return (mistake(source, 1, "текст слишком сложен: в нём слишком много полей и условий."),)
    reader = _Reader(source)
    reader.statements(tree.body, CATALOGUE, looping=False)
    return tuple(sorted(set(reader.found)))


def _too_large(tree: nodes.Template) -> bool:
    """Tell whether the tree is deeper or wider than any honest text; walked without recursion."""
    level: list[nodes.Node] = [tree]
    total = depth = 0
    while level:
        total += len(level)
        depth += 1
        if total > MOST_NODES or depth > DEEPEST:
            return True
        level = [child for node in level for child in node.iter_child_nodes()]
    return False


class _Reader:
    """Walks the tree with the names that are known at each place."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.found: list[Mistake] = []

    def statements(self, body: Iterable[nodes.Node], scope: Scope, *, looping: bool) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._output(part, scope)
            elif isinstance(node, nodes.If):
                self._kind(node.test, scope)
                self.statements((*node.body, *node.elif_, *node.else_), scope, looping=looping)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, looping=looping)
            else:
                self._say(node, "так писать нельзя; можно: если, иначе, конец, для.")

    def _output(self, node: nodes.Expr, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            for stray in _STRAY.finditer(node.data):
                line = node.lineno + node.data.count("\n", 0, stray.start())
                self.found.append(mistake(self._source, line, f"скобки «{stray[0]}» без пары."))
            return
        kind = self._kind(node, scope)
        if kind is Kind.LIST:
            self._say(node, "это список: напишите {% для строка из … %} и {% конец %}.")
        elif kind is Kind.FLAG:
            self._say(node, "это «да» или «нет», его не печатают: напишите {% если … %}.")

    def _loop(self, node: nodes.For, scope: Scope, *, looping: bool) -> None:
        if looping:
            self._say(node, "список в списке не печатается.")
            return
        named, placeholder = node.target, _at(node.iter, scope)
        if placeholder is None or placeholder.kind is not Kind.LIST:
            if self._kind(node.iter, scope) is not None:
                self._say(node, "после «из» должен стоять список, например баннеры.порталы.")
            return
        if not isinstance(named, nodes.Name) or named.name in CATALOGUE or node.test or node.recursive:
            self._say(node, "пишите так: {% для портал из баннеры.порталы %}.")
            return
        inner = {**scope, named.name: {item.member: item for item in placeholder.items}}
        self.statements(node.body, inner, looping=True)
        self.statements(node.else_, scope, looping=True)

    def _kind(self, node: nodes.Node, scope: Scope) -> Kind | None:
        """Return what an expression gives; None when a mistake was found in it."""
        if isinstance(node, nodes.Not):
            return self._kind(node.node, scope) and Kind.FLAG
        readers: tuple[tuple[type[nodes.Node], Callable[[Any, Scope], Kind | None]], ...] = (
            (nodes.Const, self._constant),
            (nodes.Name, self._placeholder),
            (nodes.Getattr, self._placeholder),
            (nodes.Filter, self._filtered),
            (nodes.And, self._both),
            (nodes.Or, self._both),
            (nodes.Compare, self._compared),
            (nodes.CondExpr, self._either),
        )
        for form, read in readers:
            if isinstance(node, form):
                return read(node, scope)
        self._say(node, "так писать нельзя: здесь может стоять поле, условие или текст в кавычках.")
        return None

    def _both(self, node: nodes.And | nodes.Or, scope: Scope) -> Kind | None:
        both = (self._kind(node.left, scope), self._kind(node.right, scope))
        return Kind.FLAG if all(both) else None

    def _constant(self, node: nodes.Const, _scope: Scope) -> Kind | None:
        for kind, types in ((Kind.FLAG, bool), (Kind.NUMBER, int), (Kind.TEXT, str)):
            if isinstance(node.value, types):
                return kind
        self._say(node, "здесь может стоять целое число или текст в кавычках.")
        return None

    def _placeholder(self, node: nodes.Name | nodes.Getattr, scope: Scope) -> Kind | None:
        known = _at(node, scope)
        if known is not None:
            return known.kind
        path = _path(node)
        if path in scope:
            member = next(iter(scope[path]))
            self._say(node, f"«{path}» — это раздел, нужно его поле, например {path}.{member}.")
        else:
            self._say(node, f"поля «{path}» нет.{_nearest(path, _names(scope))}")
        return None

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Kind | None:
        kind = self._kind(node.node, scope) if node.node is not None else None
        rule = FILTERS.get(node.name)
        if rule is None:
            self._say(node, f"слова «{node.name}» после черты нет.{_nearest(node.name, FILTERS)}")
            return None
        if kind is None:
            return None
        texts = [arg for arg in node.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
        fewest, most = rule.words
        if len(texts) != len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self._say(node, f"в скобках после «{node.name}» пишут слова в кавычках: {rule.about}.")
        elif not fewest <= len(texts) <= most:
            self._say(node, f"после «{node.name}» нужно иначе: {rule.about}.")
        elif kind not in rule.takes:
            self._say(node, f"«{node.name}» сюда не подходит: {rule.about}.")
        else:
            return rule.gives or kind
        return None

    def _compared(self, node: nodes.Compare, scope: Scope) -> Kind | None:
        kinds = [self._kind(node.expr, scope), *(self._kind(one.expr, scope) for one in node.ops)]
        if None in kinds:
            return None
        equal = all(one.op in {"eq", "ne"} for one in node.ops)
        same = len(set(kinds)) == 1 and (kinds[0] is Kind.NUMBER or (equal and kinds[0] is Kind.TEXT))
        if not same or any(one.op in {"in", "notin"} for one in node.ops):
            self._say(node, "сравнивать можно число с числом и текст с текстом.")
            return None
        return Kind.FLAG

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Kind | None:
        self._kind(node.test, scope)
        one = self._kind(node.expr1, scope)
        other = one if node.expr2 is None else self._kind(node.expr2, scope)
        if one is None or other is None:
            return None
        if node.expr2 is None:
            self._say(node, "не хватает «иначе»: что печатать, когда условие не выполнено.")
            return None
        return one if one is other else Kind.TEXT if {one, other} <= _PRINTED else Kind.FLAG

    def _say(self, node: nodes.Node, sentence: str) -> None:
        self.found.append(mistake(self._source, node.lineno, sentence))


def _at(node: nodes.Node, scope: Scope) -> Placeholder | None:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return scope.get(node.node.name, {}).get(node.attr)
    return None


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return str(node.name) if isinstance(node, nodes.Name) else "…"


def _names(scope: Scope) -> Iterator[str]:
    for group, members in scope.items():
        yield group
        yield from (f"{group}.{member}" for member in members)


def _nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Похожее: «{close[0]}»." if close else ""
