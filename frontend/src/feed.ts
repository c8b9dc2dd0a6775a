/** A feed that lives: "N new", counts that move, posts that go. */
import { Stream } from "./stream.ts";
import { type Id, idOf, type Message } from "./message.ts";
import { all, arrived, fetchHtml, note, onArrival, onClick, word } from "./page.ts";

const COUNTS = ["likes", "reposts", "replies", "remixes"] as const;

/** Entries that came since the page was made, by id, so that nothing counts twice. */
const waiting = new Set<Id>();
let stream: Stream | null = null;

function feedElement(root: ParentNode = document): HTMLElement | null {
  return root.querySelector<HTMLElement>("[data-feed]");
}

function showPill(): void {
  const pill = document.querySelector<HTMLElement>("[data-new-pill]");
  const text = pill?.querySelector("span");
  if (!pill || !text) return;
  pill.hidden = waiting.size === 0;
  const pattern = waiting.size === 1 ? pill.dataset.one : pill.dataset.many;
  text.textContent = (pattern ?? "{n}").replace("{n}", String(waiting.size));
}

function postsWith(id: Id): HTMLElement[] {
  return all(document, `[data-post="${CSS.escape(id)}"]`);
}

function setCounts(message: Message): void {
  const id = idOf(message, "post_id");
  if (id === null) return;
  for (const post of postsWith(id)) {
    for (const name of COUNTS) {
      const value = message[name];
      const place = post.querySelector(`[data-count="${name}"]`);
      if (place && typeof value === "number") place.textContent = value ? String(value) : "";
    }
  }
}

function countUnread(): void {
  for (const badge of all(document, "[data-unread]")) {
    const number = badge.querySelector("span");
    if (number) number.textContent = String(Number(number.textContent) + 1);
    badge.hidden = false;
  }
}

function remove(message: Message): void {
  const id = idOf(message, "post_id");
  const entry = idOf(message, "entry_id") ?? id;
  if (id === null || entry === null) return;
  waiting.delete(entry);
  // Taking back a repost removes that entry; the post itself may stand elsewhere in the feed.
  if (entry === id) { for (const post of postsWith(id)) post.remove(); }
  showPill();
}

function receive(message: Message): void {
  if (message.type === "counts") setCounts(message);
  else if (message.type === "deleted") remove(message);
  else if (message.type === "notification") countUnread();
  else if (message.type === "post") {
    const id = idOf(message, "post_id");
    if (id === null || postsWith(id).length > 0) return;
    waiting.add(idOf(message, "entry_id") ?? id);
    showPill();
  }
}

/** The posts of `page` that are not on the screen yet, in their order. */
function unseen(page: ParentNode): HTMLElement[] {
  return all(page, "[data-post]").filter((post) => postsWith(post.dataset.post ?? "").length === 0);
}

async function fetchNewer(): Promise<Document | null> {
  const url = feedElement()?.dataset.newerUrl;
  return url ? await fetchHtml(url) : null;
}

async function loadNewer(): Promise<void> {
  const feed = feedElement();
  if (!feed) return;
  try {
    const page = await fetchNewer();
    const posts = page ? unseen(page) : [];
    feed.prepend(...posts);
    const next = page ? feedElement(page)?.dataset.newerUrl : undefined;
    if (next) feed.dataset.newerUrl = next;
    waiting.clear();
    showPill();
    arrived(feed);
    const first = posts[0];
    first?.scrollIntoView({ block: "start" });
    first?.focus({ preventScroll: true });
  } catch {
    note(word("requestFailed"), "error");
  }
}

async function resync(): Promise<void> {
  try {
    const page = await fetchNewer();
    for (const post of page ? unseen(page) : []) waiting.add(post.dataset.post ?? "");
    showPill();
  } catch {
    // The next reconnection asks again; there is nothing for the reader to do.
  }
}

export function startFeed(): void {
  onArrival(() => {
    const url = feedElement()?.dataset.stream;
    if (url && stream?.url !== url) {
      stream?.end();
      stream = new Stream(url, {
        names: ["post", "counts", "deleted", "notification"],
        onMessage: receive,
        onResync: () => void resync(),
      });
    }
  });
  onClick("[data-new-pill]", () => void loadNewer());
}
