/** htmx alone: a bundle of its own, which hyper.ts fetches. */
import "htmx.org";
