/** Names in a text: who could be meant is offered as one types "@…", walked with the arrows. */
import { all, onArrival } from "./page.ts";
import { stepTo } from "./search.ts";

const PAUSE = 120;
const MOST = 6;
const BEGUN = /(?:^|[^\w@/.])@(\w{1,30})$/;

interface Account {
  acct: string;
  display_name: string;
  avatar: string;
}

/** The name that is being typed before the caret: where its "@" stands, and its letters. */
export function nameAt(text: string, caret: number): { at: number; typed: string } | null {
  const typed = BEGUN.exec(text.slice(0, caret))?.[1];
  return typed === undefined ? null : { at: caret - typed.length - 1, typed };
}

/** The text with the name put in, and where the caret then stands. */
export function putName(
  text: string,
  at: number,
  caret: number,
  handle: string,
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const put = `@${handle}${rest.startsWith(" ") ? "" : " "}`;
  return { text: text.slice(0, at) + put + rest, caret: at + handle.length + 2 };
}

type Field = HTMLTextAreaElement | HTMLInputElement;

class Names {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private here = -1;
  private readonly list = document.createElement("ul");

  constructor(private readonly field: Field) {
    this.list.id = `${field.id}-names`;
    this.list.className = "names";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "@");
    this.list.hidden = true;
    field.after(this.list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.key(event as KeyboardEvent));
    field.addEventListener("blur", () => this.close());
    // Before the field loses the focus, which would close the list under the pointer.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      this.take((event.target as Element).closest<HTMLElement>("[role=option]"));
    });
  }

  private options(): HTMLElement[] {
    return all(this.list, "[role=option]");
  }

  private name(): { at: number; typed: string } | null {
    return nameAt(this.field.value, this.field.selectionEnd ?? 0);
  }

  private later(): void {
    clearTimeout(this.timer);
    if (this.name()) this.timer = setTimeout(() => void this.ask(), PAUSE);
    else this.close();
  }

  private async ask(): Promise<void> {
    const name = this.name();
    const turn = ++this.asked;
    if (!name) return this.close();
    try {
      const query = `q=${encodeURIComponent(name.typed)}&limit=${MOST}`;
      const response = await fetch(`/api/v1/accounts/search?${query}`);
      if (!response.ok) return this.close();
      const found = await response.json() as Account[];
      // An answer that was overtaken, or that nobody waits for any more, is not shown.
      if (turn === this.asked && document.activeElement === this.field) this.show(found);
    } catch {
      this.close();
    }
  }

  private show(found: Account[]): void {
    this.list.replaceChildren(...found.map((account, place) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.dataset.handle = account.acct;
      const face = document.createElement("img");
      face.src = account.avatar;
      face.alt = "";
      const name = document.createElement("b");
      name.textContent = account.display_name || account.acct;
      const handle = document.createElement("span");
      handle.textContent = `@${account.acct}`;
      option.append(face, name, handle);
      return option;
    }));
    this.list.hidden = found.length === 0;
    this.choose(found.length ? 0 : -1);
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
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || this.list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(stepTo(this.here, event.key, this.options().length));
    } else if ((event.key === "Enter" || event.key === "Tab") && this.here >= 0) {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.take(this.options()[this.here] ?? null);
    }
  }

  private take(option: HTMLElement | null): void {
    const name = this.name();
    const handle = option?.dataset.handle;
    if (!name || !handle) return this.close();
    const caret = this.field.selectionEnd ?? 0;
    const put = putName(this.field.value, name.at, caret, handle);
    this.field.value = put.text;
    this.field.setSelectionRange(put.caret, put.caret);
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const known = new WeakSet<Field>();

export function startMentions(): void {
  onArrival((root) => {
    for (const field of all<Field>(root, "[data-mentions]")) {
      if (known.has(field)) continue;
      known.add(field);
      new Names(field);
    }
    // The server reads a browser's local time with the distance of its clock from universal time.
    for (const zone of all<HTMLInputElement>(root, "input[data-zone]")) {
      zone.value = String(new Date().getTimezoneOffset());
    }
  });
}
