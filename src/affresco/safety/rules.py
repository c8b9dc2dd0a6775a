"""The rules: our file, which comes with the program, and the owner's, on top of it or in its place.

Both are TOML that somebody who does not write programs can read; docs/reference/safety.md describes them.
A slip in the owner's file is named with its line, when the program starts and by ``affresco doctor``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import msgspec

from affresco.safety import matching
from affresco.safety.errors import BadRules
from affresco.safety.matching import BadTerm, Found, Terms
from affresco.safety.model import RULES_FILE, Action, FieldName, Hit, Passage, Rule, Wording
from affresco.text import _

OURS: Final = Path(__file__).with_name("rules.toml")
BYTES_LIMIT: Final = 2 * 2**20
"""Of a rules file."""

TERM_SHOWN: Final = 80
"""Characters of what was found that are repeated to the person."""

MADE_FROM: Final = frozenset({"prompt", "instruction"})
"""Fields that make one picture together."""

_LIST: Final = "list:"
_PLACE: Final = re.compile(r"\$\.(\w+)(?:\[(\d+)\](?:\.(\w+))?)?")
_HEADER: Final = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_EXCEPTION: Final = -2
_PLAIN: Final = -1

RuleId = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{1,39}$")]


class RuleTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ``[[rule]]`` as it stands in a file."""

    id: RuleId
    title: Wording
    explanation: Wording
    fields: tuple[FieldName, ...]
    action: Action
    for_adults: Action | None = None
    always: bool = False
    terms: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    near: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0
    exceptions: tuple[str, ...] = ()


class ExtendTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An ``[[extend]]``: more for a rule that is there already."""

    rule: str
    terms: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


class RulesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole file. off: rules of ours that do not hold here. replaces: none of ours does."""

    lists: dict[str, tuple[str, ...]] = {}
    rule: tuple[RuleTable, ...] = ()
    extend: tuple[ExtendTable, ...] = ()
    off: tuple[str, ...] = ()
    replaces: bool = False


class RuleBook:
    """All rules that hold, ready to be compared with texts."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: dict[str, Rule] = {rule.id: rule for rule in rules}
        self._terms = Terms()
        self._entries: list[tuple[Rule, int]] = []
        for rule in rules:
            self._file(rule, _PLAIN, rule.terms)
            self._file(rule, _EXCEPTION, rule.exceptions)
            for number, group in enumerate(rule.together):
                self._file(rule, number, group)

    def check(self, passage: Passage) -> tuple[Hit, ...]:
        """What a passage touches, in the order of the rules; one for each rule, or for each handle."""
        if not passage.text.strip():
            return ()
        found = matching.by_key(self._terms.find(passage.text))
        if not found:
            return ()
        touched: dict[str, dict[int, list[Found]]] = {}
        for key, finds in found.items():
            rule, group = self._entries[key]
            if passage.field in rule.fields:
                touched.setdefault(rule.id, {}).setdefault(group, []).extend(finds)
        return tuple(
            hit
            for rule in self.rules.values()
            if rule.id in touched
            for hit in _hits(rule, passage, touched[rule.id])
        )

    def check_joined(self, passages: Sequence[Passage]) -> tuple[Hit, ...]:
        """What only all words for a picture together touch, of the rules that always hold: what a picture
        shows may stand in its prompt, and what is to become of it in the instruction."""
        joined = [passage for passage in passages if passage.field in MADE_FROM]
        if len({passage.field for passage in joined}) < 2:
            return ()
        last = joined[-1].field
        whole = Passage(last, "\n".join(dict.fromkeys(passage.text for passage in joined)))
        return tuple(hit for hit in self.check(whole) if hit.rule.always)

    def _file(self, rule: Rule, group: int, terms: Sequence[str]) -> None:
        key = len(self._entries)
        self._entries.append((rule, group))
        for term in terms:
            self._terms.add(term, key)


def _hits(rule: Rule, passage: Passage, groups: dict[int, list[Found]]) -> Iterator[Hit]:
    exempt = groups.pop(_EXCEPTION, [])
    if exempt:
        last = max(one.last for finds in (exempt, *groups.values()) for one in finds)
        over = matching.covered(exempt, last + 1)
        groups = {
            group: [one for one in finds if not all(over[one.first : one.last + 1])]
            for group, finds in groups.items()
        }
    plain = sorted(groups.pop(_PLAIN, []), key=lambda one: one.first)
    if plain:
        for one in {one.handle: one for one in reversed(plain)}.values():
            yield _hit(rule, passage, (one,))
        return
    if rule.together and len(groups) == len(rule.together):
        ordered = [sorted(groups[n], key=lambda one: one.first) for n in range(len(rule.together))]
        chosen = matching.nearest(ordered, rule.near)
        if chosen is not None:
            yield _hit(rule, passage, chosen)


def _hit(rule: Rule, passage: Passage, finds: Sequence[Found]) -> Hit:
    spans = sorted({(one.begin, one.end) for one in finds})
    written = " … ".join(" ".join(passage.text[begin:end].split()) for begin, end in spans)
    return Hit(
        rule=rule,
        field=passage.field,
        text=passage.text,
        term=written if len(written) <= TERM_SHOWN else written[: TERM_SHOWN - 1] + "…",
        source=RULES_FILE,
        spans=tuple(place for span in spans for place in span),
        handle=finds[0].handle,
    )


# files ------------------------------------------------------------------------------------------


def load(own: Path | None = None) -> RuleBook:
    """Our rules with the owner's. own: the owner's file. Raises BadRules naming the line."""
    ours = Source(OURS, OURS.read_text(encoding="utf-8"))
    if own is None:
        return RuleBook(_combine(ours, None))
    try:
        if own.stat().st_size > BYTES_LIMIT:
            raise BadRules(file=str(own), line=1, reason=_("it is larger than 2 MB"))
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
        raise BadRules(file=str(own), line=0, reason=reason or "") from error
    return RuleBook(_combine(ours, Source(own, text)))


class Source:
    """A file with its text, which knows where what stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._lines = text.splitlines()
        try:
            self.file = msgspec.convert(tomllib.loads(text), RulesFile)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"line (\d+)", str(error))
            line = int(place[1]) if place else len(self._lines)
            raise BadRules(file=str(path), line=line, reason=str(error)) from error
        except msgspec.ValidationError as error:
            raise self._misfit(str(error)) from error

    def slip(self, reason: str, table: str = "", number: int = 0, key: str = "") -> BadRules:
        """The error for something in the ``number``-th table of this name."""
        return BadRules(file=str(self.path), line=self._line(table, number, key), reason=reason)

    def _misfit(self, said: str) -> BadRules:
        what, _at, path = said.partition(" - at ")
        place = _PLACE.search(path)
        table, number, key = (place.groups() if place else ("", None, None)) or ("", None, None)
        unknown = re.search(r"unknown field `(\w+)`", what) or re.search(
            r"missing required field `(\w+)`", what
        )
        if number is None and unknown is None:
            return self.slip(what, "", 0, table or "")
        wanted = key or (unknown[1] if unknown else "")
        return self.slip(what + (f" ({key})" if key else ""), table or "", int(number or 0), wanted)

    def _line(self, table: str, number: int, key: str) -> int:
        """The line of a key in a table, else that of the table, else of the key anywhere."""
        begin, end = 0, len(self._lines)
        headers = [
            (index, found[1])
            for index, line in enumerate(self._lines)
            if (found := _HEADER.match(line))
        ]
        own = [index for index, name in headers if name == table]
        if table and number < len(own):
            begin = own[number]
            end = next((index for index, _name in headers if index > begin), end)
        pattern = re.compile(rf"\s*{re.escape(key)}\s*[=.]") if key else None
        for index in range(begin, end):
            if pattern is not None and pattern.match(self._lines[index]):
                return index + 1
        return begin + 1


def _combine(ours: Source, own: Source | None) -> list[Rule]:
    """The rules that hold: ours, less those that the owner has put off or replaced, and the owner's."""
    lists = dict(ours.file.lists)
    rules = {rule.id: rule for rule in _rules(ours, lists)}
    if own is None:
        return list(rules.values())
    given = own.file
    for name in given.off:
        if name not in rules:
            raise own.slip(_no_such_rule(name, rules), key="off")
        if rules[name].always:
            raise own.slip(_("the rule {rule} always holds").format(rule=name), key="off")
    dropped = set(rules) if given.replaces else set(given.off)
    rules = {name: rule for name, rule in rules.items() if rule.always or name not in dropped}
    for number, rule in enumerate(_rules(own, lists | dict(given.lists))):
        if rule.id in rules and rules[rule.id].always:
            reason = _("the rule {rule} always holds; extend it, or choose another id")
            raise own.slip(reason.format(rule=rule.id), "rule", number, "id")
        rules[rule.id] = rule
    for number, more in enumerate(given.extend):
        if more.rule not in rules:
            raise own.slip(_no_such_rule(more.rule, rules), "extend", number, "rule")
        rules[more.rule] = _extended(own, number, more, rules[more.rule], lists | given.lists)
    return list(rules.values())


def _no_such_rule(name: str, rules: dict[str, Rule]) -> str:
    return _("there is no rule {rule}; there are {rules}").format(
        rule=name, rules=", ".join(sorted(rules))
    )


def _rules(source: Source, lists: dict[str, tuple[str, ...]]) -> Iterator[Rule]:
    seen: set[str] = set()
    for number, table in enumerate(source.file.rule):
        if table.id in seen:
            reason = _("there are two rules {rule}").format(rule=table.id)
            raise source.slip(reason, "rule", number, "id")
        seen.add(table.id)
        if not table.fields:
            reason = _("rule {rule}: it looks at no field").format(rule=table.id)
            raise source.slip(reason, "rule", number, "fields")
        if any(not group for group in table.together) or len(table.together) == 1:
            reason = _("rule {rule}: together takes two lists or more, none of them empty")
            raise source.slip(reason.format(rule=table.id), "rule", number, "together")

        def expanded(
            key: str, terms: Sequence[str], number: int = number, name: str = table.id
        ) -> tuple[str, ...]:
            return _expanded(source, ("rule", number, key), name, terms, lists)

        yield Rule(
            id=table.id,
            title=table.title,
            explanation=table.explanation,
            fields=frozenset(table.fields),
            action=table.action,
            for_adults=table.for_adults,
            always=table.always,
            terms=expanded("terms", table.terms),
            together=tuple(expanded("together", group) for group in table.together),
            near=table.near,
            exceptions=expanded("exceptions", table.exceptions),
        )


def _extended(
    own: Source, number: int, more: ExtendTable, rule: Rule, lists: dict[str, tuple[str, ...]]
) -> Rule:
    terms = _expanded(own, ("extend", number, "terms"), rule.id, more.terms, lists)
    exceptions = _expanded(own, ("extend", number, "exceptions"), rule.id, more.exceptions, lists)
    if rule.always and exceptions:
        reason = _("the rule {rule} always holds and takes no further exceptions")
        raise own.slip(reason.format(rule=rule.id), "extend", number, "exceptions")
    return msgspec.structs.replace(
        rule, terms=rule.terms + terms, exceptions=rule.exceptions + exceptions
    )


def _expanded(
    source: Source,
    place: tuple[str, int, str],
    rule: str,
    terms: Sequence[str],
    lists: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """The terms, lists among them put in. Raises BadRules."""
    out: list[str] = []
    for term in terms:
        if term.startswith(_LIST):
            name = term.removeprefix(_LIST)
            if name not in lists:
                reason = _("rule {rule}: there is no list {name}").format(rule=rule, name=name)
                raise source.slip(reason, *place)
            out += lists[name]
        else:
            out.append(term)
    for term in out:
        try:
            matching.split_term(term)
        except BadTerm as error:
            reason = _(
                "rule {rule}: “{term}” cannot be looked for; a term is made of words, and before * "
                "there are three letters or more"
            )
            raise source.slip(reason.format(rule=rule, term=term), *place) from error
    return tuple(out)
