import { buildSync, type Metafile } from "esbuild";
import { strToU8, zipSync } from "fflate";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Not part of the library: the package is built when the module is generated, and committed with it. */
const project = resolve(__dirname, __dirname.endsWith("dist") ? ".." : "../..");

/** The package of all functions, the same bytes wherever it is built: `index.js`, whose `handler` Lambda calls. */
export function functionPackage(): Uint8Array {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: [join("src", "repair", "function.ts")],
    outfile: "index.js",
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    mainFields: ["module", "main"],
    // The runtime brings it.
    external: ["@aws-sdk/*"],
    legalComments: "inline",
    metafile: true,
    charset: "utf8",
    logLevel: "warning",
  });
  // A zip has local time: midnight is midnight everywhere. Files of Unix, or Lambda may not read them.
  const attributes = { mtime: new Date(1980, 0, 1), os: 3, attrs: (0o100644 << 16) >>> 0 };
  return zipSync(
    {
      "index.js": [outputFiles[0]!.contents, attributes],
      "THIRD-PARTY.txt": [strToU8(licencesOf(metafile)), attributes],
    },
    { level: 9 },
  );
}

/** The licence of each package that is bundled. */
function licencesOf({ inputs }: Metafile): string {
  const packages = Object.keys(inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const texts = [...new Set(packages)].sort().map((name) => {
    const folder = join(project, "node_modules", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
