/** Requests that htmx makes: the token, and what to say when they fail. */
import { htmx, htmxHere } from "./hyper.ts";
import { errorText } from "./message.ts";
import { arrived, csrfToken, note, onArrival, word } from "./page.ts";

interface Context {
  request: { headers: Record<string, string> };
  response?: { raw: Response; status: number; headers: Headers };
  text?: string;
}

function context(event: Event): Context {
  return (event as CustomEvent<{ ctx: Context }>).detail.ctx;
}

export function startRequests(): void {
  document.addEventListener("htmx:config:request", (event) => {
    context(event).request.headers["X-CSRF-Token"] = csrfToken();
  });
  document.addEventListener("htmx:after:request", (event) => {
    const ctx = context(event);
    if (ctx.response?.raw.redirected) {
      // The answer is another page (sign in, say), not a new state of the button.
      event.preventDefault();
      location.assign(ctx.response.raw.url);
    }
    ctx.text = ctx.text?.replaceAll(/<noscript>[\s\S]*?<\/noscript>/g, "");
  });
  document.addEventListener("htmx:response:error", (event) => {
    const { response, text = "" } = context(event);
    if (!response || response.status === 422) return;
    const said = errorText(response.headers.get("Content-Type"), text);
    note(said ?? word(response.status === 401 ? "signIn" : "requestFailed"), "error");
  });
  document.addEventListener("htmx:error", () => note(word("offline"), "error"));
  document.addEventListener("htmx:after:swap", () => arrived(document));
  // What our own code inserts has to be made known to htmx as well.
  onArrival((root) => root !== document && htmxHere()?.process(root as Element));
  fetchWithFirstUse();
}

/**
 * htmx comes when somebody is about to use a control of its own. A click that is quicker waits for it;
 * where it does not come, the control does its work as the plain form that it is.
 */
function fetchWithFirstUse(): void {
  const near = (event: Event) => {
    if (controlAt(event)) htmx().catch(() => undefined);
  };
  for (const kind of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(kind, near, { passive: true });
  }
  document.addEventListener("click", (event) => {
    const control = controlAt(event);
    if (!control || htmxHere()) return;
    event.preventDefault();
    event.stopPropagation();
    htmx().then(() => control.click(), () => control.form?.requestSubmit(control));
  }, { capture: true });
}

function controlAt(event: Event): HTMLButtonElement | null {
  return event.target instanceof Element
    ? event.target.closest<HTMLButtonElement>("button[hx-post]")
    : null;
}
