import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Project } from "../support/project";

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly inBundle?: boolean;
}

const project = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(project, path), "utf8");
const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string> | undefined>;
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, Package> };
const installed = Object.entries(packages).filter(([path]) => path !== "");

/** Licences that ask of a user for nothing but a notice, and MPL-2.0, which asks for changes of its own files. */
const permissive = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "Public Domain",
  "Python-2.0",
  "Unlicense",
];
/** Used by the tests only, and part of nothing that is shipped. */
const inTestsOnly = ["AGPL-3.0-or-later", "CC-BY-4.0"];

const isPermissive = (license = "none") =>
  license
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((choice) => permissive.includes(choice));

test.each(["dependencies", "devDependencies"])("the versions of %s are exact", (kind) => {
  const loose = Object.entries(manifest[kind] ?? {}).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-r\.\d+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test("every package comes from the registry, with a checksum", () => {
  const strange = installed.filter(
    ([, { resolved, integrity, inBundle }]) =>
      // Without an address a package comes from whichever registry npm is set to.
      !inBundle && (!/^(https:\/\/registry\.npmjs\.org\/|$)/.test(resolved ?? "") || !integrity?.startsWith("sha512-")),
  );
  expect(strange.map(([path]) => path)).toEqual([]);
});

test("every test tool in Python has an exact version and a checksum, and runs nothing when it is installed", () => {
  const requirements = read("__tests__/requirements.txt")
    .replace(/ \\\n/g, "")
    .match(/^[^\s#].*$/gm)!;
  const pinned = /^[a-z0-9-]+==\S+( ;[^#]*)?( {4}--hash=sha256:[0-9a-f]{64})+$/;
  expect(requirements.length).toBeGreaterThan(100);
  expect(requirements.filter((requirement) => !pinned.test(requirement))).toEqual(["--only-binary :all:"]);
  const asked = read("__tests__/requirements.in")
    .replace(/\[.*\]/g, "")
    .match(/^[^#\n].*$/gm)!;
  expect(asked.filter((requirement) => !requirements.some((one) => one.startsWith(`${requirement} `)))).toEqual([]);
});

test("no package runs anything when it is installed", () => {
  expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m);
});

test("every licence is permissive; that of a tool of the tests may be another", () => {
  const others = installed.filter(([, { license }]) => !isPermissive(license));
  const shipped = others.filter(([, { dev }]) => !dev);
  expect(shipped.map(([path, { license }]) => [path, license])).toEqual([]);
  expect(others.filter(([, { license }]) => !inTestsOnly.includes(license ?? ""))).toEqual([]);
});

test("two synthesises in two folders are the same, byte for byte", () => {
  const synthesise = () => {
    const copy = new Project();
    try {
      const { exitCode, stderr } = copy.run("cli", ["synth"]);
      expect([exitCode, stderr]).toEqual([0, ""]);
      const files = readdirSync(copy.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      return Object.fromEntries(
        files.map((file) => {
          const path = join(file.parentPath, file.name);
          return [path.replace(copy.folder, ""), readFileSync(path, "utf8")];
        }),
      );
    } finally {
      copy.remove();
    }
  };
  const once = synthesise();
  expect(Object.keys(once).length).toBeGreaterThan(50);
  expect(synthesise()).toEqual(once);
});
