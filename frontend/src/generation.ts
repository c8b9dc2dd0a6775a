/** The panel of a job: it follows the job, and takes its HTML from the server at each step. */
import { htmx } from "./hyper.ts";
import { idOf, type Message } from "./message.ts";
import { all, fetchHtml, note, onArrival, word } from "./page.ts";
import { Stream } from "./stream.ts";

const streams = new Map<string, Stream>();

function panelOf(id: string): HTMLElement | null {
  return document.querySelector(`[data-generation="${CSS.escape(id)}"]`);
}

/** Morphs the panel into what the server shows now; ticks, focus and live text stay. */
async function refresh(id: string): Promise<void> {
  const panel = panelOf(id);
  const url = panel?.dataset.url;
  if (!panel || !url) return;
  try {
    const page = await fetchHtml(url);
    const fresh = page.querySelector(`[data-generation="${CSS.escape(id)}"]`);
    if (!fresh) return;
    await (await htmx()).swap({
      text: fresh.outerHTML,
      target: panel,
      swap: "outerMorph",
      sourceElement: panel,
    });
  } catch {
    note(word("requestFailed"), "error");
  }
}

function showPreview(panel: HTMLElement, message: Message): void {
  const place = Number(idOf(message, "index") ?? idOf(message, "position"));
  const slot = panel.querySelectorAll<HTMLElement>("[data-slot]")[place];
  const blank = slot?.querySelector(".blank");
  if (!blank || typeof message.url !== "string") return;
  const picture = slot?.querySelector("img") ?? document.createElement("img");
  picture.src = message.url;
  picture.alt = "";
  blank.replaceChildren(picture);
}

function receive(id: string, message: Message): void {
  const panel = panelOf(id);
  if (!panel) return;
  if (message.type === "preview") showPreview(panel, message);
  else if (
    message.type === "state" && (message.state === "queued" || message.state === "running")
  ) {
    panel.dataset.state = message.state;
    const line = panel.querySelector<HTMLElement>("[data-state-text]");
    const words = typeof message.text === "string" ? message.text : line?.dataset[message.state];
    if (line && words) line.textContent = words;
  } else void refresh(id);
}

export function startGeneration(): void {
  onArrival(() => {
    const live = new Set<string>();
    for (const panel of all(document, "[data-generation][data-events]")) {
      const { generation: id = "", events = "" } = panel.dataset;
      live.add(id);
      if (streams.has(id)) continue;
      streams.set(
        id,
        new Stream(events, {
          names: ["state", "preview", "candidate", "done", "failed"],
          onMessage: (message) => receive(id, message),
          onResync: () => void refresh(id),
        }),
      );
    }
    for (const [id, stream] of streams) {
      if (live.has(id)) continue;
      stream.end();
      streams.delete(id);
    }
  });
}
