// Builds dist/; prints sizes and the values for the `integrity` attribute.
//   node build.mjs [--out folder]
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";
import { parse } from "yaml";

// The rules that mask personal data come when the chat is opened: most visitors of a page never do.
const FILES = { "src/main.ts": "widget.js", "src/masking/mask.ts": "masking.js" };
const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Lists of words become one string each, which is the smaller part of the bundle's size. */
function joined(value) {
  if (Array.isArray(value)) return value.join("|");
  const entries = Object.entries(value).map(([name, part]) => [name, typeof part === "object" ? joined(part) : part]);
  return Object.fromEntries(entries);
}

const yamlFiles = {
  name: "yaml",
  setup(building) {
    building.onLoad({ filter: /\.yml$/ }, async ({ path: file }) => {
      const content = parse(await readFile(file, "utf8"));
      delete content.page; // only the server's pages show these
      const kept = file.includes(`${path.sep}privacy${path.sep}`) ? joined(content) : content;
      return { contents: JSON.stringify(kept), loader: "json" };
    });
  },
};

/** Bundle one entry of `src`. */
export async function bundle(entry, outfile, options = {}) {
  await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "eof",
    plugins: [yamlFiles],
    ...options,
  });
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: "string", default: path.join(HERE, "dist") } } });
  for (const [entry, name] of Object.entries(FILES)) {
    const file = path.join(path.resolve(values.out), name);
    await bundle(entry, file, { minify: true, sourcemap: true });
    const content = await readFile(file);
    const digest = createHash("sha384").update(content).digest("base64");
    console.log(`${name}: ${gzipSync(content, { level: 9 }).length} bytes with gzip, integrity="sha384-${digest}"`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
