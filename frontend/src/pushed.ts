/** What is pushed, as text. Pure. */

export interface Pushed {
  title: string;
  body: string;
  icon: string;
  tag: string;
  lang: string;
  url: string;
}

/** Reads a message; null for what is none. Ids are too large for JavaScript: they stay text. */
export function readPush(text: string): Pushed | null {
  try {
    const exact = text.replace(/("notification_id":\s*)(\d+)/, '$1"$2"');
    const said = JSON.parse(exact) as Record<string, unknown>;
    const native = said.affresco as { url?: unknown } | undefined;
    if (typeof said.title !== "string") return null;
    return {
      title: said.title,
      body: typeof said.body === "string" ? said.body : "",
      icon: typeof said.icon === "string" ? said.icon : "",
      tag: String(said.notification_id ?? ""),
      lang: typeof said.preferred_locale === "string" ? said.preferred_locale : "",
      url: typeof native?.url === "string" ? native.url : "/notifications",
    };
  } catch {
    return null;
  }
}

/** The whole address of what a notification is about: on our own site, whatever its data say. */
export function leadsTo(data: unknown, origin: string): string {
  const path = (data as { url?: unknown } | null)?.url;
  const url = new URL(typeof path === "string" ? path : "/notifications", origin);
  return url.origin === origin ? url.href : `${origin}/notifications`;
}
