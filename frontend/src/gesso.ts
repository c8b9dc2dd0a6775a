/**
 * The page where one asks: a question is sent as its form would be, and the answer is shown as it grows.
 * The server sends the question with its answer so far as HTML; here it only takes its place.
 */
import { all, csrfToken, fetchHtml, onClick, word } from "./page.ts";

interface Told {
  turn: string;
  url: string;
  html: string;
  left: string;
}

/** The events in a piece of a stream, and what is left of it: the beginning of one that is not whole. */
export function split(text: string): [events: { name: string; data: string }[], rest: string] {
  const parts = text.split("\n\n");
  const rest = parts.pop() ?? "";
  const events = parts.flatMap((part) => {
    const fields = new Map(
      part.split("\n").map((line) => {
        const colon = line.indexOf(": ");
        return [line.slice(0, colon), line.slice(colon + 2)] as const;
      }),
    );
    const [name, data] = [fields.get("event"), fields.get("data")];
    return name && data ? [{ name, data }] : [];
  });
  return [events, rest];
}

const WRITTEN_DOWN = 400;

class Conversation {
  private asking: AbortController | null = null;
  private readonly turns: HTMLElement;
  private readonly form: HTMLFormElement | null;

  constructor(private readonly root: HTMLElement) {
    this.turns = root.querySelector<HTMLElement>("[data-turns]") ?? root;
    this.form = root.querySelector<HTMLFormElement>("form#ask");
    root.addEventListener("submit", (event) => {
      const form = (event.target as Element).closest<HTMLFormElement>("form[data-ask]");
      if (!form) return;
      event.preventDefault();
      if (!this.asking) void this.ask(form);
    });
    this.part("[data-ask-stop]")?.addEventListener("click", () => this.asking?.abort());
    this.form?.querySelector("textarea")?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form?.requestSubmit();
    });
    // A link of our own asks at once; one from elsewhere waits for the person.
    if (this.form?.hasAttribute("data-ask-now") && cameFromHere()) this.form.requestSubmit();
  }

  private part(selector: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(selector);
  }

  private async ask(form: HTMLFormElement): Promise<void> {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) fields.append(name, String(value));
    const asking = new AbortController();
    this.begin(asking);
    let turn = "";
    try {
      const response = await fetch("/gesso/events", {
        method: "POST",
        body: fields,
        headers: {
          Accept: "text/event-stream",
          "HX-Request": "true",
          "X-CSRF-Token": csrfToken(),
        },
        signal: asking.signal,
      });
      const address = response.headers.get("HX-Redirect");
      if (address) return location.assign(address);
      if (!response.ok || !response.body) {
        return this.fail(await response.text());
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = "";;) {
        const { done, value } = await reader.read();
        if (done) break;
        const [events, left] = split(rest + value);
        rest = left;
        for (const event of events) {
          if (event.name === "turn") {
            turn = this.show(JSON.parse(event.data) as Told, fields.get("again"), form);
          } else this.fail((JSON.parse(event.data) as { error: string }).error);
        }
      }
      this.say("done");
    } catch {
      if (asking.signal.aborted) this.say("stopped");
      else this.fail(word("requestFailed"));
    } finally {
      this.end();
      if (turn) await this.refresh(asking.signal.aborted ? turn : "");
    }
  }

  private begin(asking: AbortController): void {
    this.asking = asking;
    this.fail("");
    this.part("[data-ask-stop]")?.removeAttribute("hidden");
    this.part("[data-ask-send]")?.setAttribute("hidden", "");
  }

  private end(): void {
    this.asking = null;
    this.part("[data-ask-stop]")?.setAttribute("hidden", "");
    this.part("[data-ask-send]")?.removeAttribute("hidden");
  }

  /** Puts a question with its answer so far in its place; the first time, makes room for the next one. */
  private show(told: Told, again: string | null, form: HTMLFormElement): string {
    const template = document.createElement("template");
    template.innerHTML = told.html;
    const fresh = template.content.querySelector<HTMLElement>("[data-turn]");
    if (!fresh) return told.turn;
    const here = document.getElementById(`turn-${told.turn}`);
    if (here) {
      const open = all(here, "details[open] .witness").map((source) => source.id);
      here.replaceWith(fresh);
      for (const id of open) reveal(document.getElementById(id));
    } else {
      const before = again ? document.getElementById(`turn-${again}`) : null;
      if (before) before.replaceWith(fresh);
      else this.turns.append(fresh);
      this.settle(told, form);
      fresh.scrollIntoView({ block: "start" });
    }
    return told.turn;
  }

  private settle(told: Told, form: HTMLFormElement): void {
    history.replaceState(null, "", told.url);
    this.root.parentElement?.querySelector(".examples")?.remove();
    const left = this.part("[data-ask-left]");
    if (left && told.left) left.textContent = told.left;
    if (form !== this.form || !this.form) return;
    const text = this.form.querySelector("textarea");
    if (text) {
      text.value = "";
      text.required = true;
      text.placeholder = text.dataset.further ?? "";
    }
    for (const name of ["task", "post_id"]) this.form.querySelector(`[name=${name}]`)?.remove();
    this.form.querySelector(".about")?.remove();
    if (!this.form.querySelector("[name=conversation_id]")) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "conversation_id";
      field.value = told.url.split("/").pop() ?? "";
      this.form.append(field);
    }
  }

  /** Takes over the list of conversations as the server shows it, and a question that was stopped. */
  private async refresh(turn: string): Promise<void> {
    if (turn) await new Promise((done) => setTimeout(done, WRITTEN_DOWN));
    try {
      const page = await fetchHtml(location.pathname);
      for (const selector of turn ? [".history", `#turn-${turn}`] : [".history"]) {
        const fresh = page.querySelector(selector);
        if (fresh) document.querySelector(selector)?.replaceWith(fresh);
      }
    } catch {
      // What is on the page stays as it is.
    }
  }

  private say(what: "done" | "stopped"): void {
    const status = this.part("[data-gesso-status]");
    if (status) status.textContent = status.dataset[what] ?? "";
  }

  private fail(text: string): void {
    const line = this.part("[data-ask-error]");
    const words = line?.querySelector("span");
    if (line && words) {
      words.textContent = text;
      line.hidden = !text;
    }
  }
}

function cameFromHere(): boolean {
  return document.referrer.startsWith(`${location.origin}/`);
}

/** Opens what an answer rests on. */
function reveal(source: HTMLElement | null): void {
  const details = source?.closest("details");
  if (details) details.open = true;
}

const root = document.querySelector<HTMLElement>("[data-gesso]");
if (root) new Conversation(root);

onClick("a.cite", (link, event) => {
  const source = document.getElementById(link.getAttribute("href")?.slice(1) ?? "");
  if (!source) return;
  event.preventDefault();
  reveal(source);
  source.focus({ preventScroll: true });
  source.closest("li")?.scrollIntoView({ block: "nearest" });
});
