/**
 * Older posts come by themselves, and are there again after back and forward.
 *
 * The browser's back-forward cache does it best, and nothing here keeps the page out of it. Where
 * the page had to be loaded anew, the addresses of the pages that were open are fetched again, all
 * at once: cursors are keysets, so they give the same posts, less what has been deleted since.
 */
import { all, arrived, fetchHtml, note, onArrival, onClick, word } from "./page.ts";

const KEY = "affresco.scroll:";
const AHEAD = "1200px";

/** What to come back to: pages after the first, and the post at the top edge. */
export interface Place {
  pages: string[];
  post: string | null;
  /** Distance of that post from the top edge, in pixels. */
  offset: number;
}

/** Reads a place that was kept as text; null when it is none of ours. */
export function readPlace(text: string | null): Place | null {
  try {
    const value = JSON.parse(text ?? "null") as Partial<Place> | null;
    if (!value || !Array.isArray(value.pages) || typeof value.offset !== "number") return null;
    const pages = value.pages.filter((page) => typeof page === "string");
    return {
      pages,
      post: typeof value.post === "string" ? value.post : null,
      offset: value.offset,
    };
  } catch {
    return null;
  }
}

const opened: string[] = [];
let loading = false;

function moreLink(root: ParentNode = document): HTMLAnchorElement | null {
  return root.querySelector<HTMLAnchorElement>("a[data-more]");
}

function append(page: Document): void {
  const feed = document.querySelector("[data-feed]");
  if (!feed) return;
  const entry = (post: HTMLElement) => post.dataset.entry ?? post.dataset.post;
  const known = new Set(all(feed, "[data-post]").map(entry));
  feed.append(...all(page, "[data-post]").filter((post) => !known.has(entry(post))));
  const next = moreLink(page);
  const link = moreLink();
  if (next && link) link.href = next.getAttribute("href") ?? "";
  else link?.closest("nav")?.remove();
  arrived(feed);
}

async function loadMore(): Promise<void> {
  const href = moreLink()?.href;
  if (loading || !href || !document.querySelector("[data-feed]")) return;
  loading = true;
  try {
    append(await fetchHtml(href));
    opened.push(href);
  } catch {
    note(word("requestFailed"), "error");
  } finally {
    loading = false;
  }
}

function topPost(): HTMLElement | undefined {
  return all(document, "[data-feed] [data-post]").find((post) =>
    post.getBoundingClientRect().bottom > 0
  );
}

function keep(): void {
  const post = topPost();
  if (!post) return;
  const place: Place = {
    pages: opened,
    post: post.dataset.post ?? null,
    offset: post.getBoundingClientRect().top,
  };
  sessionStorage.setItem(KEY + location.href, JSON.stringify(place));
}

async function restore(): Promise<void> {
  const navigation = performance.getEntriesByType("navigation")[0];
  const back = (navigation as PerformanceNavigationTiming | undefined)?.type === "back_forward";
  const place = back ? readPlace(sessionStorage.getItem(KEY + location.href)) : null;
  if (!place || place.pages.length === 0) return;
  history.scrollRestoration = "manual";
  loading = true;
  try {
    const pages = await Promise.all(place.pages.map(fetchHtml));
    for (const page of pages) append(page);
    opened.push(...place.pages);
    const post = place.post && document.querySelector(`[data-post="${CSS.escape(place.post)}"]`);
    if (post) scrollTo(0, scrollY + post.getBoundingClientRect().top - place.offset);
  } catch {
    // The first page is there and leads on: better than a page that says it failed.
  } finally {
    loading = false;
    history.scrollRestoration = "auto";
  }
}

export function startScroll(): void {
  const eye = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) void loadMore();
  }, { rootMargin: AHEAD });
  onArrival(() => {
    const link = moreLink();
    eye.disconnect();
    if (link && document.querySelector("[data-feed]")) eye.observe(link);
  });
  onClick("a[data-more]", (_, event) => {
    if (!document.querySelector("[data-feed]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void loadMore();
  });
  addEventListener("pagehide", keep);
  void restore();
}
