/** A post as feed and post show it. */
import { day, el, safe, type Widget, word } from "./page.ts";
import type { Picture, Post } from "./facts.ts";

interface Liked {
  liked: boolean;
  likes: number;
}

export function postCard(
  widget: Widget<unknown>,
  post: Post,
  more: { small?: boolean; openable?: boolean } = {},
): HTMLElement {
  const name = el("span", { class: "name", dir: "auto" }, post.author.name);
  const head = el(
    "header",
    {},
    widget.link(post.author.url, `@${post.author.handle}`, "handle"),
    name,
    el("time", { datetime: post.at }, day(post.at)),
  );
  return el(
    "article",
    {
      class: more.small ? "post small" : "post",
      tabindex: -1,
      "aria-label": `@${post.author.handle}`,
    },
    post.reposted_by && el("p", { class: "soft" }, `${word("repostedBy")} @${post.reposted_by}`),
    head,
    post.covered ? cover(post) : content(post),
    foot(widget, post, Boolean(more.openable)),
  );
}

function content(post: Post): HTMLElement {
  return el(
    "div",
    { class: "content" },
    post.text && el("p", { class: "words", dir: "auto" }, post.text),
    post.pictures.length > 0 && pictures(post.pictures),
  );
}

/** What its author covered is shown to those who ask. */
function cover(post: Post): HTMLElement {
  const box = el("div", { class: "cover" });
  const button = el("button", {
    type: "button",
    click: () => {
      box.replaceWith(content(post));
    },
  }, word("show"));
  box.append(el("p", { dir: "auto" }, post.warning || word("covered")), button);
  return box;
}

function pictures(shown: Picture[]): HTMLElement {
  return el("div", { class: `pictures many-${Math.min(shown.length, 4)}` }, ...shown.map(image));
}

export function image(
  picture: { preview_url: string; description: string; width: number; height: number },
): HTMLElement {
  const source = safe(picture.preview_url);
  if (!source) return el("span", { class: "soft" }, picture.description);
  const made = el("img", {
    src: source,
    alt: picture.description,
    width: picture.width,
    height: picture.height,
    loading: "lazy",
    decoding: "async",
    // A host that lets no picture in still shows what it is.
    error: () =>
      made.replaceWith(el("span", { class: "missing" }, picture.description || word("picture"))),
  });
  return made;
}

function foot(widget: Widget<unknown>, post: Post, openable: boolean): HTMLElement {
  const line = el(
    "footer",
    {},
    likeButton(widget, post),
    el("span", { class: "soft" }, word("replies").replace("{count}", String(post.replies))),
    el("span", { class: "soft" }, word("remixes").replace("{count}", String(post.remixes))),
  );
  if (post.can_remix && post.pictures.length > 0 && widget.bridge.calls) {
    const ask = () => void widget.ask("askRemix", post.id);
    line.append(el("button", { type: "button", click: ask }, word("remix")));
  }
  if (openable && widget.bridge.calls) {
    const ask = () => void widget.ask("askOpen", post.id);
    line.append(el("button", { type: "button", click: ask }, word("answers")));
  }
  line.append(widget.link(post.url, word("open"), "open"));
  return line;
}

function likeButton(widget: Widget<unknown>, post: Post): HTMLElement {
  const text = () => `♥ ${post.likes}`;
  if (!widget.bridge.calls) return el("span", { class: "soft" }, text());
  const button = el("button", {
    type: "button",
    class: "like",
    "aria-pressed": String(post.liked),
    "aria-label": `${word("like")} (${post.likes})`,
  }, text());
  button.addEventListener("click", async () => {
    button.disabled = true;
    const done = await widget.call<Liked>("like_post", { post_id: post.id, liked: !post.liked });
    button.disabled = false;
    if (!done) return;
    post.liked = done.facts.liked;
    post.likes = done.facts.likes;
    button.setAttribute("aria-pressed", String(post.liked));
    button.setAttribute("aria-label", `${word("like")} (${post.likes})`);
    button.textContent = text();
  });
  return button;
}
