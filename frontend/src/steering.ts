/** The composer: what the chosen engine does not take is neither shown nor sent. */
import { all, onArrival } from "./page.ts";

/** Whether an engine that can do these things takes what an element needs. */
export function takes(can: string, needs: string): boolean {
  return can.split(/\s+/).includes(needs);
}

function fit(form: HTMLFormElement): void {
  const engine = form.elements.namedItem("engine");
  if (!(engine instanceof HTMLSelectElement)) return;
  const can = engine.selectedOptions[0]?.dataset.can ?? "";
  for (const part of all(form, "[data-needs]")) {
    const fits = takes(can, part.dataset.needs ?? "");
    part.hidden = !fits;
    for (const field of all<HTMLInputElement>(part, "input, select, textarea")) {
      field.disabled = !fits;
    }
  }
}

export function startSteering(): void {
  onArrival((root) => {
    for (const form of all<HTMLFormElement>(root, "form.composer")) fit(form);
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement && field.name === "engine" && field.form) {
      fit(field.form);
    }
  });
}
