/** Live messages as text, and when to knock again. Pure. */

export type Id = string;

/** Fields of a live message; numbers too large for JavaScript are kept as text. */
export type Message = { type: string } & Record<string, unknown>;

/**
 * Reads a message. Ids go beyond 2^53, where JSON.parse would round them: digits in such number
 * stay text. `name` is the event's name, used where the data says no type.
 */
export function parseMessage(text: string, name = "message"): Message | null {
  const quoted = text.replace(/("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/g, (
    _,
    string?: string,
    digits?: string,
  ) => string ?? `"${digits}"`);
  try {
    const value: unknown = JSON.parse(quoted || "{}");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const fields = value as Record<string, unknown>;
    return { ...fields, type: typeof fields.type === "string" ? fields.type : name };
  } catch {
    return null;
  }
}

/** The id in a field, as text; null when there is none. */
export function idOf(message: Message, field: string): Id | null {
  const value = message[field];
  return typeof value === "number" || typeof value === "string" ? String(value) : null;
}

/**
 * Milliseconds before attempt number `attempt` (from 0): doubling from half a second up to half a
 * minute, spread by `chance` (0–1) so that a thousand pages do not come back in one instant.
 */
export function backoff(attempt: number, chance = Math.random()): number {
  const whole = Math.min(500 * 2 ** Math.min(attempt, 10), 30_000);
  return Math.round(whole * (0.5 + chance / 2));
}

/** What the server said in its error, when it said it for people: JSON with `error`. */
export function errorText(type: string | null, body: string): string | null {
  if (!type?.includes("json")) return null;
  try {
    const value = JSON.parse(body) as { error?: unknown };
    return typeof value.error === "string" ? value.error : null;
  } catch {
    return null;
  }
}

/** The stream's address for somebody who has heard up to the event with this id. */
export function resuming(url: string, last: string): string {
  return last ? `${url}${url.includes("?") ? "&" : "?"}last=${encodeURIComponent(last)}` : url;
}
