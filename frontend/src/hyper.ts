/**
 * The htmx library, fetched when something first needs it: it is the heaviest thing we have, and who
 * only looks around needs none of it. It puts itself on the window.
 */
import type { Htmx } from "htmx.org";

let known: Htmx | undefined;
let coming: Promise<Htmx> | undefined;

/** The library, if it is here already. */
export function htmxHere(): Htmx | undefined {
  return known;
}

/** The library. Rejects where it cannot be fetched; the next call tries again. */
export function htmx(): Promise<Htmx> {
  coming ??= fetched();
  return coming;
}

async function fetched(): Promise<Htmx> {
  try {
    const address = document.querySelector<HTMLElement>("script[data-hyper]")?.dataset.hyper;
    await import(address ?? "");
    // It looks at the page in a task of its own, which is queued by now.
    await new Promise((resolve) => setTimeout(resolve));
    known = (globalThis as unknown as { htmx: Htmx }).htmx;
    return known;
  } catch (error) {
    coming = undefined;
    throw error;
  }
}
