import assert from "node:assert/strict";
import { leadsTo, readPush } from "./pushed.ts";

Deno.test("what is pushed is read with its id to the last digit", () => {
  const text = '{"notification_id":117660491693817863,"title":"bo likes your post",' +
    '"body":"wet plaster","icon":"/i","preferred_locale":"en","affresco":{"url":"/posts/7"}}';
  assert.deepEqual(readPush(text), {
    title: "bo likes your post",
    body: "wet plaster",
    icon: "/i",
    tag: "117660491693817863",
    lang: "en",
    url: "/posts/7",
  });
});

Deno.test("what is no message is none", () => {
  assert.deepEqual(readPush(""), null);
  assert.deepEqual(readPush("[]"), null);
  assert.deepEqual(readPush('{"body":"x"}'), null);
});

Deno.test("a click leads nowhere but to our own site", () => {
  assert.deepEqual(leadsTo({ url: "/posts/7" }, "https://a.example"), "https://a.example/posts/7");
  assert.deepEqual(
    leadsTo({ url: "//b.example/" }, "https://a.example"),
    "https://a.example/notifications",
  );
  assert.deepEqual(leadsTo(null, "https://a.example"), "https://a.example/notifications");
});
