/** Pictures: a blurred likeness until they come, and a way to see them large. */
import { thumbHashToRGBA } from "thumbhash";
import { all, onArrival, onClick } from "./page.ts";

/** The bytes of a base64 text; empty when it is none. */
export function bytesOf(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function paint(image: HTMLImageElement): void {
  const hash = bytesOf(image.dataset.thumbhash ?? "");
  delete image.dataset.thumbhash;
  if (image.complete || hash.length < 5) return;
  const { w, h, rgba } = thumbHashToRGBA(hash);
  const canvas = document.createElement("canvas");
  canvas.width = w;
  canvas.height = h;
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
  image.before(canvas);
  for (const end of ["load", "error"]) {
    image.addEventListener(end, () => canvas.remove(), { once: true });
  }
}

let shown: HTMLAnchorElement[] = [];
let place = 0;

function show(dialog: HTMLDialogElement, step: number): void {
  place = (place + step + shown.length) % shown.length;
  const link = shown[place];
  const image = dialog.querySelector("img");
  const caption = dialog.querySelector("figcaption");
  if (!link || !image || !caption) return;
  const alt = link.querySelector("img")?.alt ?? "";
  image.src = link.href;
  image.alt = alt;
  caption.textContent = alt;
  caption.hidden = !alt;
  for (const button of all(dialog, ".back, .next")) button.hidden = shown.length < 2;
}

export function startPictures(): void {
  onArrival((root) => {
    for (const image of all<HTMLImageElement>(root, "img[data-thumbhash]")) paint(image);
    for (const image of all<HTMLImageElement>(root, "img[data-focus]")) {
      image.style.objectPosition = image.dataset.focus ?? "";
    }
  });
  const dialog = document.getElementById("lightbox") as HTMLDialogElement | null;
  if (!dialog) return;
  onClick("a[data-lightbox]", (link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const group = link.closest(".pictures, .slots") ?? document;
    shown = all<HTMLAnchorElement>(group, "a[data-lightbox]");
    place = shown.indexOf(link as HTMLAnchorElement);
    show(dialog, 0);
    dialog.showModal();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") show(dialog, 1);
    if (event.key === "ArrowLeft") show(dialog, -1);
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest(".next")) show(dialog, 1);
    else if (target.closest(".back")) show(dialog, -1);
    else if (!target.closest("figcaption, button")) dialog.close();
  });
}
