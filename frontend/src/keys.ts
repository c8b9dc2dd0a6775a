/** The keyboard: single keys where nobody is writing, and arrows in a family. Can be turned off. */
import { all, onClick } from "./page.ts";
import { troubles } from "./troubles.ts";

const OFF = "affresco.keys-off";
const SECOND_KEY_WITHIN = 1200;

/** What a key asks for. `first`: the key before it, when that was `g` a moment ago. */
export function meaning(key: string, first: string | null): string | null {
  if (first === "g") {
    return { h: "go:/", l: "go:/local", n: "go:/notifications", s: "go:/search" }[key] ?? null;
  }
  const plain: Record<string, string> = {
    j: "next",
    k: "previous",
    l: "act:like",
    b: "act:bookmark",
    r: "act:reply",
    x: "act:remix",
    n: "compose",
    "/": "search",
    "?": "help",
    f: "feedback",
    Enter: "open",
  };
  return plain[key] ?? null;
}

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select") ||
      target.closest("dialog") !== null);
}

function currentPost(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-post]");
  if (focused) return focused;
  const edge = innerHeight / 3;
  return all(document, "article[data-post]").find((post) => {
    const box = post.getBoundingClientRect();
    return box.top <= edge && box.bottom > edge;
  }) ?? null;
}

function step(by: 1 | -1): void {
  const posts = all(document, "article[data-post]");
  const focused = document.activeElement?.closest<HTMLElement>("[data-post]");
  const here = focused ?? currentPost();
  const place = here ? posts.indexOf(here) + (focused ? by : 0) : 0;
  const post = posts[Math.max(0, Math.min(place, posts.length - 1))];
  post?.scrollIntoView({ block: "start" });
  post?.focus({ preventScroll: true });
}

function compose(): void {
  const prompt = document.getElementById("prompt");
  if (prompt) prompt.focus();
  else location.assign("/#studio");
}

/** The field on the screen, or the page that has one. */
function search(): void {
  const fields = all<HTMLInputElement>(document, "input[data-suggest]");
  const field = fields.findLast((input) => input.checkVisibility());
  if (!field) return location.assign("/search");
  field.focus();
  field.select();
}

/** To the form, with a picture of this page where it can be drawn. */
async function feedback(): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>("a[data-feedback-script]");
  if (!link) return;
  try {
    await (await import(link.dataset.feedbackScript ?? "")).tell(troubles());
  } catch {
    location.assign(link.href);
  }
}

function act(wish: string, event: KeyboardEvent): void {
  const [verb, what] = wish.split(":");
  if (verb === "next") step(1);
  else if (verb === "previous") step(-1);
  else if (verb === "compose") compose();
  else if (verb === "search") search();
  else if (verb === "feedback") void feedback();
  else if (verb === "help") {
    (document.getElementById("keys") as HTMLDialogElement | null)?.showModal();
  } else if (verb === "go" && what) location.assign(what);
  else if (verb === "act") {
    currentPost()?.querySelector<HTMLElement>(`[data-action="${what}"]`)?.click();
  } else if (verb === "open") {
    const post = document.activeElement;
    if (!(post instanceof HTMLElement) || !post.matches("article[data-post]")) return;
    location.assign(post.dataset.url ?? "");
  }
  event.preventDefault();
}

/** Arrows walk the lines of a family: up and down through all, left to the parent, right to a child. */
function walk(event: KeyboardEvent): void {
  const knot = (event.target as Element | null)?.closest<HTMLElement>("[data-tree] a.knot");
  const tree = knot?.closest("[data-tree]");
  if (!knot || !tree) return;
  const knots = all(tree, "a.knot");
  const item = knot.closest("li");
  const to = {
    ArrowDown: knots[knots.indexOf(knot) + 1],
    ArrowUp: knots[knots.indexOf(knot) - 1],
    ArrowLeft: item?.parentElement?.closest("li")?.querySelector<HTMLElement>(":scope > a.knot"),
    ArrowRight: item?.querySelector<HTMLElement>("ul a.knot"),
  }[event.key];
  if (!to) return;
  to.focus();
  event.preventDefault();
}

export function startKeys(): void {
  let first: string | null = null;
  let at = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    walk(event);
    if (event.defaultPrevented || writing(event.target) || localStorage.getItem(OFF)) return;
    const wish = meaning(event.key, event.timeStamp - at < SECOND_KEY_WITHIN ? first : null);
    first = event.key;
    at = event.timeStamp;
    if (wish) act(wish, event);
  });
  for (const box of all<HTMLInputElement>(document, "[data-keys-on]")) {
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    });
  }
  onClick("a[data-feedback-script]", (_link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void feedback();
  });
  onClick("[data-open]", (button) => {
    (document.getElementById(button.dataset.open ?? "") as HTMLDialogElement | null)?.showModal();
  });
}
