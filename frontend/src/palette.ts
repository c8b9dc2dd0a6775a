/** The palette: what is typed is shown as swatches, and colours can be picked as well as typed. */
import { errorText } from "./message.ts";
import { all, csrfToken, note, onArrival, word } from "./page.ts";

const COLOUR = /(?:#|(?<![\w#]))[0-9a-f]{6}\b/gi;

/** As many as the studio takes. */
const MOST = 8;

/** The colours in a text, as `#rrggbb`; the server reads them in the same way. */
export function coloursIn(text: string): string[] {
  return (text.match(COLOUR) ?? []).map((found) => `#${found.replace("#", "").toLowerCase()}`);
}

function set(field: HTMLInputElement, colours: string[]): void {
  field.value = colours.join(" ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A button of its colour: pressing it takes the colour away. */
function swatch(field: HTMLInputElement, colour: string, place: number, says: string): HTMLElement {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "swatch";
  button.style.backgroundColor = colour;
  button.ariaLabel = button.title = says.replace("{c}", colour);
  button.addEventListener("click", () => {
    set(field, coloursIn(field.value).filter((_, at) => at !== place));
    field.focus();
  });
  item.append(button);
  return item;
}

/** The colours of a picture file: the server reads it, and forgets it. Null when there are none. */
async function coloursOf(file: File): Promise<string | null> {
  const body = new FormData();
  body.set("palette_file", file);
  const headers = { "HX-Request": "true", "X-CSRF-Token": csrfToken() };
  try {
    const response = await fetch("/studio/palette", { method: "POST", headers, body });
    const text = await response.text();
    if (response.ok) return (JSON.parse(text) as { palette: string }).palette;
    note(errorText(response.headers.get("Content-Type"), text) ?? word("requestFailed"), "error");
  } catch {
    note(word("requestFailed"), "error");
  }
  return null;
}

function begin(field: HTMLInputElement): void {
  const box = field.closest("[data-needs]");
  const tools = box?.querySelector<HTMLElement>("[data-palette-tools]");
  const list = tools?.querySelector<HTMLElement>("[data-swatches]");
  const add = tools?.querySelector<HTMLInputElement>("[data-palette-add]");
  const from = tools?.querySelector<HTMLInputElement>("[data-palette-file]");
  if (!tools || !list || !add || !from || !tools.hidden) return;
  tools.hidden = false;
  const show = () => {
    const says = list.dataset.remove ?? "";
    const found = coloursIn(field.value);
    list.replaceChildren(...found.map((colour, place) => swatch(field, colour, place, says)));
    list.hidden = found.length === 0;
    add.disabled = found.length >= MOST;
  };
  field.addEventListener("input", show);
  add.addEventListener("change", () => set(field, [...coloursIn(field.value), add.value]));
  from.addEventListener("change", async () => {
    const file = from.files?.[0];
    if (!file) return;
    from.parentElement?.setAttribute("aria-busy", "true");
    const found = await coloursOf(file);
    from.parentElement?.removeAttribute("aria-busy");
    from.value = "";
    if (found) set(field, coloursIn(found));
  });
  show();
}

export function startPalette(): void {
  onArrival((root) => {
    for (const field of all<HTMLInputElement>(root, "[data-palette]")) begin(field);
  });
}
