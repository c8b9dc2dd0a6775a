/** Requests that htmx makes: the token, and what to say when they fail. */
import { htmx } from "./hyper.ts";
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
  onArrival((root) => root !== document && htmx.process(root as Element));
}
