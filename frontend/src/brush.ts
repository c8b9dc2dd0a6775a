/**
 * The brush: strokes over the picture become the mask of the form, white where to paint.
 *
 * Strokes are kept as they were made, so that one can be taken back; the mask is drawn from them in the
 * picture's own pixels when the form is sent.
 */

export interface Stroke {
  erases: boolean;
  /** Share of the picture's shorter side. */
  width: number;
  /** Shares of the picture's width and height, one after the other. */
  points: [number, number][];
}

const LARGEST = 1024;
const KEPT = "affresco-brush";
const STEP = 0.02;

/** The size in which a mask is sent: the picture's, with the longer side at most `LARGEST`. */
export function maskSize(width: number, height: number): [number, number] {
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** Draws strokes in `colour`; what an eraser passes over becomes clear again. */
export function drawStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  colour: string,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const stroke of strokes) {
    context.globalCompositeOperation = stroke.erases ? "destination-out" : "source-over";
    context.lineWidth = stroke.width * Math.min(width, height);
    context.beginPath();
    for (const [x, y] of stroke.points) context.lineTo(x * width, y * height);
    const [first] = stroke.points;
    if (stroke.points.length === 1 && first) {
      context.arc(first[0] * width, first[1] * height, context.lineWidth / 2, 0, 2 * Math.PI);
      context.fill();
    } else context.stroke();
  }
  context.globalCompositeOperation = "source-over";
}

/** Events of the canvas, and whether the brush is near it after them. */
const RING: [string, boolean][] = [
  ["focus", true],
  ["pointerenter", true],
  ["blur", false],
  ["pointerleave", false],
];

function sideOf(image: HTMLImageElement, name: "width" | "height"): number {
  return Number(image.getAttribute(name)) || image[name];
}

/** The strokes that were sent last, if they were for this picture; they are kept for one page only. */
function kept(image: HTMLImageElement): Stroke[] {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (!text) return [];
  const [source, strokes] = JSON.parse(text) as [string, Stroke[]];
  return source === image.src ? strokes : [];
}

class Brush {
  readonly strokes: Stroke[] = [];
  #canvas = document.createElement("canvas");
  #erases = false;
  #at: [number, number] = [0.5, 0.5];
  /** Whether the ring that shows the brush is to be seen. */
  #near = false;
  #size: HTMLInputElement | null;

  constructor(box: HTMLElement, readonly image: HTMLImageElement, readonly form: HTMLFormElement) {
    this.#size = form.querySelector("[data-brush-size]");
    const canvas = this.#canvas;
    [canvas.width, canvas.height] = maskSize(sideOf(image, "width"), sideOf(image, "height"));
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-describedby", "brush-help");
    canvas.setAttribute(
      "aria-label",
      form.querySelector("h2, button[type=submit]")?.textContent ?? "",
    );
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#go(event));
    canvas.addEventListener("keydown", (event) => this.#key(event));
    for (const [name, near] of RING) {
      canvas.addEventListener(name, () => {
        this.#near = near || document.activeElement === canvas;
        this.#show();
      });
    }
    this.#size?.addEventListener("input", () => {
      this.#near = true;
      this.#show();
    });
    box.append(canvas);
    this.#button("[data-brush-focus]", () => canvas.focus());
    this.#button("[data-brush-erase]", (button) => {
      this.#erases = !this.#erases;
      button.setAttribute("aria-pressed", String(this.#erases));
    });
    this.#button("[data-brush-undo]", () => this.#undo());
    this.#button("[data-brush-clear]", () => {
      this.strokes.length = 0;
      this.#show();
    });
    form.addEventListener("formdata", (event) => this.#send(event.formData));
  }

  /** Lets the brush be seen and used, or puts it away. */
  turn(on: boolean): void {
    this.#canvas.hidden = !on;
    if (on) this.#show();
  }

  #button(selector: string, act: (button: HTMLElement) => void): void {
    const button = this.form.querySelector<HTMLElement>(selector);
    button?.addEventListener("click", () => act(button));
  }

  #place(event: PointerEvent): [number, number] {
    const box = this.#canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  #width(): number {
    return Number(this.#size?.value ?? 48) / 512;
  }

  #stroke(point: [number, number], erases = this.#erases): void {
    this.strokes.push({ erases, width: this.#width(), points: [point] });
    this.#show();
  }

  #begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#canvas.focus();
    this.#at = this.#place(event);
    this.#stroke(this.#at);
  }

  #go(event: PointerEvent): void {
    if (!this.#canvas.hasPointerCapture(event.pointerId)) {
      this.#at = this.#place(event);
      this.#show();
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [event];
    for (const step of events.length ? events : [event]) {
      this.#at = this.#place(step);
      this.strokes.at(-1)?.points.push(this.#at);
    }
    this.#show();
  }

  #key(event: KeyboardEvent): void {
    const isZ = event.key === "z" || event.key === "Z";
    if ((event.ctrlKey || event.metaKey || event.altKey) && !isZ) return;
    const step = event.shiftKey ? STEP * 4 : STEP;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[event.key];
    if (move) {
      const [x, y] = this.#at;
      this.#at = [Math.min(1, Math.max(0, x + move[0])), Math.min(1, Math.max(0, y + move[1]))];
      this.#show();
    } else if (event.key === " ") this.#stroke(this.#at);
    else if (event.key === "e" || event.key === "E") this.#stroke(this.#at, true);
    else if (isZ) this.#undo();
    else if (event.key === "Escape") this.#size?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #undo(): void {
    this.strokes.pop();
    this.#show();
  }

  #show(): void {
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    drawStrokes(context, this.strokes, "rgb(255 90 60)");
    if (!this.#near) return;
    const { width, height } = this.#canvas;
    const thin = width / (this.#canvas.clientWidth || width);
    context.beginPath();
    const radius = (this.#width() * Math.min(width, height)) / 2;
    context.arc(this.#at[0] * width, this.#at[1] * height, radius, 0, 2 * Math.PI);
    context.lineWidth = 2 * thin;
    context.strokeStyle = "white";
    context.stroke();
    context.setLineDash([4 * thin, 4 * thin]);
    context.strokeStyle = "black";
    context.stroke();
    context.setLineDash([]);
  }

  /** Takes up the strokes of a form that came back with an error. */
  restore(strokes: Stroke[]): void {
    this.strokes.push(...strokes);
    this.#show();
  }

  /** Puts the mask into what is sent; without strokes the chosen file, if any, goes. */
  #send(data: FormData): void {
    if (this.strokes.length === 0) return;
    const mask = document.createElement("canvas");
    [mask.width, mask.height] = [this.#canvas.width, this.#canvas.height];
    const context = mask.getContext("2d");
    if (!context) return;
    drawStrokes(context, this.strokes, "white");
    sessionStorage.setItem(KEPT, JSON.stringify([this.image.src, this.strokes]));
    data.set("mask", new File([bytesOf(mask.toDataURL("image/png"))], "mask.png"));
  }
}

function bytesOf(url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
}

export function startBrush(): void {
  const box = document.querySelector<HTMLElement>("[data-brush]");
  const image = box?.querySelector("img");
  const form = document.querySelector<HTMLFormElement>("[data-brush-form]");
  const panel = form?.closest("details");
  if (!box || !image || !form || !panel) return;
  for (const part of form.querySelectorAll<HTMLElement>("[data-needs-script]")) part.hidden = false;
  const file = form.querySelector<HTMLElement>("[data-brush-file]");
  if (file) file.hidden = true;
  const brush = new Brush(box, image, form);
  const strokes = kept(image);
  if (panel.open) brush.restore(strokes);
  brush.turn(panel.open);
  panel.addEventListener("toggle", () => brush.turn(panel.open));
}
