"""What Affresco offers to assistants: its tools, prompts and resources, as the SDK's types."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

import mcp_types as types
import msgspec

from affresco.beta.gates import NotOpenYet
from affresco.mcp import addresses, completing, prompts, reading, widgets
from affresco.mcp.errors import BadArguments
from affresco.mcp.model import Asks, Caller, Said, Told, Tool
from affresco.mcp.schema import schema_of
from affresco.mcp.server import Answer, Visit
from affresco.mcp.tools import BY_NAME, TOOLS
from affresco.text import _, translate

QUESTION: Final = "publish"
"""Our one question's name."""
WIDGET_SECONDS: Final = 60 * 60
"""How long hosts may keep a widget, for everybody."""


class Ours:
    """The offer of this place (``server.Offer``)."""

    def tools(self, caller: Caller) -> list[types.Tool]:
        return [
            described(tool, caller.me.locale) for tool in TOOLS if tool.feature not in caller.absent
        ]

    def schema(self, name: str) -> Mapping[str, Any] | None:
        return schema_of(BY_NAME[name].wants) if name in BY_NAME else None

    async def call(self, visit: Visit, name: str, arguments: Mapping[str, Any]) -> Answer | None:
        """None for a tool that is not there. Raises what the tool does."""
        tool = BY_NAME.get(name)
        if tool is None:
            return None
        if tool.feature in visit.caller.absent:
            raise NotOpenYet
        caller = _asking(visit)
        told = await tool.run(caller, _read(tool, arguments))
        if isinstance(told, Asks) and not visit.modern:
            said = await visit.ask(_form(told))
            caller = msgspec.structs.replace(caller, said=Said(_agreed(said), told.state))
            told = await tool.run(caller, _read(tool, arguments))
        return _question(told) if isinstance(told, Asks) else _result(told)

    def prompts(self, caller: Caller) -> list[types.Prompt]:
        locale = caller.me.locale
        return [
            types.Prompt(
                name=prompt.name,
                title=translate(prompt.title, locale),
                description=translate(prompt.text, locale),
                arguments=[
                    types.PromptArgument(
                        name=one.name,
                        description=translate(one.title, locale),
                        required=one.required,
                    )
                    for one in prompt.arguments
                ],
            )
            for prompt in prompts.PROMPTS
        ]

    async def prompt(
        self, visit: Visit, name: str, given: Mapping[str, str]
    ) -> types.GetPromptResult | None:
        """None for a prompt that is not there. Raises BadArguments."""
        prompt = prompts.BY_NAME.get(name)
        if prompt is None:
            return None
        locale = visit.caller.me.locale
        text = prompts.said(prompt, given, locale)
        content = types.TextContent(type="text", text=text)
        return types.GetPromptResult(
            description=translate(prompt.title, locale),
            messages=[types.PromptMessage(role="user", content=content)],
        )

    def resources(self, caller: Caller) -> list[types.Resource]:
        return [
            types.Resource(
                uri=widgets.uri_of(name),
                name=f"affresco-{name}",
                title=translate(title, caller.me.locale),
                mime_type=widgets.KIND,
                _meta=widgets.meta(caller.base_url),
            )
            for name, title in widgets.TITLES.items()
        ]

    def templates(self, caller: Caller) -> list[types.ResourceTemplate]:
        return [
            types.ResourceTemplate(
                uri_template=one.uri,
                name=one.name,
                title=translate(one.title, caller.me.locale),
                description=one.description,
                mime_type=one.mime,
            )
            for one in addresses.TEMPLATES
        ]

    async def read(self, visit: Visit, uri: str) -> types.ReadResourceResult | None:
        """None for an address that is none of ours. Raises what ``reading.read`` does."""
        name = widgets.find(uri)
        if name is not None:
            page = types.TextResourceContents(
                uri=uri,
                text=widgets.page(name),
                mime_type=widgets.KIND,
                _meta=widgets.meta(visit.caller.base_url),
            )
            return types.ReadResourceResult(
                contents=[page], ttl_ms=WIDGET_SECONDS * 1000, cache_scope="public"
            )
        found = await reading.read(visit.caller, uri)
        if found is None:
            return None
        contents: types.TextResourceContents | types.BlobResourceContents
        if found.kind.startswith("image/"):
            blob = base64.b64encode(found.body).decode()
            contents = types.BlobResourceContents(uri=uri, mime_type=found.kind, blob=blob)
        else:
            text = found.body.decode()
            contents = types.TextResourceContents(uri=uri, mime_type=found.kind, text=text)
        return types.ReadResourceResult(contents=[contents])

    async def complete(
        self,
        caller: Caller,
        about: types.PromptReference | types.ResourceTemplateReference,
        argument: str,
        begun: str,
    ) -> list[str]:
        if isinstance(about, types.PromptReference):
            return await completing.for_prompt(caller, about.name, argument, begun)
        return await completing.for_template(caller, about.uri, argument, begun)


def described(tool: Tool, locale: str) -> types.Tool:
    """A tool as hosts see it."""
    hints = tool.hints
    schemes = [{"type": "oauth2", "scopes": list(tool.needs)}]
    meta: dict[str, Any] = {
        "securitySchemes": schemes,
        "openai/toolInvocation/invoking": translate(tool.doing, locale),
        "openai/toolInvocation/invoked": translate(tool.done, locale),
    }
    if tool.widget is not None:
        uri = widgets.uri_of(tool.widget)
        meta["ui"] = {"resourceUri": uri}
        meta["openai/outputTemplate"] = uri
        meta["openai/widgetAccessible"] = True
    elif tool.name in widgets.CALLED:
        meta["openai/widgetAccessible"] = True
    if tool.files:
        meta["openai/fileParams"] = list(tool.files)
    title = translate(tool.title, locale)
    return types.Tool(
        name=tool.name,
        title=title,
        description=tool.description,
        input_schema=schema_of(tool.wants),
        output_schema=schema_of(tool.gives),
        annotations=types.ToolAnnotations(
            title=title,
            read_only_hint=hints.reads,
            destructive_hint=hints.destroys,
            idempotent_hint=hints.again,
            open_world_hint=hints.open,
        ),
        _meta=meta,
    )


def _read(tool: Tool, arguments: Mapping[str, Any]) -> msgspec.Struct:
    """Raises BadArguments. What has the wrong type but can only mean one thing is taken."""
    try:
        return msgspec.convert(arguments, tool.wants, strict=False)
    except msgspec.ValidationError as error:
        raise BadArguments(reason=str(error)) from error


def _asking(visit: Visit) -> Caller:
    """The caller, with what the person said to a question of ours."""
    said: Said | None = None
    answer = visit.responses.get(QUESTION)
    if isinstance(answer, types.ElicitResult) and visit.state is not None:
        said = Said(yes=_agreed(answer), state=visit.state)
    able = visit.able
    form = able.elicitation if able is not None else None
    # Without a mode named, form is meant.
    asks = visit.asks and form is not None and (form.form is not None or form.url is None)
    return msgspec.structs.replace(visit.caller, asks=asks, said=said)


def _agreed(answer: types.ElicitResult) -> bool:
    return answer.action == "accept" and (answer.content or {}).get("yes") is True


def _form(asks: Asks) -> types.ElicitRequestFormParams:
    schema = {
        "type": "object",
        "properties": {"yes": {"type": "boolean", "title": _("Yes, publish it"), "default": False}},
        "required": ["yes"],
    }
    return types.ElicitRequestFormParams(message=asks.question, requested_schema=schema)


def _question(asks: Asks) -> types.InputRequiredResult:
    return types.InputRequiredResult(
        input_requests={QUESTION: types.ElicitRequest(params=_form(asks))}, request_state=asks.state
    )


def _result(told: Told) -> types.CallToolResult:
    content: list[types.ContentBlock] = [types.TextContent(type="text", text=told.text)]
    content += [
        types.ImageContent(type="image", data=one.data, mime_type=one.kind) for one in told.seen
    ]
    content += [
        types.ResourceLink(
            type="resource_link",
            uri=one.url,
            name=one.name,
            description=one.description,
            mime_type=one.kind,
        )
        for one in told.links
    ]
    return types.CallToolResult(
        content=content,
        structured_content=msgspec.to_builtins(told.data),
        _meta={"affresco/previews": dict(told.meta)} if told.meta else None,
    )
