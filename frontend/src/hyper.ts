/** The htmx library, typed. It puts itself on the window; Deno reads its types as CommonJS. */
import "htmx.org";
import type { Htmx } from "htmx.org";

export const htmx = (globalThis as unknown as { htmx: Htmx }).htmx;
