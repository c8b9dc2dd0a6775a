/** The palette: what is typed is shown as swatches, and colours can be picked as well as typed. */
import { all, onArrival } from "./page.ts";

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

function begin(field: HTMLInputElement): void {
  const box = field.closest("[data-needs]");
  const tools = box?.querySelector<HTMLElement>("[data-palette-tools]");
  const list = tools?.querySelector<HTMLElement>("[data-swatches]");
  const add = tools?.querySelector<HTMLInputElement>("[data-palette-add]");
  if (!tools || !list || !add || !tools.hidden) return;
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
  show();
}

export function startPalette(): void {
  onArrival((root) => {
    for (const field of all<HTMLInputElement>(root, "[data-palette]")) begin(field);
  });
}
