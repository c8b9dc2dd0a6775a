/** What all modules share: arrivals of new HTML, the words of the page, notes to the reader. */

type Arrival = (root: ParentNode) => void;
const arrivals: Arrival[] = [];

/** Has `fn` look at the page now, and again whenever HTML has come in. It must be idempotent. */
export function onArrival(fn: Arrival): void {
  arrivals.push(fn);
  fn(document);
}

/** Tells everyone that HTML has come in below `root`. */
export function arrived(root: ParentNode): void {
  for (const fn of arrivals) fn(root);
}

export function all<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** A sentence in the reader's language, from #words in the page. */
export function word(name: string): string {
  return document.getElementById("words")?.dataset[name] ?? "";
}

/** Calls `fn` with the nearest element that matches, for clicks on it or inside it. */
export function onClick(
  selector: string,
  fn: (element: HTMLElement, event: MouseEvent) => void,
): void {
  document.addEventListener("click", (event) => {
    const element = (event.target as Element | null)?.closest<HTMLElement>(selector);
    if (element) fn(element, event);
  });
}

const READING_TIME = 8000;

/** Shows a note at the foot of the page and has it read aloud. Errors stay until dismissed. */
export function note(text: string, kind: "ok" | "error" = "ok"): void {
  const region = document.getElementById("flash");
  const template = document.getElementById("toast") as HTMLTemplateElement | null;
  const toast = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!region || !toast || !text) return;
  toast.className = `toast toast-${kind}`;
  const line = toast.querySelector("span");
  if (line) line.textContent = text;
  for (const old of [...region.children]) {
    if (old.querySelector("span")?.textContent === text) old.remove();
  }
  region.append(toast);
  if (kind === "ok") setTimeout(() => toast.remove(), READING_TIME);
}

/** Fetches HTML as a fragment: the server may answer with the fragment or with the whole page. */
export async function fetchHtml(url: string): Promise<Document> {
  const response = await fetch(url, {
    headers: { "HX-Request": "true", "HX-Request-Type": "partial", Accept: "text/html" },
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  // Parsed without scripting, <noscript> is live markup, and a refresh in it would be obeyed.
  for (const element of all(parsed, "noscript")) element.remove();
  return parsed;
}

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** Sends a form to our server, which answers as it does to htmx: without a page. */
export async function post(url: string, fields: Record<string, string>): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "HX-Request": "true", "X-CSRF-Token": csrfToken() },
    body: new URLSearchParams(fields),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
