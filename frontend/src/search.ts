/**
 * The search field: suggestions as one types, walked with the arrows (ARIA combobox, list popup).
 * A bundle of its own, fetched when a field is first used.
 */
import { all, fetchHtml } from "./page.ts";

const PAUSE = 120;

/** Which option comes after `here` (-1: none yet) when an arrow is pressed; -1 is the field itself. */
export function stepTo(here: number, key: string, count: number): number {
  if (count === 0) return -1;
  const place = here + (key === "ArrowDown" ? 1 : -1);
  if (place < -1) return count - 1;
  return place >= count ? -1 : place;
}

class Completion {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private here = -1;
  private readonly list: HTMLElement;

  constructor(private readonly input: HTMLInputElement, list: HTMLElement) {
    this.list = list;
    input.addEventListener("input", () => this.later());
    input.addEventListener("focus", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.form?.addEventListener("focusout", (event) => {
      if (!input.form?.contains(event.relatedTarget as Node | null)) this.close();
    });
    // Before the field loses the focus, which would close the list under the pointer.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      this.go((event.target as Element).closest<HTMLElement>("[data-url]"));
    });
  }

  private options(): HTMLElement[] {
    return all(this.list, "[role=option]");
  }

  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const typed = this.input.value.trim();
    const turn = ++this.asked;
    if (!typed) return this.close();
    try {
      const url = `${this.input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const page = await fetchHtml(url);
      // An answer that was overtaken, or that nobody waits for any more, is not shown.
      if (turn !== this.asked || document.activeElement !== this.input) return;
      this.show(all(page, "[role=option]"));
    } catch {
      this.close();
    }
  }

  private show(options: HTMLElement[]): void {
    options.forEach((option, place) => option.id = `${this.list.id}-${place}`);
    this.list.replaceChildren(...options);
    this.choose(-1);
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
  }

  private close(): void {
    this.asked++;
    clearTimeout(this.timer);
    this.show([]);
  }

  private choose(place: number): void {
    this.here = place;
    this.options().forEach((option, n) =>
      option.setAttribute("aria-selected", String(n === place))
    );
    const chosen = this.options()[place];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.list.hidden) {
      // The first press closes the list, the next one empties the field as browsers do.
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.later();
      else this.choose(stepTo(this.here, event.key, this.options().length));
    } else if (event.key === "Enter" && this.here >= 0) {
      event.preventDefault();
      this.go(this.options()[this.here] ?? null);
    }
  }

  private go(option: HTMLElement | null): void {
    if (option?.dataset.url) location.assign(option.dataset.url);
  }
}

/** Completes what is typed into a search field, which has the focus already. */
export function complete(input: HTMLInputElement): void {
  const list = document.getElementById(input.getAttribute("aria-controls") ?? "");
  if (list) new Completion(input, list).later();
}
