/** Small conveniences: theme, copying, menus that close, dates in the reader's own zone. */
import { all, note, onArrival, onClick, post, word } from "./page.ts";

const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export function nextTheme(theme: string | undefined): Theme {
  const place = THEMES.indexOf(theme as Theme);
  return THEMES[(Math.max(place, 0) + 1) % THEMES.length] ?? "auto";
}

async function switchTheme(event: Event): Promise<void> {
  event.preventDefault();
  const root = document.documentElement;
  const theme = nextTheme(root.dataset.theme);
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const buttons = all<HTMLButtonElement>(document, "[data-theme-switch]");
  for (const button of buttons) button.value = nextTheme(theme);
  note(word({ auto: "themeAuto", light: "themeLight", dark: "themeDark" }[theme]));
  try {
    await post("/theme", { theme });
  } catch {
    note(word("requestFailed"), "error");
  }
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    note(word("copied"));
  } catch {
    note(word("copyFailed"), "error");
  }
}

function closeMenus(except: Element | null): void {
  for (const menu of all<HTMLDetailsElement>(document, "details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

function tellDate(time: HTMLTimeElement): void {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  time.title = moment.toLocaleString(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  });
}

export function startSmall(): void {
  onArrival((root) => {
    for (const element of all(root, "[data-needs-script], [data-copy]")) element.hidden = false;
    for (const time of all<HTMLTimeElement>(root, "time[datetime]")) tellDate(time);
  });
  onClick("[data-theme-switch]", (_, event) => void switchTheme(event));
  onClick("[data-copy]", (button) => {
    void copy(button.closest(".prompt")?.querySelector("[data-copy-source]")?.textContent ?? "");
  });
  onClick("[data-copy-link]", (button) => {
    void copy(new URL(button.dataset.copyLink ?? "", location.href).href);
    closeMenus(null);
  });
  document.addEventListener("click", (event) => {
    closeMenus((event.target as Element | null)?.closest("details.menu") ?? null);
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector<HTMLDetailsElement>("details.menu[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
