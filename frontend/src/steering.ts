/** The composer: what the chosen engine does not take is neither shown nor sent. */
import { startPalette } from "./palette.ts";
import { all, csrfToken, note, onArrival, onClick, word } from "./page.ts";

/** Whether an engine that can do these things takes what an element needs. */
export function takes(can: string, needs: string): boolean {
  return can.split(/\s+/).includes(needs);
}

function fit(form: HTMLFormElement): void {
  const engine = form.elements.namedItem("engine");
  if (!(engine instanceof HTMLSelectElement)) return;
  const chosen = engine.selectedOptions[0]?.dataset ?? {};
  const can = chosen.can ?? "";
  for (const part of all(form, "[data-needs]")) {
    const fits = takes(can, part.dataset.needs ?? "");
    part.hidden = !fits;
    for (const field of all<HTMLInputElement>(part, "input, select, textarea")) {
      field.disabled = !fits;
    }
  }
  for (const name of ["steps", "guidance"]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.placeholder = chosen[name] ?? "";
  }
  for (const group of all<HTMLOptGroupElement>(form, "optgroup[data-engine]")) {
    group.hidden = group.disabled = group.dataset.engine !== engine.value;
  }
}

/** Asks for suggestions and shows them below the words. */
async function help(button: HTMLElement, event: Event): Promise<void> {
  const form = button.closest("form");
  const place = form?.querySelector("[data-words-help]");
  if (!form || !place) return;
  event.preventDefault();
  button.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/studio/words", {
      method: "POST",
      headers: { "HX-Request": "true", "X-CSRF-Token": csrfToken() },
      body: new FormData(form),
    });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
    place.scrollIntoView({ block: "nearest" });
  } catch {
    note(word("requestFailed"), "error");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Puts the words that were taken into the form, where they can be read before anything is painted. */
function take(button: HTMLElement, event: Event): void {
  const form = (button as HTMLButtonElement).form;
  const prompt = form?.elements.namedItem("prompt");
  if (!form || !(prompt instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  prompt.value = (button as HTMLButtonElement).value;
  const unwanted = form.elements.namedItem("negative_prompt");
  const more = button.dataset.takeNegative ?? "";
  if (more && unwanted instanceof HTMLInputElement) {
    unwanted.value = [unwanted.value, more].filter(Boolean).join(", ");
    const folded = unwanted.closest("details");
    if (folded) folded.open = true;
  }
  prompt.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector("[data-words-help]")?.replaceChildren();
  prompt.focus();
}

export function startSteering(): void {
  startPalette();
  onClick("[data-words]", (button, event) => void help(button, event));
  onClick("[data-take]", take);
  onArrival((root) => {
    for (const form of all<HTMLFormElement>(root, "form.composer")) fit(form);
  });
  // The browser cannot point at a wrong number while its part of the form is folded.
  document.addEventListener("invalid", (event) => {
    const folded = (event.target as Element).closest("details");
    if (folded) folded.open = true;
  }, { capture: true });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement && field.name === "engine" && field.form) {
      fit(field.form);
    }
  });
}
