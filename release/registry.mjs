/** The tree that the Terraform Registry publishes: its root is the module. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { repositoryOf } from "./versions.mjs";

const placeholder = "https://<repository>";

/** What plain Terraform calls the module with, at the tag of the release. */
export function moduleSource(manifest) {
  return `git::${repositoryOf(manifest) ?? placeholder}.git//module?ref=v${manifest.version}`;
}

/** A page with a source that works when copied, if there is a repository. */
export function withModuleSource(page, manifest) {
  return repositoryOf(manifest) ? page.replace('source = "./module"', `source = "${moduleSource(manifest)}"`) : page;
}

/**
 * Writes the tree, in place of an earlier one. Its files are those of `module/`, byte for byte and with their seals: `diff -r` shows that they were
 * generated. README.md is the exception. It gets a source that can be copied, and so loses its seal.
 *
 * @param folder Where to; everything in it is deleted.
 */
export function writeRegistryTree(folder, manifest) {
  rmSync(folder, { recursive: true, force: true });
  const isLeftBehind = /(^|\/)(\.terraform(\.lock\.hcl)?|[^/]*\.tfstate[^/]*)$/;
  cpSync("module", folder, { recursive: true, filter: (path) => !isLeftBehind.test(path) });
  cpSync("LICENSE", `${folder}/LICENSE`);

  const readme = readFileSync("module/README.md", "utf8").replace(/\n<!-- Written by .* -->\n$/, "");
  writeFileSync(`${folder}/README.md`, withModuleSource(readme, manifest));

  const pages = `${repositoryOf(manifest) ?? placeholder}/blob/v${manifest.version}/`;
  const changelog = readFileSync("CHANGELOG.md", "utf8").replace(/\]\((?!https?:|#)/g, `](${pages}`);
  writeFileSync(`${folder}/CHANGELOG.md`, changelog);
}
