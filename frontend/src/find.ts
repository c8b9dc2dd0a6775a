/** Search fields are on every page, so what completes them is fetched when one gets the focus. */
const known = new WeakSet<HTMLInputElement>();

interface Completing {
  complete(input: HTMLInputElement): void;
}

export function startFind(): void {
  document.addEventListener("focusin", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.module || known.has(input)) return;
    known.add(input);
    const fetched = import(input.dataset.module) as Promise<Completing>;
    // Without it the field is a plain form; the next focus tries again.
    fetched.then((search) => search.complete(input), () => known.delete(input));
  });
}
