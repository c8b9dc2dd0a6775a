import assert from "node:assert/strict";
import { backoff, errorText, idOf, parseMessage, resuming } from "./message.ts";

Deno.test("ids beyond 2^53 keep every digit", () => {
  const message = parseMessage('{"type":"post","post_id":115791234567890123, "likes":3}');
  assert.equal(message && idOf(message, "post_id"), "115791234567890123");
  assert.equal(message?.likes, 3);
});

Deno.test("digits inside text are left alone", () => {
  const text = 'seed: 12345678901234567890, "quoted", end\\';
  const message = parseMessage(JSON.stringify({ type: "failed", text }));
  assert.equal(message?.text, text);
});

Deno.test("large decimals and exponents stay numbers", () => {
  const message = parseMessage('{"type":"x","a":0.12345678901234567,"b":1e3,"c":-5}');
  assert.deepEqual([message?.a, message?.b, message?.c], [0.12345678901234567, 1000, -5]);
});

Deno.test("the event's name is the type where the data says none", () => {
  assert.equal(parseMessage('{"index":1}', "preview")?.type, "preview");
  assert.equal(parseMessage("", "done")?.type, "done");
});

Deno.test("what is no message is null", () => {
  for (const text of ["{", "[1]", "3", "null", '"x"']) assert.equal(parseMessage(text), null);
});

Deno.test("waiting doubles, is bounded, and is spread", () => {
  assert.equal(backoff(0, 1), 500);
  assert.equal(backoff(1, 1), 1000);
  assert.equal(backoff(60, 1), 30_000);
  assert.equal(backoff(1, 0), 500);
});

Deno.test("errors are quoted only when the server wrote them for people", () => {
  assert.equal(errorText("application/json", '{"error":"Too long."}'), "Too long.");
  assert.equal(errorText("text/html", "<h1>500</h1>"), null);
  assert.equal(errorText("application/json", '{"error":{"x":1}}'), null);
  assert.equal(errorText(null, ""), null);
});

Deno.test("who comes back says what was heard last", () => {
  assert.equal(resuming("/stream?feed=home", ""), "/stream?feed=home");
  assert.equal(resuming("/stream?feed=home", "7~1:2:3:"), "/stream?feed=home&last=7~1%3A2%3A3%3A");
  assert.equal(resuming("/stream", "7"), "/stream?last=7");
});
