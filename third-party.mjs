/** What must go along with other people's code in a bundle: the licence of every package, and its notices. */
import { readdirSync, readFileSync } from "node:fs";

/**
 * @param metafile What esbuild says of a bundle; paths in it are those of the current folder.
 * @throws With the name of every package without the text of its licence.
 */
export function thirdPartyNotices(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  // Of a package within another one, the last.
  const folders = inputs.flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const packages = [...new Set(folders)].map(readPackage);
  const withTexts = packages.map((one) => ({
    ...one,
    // Some of one repository's packages lack the file that the others have.
    texts: one.texts ?? packages.find((other) => other.texts && isOfSameOrigin(one, other))?.texts,
  }));
  const bare = withTexts.filter(({ texts }) => !texts).map(({ title }) => title);
  if (bare.length > 0) throw new Error(`bundled without the text of a licence: ${bare.join(", ")}`);

  const byTexts = new Map();
  for (const { title, texts } of withTexts) byTexts.set(texts, [...(byTexts.get(texts) ?? []), title]);
  return [...byTexts]
    .map(([texts, titles]) => `${titles.sort().join("\n")}\n\n${texts}\n`)
    .sort()
    .join(`\n${"-".repeat(80)}\n\n`);
}

function readPackage(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const files = readdirSync(folder).sort();
  const [licences, notices] = [/^(licen[cs]e|copying)/i, /^notice/i].map((wanted) =>
    files.filter((file) => wanted.test(file)),
  );
  const texts = [...licences, ...notices].map((file) => readFileSync(`${folder}/${file}`, "utf8").trim()).join("\n\n");
  return {
    title: `${name} ${version} (${license})`,
    license,
    repository: repository?.url ?? repository,
    texts: licences.length > 0 ? texts : undefined,
  };
}

function isOfSameOrigin(one, other) {
  return one.repository !== undefined && one.repository === other.repository && one.license === other.license;
}
