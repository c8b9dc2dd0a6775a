"""The tools, prompts and resources that the MCP conformance suite calls by name, behind our own door.

The suite (``@modelcontextprotocol/conformance``) tells for each scenario what its example must answer; this
is that and no more. Transport, tokens, sessions, scopes, limits, schemas, errors, questions and their signed
states are the product's.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, Final

import mcp_types as types
import msgspec
from mcp.shared.exceptions import MCPError

from affresco.live.hub import Hub
from affresco.mcp.confirming import confirmation_for, key_of
from affresco.mcp.demands import of_tool
from affresco.mcp.errors import BadArguments
from affresco.mcp.model import LOOKS, Asks, Caller, Demand, Told, Tool, Wish
from affresco.mcp.schema import schema_of
from affresco.mcp.server import Answer, Visit, build
from affresco.mcp.serving import Serving

PNG: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5E"
    "rkJggg=="
)
WAV: Final = base64.b64encode(
    b"RIFF\x26\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00"
    b"\x02\x00\x10\x00data\x02\x00\x00\x00\x00\x00"
).decode()
MISSING_CAPABILITY: Final = -32021


class Nothing(msgspec.Struct, frozen=True):
    """No arguments."""


class Prompted(msgspec.Struct, frozen=True):
    prompt: str


class Messaged(msgspec.Struct, frozen=True):
    message: str


class Routed(msgspec.Struct, frozen=True):
    region: Annotated[str, msgspec.Meta(extra_json_schema={"x-mcp-header": "Region"})] = ""
    priority: Annotated[int, msgspec.Meta(extra_json_schema={"x-mcp-header": "Priority"})] = 0
    verbose: Annotated[bool, msgspec.Meta(extra_json_schema={"x-mcp-header": "Verbose"})] = False
    query: str = ""


SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}
"""Of a tool that is listed and never called: does it arrive as it was given?"""


def text(said: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=said)])


def content(*blocks: types.ContentBlock) -> types.CallToolResult:
    return types.CallToolResult(content=list(blocks))


def image() -> types.ImageContent:
    return types.ImageContent(type="image", data=PNG, mime_type="image/png")


def embedded(uri: str, mime: str, said: str) -> types.EmbeddedResource:
    inside = types.TextResourceContents(uri=uri, mime_type=mime, text=said)
    return types.EmbeddedResource(type="resource", resource=inside)


def form(message: str, needed: tuple[str, ...], **fields: Mapping[str, Any]) -> Any:
    schema = {"type": "object", "properties": dict(fields), "required": list(needed)}
    return types.ElicitRequestFormParams(message=message, requested_schema=schema)


def sampling(prompt: str, tokens: int) -> types.CreateMessageRequest:
    said = types.SamplingMessage(role="user", content=types.TextContent(type="text", text=prompt))
    return types.CreateMessageRequest(
        params=types.CreateMessageRequestParams(messages=[said], max_tokens=tokens)
    )


def question(message: str, name: str, kind: str = "string") -> types.ElicitRequest:
    return types.ElicitRequest(params=form(message, (name,), **{name: {"type": kind}}))


def said_by(visit: Visit, key: str, kind: type[Any]) -> Any:
    """What came back under this name, None where it did not or is something else."""
    found = visit.responses.get(key)
    return found if isinstance(found, kind) else None


def needed(state: str | None = None, **requests: Any) -> types.InputRequiredResult:
    return types.InputRequiredResult(input_requests=requests, request_state=state)


class Step(msgspec.Struct, frozen=True):
    """What a state says: how far a call has come."""

    step: int


def state(visit: Visit, tool: str, step: int = 1) -> str:
    return confirmation_for(visit.caller, tool, Step(step))


def check(visit: Visit, tool: str, step: int = 1) -> None:
    """Raises NotConfirmed for a state that is not the one that was given."""
    key_of(visit.caller, tool, Step(step), visit.state or "")


Run = Callable[[Visit, Any], Awaitable[Answer]]


async def simple_text(_visit: Visit, _asked: Nothing) -> Answer:
    return text("This is a simple text response for testing.")


async def image_content(_visit: Visit, _asked: Nothing) -> Answer:
    return content(image())


async def audio_content(_visit: Visit, _asked: Nothing) -> Answer:
    return content(types.AudioContent(type="audio", data=WAV, mime_type="audio/wav"))


async def embedded_resource(_visit: Visit, _asked: Nothing) -> Answer:
    return content(
        embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")
    )


async def multiple_content_types(_visit: Visit, _asked: Nothing) -> Answer:
    return content(
        types.TextContent(type="text", text="Multiple content types test:"),
        image(),
        embedded(
            "test://mixed-content-resource",
            "application/json",
            json.dumps({"test": "data", "value": 123}),
        ),
    )


async def error_handling(_visit: Visit, _asked: Nothing) -> Answer:
    raise BadArguments(reason="This tool intentionally returns an error for testing")


async def with_progress(visit: Visit, _asked: Nothing) -> Answer:
    assert visit.caller.tell is not None
    for done in (0, 50, 100):
        await visit.caller.tell(done, 100)
        await asyncio.sleep(0.05)
    return text("Done.")


async def with_logging(visit: Visit, _asked: Nothing) -> Answer:
    for line in ("Tool execution started", "Tool processing data", "Tool execution completed"):
        await visit.context.session.send_log_message("info", line, None, visit.context.request_id)
        await asyncio.sleep(0.05)
    return text("Done.")


async def sampled(visit: Visit, asked: Prompted) -> Answer:
    request = sampling(asked.prompt, 100)
    assert visit.context.request_id is not None
    answer = await visit.context.session.create_message(
        request.params.messages, max_tokens=100, related_request_id=visit.context.request_id
    )
    inside = answer.content
    assert isinstance(inside, types.TextContent)
    return text(f"LLM response: {inside.text}")


async def elicited(visit: Visit, asked: Messaged) -> Answer:
    fields = {
        "username": {"type": "string", "description": "User's response"},
        "email": {"type": "string", "description": "User's email address"},
    }
    answer = await visit.ask(form(asked.message, ("username", "email"), **fields))
    return text(f"User response: {answer.action}, {answer.content}")


async def elicited_defaults(visit: Visit, _asked: Nothing) -> Answer:
    choices = ["active", "inactive", "pending"]
    answer = await visit.ask(
        form(
            "Please look at these.",
            (),
            name={"type": "string", "default": "John Doe"},
            age={"type": "integer", "default": 30},
            score={"type": "number", "default": 95.5},
            status={"type": "string", "enum": choices, "default": "active"},
            verified={"type": "boolean", "default": True},
        )
    )
    return text(f"Elicitation completed: action={answer.action}, content={answer.content}")


async def elicited_enums(visit: Visit, _asked: Nothing) -> Answer:
    plain = ["option1", "option2", "option3"]

    def titled(word: str) -> list[dict[str, str]]:
        ordinals = ("First", "Second", "Third")
        return [{"const": f"value{i + 1}", "title": f"{o} {word}"} for i, o in enumerate(ordinals)]

    answer = await visit.ask(
        form(
            "Please choose.",
            (),
            untitledSingle={"type": "string", "enum": plain},
            titledSingle={"type": "string", "oneOf": titled("Option")},
            legacyEnum={
                "type": "string",
                "enum": ["opt1", "opt2", "opt3"],
                "enumNames": ["Option One", "Option Two", "Option Three"],
            },
            untitledMulti={"type": "array", "items": {"type": "string", "enum": plain}},
            titledMulti={"type": "array", "items": {"anyOf": titled("Choice")}},
        )
    )
    return text(f"Elicitation completed: action={answer.action}, content={answer.content}")


async def input_elicitation(visit: Visit, _asked: Nothing) -> Answer:
    answer = said_by(visit, "user_name", types.ElicitResult)
    if answer is None or answer.action != "accept":
        return needed(user_name=question("What is your name?", "name"))
    return text(f"Hello, {(answer.content or {}).get('name')}!")


async def input_sampling(visit: Visit, _asked: Nothing) -> Answer:
    answer = said_by(visit, "capital_question", types.CreateMessageResult)
    if answer is None:
        return needed(capital_question=sampling("What is the capital of France?", 100))
    return text(f"The model says: {answer.content.text}")


async def input_roots(visit: Visit, _asked: Nothing) -> Answer:
    answer = said_by(visit, "client_roots", types.ListRootsResult)
    if answer is None:
        return needed(client_roots=types.ListRootsRequest())
    return text(f"Roots: {', '.join(str(root.uri) for root in answer.roots)}")


async def input_state(visit: Visit, _asked: Nothing) -> Answer:
    name = "test_input_required_result_request_state"
    if said_by(visit, "confirm", types.ElicitResult) is None:
        return needed(state(visit, name), confirm=question("Please confirm", "ok", "boolean"))
    check(visit, name)
    return text("state-ok")


async def input_tampered(visit: Visit, _asked: Nothing) -> Answer:
    name = "test_input_required_result_tampered_state"
    if visit.state is None:
        return needed(state(visit, name), confirm=question("Please confirm", "ok", "boolean"))
    check(visit, name)
    return text("state-ok")


async def input_multiple(visit: Visit, _asked: Nothing) -> Answer:
    name = "test_input_required_result_multiple_inputs"
    kinds: dict[str, type[Any]] = {
        "user_name": types.ElicitResult,
        "greeting": types.CreateMessageResult,
        "client_roots": types.ListRootsResult,
    }
    if any(said_by(visit, key, kind) is None for key, kind in kinds.items()):
        return needed(
            state(visit, name),
            user_name=question("What is your name?", "name"),
            greeting=sampling("Generate a greeting", 50),
            client_roots=types.ListRootsRequest(),
        )
    check(visit, name)
    return text("All three have come.")


async def input_rounds(visit: Visit, _asked: Nothing) -> Answer:
    name = "test_input_required_result_multi_round"
    if said_by(visit, "step2", types.ElicitResult) is not None:
        check(visit, name, 2)
        return text("Both steps are done.")
    if said_by(visit, "step1", types.ElicitResult) is not None:
        check(visit, name, 1)
        asked = question("Step 2: What is your favorite color?", "color")
        return needed(state(visit, name, 2), step2=asked)
    return needed(state(visit, name, 1), step1=question("Step 1: What is your name?", "name"))


async def input_capabilities(visit: Visit, _asked: Nothing) -> Answer:
    able = visit.able
    requests: dict[str, Any] = {}
    if able is not None and able.elicitation is not None:
        requests["user_name"] = question("What is your name?", "name")
    if able is not None and able.sampling is not None:
        requests["greeting"] = sampling("Generate a greeting", 50)
    return needed(**requests) if requests else text("The host can do nothing for us.")


async def missing_capability(visit: Visit, _asked: Nothing) -> Answer:
    if visit.able is None or visit.able.sampling is None:
        data: dict[str, Any] = {"requiredCapabilities": {"sampling": {}}}
        raise MCPError(code=MISSING_CAPABILITY, message="This needs sampling.", data=data)
    return text("It is there.")


async def logging_tool(visit: Visit, _asked: Nothing) -> Answer:
    await visit.context.session.send_log_message("info", "Heard by those who asked for it.")
    return text("Done.")


async def routed(_visit: Visit, asked: Routed) -> Answer:
    return text(f"{asked.region} {asked.priority} {asked.verbose} {asked.query}")


ROWS: Final[dict[str, tuple[type[msgspec.Struct], Run]]] = {
    "test_simple_text": (Nothing, simple_text),
    "test_image_content": (Nothing, image_content),
    "test_audio_content": (Nothing, audio_content),
    "test_embedded_resource": (Nothing, embedded_resource),
    "test_multiple_content_types": (Nothing, multiple_content_types),
    "test_error_handling": (Nothing, error_handling),
    "test_tool_with_progress": (Nothing, with_progress),
    "test_tool_with_logging": (Nothing, with_logging),
    "test_sampling": (Prompted, sampled),
    "test_elicitation": (Messaged, elicited),
    "test_elicitation_sep1034_defaults": (Nothing, elicited_defaults),
    "test_elicitation_sep1330_enums": (Nothing, elicited_enums),
    "test_input_required_result_elicitation": (Nothing, input_elicitation),
    "test_input_required_result_sampling": (Nothing, input_sampling),
    "test_input_required_result_list_roots": (Nothing, input_roots),
    "test_input_required_result_request_state": (Nothing, input_state),
    "test_input_required_result_tampered_state": (Nothing, input_tampered),
    "test_input_required_result_multiple_inputs": (Nothing, input_multiple),
    "test_input_required_result_multi_round": (Nothing, input_rounds),
    "test_input_required_result_capabilities": (Nothing, input_capabilities),
    "test_missing_capability": (Nothing, missing_capability),
    "test_streaming_elicitation": (Nothing, input_elicitation),
    "test_logging_tool": (Nothing, logging_tool),
    "test_x_mcp_header": (Routed, routed),
}


async def _elsewhere(_caller: Caller, _asked: Any) -> Told | Asks:
    """The door asks a row what a tool needs; ``Everything.call`` alone carries it out."""
    raise AssertionError("a row of the example was run as if it were a tool of ours")


def row(name: str) -> Tool:
    """As the door counts and guards it: like a tool of ours that reads."""
    return Tool(
        name=name,
        title=name,
        description=name,
        needs=("read:statuses",),
        wants=ROWS[name][0],
        gives=Nothing,
        run=_elsewhere,
        hints=LOOKS,
        doing="",
        done="",
    )


def demand_of(wish: Wish) -> Demand:
    if wish.method == "tools/call" and wish.name in ROWS:
        return of_tool(row(wish.name))
    return Demand(tool=wish.method == "tools/call")


RESOURCES: Final[dict[str, tuple[str, str]]] = {
    "test://static-text": ("text/plain", "This is the content of the static text resource."),
    "test://static-binary": ("image/png", PNG),
    "test://watched-resource": ("text/plain", "It stays as it is."),
}
TEMPLATE: Final = "test://template/{id}/data"
PROMPTS: Final[dict[str, tuple[str, ...]]] = {
    "test_simple_prompt": (),
    "test_prompt_with_arguments": ("arg1", "arg2"),
    "test_prompt_with_embedded_resource": ("resourceUri",),
    "test_prompt_with_image": (),
    "test_input_required_result_prompt": (),
}


class Everything:
    """The suite's example, as an offer (``server.Offer``)."""

    def tools(self, _caller: Caller) -> list[types.Tool]:
        found = [
            types.Tool(name=name, description=name, input_schema=schema_of(wants))
            for name, (wants, _run) in ROWS.items()
        ]
        name = "json_schema_2020_12_tool"
        return [*found, types.Tool(name=name, description=name, input_schema=SCHEMA)]

    def schema(self, name: str) -> Mapping[str, Any] | None:
        return schema_of(ROWS[name][0]) if name in ROWS else None

    async def call(self, visit: Visit, name: str, arguments: Mapping[str, Any]) -> Answer | None:
        if name not in ROWS:
            return None
        wants, run = ROWS[name]
        return await run(visit, msgspec.convert(arguments, wants))

    def prompts(self, _caller: Caller) -> list[types.Prompt]:
        return [
            types.Prompt(
                name=name,
                description=name,
                arguments=[types.PromptArgument(name=one, required=True) for one in wanted],
            )
            for name, wanted in PROMPTS.items()
        ]

    async def prompt(
        self, visit: Visit, name: str, given: Mapping[str, str]
    ) -> types.GetPromptResult | types.InputRequiredResult | None:
        blocks: list[types.ContentBlock]
        match name:
            case "test_simple_prompt":
                blocks = [_words("This is a simple prompt for testing.")]
            case "test_prompt_with_arguments":
                said = f"Prompt with arguments: arg1='{given['arg1']}', arg2='{given['arg2']}'"
                blocks = [_words(said)]
            case "test_prompt_with_embedded_resource":
                words = "Embedded resource content for testing."
                blocks = [
                    embedded(given["resourceUri"], "text/plain", words),
                    _words("Please process the embedded resource above."),
                ]
            case "test_prompt_with_image":
                blocks = [image(), _words("Please analyze the image above.")]
            case "test_input_required_result_prompt":
                answer = said_by(visit, "user_context", types.ElicitResult)
                if answer is None:
                    asked = question("What context should the prompt use?", "context")
                    return needed(user_context=asked)
                blocks = [_words(f"In this context: {answer.content}")]
            case _:
                return None
        return types.GetPromptResult(
            messages=[types.PromptMessage(role="user", content=block) for block in blocks]
        )

    def resources(self, _caller: Caller) -> list[types.Resource]:
        return [
            types.Resource(uri=uri, name=uri.removeprefix("test://"), mime_type=kind)
            for uri, (kind, _body) in RESOURCES.items()
        ]

    def templates(self, _caller: Caller) -> list[types.ResourceTemplate]:
        return [
            types.ResourceTemplate(
                uri_template=TEMPLATE, name="template", mime_type="application/json"
            )
        ]

    async def read(self, _visit: Visit, uri: str) -> types.ReadResourceResult | None:
        inside: types.TextResourceContents | types.BlobResourceContents
        if uri in RESOURCES:
            kind, body = RESOURCES[uri]
            if kind == "image/png":
                inside = types.BlobResourceContents(uri=uri, mime_type=kind, blob=body)
            else:
                inside = types.TextResourceContents(uri=uri, mime_type=kind, text=body)
            return types.ReadResourceResult(contents=[inside])
        head, tail = TEMPLATE.split("{id}")
        if not uri.startswith(head) or not uri.endswith(tail):
            return None
        which = uri.removeprefix(head).removesuffix(tail)
        told = {"id": which, "templateTest": True, "data": f"Data for ID: {which}"}
        inside = types.TextResourceContents(
            uri=uri, mime_type="application/json", text=json.dumps(told)
        )
        return types.ReadResourceResult(contents=[inside])

    async def complete(
        self,
        _caller: Caller,
        _about: types.PromptReference | types.ResourceTemplateReference,
        _argument: str,
        begun: str,
    ) -> list[str]:
        return [one for one in ("paris", "park", "party", "testing") if one.startswith(begun)]


def _words(said: str) -> types.TextContent:
    return types.TextContent(type="text", text=said)


async def _taken(_context: Any, _params: Any) -> types.EmptyResult:
    return types.EmptyResult()


def make(hub: Hub) -> Serving:
    """Behind the door, in the place of ours. Subscriptions, which ours does not offer, are taken."""
    server = build(Everything(), demand_of)
    server.add_request_handler("resources/subscribe", types.SubscribeRequestParams, _taken)
    server.add_request_handler("resources/unsubscribe", types.UnsubscribeRequestParams, _taken)
    return Serving(server, hub)
