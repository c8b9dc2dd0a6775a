"""What people type → safe HTML, and the people and hashtags that it names. Pure.

Markdown, but little of it: paragraphs, line breaks, emphasis, links, code. Addresses, @mentions and
#hashtags become links by themselves, except in code and inside links. What is extracted and what is
rendered come from the same parser, so they cannot disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final
from urllib.parse import quote

import msgspec
import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

TAG_LIMIT: Final = 100
"""Characters of a hashtag."""
NAMES_LIMIT: Final = 30
"""Hashtags, and people, that one text can name; those after the first thirty are words only."""

_LINE_BREAKS: Final = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_DIRECTION_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e")
_HANDLE: Final = re.compile(r"@([A-Za-z0-9_]{2,30})(?![A-Za-z0-9_]|@\w|\.\w)")
_SCHEME_BEFORE: Final = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"://[^\s<>\"`]+")
_CLOSERS: Final = {")": "(", "]": "["}
_PLAIN_TAG: Final = re.compile(r"[0-9_]*[A-Za-z][A-Za-z0-9_]*")
_JOINERS: Final = "\u200c\u200d"


class Names(msgspec.Struct, frozen=True):
    """What a text names, in order of appearance, without repetition. handles: in lower case."""

    handles: tuple[str, ...]
    tags: tuple[str, ...]


def clean_text(text: str) -> str:
    """NFC, Unix line breaks, without control characters and those that turn the writing direction."""
    unix = _LINE_BREAKS.sub("\n", text)
    kept = "".join(c for c in unix if not _is_unwanted(c))
    return unicodedata.normalize("NFC", kept).strip()


def clean_alt(alt: str) -> str:
    """A picture's description, as ``clean_text``, on one line."""
    return " ".join(clean_text(alt).split())


def names(text: str) -> Names:
    """The first handles and hashtags in a text, whether or not they exist."""
    env: dict[str, dict[str, None]] = {"handles": {}, "tags": {}}
    _PARSER.parse(text, env)
    return Names(handles=tuple(env["handles"])[:NAMES_LIMIT], tags=tuple(env["tags"])[:NAMES_LIMIT])


def render(text: str, known_handles: Collection[str] = ()) -> str:
    """Sanitised HTML. known_handles: of people who exist; other @words stay words."""
    env: dict[str, dict[str, None]] = {"known": dict.fromkeys(known_handles)}
    return _CLEANER.clean(str(_PARSER.render(text, env))).strip()


def normalise_tag(word: str) -> str | None:
    """A hashtag as it is compared: NFKC, case-folded, without #. None when it is not one."""
    tag = word.removeprefix("#")
    if _PLAIN_TAG.fullmatch(tag):
        return tag.lower() if len(tag) <= TAG_LIMIT else None
    for _round in range(3):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold())
        if folded == tag:
            break
        tag = folded
    letters = any(unicodedata.category(c)[0] == "L" for c in tag)
    if not letters or len(tag) > TAG_LIMIT or not all(_belongs_to_tag(c) for c in tag):
        return None
    return tag


def _is_unwanted(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in _DIRECTION_OVERRIDES or unicodedata.category(character) in ("Cc", "Cs")


def _belongs_to_tag(character: str) -> bool:
    """Letters, marks (vowel signs of Indic scripts), digits, underscore, and the joiners in words."""
    return character in "_" + _JOINERS or unicodedata.category(character)[0] in "LMN"


def _starts_word(state: StateInline) -> bool:
    """Whether a name can begin here: not inside a word, a path or an e-mail address."""
    if state.pos == 0:
        return True
    before = state.src[state.pos - 1]
    return not (before.isalnum() or before in "_/@#&.=-")


def _push_link(state: StateInline, href: str, content: str, css_class: str | None = None) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href} if css_class is None else {"href": href, "class": css_class}
    state.push("text", "", 0).content = content
    state.push("link_close", "a", -1)


def _mention(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@" or state.linkLevel > 0 or not _starts_word(state):
        return False
    found = _HANDLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        handle = found[1].lower()
        if "handles" in state.env:
            state.env["handles"][handle] = None
        if handle in state.env.get("known", ()):
            _push_link(state, f"/@{handle}", found[0], "mention")
        else:
            state.append_pending(found[0])
    state.pos = found.end()
    return True


def _hashtag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "#" or state.linkLevel > 0 or not _starts_word(state):
        return False
    end = state.pos + 1
    while end < state.posMax and _belongs_to_tag(state.src[end]):
        end += 1
    tag = normalise_tag(state.src[state.pos + 1 : end])
    if tag is None:
        return False
    if not silent:
        if "tags" in state.env:
            state.env["tags"][tag] = None
        _push_link(state, f"/tags/{quote(tag)}", state.src[state.pos : end], "hashtag")
    state.pos = end
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """``https://…`` typed as it is; the scheme lies in the text read so far, this begins at the colon."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME_BEFORE.search(state.pending[-len("-https") :])
    found = _ADDRESS.match(state.src, state.pos, state.posMax)
    if scheme is None or found is None:
        return False
    rest = _without_punctuation(found[0])
    url = scheme[0] + rest
    if len(rest) < len("://x") or not state.md.validateLink(url):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        _push_link(state, state.md.normalizeLink(url), url)
    state.pos += len(rest)
    return True


def _without_punctuation(url: str) -> str:
    """Without what ends the sentence rather than the address; a bracket stays when it closes one."""
    while url:
        last = url[-1]
        unopened = last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])
        if not (unopened or last in ".,;:!?'\"*_~»”’…"):
            break
        url = url[:-1]
    return url


def _is_web_address(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


class _LittleMarkdown(MarkdownIt):
    """Only addresses of the web may be linked."""

    def validateLink(self, url: str) -> bool:
        return _is_web_address(url) and bool(super().validateLink(url))


def _links_to_nowhere(state: StateCore) -> None:
    """What was written as a link and leads nowhere, or nowhere on the web, is plain words."""
    for block in state.tokens:
        inside = False
        kept = []
        for token in block.children or ():
            if token.type == "link_open" and not token.attrs.get("href"):
                inside = True
            elif token.type == "link_close" and inside:
                inside = False
            else:
                kept.append(token)
        if block.children is not None:
            block.children = kept


def _parser(block: Sequence[str], inline: Sequence[str]) -> MarkdownIt:
    parser = _LittleMarkdown("zero", {"breaks": True, "html": False})
    parser.enable([*block, *inline, "balance_pairs", "fragments_join"])
    parser.inline.ruler.before("escape", "mention", _mention)
    parser.inline.ruler.before("escape", "hashtag", _hashtag)
    parser.inline.ruler.before("escape", "address", _address)
    parser.core.ruler.after("inline", "links_to_nowhere", _links_to_nowhere)
    return parser


_PARSER: Final = _parser(
    block=("fence", "paragraph"),
    inline=("newline", "escape", "backticks", "emphasis", "link", "autolink"),
)
_CLEANER: Final = nh3.Cleaner(
    tags={"p", "br", "a", "em", "strong", "code", "pre"},
    attributes={"a": {"href"}},
    allowed_classes={"a": {"mention", "hashtag"}},
    link_rel="nofollow noopener ugc",
    url_schemes={"http", "https"},
)
