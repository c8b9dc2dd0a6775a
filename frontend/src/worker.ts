/** The service worker: shows what was pushed, and opens what was clicked. It keeps nothing. */
import { leadsTo, readPush } from "./pushed.ts";

interface PushMessage extends Event {
  data?: { text(): string };
  waitUntil(work: Promise<unknown>): void;
}
interface NotificationClick extends Event {
  notification: Notification;
  waitUntil(work: Promise<unknown>): void;
}
interface Page {
  url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}
interface Worker {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(options: { type: "window" }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: never) => void): void;
}

const here = globalThis as unknown as Worker;

here.addEventListener("install", () => void here.skipWaiting());

here.addEventListener("push", (event: PushMessage) => {
  const pushed = readPush(event.data?.text() ?? "");
  if (!pushed) return;
  event.waitUntil(here.registration.showNotification(pushed.title, {
    body: pushed.body,
    icon: pushed.icon,
    tag: pushed.tag,
    lang: pushed.lang,
    data: { url: pushed.url },
  }));
});

here.addEventListener("notificationclick", (event: NotificationClick) => {
  event.notification.close();
  const url = leadsTo(event.notification.data, here.location.origin);
  event.waitUntil(open(url));
});

async function open(url: string): Promise<void> {
  const [page] = await here.clients.matchAll({ type: "window" });
  if (!page) return void await here.clients.openWindow(url);
  await page.focus();
  await page.navigate(url);
}
