/** The workbench: a brush over a picture, and a handle between two. Loaded on that page alone. */
import { startBrush } from "./brush.ts";
import { startCompare } from "./compare.ts";

startBrush();
startCompare();

// A form that came back stands where people left it, with what is wrong in sight.
const wrong = document.querySelector<HTMLElement>(".tools-list .error");
if (wrong) {
  wrong.scrollIntoView({ block: "center" });
  wrong.closest("form")?.querySelector<HTMLElement>("[aria-invalid]")?.focus({
    preventScroll: true,
  });
}
