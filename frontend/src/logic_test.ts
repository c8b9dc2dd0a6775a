import assert from "node:assert/strict";
import { keptIn } from "./begun.ts";
import { maskSize } from "./brush.ts";
import { watching } from "./feed.ts";
import { countdown } from "./forms.ts";
import { meaning } from "./keys.ts";
import { coloursIn } from "./palette.ts";
import { bytesOf } from "./pictures.ts";
import { readPlace } from "./scroll.ts";
import { stepTo } from "./search.ts";
import { nextTheme } from "./small.ts";
import { takes } from "./steering.ts";

Deno.test("a character is counted once, as the server counts it", () => {
  assert.deepEqual(countdown("🦊".repeat(9), 10), { left: 1, show: true });
  assert.deepEqual(countdown("a\r\nb", 10), { left: 7, show: false });
  assert.deepEqual(countdown("abc", 2), { left: -1, show: true });
});

Deno.test("g gives the next key another meaning, once", () => {
  assert.equal(meaning("l", null), "act:like");
  assert.equal(meaning("l", "g"), "go:/local");
  assert.equal(meaning("j", "g"), null);
  assert.equal(meaning("z", null), null);
});

Deno.test("a kept place is read only when it is one of ours", () => {
  const place = { pages: ["/?before=1"], post: "12", offset: -40 };
  assert.deepEqual(readPlace(JSON.stringify(place)), place);
  assert.deepEqual(readPlace('{"pages":["/a",3],"post":7,"offset":0}'), {
    pages: ["/a"],
    post: null,
    offset: 0,
  });
  for (const text of [null, "", "{", "[]", '{"pages":"/a","offset":1}', '{"pages":[]}']) {
    assert.equal(readPlace(text), null);
  }
});

Deno.test("a broken likeness is no likeness", () => {
  assert.deepEqual(bytesOf("AQID"), new Uint8Array([1, 2, 3]));
  assert.equal(bytesOf("not base64 ¡").length, 0);
});

Deno.test("the theme goes round, from whatever it was", () => {
  assert.equal(nextTheme(undefined), "light");
  assert.equal(nextTheme("light"), "dark");
  assert.equal(nextTheme("dark"), "auto");
});

Deno.test("a stream watches each post of the page once, and no more than it may", () => {
  assert.equal(watching("/stream?feed=tag:rain", []), "/stream?feed=tag:rain");
  assert.equal(
    watching("/stream?feed=tag:rain&watch=1", ["7", "8", "7"]),
    "/stream?feed=tag:rain&watch=7,8",
  );
  const many = Array.from({ length: 150 }, (_, i) => String(i));
  assert.equal(watching("/stream", many).split(",").length, 100);
});

Deno.test("colours are found in what people type, as the server finds them", () => {
  assert.deepEqual(coloursIn("#D08030, 204060;#fff red"), ["#d08030", "#204060"]);
  assert.deepEqual(coloursIn("#1234567"), []);
  assert.deepEqual(coloursIn("#aabbcc#112233"), ["#aabbcc", "#112233"]);
  assert.deepEqual(coloursIn(""), []);
});

Deno.test("a mask keeps the proportions of its picture", () => {
  assert.deepEqual(maskSize(1280, 720), [1024, 576]);
  assert.deepEqual(maskSize(720, 1280), [576, 1024]);
  assert.deepEqual(maskSize(300, 200), [300, 200]);
});

Deno.test("an engine takes what it names, not what begins alike", () => {
  assert.equal(takes("negative_prompt steps", "steps"), true);
  assert.equal(takes("negative_prompt steps", "step"), false);
  assert.equal(takes("", "palette"), false);
});

Deno.test("arrows walk the suggestions and come back to the field", () => {
  assert.equal(stepTo(-1, "ArrowDown", 3), 0);
  assert.equal(stepTo(2, "ArrowDown", 3), -1);
  assert.equal(stepTo(-1, "ArrowUp", 3), 2);
  assert.equal(stepTo(0, "ArrowUp", 3), -1);
  assert.equal(stepTo(-1, "ArrowDown", 0), -1);
});

Deno.test("words that were begun are kept for their session alone", () => {
  assert.equal(keptIn("abc", "abc\na heron\nin the reeds"), "a heron\nin the reeds");
  assert.equal(keptIn("ab", "abc\na heron"), "");
  assert.equal(keptIn("", "\na heron"), "");
  assert.equal(keptIn("abc", null), "");
});
