/** A feed in a chat: to scroll through, to like in. */
import type { Feed, Post } from "./facts.ts";
import { el, Widget, word } from "./page.ts";
import { postCard } from "./post_card.ts";

class FeedWidget extends Widget<Feed> {
  show(feed: Feed): void {
    const list = el("div", { class: "list", role: "feed", "aria-busy": "false" });
    list.append(...feed.posts.map((post) => this.card(post)));
    const nothing = feed.posts.length === 0 && el("p", { class: "soft" }, word("empty"));
    this.main.replaceChildren(
      el("h1", { dir: "auto" }, feed.title),
      list,
      ...(nothing ? [nothing] : []),
    );
    this.offerOlder(feed, list);
  }

  private card(post: Post): HTMLElement {
    return postCard(this, post, { openable: true });
  }

  private offerOlder(feed: Feed, list: HTMLElement): void {
    if (!feed.older || !this.bridge.calls) return;
    const button = el("button", { type: "button", class: "wide" }, word("more"));
    button.addEventListener("click", async () => {
      button.disabled = true;
      list.setAttribute("aria-busy", "true");
      const asked = { ...this.given, feed: feed.feed, name: feed.name, before: feed.older };
      const next = await this.call<Feed>("browse_feed", asked);
      list.setAttribute("aria-busy", "false");
      button.disabled = false;
      if (!next) return;
      button.remove();
      // What is shown after a change of language is all that was loaded.
      feed.posts.push(...next.facts.posts);
      feed.older = next.facts.older;
      const added = next.facts.posts.map((post) => this.card(post));
      list.append(...added);
      added[0]?.focus();
      this.offerOlder(feed, list);
    });
    this.main.append(button);
  }
}

new FeedWidget("feed").start();
