/** The switch in the settings: whether this browser is told while no page is open. Loaded there alone. */
import { note, onArrival, onClick, post, word } from "./page.ts";

const WORKER = "/worker.js";

function canBeTold(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis &&
    "Notification" in globalThis;
}

function show(section: HTMLElement): void {
  const button = section.querySelector<HTMLButtonElement>("[data-push-switch]");
  if (!button) return;
  const told = "pushed" in section.dataset && Notification.permission === "granted";
  button.textContent = section.dataset[told ? "end" : "allow"] ?? "";
  button.setAttribute("aria-pressed", String(told));
  button.hidden = false;
}

async function allow(section: HTMLElement): Promise<void> {
  if (await Notification.requestPermission() !== "granted") {
    note(section.dataset.denied ?? "", "error");
    return;
  }
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: section.dataset.serverKey ?? "",
  });
  const { endpoint, keys } = subscription.toJSON();
  await post("/push", {
    endpoint: endpoint ?? "",
    p256dh: keys?.p256dh ?? "",
    auth: keys?.auth ?? "",
  });
  section.dataset.pushed = "";
  note(section.dataset.allowed ?? "");
}

async function end(section: HTMLElement): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await post("/push/end", {});
  delete section.dataset.pushed;
  note(section.dataset.ended ?? "");
}

async function turn(section: HTMLElement, button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  try {
    await (button.getAttribute("aria-pressed") === "true" ? end(section) : allow(section));
  } catch {
    note(word("requestFailed"), "error");
  }
  button.disabled = false;
  show(section);
}

onArrival((root) => {
  const section = root.querySelector<HTMLElement>("[data-push]");
  if (!section || !canBeTold()) return;
  section.querySelector<HTMLElement>("[data-push-missing]")?.remove();
  show(section);
});
onClick("[data-push-switch]", (button) => {
  const section = button.closest<HTMLElement>("[data-push]");
  if (section) void turn(section, button as HTMLButtonElement);
});
