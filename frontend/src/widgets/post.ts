/** A post in a chat: what it answers, its replies, and the family of remixes that it belongs to. */
import type { Opened, Relative } from "./facts.ts";
import { el, safe, Widget, word } from "./page.ts";
import { postCard } from "./post_card.ts";

class PostWidget extends Widget<Opened> {
  show(opened: Opened): void {
    const title = el("h1", { class: "unseen" }, `Affresco: @${opened.post.author.handle}`);
    const above = opened.above.map((post) => postCard(this, post, { small: true }));
    const parts = [title, ...above, postCard(this, opened.post), this.family(opened.family)];
    if (opened.replies.length > 0) parts.push(this.replies(opened));
    this.main.replaceChildren(...parts);
  }

  private replies(opened: Opened): HTMLElement {
    return el(
      "section",
      { "aria-label": word("answers") },
      el("h2", {}, word("answers")),
      ...opened.replies.map(({ depth, post }) => {
        const card = postCard(this, post, { small: true });
        card.style.marginInlineStart = `${Math.min(depth - 1, 4)}rem`;
        return card;
      }),
    );
  }

  private family(members: Relative[]): HTMLElement {
    const box = el("section", { class: "family", "aria-label": word("family") });
    box.append(el("h2", {}, word("family")));
    if (members.length === 0) {
      box.append(el("p", { class: "soft" }, word("familyAlone")));
      return box;
    }
    const known = new Set(members.map((member) => member.id));
    const roots = members.filter((member) => !member.parent_id || !known.has(member.parent_id));
    box.append(this.branch(roots, members));
    return box;
  }

  /** A list in a list for each step; families are as deep as people like, so not without end. */
  private branch(nodes: Relative[], members: Relative[], depth = 0): HTMLElement {
    const list = el("ul", { class: "tree" });
    for (const node of nodes) {
      const below = members.filter((member) => member.parent_id === node.id);
      const item = el("li", {}, this.member(node));
      if (below.length > 0 && depth < 20) item.append(this.branch(below, members, depth + 1));
      list.append(item);
    }
    return list;
  }

  private member(node: Relative): HTMLElement {
    if (node.gone) return el("p", { class: "soft member" }, word("gone"));
    const source = safe(node.preview_url);
    const said = el(
      "div",
      {},
      this.link(node.url, `@${node.author ?? ""}`, "handle"),
      node.here && el("span", { class: "badge" }, word("thisOne")),
      this.difference(node),
    );
    const box = el(
      "div",
      { class: node.here ? "member here" : "member" },
      source && el("img", { src: source, alt: node.description, loading: "lazy" }),
      said,
    );
    if (!node.here && this.bridge.calls) {
      const open = async () => {
        const next = await this.call<Opened>("open_post", { post_id: node.id });
        if (!next) return;
        this.facts = next.facts;
        this.show(next.facts);
        this.main.querySelector<HTMLElement>("article:not(.small)")?.focus();
      };
      const label = `${word("show")} @${node.author ?? ""}`;
      box.append(
        el(
          "button",
          { type: "button", "aria-label": label, click: () => void open() },
          word("show"),
        ),
      );
    }
    return box;
  }

  private difference(node: Relative): HTMLElement | null {
    if (!node.added && !node.removed) {
      return node.prompt ? el("p", { class: "words", dir: "auto" }, node.prompt) : null;
    }
    return el(
      "p",
      { dir: "auto" },
      node.removed && el("del", {}, node.removed),
      " ",
      node.added && el("ins", {}, node.added),
    );
  }
}

new PostWidget("post").start();
