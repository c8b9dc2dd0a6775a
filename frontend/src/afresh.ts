/** Parts of a page that are asked for again while somebody looks: `data-afresh` names where, in seconds how often. */
import { all, arrived, fetchHtml, onArrival } from "./page.ts";

const running = new WeakSet<HTMLElement>();

async function look(part: HTMLElement): Promise<void> {
  if (document.visibilityState !== "visible" || part.contains(document.activeElement)) return;
  try {
    const page = await fetchHtml(part.dataset.afresh ?? "");
    const open = all<HTMLDetailsElement>(part, "details[open][id]").map((each) => each.id);
    part.replaceChildren(...page.body.childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    arrived(part);
  } catch {
    // What is shown is a little older; the next look may succeed.
  }
}

export function startAfresh(): void {
  onArrival((root) => {
    for (const part of all(root, "[data-afresh]")) {
      if (running.has(part)) continue;
      running.add(part);
      const timer = setInterval(() => {
        if (part.isConnected) void look(part);
        else clearInterval(timer);
      }, 1000 * Number(part.dataset.seconds || "5"));
    }
  });
}
