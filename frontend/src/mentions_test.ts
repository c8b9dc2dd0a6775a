import { nameAt, putName } from "./mentions.ts";

function same(actual: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

Deno.test("a name begins at its @ and ends at the caret", () => {
  same(nameAt("hello @ad", 9), { at: 6, typed: "ad" });
  same(nameAt("@ad and more", 3), { at: 0, typed: "ad" });
  same(nameAt("(@ad", 4), { at: 1, typed: "ad" });
});

Deno.test("addresses, paths and a bare @ are no names", () => {
  for (const text of ["ada@ex", "a/@ad", "hello @", "hello ad", "@ad "]) {
    same(nameAt(text, text.length), null);
  }
});

Deno.test("the name is put where it was begun, with one space after it", () => {
  same(putName("hi @ad", 3, 6, "ada"), { text: "hi @ada ", caret: 8 });
  same(putName("hi @ad there", 3, 6, "ada"), { text: "hi @ada there", caret: 8 });
});
