/**
 * Feedback: a picture of the page as it is now, drawn by the page itself, and the form that shows it before
 * anything is sent. Loaded when somebody asks for it.
 */

/** What one page leaves for the form on the next. screenshot: a data: address, "" for none. */
interface Left {
  from: string;
  screenshot: string;
  lines: [string, string][];
}

const KEY = "affresco.feedback";
const WIDEST = 1400;
const LARGEST = 1_500_000;

/** Keeps what the page looks like and what is known of it, and goes to the form. */
export async function tell(troubles: string[]): Promise<void> {
  const left: Left = {
    from: location.pathname + location.search,
    screenshot: await drawn().catch(() => ""),
    lines: known(troubles),
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(left));
  } catch {
    sessionStorage.setItem(KEY, JSON.stringify({ ...left, screenshot: "" }));
  }
  location.assign(`/feedback/new?from=${encodeURIComponent(left.from)}`);
}

function known(troubles: string[]): [string, string][] {
  const engine = document.querySelector<HTMLSelectElement>("[name=engine]")?.value ??
    document.querySelector<HTMLElement>("[data-engine]")?.dataset.engine;
  const lines: [string, string][] = [
    ["window", `${innerWidth} × ${innerHeight}, ${devicePixelRatio}×`],
    ["browser", navigator.userAgent],
  ];
  if (engine) lines.push(["engine", engine]);
  for (const trouble of troubles) lines.push(["error", trouble]);
  return lines;
}

/** What is seen of the page, as a picture. Passwords, and what is marked private, are not in it. */
async function drawn(): Promise<string> {
  const root = document.documentElement.cloneNode(true) as HTMLElement;
  const [here, there] = [fields(document), fields(root)];
  there.forEach((field, at) => copyValue(here[at] as HTMLElement, field));
  const images = [...document.images].map(asData);
  [...root.querySelectorAll("img")].forEach((image, at) => {
    image.removeAttribute("srcset");
    image.removeAttribute("loading");
    image.src = images[at] ?? "";
  });
  for (
    const gone of root.querySelectorAll("script, link, iframe, dialog, source, [data-private]")
  ) {
    gone.remove();
  }
  const style = document.createElement("style");
  style.textContent = rules();
  root.querySelector("head")?.append(style);
  root.querySelector("body")?.setAttribute("style", `margin-top: -${scrollY}px`);
  await inlineIcons(root);
  const xml = new XMLSerializer().serializeToString(root);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${innerWidth}" height="${innerHeight}">` +
    `<foreignObject width="100%" height="100%">${xml}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(1, WIDEST / innerWidth);
  return shrunk(canvasOf(image, innerWidth * scale, innerHeight * scale));
}

function fields(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("input, textarea, select")];
}

/** A copy of the tree has no values of its own. */
function copyValue(from: HTMLElement, to: HTMLElement): void {
  if (from instanceof HTMLTextAreaElement) to.textContent = from.value;
  else if (from instanceof HTMLInputElement) {
    to.setAttribute("value", from.type === "password" ? "" : from.value);
    to.toggleAttribute("checked", from.checked);
  } else if (from instanceof HTMLSelectElement) {
    [...(to as HTMLSelectElement).options].forEach((option, at) => {
      option.toggleAttribute("selected", at === from.selectedIndex);
    });
  }
}

function rules(): string {
  const texts = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].map((rule) => rule.cssText);
    } catch {
      return []; // of another address
    }
  });
  return texts.join("\n");
}

function asData(image: HTMLImageElement): string {
  if (!image.complete || !image.naturalWidth) return "";
  const box = image.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight) return "";
  try {
    return canvasOf(image, box.width || 1, box.height || 1).toDataURL("image/webp", 0.8);
  } catch {
    return ""; // a picture that may not be read
  }
}

/** Icons are in a file of their own, which a picture may not fetch. */
async function inlineIcons(root: HTMLElement): Promise<void> {
  const uses = [...root.querySelectorAll("use")];
  const address = uses[0]?.getAttribute("href")?.split("#")[0];
  if (!address) return;
  const text = await (await fetch(address)).text();
  const sprite = new DOMParser().parseFromString(text, "image/svg+xml");
  for (const use of uses) {
    const symbol = sprite.getElementById(use.getAttribute("href")?.split("#")[1] ?? "");
    const svg = use.closest("svg");
    if (!symbol || !svg) continue;
    const box = symbol.getAttribute("viewBox");
    if (box) svg.setAttribute("viewBox", box);
    use.replaceWith(...[...symbol.childNodes].map((node) => document.importNode(node, true)));
  }
}

function canvasOf(image: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function shrunk(canvas: HTMLCanvasElement): string {
  for (const quality of [0.85, 0.6, 0.35]) {
    const data = canvas.toDataURL("image/webp", quality);
    if (data.length < LARGEST) return data;
  }
  return "";
}

// The form ------------------------------------------------------------------------------------------

function left(): Left | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

function startForm(form: HTMLFormElement): void {
  const found = left();
  sessionStorage.removeItem(KEY);
  if (!found || found.from !== form.dataset.from) return;
  const template = form.querySelector<HTMLTemplateElement>("template[data-line]");
  const list = form.querySelector("[data-lines]");
  for (const [name, value] of found.lines) {
    const line = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!line || !list) break;
    const [kept, named, said] = line.querySelectorAll("input");
    if (!kept || !named || !said) break;
    kept.value = String(list.children.length);
    named.value = name;
    said.value = value;
    const shown = line.querySelector("[data-shown]");
    if (shown) {
      shown.textContent = `${
        form.dataset[`name${name[0]?.toUpperCase()}${name.slice(1)}`] ?? name
      }: ${value}`;
    }
    list.append(line);
  }
  if (found.screenshot) void showPicture(form, found.screenshot);
}

/** The picture with places that can be blacked out by dragging; what is seen is what is sent. */
async function showPicture(form: HTMLFormElement, data: string): Promise<void> {
  const box = form.querySelector<HTMLElement>("[data-screenshot]");
  const canvas = box?.querySelector("canvas");
  const file = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!box || !canvas || !file) return;
  const image = new Image();
  image.src = data;
  await image.decode();
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const again = () => pen.drawImage(image, 0, 0);
  again();
  box.hidden = false;
  const put = () =>
    canvas.toBlob(
      (blob) => {
        if (!blob) return;
        const files = new DataTransfer();
        files.items.add(new File([blob], "page.webp", { type: blob.type }));
        file.files = files.files;
      },
      "image/webp",
      0.85,
    );
  put();
  const place = (event: PointerEvent): [number, number] => {
    const shown = canvas.getBoundingClientRect();
    return [
      (event.clientX - shown.left) * canvas.width / shown.width,
      (event.clientY - shown.top) * canvas.height / shown.height,
    ];
  };
  let from: [number, number] | null = null;
  canvas.addEventListener("pointerdown", (event) => {
    from = place(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = place(event);
    pen.fillStyle = "#000";
    pen.fillRect(
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.abs(to[0] - from[0]),
      Math.abs(to[1] - from[1]),
    );
    from = null;
    put();
  });
  box.querySelector("[data-again]")?.addEventListener("click", () => {
    again();
    put();
  });
  box.querySelector("[data-leave-out]")?.addEventListener("click", () => {
    file.value = "";
    box.hidden = true;
    file.focus();
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-feedback]")) {
  startForm(form);
}
