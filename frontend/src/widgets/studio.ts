/** The studio in a chat: pictures as they come, to choose from. */
import type { Json } from "./bridge.ts";
import type { Candidate, Job } from "./facts.ts";
import { el, Widget, word } from "./page.ts";
import { image } from "./post_card.ts";

const SOON = 900;
const LATER = 4_000;

class StudioWidget extends Widget<Job> {
  private chosen?: string;
  private pause = SOON;
  private timer?: ReturnType<typeof setTimeout>;
  private previews: Record<string, string> = {};

  show(job: Job, meta: Json): void {
    Object.assign(this.previews, meta["affresco/previews"] ?? {});
    const titles = [job.instruction, job.prompt].filter(Boolean).join(" · ");
    const frames = job.candidates.map((candidate) => this.frame(job, candidate));
    const held = document.activeElement?.getAttribute("value");
    this.main.replaceChildren(
      el("h1", { class: "words", dir: "auto" }, titles || word("picture")),
      el("div", { class: "frames", role: "radiogroup", "aria-label": word("choose") }, ...frames),
      this.buttons(job),
    );
    if (held) this.main.querySelector<HTMLElement>(`input[value="${CSS.escape(held)}"]`)?.focus();
    this.say(job.state === "failed" ? `${word("failed")} ${job.error}` : word(job.state));
    if (!job.over) this.follow(job);
  }

  /** Asks how it is going, more seldom as time goes by. */
  private follow(job: Job): void {
    clearTimeout(this.timer);
    if (!this.bridge.calls) return;
    this.timer = setTimeout(async () => {
      this.pause = Math.min(this.pause * 1.3, LATER);
      const next = await this.call<Job>("image_progress", { job_id: job.job_id });
      if (!next) return this.follow(job);
      // The person may be about to choose: nothing is drawn anew that stayed as it was.
      const news = JSON.stringify(next.facts) !== JSON.stringify(this.facts);
      const fresh = Object.keys((next.meta["affresco/previews"] ?? {}) as Json);
      const seen = fresh.every((number) => number in this.previews);
      this.facts = next.facts;
      if (news || !seen) this.show(next.facts, next.meta);
      else if (!next.facts.over) this.follow(next.facts);
    }, this.pause);
  }

  private frame(job: Job, candidate: Candidate): HTMLElement {
    const ratio = `aspect-ratio: ${job.width} / ${job.height}`;
    const label = `${word("picture")} ${candidate.number}`;
    if (candidate.withheld) {
      return el(
        "div",
        { class: "frame", style: ratio },
        el("p", { class: "soft" }, word("withheld")),
      );
    }
    if (!candidate.image_id || !candidate.preview_url) {
      const preview = this.previews[String(candidate.number)];
      const early = preview?.startsWith("data:image/webp;base64,");
      return el(
        "div",
        { class: early || job.over ? "frame" : "frame waiting", style: ratio },
        early && el("img", { src: preview ?? "", alt: label, class: "early" }),
      );
    }
    const id = candidate.image_id;
    const radio = el("input", {
      type: "radio",
      name: "candidate",
      value: id,
      "aria-label": `${label}: ${candidate.description}`,
      change: () => this.choose(id, candidate),
    });
    radio.checked = this.chosen === id;
    const odd = candidate.not_understood.join(", ");
    return el(
      "label",
      { class: "frame", style: ratio },
      radio,
      image({
        preview_url: candidate.preview_url,
        description: candidate.description,
        width: candidate.width ?? job.width,
        height: candidate.height ?? job.height,
      }),
      el("span", { class: "number", "aria-hidden": "true" }, String(candidate.number)),
      odd && el("span", { class: "odd" }, `${word("notUnderstood")} ${odd}`),
    );
  }

  private choose(id: string, candidate: Candidate): void {
    this.chosen = id;
    this.bridge.know(
      `The person chose picture ${candidate.number} (image_id ${id}).`,
      { chosen_image_id: id },
    );
    if (this.facts) this.main.querySelector(".buttons")?.replaceWith(this.buttons(this.facts));
  }

  private buttons(job: Job): HTMLElement {
    const row = el("div", { class: "buttons" });
    if (!job.over && this.bridge.calls) {
      const stop = async () => {
        const next = await this.call<Job>("cancel_image", { job_id: job.job_id });
        if (!next) return;
        clearTimeout(this.timer);
        this.facts = next.facts;
        this.show(next.facts, next.meta);
      };
      row.append(el("button", { type: "button", click: () => void stop() }, word("stop")));
    }
    const chosen = this.chosen;
    if (chosen && this.bridge.calls) {
      const publish = () => void this.ask("askPublish", chosen);
      const change = () => void this.ask("askChange", chosen);
      row.append(
        el("button", { type: "button", class: "primary", click: publish }, word("publishThis")),
        el("button", { type: "button", click: change }, word("changeThis")),
      );
    }
    row.append(this.link(job.url, word("open"), "open"));
    return row;
  }
}

new StudioWidget("studio").start();
