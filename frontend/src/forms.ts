/** Forms: sent once, counted, grown, asked about. */
import { all, onArrival, onClick, word } from "./page.ts";

const GIVE_UP = 15_000;

function guardOnce(form: HTMLFormElement, event: SubmitEvent): void {
  if (form.dataset.busy) return event.preventDefault();
  form.dataset.busy = "1";
  const button = event.submitter;
  // A button that is disabled at once would not send its own name and value.
  setTimeout(() => button instanceof HTMLButtonElement && (button.disabled = true));
  setTimeout(() => release(form), GIVE_UP);
}

function release(form: HTMLFormElement): void {
  delete form.dataset.busy;
  for (const element of form.elements) {
    if (element instanceof HTMLButtonElement) element.disabled = false;
  }
}

/** The key says "this is the same publication"; changed content is another one. */
function renewKey(form: HTMLFormElement): void {
  const key = form.querySelector<HTMLInputElement>("[data-key]");
  if (key) key.value = crypto.randomUUID();
}

/** Characters as people and Python count them, and whether to speak of them: from 80 % on. */
export function countdown(text: string, limit: number): { left: number; show: boolean } {
  const length = [...text.replaceAll("\r\n", "\n")].length;
  return { left: limit - length, show: length > limit * 0.8 };
}

function count(area: HTMLTextAreaElement): void {
  const output = document.querySelector<HTMLElement>(`[data-counter="${CSS.escape(area.id)}"]`);
  if (!output) return;
  const { left, show } = countdown(area.value, Number(area.dataset.limit));
  output.hidden = !show;
  output.classList.toggle("over", left < 0);
  output.textContent = word(left < 0 ? "over" : "left").replace("{n}", String(Math.abs(left)));
}

function grow(area: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

function ask(button: HTMLElement, event: Event): void {
  if (button.dataset.sure) {
    delete button.dataset.sure;
    return;
  }
  const dialog = document.getElementById("ask") as HTMLDialogElement | null;
  if (!dialog) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const text = dialog.querySelector("#ask-text");
  const yes = dialog.querySelector("[data-yes]");
  if (text) text.textContent = button.dataset.confirm ?? "";
  if (yes && button.dataset.confirmLabel) yes.textContent = button.dataset.confirmLabel;
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    button.dataset.sure = "1";
    button.click();
  }, { once: true });
  dialog.showModal();
}

export function startForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.matches("[data-once]")) guardOnce(form, event);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const form = (event.target as Element | null)?.closest?.("form");
    if (form) release(form);
  });
  addEventListener("pageshow", () => {
    for (const form of all<HTMLFormElement>(document, "[data-busy]")) {
      release(form);
      form.addEventListener("input", () => renewKey(form), { once: true });
    }
  });
  document.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    if (event.target.dataset.limit) count(event.target);
    grow(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const area = event.target;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (area instanceof HTMLTextAreaElement) area.form?.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-confirm]");
    if (button) ask(button, event);
  }, { capture: true });
  onArrival((root) => {
    for (const key of all<HTMLInputElement>(root, "[data-key]")) key.value ||= crypto.randomUUID();
    for (const area of all<HTMLTextAreaElement>(root, "textarea")) {
      if (area.dataset.limit) count(area);
      if (area.value) grow(area);
    }
  });
  onClick("[data-dismiss]", (button) => button.closest(".toast")?.remove());
}
