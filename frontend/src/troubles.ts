/** What went wrong in this page's scripts, kept in memory for whoever wants to tell of it. */
const KEPT = 5;
const LENGTH = 300;

const told: string[] = [];

/** The last few, the oldest first. */
export function troubles(): string[] {
  return [...told];
}

function keep(what: unknown): void {
  told.push(String(what instanceof Error ? what.message : what).slice(0, LENGTH));
  if (told.length > KEPT) told.shift();
}

export function startTroubles(): void {
  addEventListener("error", (event) => event.message && keep(event.message));
  addEventListener("unhandledrejection", (event) => keep(event.reason));
}
