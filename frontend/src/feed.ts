/** A feed that lives: "N new", counts that move, posts that go. */
import { Stream } from "./stream.ts";
import { type Id, idOf, type Message } from "./message.ts";
import { all, arrived, fetchHtml, note, onArrival, onClick, word } from "./page.ts";

const COUNTS = ["likes", "reposts", "replies", "remixes"] as const;

/** Entries that came since the page was made, by id, so that nothing counts twice. */
const waiting = new Set<Id>();
/** More was missed than the server can tell. */
let outdated = false;
let stream: Stream | null = null;
/** Streams that a wider one follows; they end when it has opened, so that nothing falls between. */
let retired: Stream[] = [];

function feedElement(root: ParentNode = document): HTMLElement | null {
  return root.querySelector<HTMLElement>("[data-feed]");
}

function showPill(): void {
  const pill = document.querySelector<HTMLElement>("[data-new-pill]");
  const text = pill?.querySelector("span");
  if (!pill || !text) return;
  pill.hidden = waiting.size === 0 && !outdated;
  if (outdated) {
    text.textContent = pill.dataset.reload ?? "";
    return;
  }
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

function setUnread(message: Message, badges = "[data-unread]"): void {
  for (const badge of all(document, badges)) {
    const number = badge.querySelector("span");
    if (!number) continue;
    const unread = typeof message.unread === "number"
      ? message.unread
      : Number(number.textContent) + 1;
    number.textContent = String(unread);
    badge.hidden = unread === 0;
  }
}

/** An edited post: a feed asks for its card, a page of its own for itself. */
async function replaceChanged(message: Message): Promise<void> {
  const id = idOf(message, "post_id");
  if (id === null || postsWith(id).length === 0) return;
  const inFeed = feedElement()?.dataset.newerUrl !== undefined;
  try {
    const page = await fetchHtml(inFeed ? `/posts/${id}/card` : location.href);
    const fresh = page.querySelector(`[data-post="${CSS.escape(id)}"]`);
    for (const old of postsWith(id)) {
      // Nobody's open menu or place on the keyboard is taken away.
      if (!fresh || old.contains(document.activeElement)) continue;
      old.replaceWith(fresh.cloneNode(true));
    }
    arrived(document.body);
  } catch {
    // The post may have gone in the meantime; "deleted" says so.
  }
}

function remove(message: Message): void {
  const id = idOf(message, "post_id");
  const entry = idOf(message, "entry_id") ?? id;
  if (id === null || entry === null) return;
  waiting.delete(entry);
  for (const repost of all(document, `[data-entry="${CSS.escape(entry)}"]`)) repost.remove();
  // Taking back a repost removes that entry alone; the post itself may stand elsewhere.
  if (entry === id) { for (const post of postsWith(id)) post.remove(); }
  showPill();
}

/** Somebody said something in the conversation that is on the screen. */
async function hear(message: Message): Promise<void> {
  setUnread(message, "[data-unread-talk]");
  const id = idOf(message, "conversation_id");
  const list = document.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id ?? "")}"]`);
  if (id === null || !list) return;
  try {
    const fresh = (await fetchHtml(location.href)).querySelector("[data-conversation]");
    for (const post of fresh ? all(fresh, "[data-post]") : []) {
      if (!list.querySelector(`[data-post="${CSS.escape(entryOf(post))}"]`)) list.append(post);
    }
    arrived(list);
  } catch {
    // The next message, or the next visit, brings it.
  }
}

function receive(message: Message): void {
  if (message.type === "counts") setCounts(message);
  else if (message.type === "deleted") remove(message);
  else if (message.type === "notification") setUnread(message);
  else if (message.type === "changed") void replaceChanged(message);
  else if (message.type === "conversation") void hear(message);
  else if (message.type === "post") {
    const entry = idOf(message, "entry_id") ?? idOf(message, "post_id");
    if (entry === null || shown(entry)) return;
    waiting.add(entry);
    showPill();
  }
}

function entryOf(post: HTMLElement): Id {
  return post.dataset.entry ?? post.dataset.post ?? "";
}

function shown(entry: Id): boolean {
  return all(document, "[data-post]").some((post) => entryOf(post) === entry);
}

/** The posts of `page` that are not on the screen yet, in their order. */
function unseen(page: ParentNode): HTMLElement[] {
  return all(page, "[data-post]").filter((post) => !shown(entryOf(post)));
}

async function fetchNewer(): Promise<Document | null> {
  const url = feedElement()?.dataset.newerUrl;
  return url ? await fetchHtml(url) : null;
}

async function loadNewer(): Promise<void> {
  if (outdated) {
    location.reload();
    return;
  }
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
    for (const post of page ? unseen(page) : []) waiting.add(entryOf(post));
    showPill();
  } catch {
    // The next reconnection asks again; there is nothing for the reader to do.
  }
}

const WATCHED = 100;

/** The stream's address, asking for the numbers of all posts on the page: at most 100, the last. */
export function watching(url: string, ids: Id[]): string {
  if (ids.length === 0) return url;
  const [path = "", query = ""] = url.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("watch", [...new Set(ids)].slice(-WATCHED).join(","));
  return `${path}?${decodeURIComponent(parameters.toString())}`;
}

function follow(): void {
  const base = feedElement()?.dataset.stream;
  if (!base) return;
  const onScreen = () => all(document, "[data-post]").map((post) => post.dataset.post ?? "");
  const url = watching(base, onScreen());
  if (stream?.url === url) return;
  if (stream) retired.push(stream);
  stream = new Stream(url, {
    names: ["post", "changed", "counts", "deleted", "notification", "conversation"],
    onMessage: receive,
    // What waits to be shown may have gone meanwhile, too.
    address: () => watching(base, [...onScreen(), ...waiting]),
    onOpen: () => {
      for (const old of retired) old.end();
      retired = [];
    },
    onResync: () => void resync(),
    onLost: () => {
      outdated = true;
      showPill();
    },
  });
}

export function startFeed(): void {
  onArrival(follow);
  onClick("[data-new-pill]", () => void loadNewer());
}
