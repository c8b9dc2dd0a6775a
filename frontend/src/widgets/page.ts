/** What all widgets have in common: words, elements, the look of the host, and what is shown without one. */
import { Bridge, type Context, type Hearer, type Json, type Result } from "./bridge.ts";

type Child = Node | string | null | undefined | false;

const words = JSON.parse(document.getElementById("words")?.textContent || "{}") as Record<
  string,
  Record<string, string>
>;
let language = "en";
let region: string | undefined;

/** A day as the chat's language writes it. */
export function day(at: string): string {
  return new Date(at).toLocaleDateString(region);
}

/** The person's word for something. */
export function word(key: string): string {
  return words[language]?.[key] ?? words.en?.[key] ?? key;
}

/** An element. Text is always text: nothing that people wrote becomes markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Record<string, string | number | boolean | ((event: Event) => void) | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (typeof value === "boolean") made.toggleAttribute(name, value);
    else if (value !== null) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** An address that may stand in a link: no scheme but the web's own. */
export function safe(url: string | null): string | null {
  return url && /^https?:\/\//.test(url) ? url : null;
}

export abstract class Widget<Facts> implements Hearer {
  readonly main = document.getElementById("main") as HTMLElement;
  readonly status = el("p", { class: "status", role: "status", "aria-live": "polite" });
  readonly bridge: Bridge;
  protected given: Json = {};
  protected facts?: Facts;

  constructor(name: string) {
    this.bridge = new Bridge(name, this);
  }

  /** Begins; where nobody answers, says so and stays as it is. */
  async start(): Promise<void> {
    this.main.before(this.status);
    if (!await this.bridge.connect()) this.say(word("offline"));
    else if (!this.facts) this.say(word("waiting"));
  }

  abstract show(facts: Facts, meta: Json): void;

  input(given: Json): void {
    this.given = given;
  }

  result(result: Result): void {
    if (result.isError || !result.structuredContent) {
      const said = result.content?.find((part) => part.type === "text")?.text;
      this.say(said ?? word("offline"));
      return;
    }
    this.say("");
    this.facts = result.structuredContent as Facts;
    this.show(this.facts, result._meta ?? {});
  }

  cancelled(): void {
    this.say(word("cancelled"));
  }

  context(context: Context): void {
    const root = document.documentElement;
    if (context.theme) root.dataset.theme = context.theme;
    const font = context.styles?.variables?.["--font-sans"];
    if (font) root.style.setProperty("--text", font);
    const inset = context.safeAreaInsets;
    if (inset) {
      const sides = [inset.top, inset.right, inset.bottom, inset.left];
      document.body.style.padding = sides.map((side) => `${Number(side) || 0}px`).join(" ");
    }
    try {
      if (context.locale) region = Intl.getCanonicalLocales(context.locale)[0];
    } catch {
      // What is no language leaves the browser's own.
    }
    const wanted = context.locale?.split("-")[0] ?? language;
    if (words[wanted] && wanted !== language) {
      language = wanted;
      root.lang = language;
      if (this.facts) this.show(this.facts, {});
    }
  }

  /** A line above the rest, read out. */
  say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.hidden = !text;
  }

  /** Calls a tool; undefined, and said, where it fails. */
  async call<T>(tool: string, given: Json): Promise<{ facts: T; meta: Json } | undefined> {
    try {
      const result = await this.bridge.call(tool, given);
      if (!result.isError) {
        return { facts: result.structuredContent as T, meta: result._meta ?? {} };
      }
      this.say(result.content?.find((part) => part.type === "text")?.text ?? word("offline"));
    } catch {
      this.say(word("offline"));
    }
    return undefined;
  }

  /** Asks the model for something, in the chat. */
  async ask(key: string, id: string): Promise<void> {
    try {
      await this.bridge.say(word(key).replace("{id}", id));
    } catch {
      this.say(word("offline"));
    }
  }

  /** A link that the host opens, or the browser where the host does not. */
  link(url: string | null, text: string, kind = ""): HTMLElement {
    const href = safe(url);
    if (!href) return el("span", { class: kind }, text);
    return el("a", {
      href,
      class: kind,
      target: "_blank",
      rel: "noopener",
      click: (event) => {
        if (this.bridge.open(href)) event.preventDefault();
      },
    }, text);
  }
}
