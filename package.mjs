/**
 * Packs what `npm run package` gives away. Its package.json has nothing that only this repository needs: npm would warn of
 * the `prepare` script at every installation of the tarball.
 *
 * Arguments are handed on to `npm pack`.
 */
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { withModuleSource } from "./release/registry.mjs";

process.chdir(import.meta.dirname);
const npm = (args, options) => execFileSync("npm", args, { encoding: "utf8", ...options });

const [{ files }] = JSON.parse(npm(["pack", "--dry-run", "--json", "--ignore-scripts=false"]));
const folder = "dist/package";
rmSync(folder, { recursive: true, force: true });
for (const { path } of files) cpSync(path, `${folder}/${path}`);

const {
  scripts,
  devDependencies,
  overrides,
  knip,
  files: selection,
  ...manifest
} = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(`${folder}/README.md`, withModuleSource(readFileSync("README.md", "utf8"), manifest));
npm(["pack", `./${folder}`, ...process.argv.slice(2)], { stdio: "inherit" });
