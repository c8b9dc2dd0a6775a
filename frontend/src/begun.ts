/** Words that were begun are there still on another page of this tab, until they are painted. */
import { csrfToken, onArrival } from "./page.ts";

const KEPT = "affresco.begun";

/** The words that were kept in a session; those of another session are nobody's business. */
export function keptIn(session: string, stored: string | null): string {
  const mark = `${session}\n`;
  return session && stored?.startsWith(mark) ? stored.slice(mark.length) : "";
}

function promptOf(target: EventTarget | null): HTMLTextAreaElement | null {
  return target instanceof HTMLTextAreaElement && target.matches("#studio #prompt") ? target : null;
}

export function startBegun(): void {
  onArrival(() => {
    const prompt = promptOf(document.querySelector("#studio #prompt"));
    if (!prompt || prompt.value || prompt.form?.elements.namedItem("remix_of_id")) return;
    prompt.value = keptIn(csrfToken(), sessionStorage.getItem(KEPT));
    if (prompt.value) prompt.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.addEventListener("input", (event) => {
    const prompt = promptOf(event.target);
    if (!prompt) return;
    if (prompt.value.trim()) sessionStorage.setItem(KEPT, `${csrfToken()}\n${prompt.value}`);
    else sessionStorage.removeItem(KEPT);
  });
  document.addEventListener("submit", (event) => {
    const paints = !event.submitter?.hasAttribute("formaction");
    if (paints && (event.target as Element).id === "studio") sessionStorage.removeItem(KEPT);
  });
}
