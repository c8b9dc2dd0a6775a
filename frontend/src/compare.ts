/**
 * Two pictures on top of each other: the handle says how much of the earlier one is seen. One of other
 * proportions lies whole within the shape of the later one.
 */

function all<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

export function startCompare(): void {
  for (const box of all(document, "[data-compare]")) {
    const after = box.querySelector<HTMLImageElement>("[data-after] img");
    const handle = box.querySelector<HTMLInputElement>("[data-handle]");
    const label = handle?.closest("label");
    if (!after || !handle || !label) continue;
    const side = (name: string) => Number(after.getAttribute(name));
    const cut = () => box.style.setProperty("--cut", `${handle.value}%`);
    box.style.setProperty("--ratio", String(side("width") / side("height")));
    handle.addEventListener("input", cut);
    cut();
    label.hidden = false;
    box.classList.add("layered");
  }
}
