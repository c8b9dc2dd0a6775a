/** The workbench: a brush over a picture, and a handle between two. Loaded on that page alone. */
import { startBrush } from "./brush.ts";
import { startCompare } from "./compare.ts";

startBrush();
startCompare();
