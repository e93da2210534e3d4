import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { sealed, voucherFor } from "../../src/seal";
import type { Content } from "../../src/terraform/module";
import { moduleFolder, repositoryFiles } from "../support/generated";
import { Project } from "../support/project";

let project: Project;
let outside: string;

beforeEach(() => {
  project = new Project();
  outside = mkdtempSync(join(tmpdir(), "outside-"));
});

afterEach(() => {
  project.remove();
  rmSync(outside, { recursive: true });
});

const at = (path: string) => join(project.folder, path);
const put = (path: string, content: Content) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
};
const read = (path: string) => readFileSync(at(path), "utf8");
const bytes = (path: string) => new Uint8Array(readFileSync(at(path)));
const readAs = (content: Content, path: string) => (typeof content === "string" ? read(path) : bytes(path));
const everything = () =>
  readdirSync(project.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), "utf8")]);

const lockFile = ".security-monitoring.lock";
const [mainFile, nestedPage] = ["module/main.tf.json", "module/modules/audit-trail/README.md"];
const stackFile = "cdktf.out/stacks/security-monitoring/cdk.tf.json";

/** @param command Of the program, or a bundle of its own. */
function run(command: string) {
  return command === "main" || command === "generate" ? project.run(command) : project.run("cli", [command]);
}

describe("a file of another author", () => {
  test.each([
    ["module", mainFile, "{}"],
    ["module", mainFile, '{ "//": { "metadata": { "stackName": "a" } }, "resource": {} }'],
    ["module", nestedPage, "<!-- Generated: `npm run generate` writes this file. -->\n"],
    ["synth", "module/versions.tf.json", '{ "//": "Written by terraform-aws-security-monitoring" }'],
    ["synth", stackFile, '{ "resource": {} }'],
    ["synth", stackFile, '{ "//": { "metadata": { "stackName": "security-monitoring" } }, "resource": {} }'],
    ["synth", "cdktf.out/manifest.json", '{ "name": "an app for browsers" }'],
    ["generate", "docs/inputs.md", "# Inputs\n"],
    ["generate", "docs/deployer-policy/plan.json", '{ "Version": "2012-10-17", "Statement": [] }'],
    ["generate", "settings.schema.json", "{}"],
  ])("stops %s, which names %s and writes nothing", (command, path, text) => {
    put(path, text);
    const before = everything();
    const { exitCode, stdout, stderr } = run(command);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^1 problem in this folder: move away or delete what is in the way/m);
    expect(stderr).toContain(`\n  ${path}: was not written`);
    expect(stderr).toContain("\nNothing was written.\n");
    expect(everything()).toEqual(before);
  });

  test("stops the app that cdktf runs", () => {
    put(stackFile, "{}");
    const { exitCode, stderr } = project.run("main");
    expect([exitCode, read(stackFile)]).toEqual([1, "{}"]);
    expect(stderr).toContain(`${stackFile}: was not written by this program`);
  });

  test("is reported all at once, with our files that were changed", () => {
    project.run("cli", ["module"]);
    writeFileSync(at(mainFile), read(mainFile).replace("audit-trail", "own-trail"));
    appendFileSync(at(nestedPage), "Mine.\n");
    writeFileSync(at("module/outputs.tf.json"), "{}");
    const before = everything();
    const { stderr } = project.run("cli", ["module"]);
    expect(stderr).toContain("3 problems in this folder");
    expect(stderr).toContain(`  ${mainFile}: was changed after it was written\n`);
    expect(stderr).toContain(`  ${nestedPage}: was changed after it was written\n`);
    expect(stderr).toContain("  module/outputs.tf.json: was not written by this program\n");
    expect(everything()).toEqual(before);
  });

  test("is reported by its first ten files, and counted", () => {
    for (const path of moduleFolder().keys()) put(path, "{}");
    const { stderr } = project.run("cli", ["module"]);
    const count = moduleFolder().size;
    const lines = stderr.split("\n").filter(Boolean);
    expect(lines[0]).toBe(`${count} problems in this folder: move away or delete what is in the way, or use --force`);
    expect(lines.filter((line) => line.endsWith(": was not written by this program"))).toHaveLength(10);
    expect(lines.slice(11)).toEqual([`  and ${count - 10} more`, "Nothing was written."]);
  });

  test.each([
    ["a file of another name", "module/own.tf.json", "{}"],
    ["a module beside ours", "module/modules/own/main.tf.json", "{}"],
    ["its page", "module/modules/own/README.md", "# Own\n"],
    ["what is deeper", "module/modules/own/modules/a/main.tf.json", "{}"],
    ["a copy of ours", "module/modules/own/main.tf.json", moduleFolder().get(mainFile) as string],
    ["a changed one of ours", "module/old.tf.json", `${sealed("module/old.tf.json", "{}\n")}\n`],
  ])("stays where nothing of ours goes: %s", (_what, path, text) => {
    put(path, text);
    expect(project.run("cli", ["synth"]).exitCode).toBe(0);
    expect(read(path)).toBe(text);
  });
});

describe("the package of the functions", () => {
  const archive = "module/modules/remediation/repair.zip";
  const ours = () => moduleFolder().get(archive) as Uint8Array;

  test("is written byte for byte, by init and by module", () => {
    expect(project.run("cli", ["module"]).exitCode).toBe(0);
    expect(bytes(archive)).toEqual(ours());
    expect(project.run("cli", ["init", "--module", "--out", "root"]).exitCode).toBe(0);
    expect(bytes(`root/${archive}`)).toEqual(ours());
  });

  test("lies beside the stack, with a relative path, if a remediation is enabled", () => {
    put("security-monitoring.yaml", "remediation: { modes: { restricted-ssh: propose } }\n");
    for (const command of ["main", "synth"]) {
      expect(run(command).exitCode).toBe(0);
      const { resource } = JSON.parse(read(stackFile)) as {
        resource: { aws_lambda_function: Record<string, { filename: string }> };
      };
      const [{ filename }] = Object.values(resource.aws_lambda_function) as [{ filename: string }];
      expect(filename).toMatch(/^\$\{path\.module\}\/assets\/[\w-]+\/[0-9a-f]{32}\/repair\.zip$/);
      expect(bytes(join(dirname(stackFile), filename.replace("${path.module}/", "")))).toEqual(ours());
    }
  });

  test.each<[string, (content: Uint8Array) => Uint8Array, string]>([
    [
      "changed",
      (content) => content.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
      "was changed after it was written",
    ],
    ["of somebody else", () => new Uint8Array(Buffer.from("PK")), "was not written by this program"],
  ])("is not replaced where it is %s", (_, made, message) => {
    const theirs = made(ours());
    put(archive, theirs);
    const { exitCode, stderr } = project.run("cli", ["module"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${archive}: ${message}`)]);
    expect(bytes(archive)).toEqual(theirs);
  });

  test("is replaced where it is that of an earlier version", () => {
    const earlier = ours().map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    put(archive, sealed(archive, earlier));
    expect(project.run("cli", ["module"]).exitCode).toBe(0);
    expect(bytes(archive)).toEqual(ours());
  });
});

describe("a file of this program", () => {
  test("is replaced by every command, and by a later version of it", () => {
    for (const [path, text] of repositoryFiles()) put(path, text);
    const earlier = { [mainFile]: "{}\n", [nestedPage]: "# An earlier page\n" };
    for (const [path, text] of Object.entries(earlier)) put(path, sealed(path, text));
    for (const command of ["generate", "synth", "module"]) expect(run(command).stderr).toBe("");
    for (const [path, content] of repositoryFiles()) expect(readAs(content, path)).toEqual(content);
  });

  test("is replaced with the line ends of another system, too", () => {
    project.run("cli", ["module"]);
    writeFileSync(at(mainFile), read(mainFile).replaceAll("\n", "\r\n"));
    expect(project.run("cli", ["module"]).exitCode).toBe(0);
    expect(read(mainFile)).toBe(moduleFolder().get(mainFile));
  });

  test("is replaced where it has no room for a seal, if the page has its hash", () => {
    for (const [path, text] of repositoryFiles()) put(path, text);
    const page = "docs/deployer-policy.md";
    const policy = "docs/deployer-policy/plan.json";
    const old = '{ "Version": "2012-10-17" }\n';
    put(policy, old);
    put(page, sealed(page, `<!-- ${voucherFor(policy, old)} -->\n`));
    expect(project.run("generate").exitCode).toBe(0);
    expect(read(policy)).toBe(repositoryFiles().get(policy));
  });

  test("is replaced by generate after a merge broke its seal, and by no other command", () => {
    for (const [path, text] of repositoryFiles()) put(path, text);
    put(mainFile, `${read(mainFile)} `);
    for (const command of ["synth", "module"]) expect(project.run("cli", [command]).exitCode).toBe(1);
    expect(project.run("generate").exitCode).toBe(0);
    expect(read(mainFile)).toBe(moduleFolder().get(mainFile));
  });

  test("is removed by a later version that lacks it", () => {
    for (const path of ["module/old.tf.json", "module/modules/gone/main.tf.json", "module/modules/gone/README.md"])
      put(path, sealed(path, "{}\n"));
    expect(project.run("cli", ["module"]).exitCode).toBe(0);
    expect(existsSync(at("module/old.tf.json"))).toBe(false);
    expect(readdirSync(at("module/modules/gone"))).toEqual([]);
  });

  test("of the stack is replaced by the command and by the app, whichever wrote it", () => {
    for (const [bundle, args] of [["main"], ["cli", ["synth"]], ["main"]] as const)
      expect(project.run(bundle, args)).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("of a stack is replaced when its name changes, and by whom it was changed", () => {
    project.run("cli", ["synth"]);
    put("security-monitoring.yaml", "stackName: other\n");
    expect(project.run("cli", ["synth"]).exitCode).toBe(0);
    writeFileSync(at(stackFile), read(stackFile).replace("{", "{ "));
    rmSync(at("security-monitoring.yaml"));
    expect(project.run("cli", ["synth"]).exitCode).toBe(0);
  });

  test("is written to cdktf's output folder", () => {
    expect(project.run("main", [], { CDKTF_OUTDIR: "other/place" }).exitCode).toBe(0);
    expect(project.run("main", [], { CDKTF_OUTDIR: outside }).exitCode).toBe(0);
    expect(readdirSync(project.folder)).toEqual(["other"]);
    for (const place of [at("other/place"), outside])
      expect(existsSync(join(place, "stacks/security-monitoring/cdk.tf.json"))).toBe(true);
  });
});

describe("a link", () => {
  test.each([
    ["module", "module"],
    ["module", "module/modules"],
    ["module", "module/modules/audit-trail"],
    ["module", mainFile],
    ["synth", "cdktf.out"],
    ["synth", "cdktf.out/stacks"],
    ["synth", stackFile],
    ["generate", "docs"],
    ["generate", "examples/cdktf-deploy"],
    ["main", "cdktf.out"],
    ["main", stackFile],
  ])("stops %s at %s", (command, path) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    const target = join(outside, "target");
    if (path.endsWith(".json")) writeFileSync(target, "theirs");
    else mkdirSync(target);
    symlinkSync(target, at(path));
    const { exitCode, stderr } = run(command);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^1 problem in this folder: move away or delete what is in the way/m);
    expect(stderr).toContain(`\n  ${path}: is a link`);
    expect(readdirSync(project.folder)).toEqual([path.split("/")[0]]);
    expect(path.endsWith(".json") ? readFileSync(target, "utf8") : readdirSync(target)).toEqual(
      path.endsWith(".json") ? "theirs" : [],
    );
  });

  test("that leads nowhere is not followed either", () => {
    mkdirSync(at("module"));
    symlinkSync(join(outside, "new"), at(mainFile));
    expect(project.run("cli", ["module"]).exitCode).toBe(1);
    expect(readdirSync(outside)).toEqual([]);
  });

  test("that is created during a write leads nothing out of the folder", () => {
    mkdirSync(at("module"));
    const swap = `fs.renameSync("../module", "../away"); fs.symlinkSync(${JSON.stringify(outside)}, "../module")`;
    // Not the lock, but the first draft.
    const env = project.before(
      "writeFileSync",
      `fs.writeFileSync = (...args) => { fs.writeFileSync = original; ${swap}; return original(...args); }`,
    );
    const { exitCode, stderr } = project.run("cli", ["module"], env);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("module: is a link");
    expect(readdirSync(outside)).toEqual([]);
  });

  test("in the place of a draft is not followed: its name is another one each time", () => {
    const names = [1, 2].map(() => {
      const { stdout } = project.run("cli", ["module"], project.before("renameSync", "console.log(args[0])"));
      return stdout.split("\n")[0];
    });
    expect(names[0]).toMatch(/^\.[0-9a-f-]{36}\.draft$/);
    expect(names[0]).not.toBe(names[1]);
  });
});

describe("an interrupted run", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("ends by %s, and leaves all and no draft", (signal) => {
    const env = project.before("renameSync", `process.kill(process.pid, "${signal}")`);
    expect(project.run("cli", ["module"], env)).toMatchObject({ exitCode: null, signal });
    expect(
      everything()
        .map(([path]) => path)
        .sort(),
    ).toEqual([...moduleFolder().keys()].map(at).sort());
  });

  test("leaves nothing if it has not begun to write", () => {
    const env = { ...project.before("mkdtempSync", 'process.kill(process.pid, "SIGTERM")'), TMPDIR: outside };
    expect(project.run("cli", ["synth"], env)).toMatchObject({ exitCode: null, signal: "SIGTERM" });
    expect(readdirSync(project.folder)).toEqual([]);
    // Nor in the temporary folder, where cdktf wrote the stack.
    expect(readdirSync(outside)).toEqual([]);
  });

  test("that fails leaves no draft", () => {
    const env = project.before("renameSync", 'throw Object.assign(new Error(), { code: "ENOSPC", path: "x" })');
    const { exitCode, stderr } = project.run("cli", ["module"], env);
    expect([exitCode, stderr]).toEqual([1, "\ncannot write module/versions.tf.json: the disk is full\n"]);
    expect(everything()).toEqual([]);
  });
});

describe("two runs in one folder", () => {
  const program = resolve(__dirname, "../../dist/cli.js");

  test("do not interfere: the second is refused, and the first continues", () => {
    const second = `const run = spawnSync(process.execPath, [${JSON.stringify(program)}, "module"], { cwd: ${JSON.stringify(project.folder)}, env: {}, encoding: "utf8" }); console.log(run.status, run.stderr)`;
    const { exitCode, stdout } = project.run("cli", ["module"], project.before("renameSync", second));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^1 \\n1 problem in this folder\\n  ${lockFile}: another run, process \\d+ on .*, is writing here`),
    );
    expect(stdout).toContain("Nothing was written.");
    expect(readdirSync(project.folder)).toEqual(["module"]);
    for (const [path, content] of moduleFolder()) expect(readAs(content, path)).toEqual(content);
  });

  const deadPid = () => spawnSync(process.execPath, ["-e", ""]).pid;

  test("need no care if the first is dead", () => {
    put(lockFile, `${deadPid()} ${hostname()} 1`);
    expect(project.run("cli", ["module"]).exitCode).toBe(0);
    expect(readdirSync(project.folder)).toEqual(["module"]);
  });

  test.each([
    ["runs", () => `${process.pid} ${hostname()} 1`],
    ["runs on another machine, and may have a number that is free here", () => `${deadPid()} elsewhere 1`],
    ["has not said yet who it is", () => ""],
  ])("one waits for another that %s, but not for ever", (_what, holder) => {
    put(lockFile, holder());
    expect(project.run("cli", ["module"]).exitCode).toBe(1);
    expect(readdirSync(project.folder)).toEqual([lockFile]);
    const longAgo = Date.now() / 1000 - 3600;
    utimesSync(at(lockFile), longAgo, longAgo);
    expect(project.run("cli", ["module"]).exitCode).toBe(0);
  });

  test("that was thought dead replaces nothing", () => {
    const steal = `fs.writeFileSync(${JSON.stringify(at(lockFile))}, "1 elsewhere 1")`;
    const env = project.before(
      "writeFileSync",
      `fs.writeFileSync = (...args) => { fs.writeFileSync = original; ${steal}; return original(...args); }`,
    );
    const { exitCode, stderr } = project.run("cli", ["module"], env);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("another run, process 1 on elsewhere, is writing here");
    expect(everything()).toEqual([[at(lockFile), "1 elsewhere 1"]]);
  });
});

test("a file that hangs or never ends is not read", () => {
  mkdirSync(at("module"));
  expect(spawnSync("mkfifo", [at(mainFile)]).status).toBe(0);
  expect(project.run("cli", ["module"]).stderr).toContain(`${mainFile}: is no file`);
  rmSync(at(mainFile));
  spawnSync("truncate", ["--size=3G", at(mainFile)]);
  expect(project.run("cli", ["module"]).stderr).toContain(`${mainFile}: was not written by this program`);
});

test("modes are those that everybody's files have", () => {
  project.run("cli", ["synth"]);
  expect(statSync(at(mainFile)).mode & 0o777).toBe(0o666 & ~process.umask());
  expect(statSync(at(stackFile)).mode & 0o777).toBe(0o666 & ~process.umask());
});

test("a module that came with a clone, or was copied as a whole, is known again", () => {
  cpSync(resolve(__dirname, "../../module"), at("module"), { recursive: true });
  expect(project.run("cli", ["synth"]).exitCode).toBe(0);
  renameSync(at("module"), at("elsewhere"));
  expect(project.run("cli", ["module"]).exitCode).toBe(0);
});
