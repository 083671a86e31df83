// Builds static/build from static/src: one stylesheet, one script, one icon sprite, the fonts.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";
import * as sass from "sass";
import { build } from "esbuild";

const source = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(source, "../..");
const modules = path.join(root, "node_modules");
const target = path.join(root, "static/build");

await rm(target, { recursive: true, force: true });
await mkdir(path.join(target, "fonts"), { recursive: true });

const css = sass.compile(path.join(source, "styles/app.scss"), {
  style: "compressed",
  loadPaths: [modules],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
});
await writeFile(path.join(target, "app.css"), css.css);

await build({
  // One for every page, one for the listing form, one for the timetable desk, the door and the board each, one that works behind the pages.
  entryPoints: ["app", "listing", "desk", "door", "board", "sw"].map((name) => path.join(source, `scripts/${name}.js`)),
  outdir: target,
  bundle: true,
  minify: true,
  target: ["es2020"], // what the browsers of older.js speak
  nodePaths: [modules],
});

const fonts = path.join(modules, "@fontsource-variable/noto-sans-khmer/files");
for (const subset of ["khmer", "latin"]) {
  const name = `noto-sans-khmer-${subset}-wght-normal.woff2`;
  await cp(path.join(fonts, name), path.join(target, "fonts", name));
}

// Khmer digits for who chose them; made by docs/digits.py.
await cp(path.join(source, "fonts/khmer-digits.woff2"), path.join(target, "fonts/khmer-digits.woff2"));

// The sprite holds the icons that templates and data name, and no others.
const names = (await readFile(path.join(source, "icons.txt"), "utf8")).split(/\s+/).filter(Boolean);
const symbols = await Promise.all(
  names.map(async (name) => {
    const svg = await readFile(path.join(modules, "bootstrap-icons/icons", `${name}.svg`), "utf8");
    const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
    const inside = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
    return `<symbol id="${name}" viewBox="${viewBox}">${inside}</symbol>`;
  }),
);
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
await writeFile(path.join(target, "icons.svg"), sprite);

for (const image of await readdir(path.join(source, "images"))) {
  await cp(path.join(source, "images", image), path.join(target, image));
}
