/**
 * Builds what a release publishes, the npm package and the tree for the Terraform Registry, tries both, and publishes nothing.
 * Everything that is wrong is reported together, and the exit code is then 1; otherwise it prints how to release.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { moduleSource, writeRegistryTree } from "./registry.mjs";
import { versionProblems } from "./versions.mjs";

process.chdir(dirname(import.meta.dirname));
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const manifest = json("package.json");
const { name, version } = manifest;
const terraform = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
const scratch = mkdtempSync(join(tmpdir(), "release-"));
const problems = [];

/** Runs a program. What it says is a problem unless it succeeds. */
function run(what, folder, program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (status === 0) return stdout;
  const said = error?.message ?? `${stdout}\n${stderr}`.trim();
  problems.push(`${what}: ${[program, ...args].join(" ")} failed\n${said.replace(/^/gm, "    ")}`);
  return undefined;
}

const git = (...args) => run("git", ".", "git", ...args)?.trim() ?? "";
const lines = (text) => text.split("\n").filter(Boolean);

function checkVersions() {
  const [tagsOfHead, tags] = [git("tag", "--points-at=HEAD"), git("tag")].map(lines);
  const state = { tagsOfHead, tags, changes: git("status", "--porcelain") };
  problems.push(...versionProblems(manifest, json("package-lock.json"), readFileSync("CHANGELOG.md", "utf8"), state));
}

/** @returns The path of the tarball, if it could be built. */
function checkPackage() {
  rmSync("dist/release", { recursive: true, force: true });
  mkdirSync("dist/release", { recursive: true });
  const packed = run("npm package", ".", process.execPath, "package.mjs", "--json", "--pack-destination=dist/release");
  if (packed === undefined) return;
  const tarball = `dist/release/${JSON.parse(packed)[0].filename}`;

  const app = join(scratch, "app");
  mkdirSync(join(app, "events"), { recursive: true });
  writeFileSync(join(app, "package.json"), JSON.stringify({ private: true }));
  const event = { eventTime: "2026-01-01T00:00:00Z", eventType: "AwsApiCall", userIdentity: { type: "Root" } };
  writeFileSync(join(app, "events/root.json"), JSON.stringify(event));
  const installed = run(
    "npm package",
    app,
    "npm",
    "install",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    resolve(tarball),
  );
  if (installed === undefined) return tarball;
  for (const command of [
    ["init", "--email", "security@example.com"],
    ["init", "--module", "--out", "root"],
    ["synth"],
    ["module"],
    ["deployer-policy", "plan"],
    ["report", "events"],
    ["adopt", "--policy"],
    ["leave", "--help"],
  ]) {
    run("npm package", app, join(app, "node_modules/.bin", name), ...command);
  }
  return tarball;
}

/** @returns The path of the tree. */
function checkRegistryTree() {
  const tree = `dist/release/${name}`;
  writeRegistryTree(tree, manifest);

  // In a copy: Terraform leaves its provider behind.
  const copy = join(scratch, name);
  cpSync(tree, copy, { recursive: true });
  const example = join(copy, "examples/basic");
  const plan = 'mock_provider "aws" {\n  source = "../../tests/mocks"\n}\nrun "plans" {\n  command = plan\n}\n';
  writeFileSync(join(example, "plan.tftest.hcl"), plan);
  const initialised = run("Registry tree", example, terraform, "init", "-backend=false", "-input=false", "-no-color");
  if (initialised !== undefined) run("Registry tree", example, terraform, "test", "-no-color");
  return tree;
}

try {
  checkVersions();
  const tarball = checkPackage();
  const tree = checkRegistryTree();
  if (problems.length > 0) {
    console.error(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}, not ready to release:`);
    for (const problem of problems) console.error(`  ${problem}`);
    process.exitCode = 1;
  } else {
    console.log(`${name} ${version} is ready. To release it:

  1. git tag -a v${version} -m v${version} && git push origin v${version}
     From then on this source works: ${moduleSource(manifest)}
  2. Copy everything in ${tree} over the repository ${name} that the Terraform Registry
     watches, commit, tag v${version}, and push both. Files that the tree lacks are deleted there.
  3. npm publish ${tarball}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
