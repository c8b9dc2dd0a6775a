/** Duels by keyboard, and the words of one's taste in the studio. */
import { all, csrfToken, note, onClick, word } from "./page.ts";

const OFF = "affresco.keys-off";

/** The answer that a key gives, by the button that names it. */
function press(event: KeyboardEvent): void {
  const form = document.querySelector("[data-duel]");
  if (!form || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.repeat || event.isComposing || localStorage.getItem(OFF)) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, dialog")) return;
  const button = all<HTMLButtonElement>(form, "[data-key]")
    .find((each) => each.dataset.key?.toLowerCase() === event.key.toLowerCase());
  if (!button) return;
  event.preventDefault();
  button.click();
}

/** Puts the words of one's taste into the prompt, where they can be read before anything is painted. */
async function use(button: HTMLElement, event: Event): Promise<void> {
  const form = (button as HTMLButtonElement).form;
  const prompt = form?.elements.namedItem("prompt");
  const place = form?.querySelector("[data-words-help]");
  if (!form || !place || !(prompt instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  button.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/studio/taste", {
      method: "POST",
      headers: { "HX-Request": "true", "X-CSRF-Token": csrfToken() },
      body: new FormData(form),
    });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const words = page.querySelector<HTMLElement>("[data-taste-prompt]")?.dataset.tastePrompt;
    if (words !== undefined) prompt.value = words;
    prompt.dispatchEvent(new Event("input", { bubbles: true }));
    place.replaceChildren(...page.body.childNodes);
    prompt.focus();
  } catch {
    note(word("requestFailed"), "error");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

export function startDuels(): void {
  document.addEventListener("keydown", press);
  onClick("[data-taste]", (button, event) => void use(button, event));
}
