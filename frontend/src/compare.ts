/** Two pictures on top of each other: the handle says how much of the later one is seen. */

function all<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

export function startCompare(): void {
  for (const box of all(document, "[data-compare]")) {
    const after = box.querySelector<HTMLElement>("[data-after]");
    const handle = box.querySelector<HTMLInputElement>("[data-handle]");
    const label = handle?.closest("label");
    if (!after || !handle || !label) continue;
    const cut = () => box.style.setProperty("--cut", `${handle.value}%`);
    handle.addEventListener("input", cut);
    cut();
    label.hidden = false;
    box.classList.add("layered");
  }
}
