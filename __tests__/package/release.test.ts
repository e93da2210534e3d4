import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { repository } from "../support/example-app";
import { deadLinks } from "../support/links";
import { findProgram, neutralEnvironment } from "../support/process";
import { describeWith } from "../support/requirements";
import { findTerraform, terraformEnvironment } from "../support/terraform";

// The package is built, and Terraform plans an example.
jest.setTimeout(300_000);

interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  repository?: { url: string };
  dependencies: object;
  peerDependencies: object;
}

let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "release-test-"));
});

afterEach(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** What a function of `release/` returns, which is no CommonJS. */
function call(file: string, name: string, ...args: unknown[]): unknown {
  const script = `import { ${name} } from ${JSON.stringify(join(repository, "release", file))};
    console.log(JSON.stringify(${name}(...${JSON.stringify(args)}) ?? null));`;
  const options = { cwd: repository, encoding: "utf8" } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "--eval", script], options));
}

const url = "https://git.example.com/acme/terraform-aws-security-monitoring";
const ready = { name: "terraform-aws-security-monitoring", version: "1.2.3", repository: { url: `git+${url}.git` } };
const changelog = "# Changelog\n\n## Unreleased\n\n## 1.2.3 - 2026-12-01\n\n- New.\n\n## 1.2.2 - 2026-11-01\n";
const git = { tagsOfHead: ["v1.2.3"], tags: ["v1.2.2", "v1.2.3"], changes: "" };

describe("version, changelog and tag", () => {
  const problems = (change: { manifest?: object; lock?: string; changelog?: string; git?: object }) =>
    call(
      "versions.mjs",
      "versionProblems",
      { ...ready, ...change.manifest },
      { version: change.lock ?? "1.2.3" },
      change.changelog ?? changelog,
      { ...git, ...change.git },
    );

  test.each([
    ["as they are", {}],
    ["before the tag", { git: { tagsOfHead: [], tags: ["v1.2.2"] } }],
    ["without a heading for what comes", { changelog: changelog.replace("## Unreleased\n\n", "") }],
    ["with another tag that is no version", { git: { tagsOfHead: ["v1.2.3", "audited"] } }],
  ])("agree %s", (_what, change) => {
    expect(problems(change)).toEqual([]);
  });

  test.each<[string, Parameters<typeof problems>[0], string]>([
    [
      "a version for tests",
      { manifest: { version: "1.2.3-rc.1" } },
      'package.json: version "1.2.3-rc.1" is not of the form',
    ],
    [
      "a name that the Registry refuses",
      { manifest: { name: "monitoring" } },
      'package.json: name "monitoring" is not of the form',
    ],
    ["a private package", { manifest: { private: true } }, '"private": remove the line'],
    ["no repository", { manifest: { repository: undefined } }, 'no "repository"'],
    ["a repository that is no address", { manifest: { repository: "acme/monitoring" } }, 'no "repository"'],
    ["an old lockfile", { lock: "1.2.2" }, "run npm install --package-lock-only"],
    [
      "nothing released",
      { changelog: "# Changelog\n\n## Unreleased\n\n- New.\n" },
      'there is no release: write "## 1.2.3 - <',
    ],
    ["no date", { changelog: changelog.replace(" - 2026-12-01", "") }, 'the heading "## 1.2.3" is no release: write'],
    ["another release", { changelog: changelog.replace("1.2.3", "1.3.0") }, "the newest release is 1.3.0, but 1.2.3"],
    [
      "entries left",
      { changelog: changelog.replace("Unreleased\n", "Unreleased\n\n- More.\n") },
      'move them below "## 1.2.3',
    ],
    ["another tag", { git: { tagsOfHead: ["v1.3.0"], tags: ["v1.3.0"] } }, "delete the tag with git tag -d v1.3.0"],
    ["a tag elsewhere", { git: { tagsOfHead: [] } }, "the tag v1.2.3 is on another commit"],
    ["uncommitted changes", { git: { changes: " M README.md" } }, "commit or stash them"],
  ])("do not with %s", (_what, change, problem) => {
    const found = problems(change) as string[];
    expect(found.filter((one) => one.includes(problem))).toHaveLength(1);
  });
});

describe("the Registry's tree", () => {
  const filesBelow = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .filter((path) => !path.includes(".terraform"))
      .sort();

  test("is the module, byte for byte, with a README of its own, a licence and a changelog", () => {
    const tree = join(scratch, "tree");
    mkdirSync(join(tree, "old"), { recursive: true });
    call("registry.mjs", "writeRegistryTree", tree, ready);
    const moduleFolder = join(repository, "module");
    expect(filesBelow(tree)).toEqual([...filesBelow(moduleFolder), "CHANGELOG.md", "LICENSE"].sort());
    expect(existsSync(join(tree, "old"))).toBe(false);
    for (const path of filesBelow(moduleFolder).filter((file) => file !== "README.md"))
      expect([path, readFileSync(join(tree, path)).equals(readFileSync(join(moduleFolder, path)))]).toEqual([
        path,
        true,
      ]);

    const readme = readFileSync(join(tree, "README.md"), "utf8");
    expect(readme).toContain(`source = "git::${url}.git//module?ref=v1.2.3"`);
    expect(readme).not.toContain("sha256:");
    expect(readFileSync(join(tree, "CHANGELOG.md"), "utf8")).toContain(`](${url}/blob/v1.2.3/docs/upgrading.md)`);
    expect(
      deadLinks(
        tree,
        filesBelow(tree).filter((path) => path.endsWith(".md")),
      ),
    ).toEqual([]);
  });

  test("has examples that call modules in it", () => {
    for (const path of filesBelow(join(repository, "module/examples"))) {
      const text = readFileSync(join(repository, "module/examples", path), "utf8");
      for (const [, source] of text.matchAll(/^ {2}source = "(.*)"$/gm))
        expect(source).toMatch(/^\.\.\/\.\.\/(modules\/|$)/);
    }
  });
});

describe("npm run release:check", () => {
  /** A copy of this repository, and what is committed in it as if it were to be released. */
  function copyOf(change: (folder: string) => void): string {
    const folder = join(scratch, "repository");
    const inGit = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        cwd: folder,
        stdio: "pipe",
      });
    const tracked = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
      cwd: repository,
      encoding: "utf8",
    });
    for (const path of tracked.split("\0").filter((path) => path && existsSync(join(repository, path))))
      cpSync(join(repository, path), join(folder, path));

    const at = (path: string) => join(folder, path);
    const manifest = JSON.parse(readFileSync(at("package.json"), "utf8")) as Manifest;
    writeFileSync(
      at("package.json"),
      JSON.stringify({ ...manifest, private: undefined, repository: ready.repository }),
    );
    const heading = `## Unreleased\n\n## ${manifest.version} - 2026-12-01\n`;
    writeFileSync(at("CHANGELOG.md"), readFileSync(at("CHANGELOG.md"), "utf8").replace("## Unreleased\n", heading));
    change(folder);
    inGit("init", "--quiet");
    writeFileSync(at(".git/info/exclude"), "node_modules\n");
    inGit("add", "--all");
    inGit("commit", "--quiet", "--message=release");
    inGit("tag", `v${manifest.version}`);
    return folder;
  }

  const check = (folder: string, env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [join(folder, "release/check.mjs")], { env, encoding: "utf8" });

  test("reports all problems together", () => {
    const folder = copyOf((copy) => {
      writeFileSync(join(copy, "CHANGELOG.md"), "# Changelog\n");
      // A package whose commands fail.
      const name = ready.name;
      mkdirSync(join(copy, "broken"));
      writeFileSync(
        join(copy, "broken/cli.js"),
        "#!/usr/bin/env node\nconsole.error('broken'); process.exitCode = 3;\n",
      );
      writeFileSync(
        join(copy, "broken/package.json"),
        JSON.stringify({ name, version: "0.1.0", bin: { [name]: "cli.js" } }),
      );
      const pack =
        'import { execFileSync } from "node:child_process";\nexecFileSync("npm", ["pack", "./broken", ...process.argv.slice(2)], { stdio: "inherit" });\n';
      writeFileSync(join(copy, "package.mjs"), pack);
    });
    const { status, stdout, stderr } = check(folder, {
      ...neutralEnvironment(),
      TERRAFORM_BINARY_NAME: "no-terraform",
    });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^\d+ problems, not ready to release:\n/);
    expect(stderr).toContain("\n  CHANGELOG.md: ");
    expect(stderr).toMatch(/\n {2}npm package: .*terraform-aws-security-monitoring synth failed\n {4}broken\n/);
    expect(stderr).toContain("\n  Registry tree: no-terraform init ");
  });

  test("reports a package that cannot be built", () => {
    const folder = copyOf((copy) => {
      writeFileSync(join(copy, "package.mjs"), 'throw new Error("no types");\n');
    });
    const { status, stderr } = check(folder, { ...neutralEnvironment(), TERRAFORM_BINARY_NAME: "true" });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^1 problem, not ready to release:\n {2}npm package: .*package\.mjs .* failed\n[^]*no types/,
    );
  });

  describeWith({ terraform: true, awsProvider: true }, "of a release that is ready", () => {
    test("builds and tries both, leaves the repository clean and says how to go on", () => {
      const folder = copyOf(() => undefined);
      const nodeModules = join(repository, "node_modules");
      symlinkSync(nodeModules, join(folder, "node_modules"));
      // Installs what npm would, but from this repository instead of the registry.
      const { name, version, dependencies, peerDependencies } = JSON.parse(
        readFileSync(join(folder, "package.json"), "utf8"),
      ) as Manifest;
      const links = Object.keys({ ...dependencies, ...peerDependencies });
      const stub = `#!/bin/sh -e
        if [ "$1" != install ]; then exec ${findProgram("npm")} "$@"; fi
        for tarball; do :; done
        mkdir -p node_modules/.bin node_modules/@cdktf node_modules/${name}
        tar -xzf "$tarball" -C node_modules/${name} --strip-components=1
        for link in ${links.join(" ")}; do ln -s ${nodeModules}/$link node_modules/$link; done
        chmod +x node_modules/${name}/dist/lib/cli/cli.js
        ln -s ../${name}/dist/lib/cli/cli.js node_modules/.bin/${name}\n`;
      mkdirSync(join(scratch, "bin"));
      writeFileSync(join(scratch, "bin/npm"), stub);
      chmodSync(join(scratch, "bin/npm"), 0o755);

      const { status, stdout, stderr } = check(folder, {
        ...terraformEnvironment(scratch),
        TERRAFORM_BINARY_NAME: findTerraform(),
        PATH: [join(scratch, "bin"), process.env["PATH"]].join(delimiter),
      });
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`${name} ${version} is ready.`);
      expect(stdout).toContain(`source works: git::${url}.git//module?ref=v${version}\n`);
      const [tree, tarball] = [`dist/release/${name}`, `dist/release/${name}-${version}.tgz`];
      for (const path of [tree, tarball])
        expect([stdout.includes(path), existsSync(join(folder, path))]).toEqual([true, true]);
      expect(existsSync(join(folder, tree, "examples/basic/.terraform"))).toBe(false);
      const readme = execFileSync("tar", ["-xzOf", join(folder, tarball), "package/README.md"], { encoding: "utf8" });
      expect(readme).toContain(`source = "git::${url}.git//module?ref=v${version}"`);
      expect(execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" })).toBe("");
    });
  });
});
