import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { commands } from "../../../src/cli/commands";
import { moduleFolder } from "../../../src/generated-files";
import { loadSettings } from "../../../src/settings-file";
import { inTemporaryFolders, runCaptured } from "../../support/command";

inTemporaryFolders();

const init = (args: readonly string[], typed?: readonly string[]) => runCaptured(["init", ...args], commands, typed);

const yaml = () => readFileSync("security-monitoring.yaml", "utf8");
const exampleOptions = ["--email", "security@example.com", "--email", "on-call@example.com", "--region", "eu-west-1"];

describe("settings", () => {
  test("as written hold what was given, and load", async () => {
    expect(await init(exampleOptions)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(parse(yaml())).toEqual({
      alerts: { emails: ["security@example.com", "on-call@example.com"] },
      provider: { region: "eu-west-1" },
    });
    expect(loadSettings().provider.region).toBe("eu-west-1");
  });

  test("with nothing given are all comments", async () => {
    expect(await init([])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(parse(yaml())).toBeNull();
    expect(loadSettings().alerts.emails).toEqual([]);
  });

  test("are valid with every comment removed, ten of them, each with its description", async () => {
    await init([]);
    const text = yaml().replace(/^# (?!yaml-language-server|[A-Z])/gm, "");
    writeFileSync("security-monitoring.yaml", text);
    const set = parse(text) as Record<string, object>;
    const isGroup = ([name]: [string, object]) => !["backend", "namePrefix", "tags"].includes(name);
    expect(Object.entries(set).flatMap((entry) => (isGroup(entry) ? Object.keys(entry[1]) : [entry[0]]))).toHaveLength(
      10,
    );
    expect(text.match(/^ *# [A-Z].*\.$/gm)).toHaveLength(1 + 10);
    expect(loadSettings()).toMatchObject({ namePrefix: "prod-", provider: { allowedAccountIds: ["111122223333"] } });
  });

  test("name a schema that is there", async () => {
    const schemaOf = (text: string) => /^# yaml-language-server: \$schema=(.*)$/m.exec(text)![1]!;
    await init(["--out", "alone"]);
    const alone = readFileSync("alone/security-monitoring.yaml", "utf8");
    expect(readFileSync(join("alone", schemaOf(alone)), "utf8")).toContain('"$schema"');
    const installed = "node_modules/terraform-aws-security-monitoring";
    mkdirSync(installed, { recursive: true });
    writeFileSync(`${installed}/settings.schema.json`, "{}");
    await init([]);
    expect(schemaOf(yaml())).toBe(`./${installed}/settings.schema.json`);
    expect(readdirSync(".").sort()).toEqual(["alone", "node_modules", "security-monitoring.yaml"]);
  });
});

describe("a root", () => {
  test("is main.tf, with what was given, and the module", async () => {
    expect(await init(["--module", ...exampleOptions])).toMatchObject({ exitCode: 0, stderr: "" });
    const main = readFileSync("main.tf", "utf8");
    expect(main).toContain('alerts = { emails = ["security@example.com", "on-call@example.com"] }');
    expect(main).toContain('provider "aws" {\n  region = "eu-west-1"\n}');
    for (const [path, content] of moduleFolder())
      expect([path, readFileSync(path)]).toEqual([path, Buffer.from(content)]);
    expect(readdirSync(".").sort()).toEqual(["main.tf", "module"]);
  });

  test("replaces nothing of the user, says all that exists, and replaces it with --force", async () => {
    mkdirSync("module");
    writeFileSync("main.tf", "mine");
    writeFileSync("module/README.md", "mine as well");
    const { exitCode, stderr } = await init(["--module"]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "\n2 problems in this folder: move away or delete what is in the way, or use --force\n  main.tf: exists\n  module/README.md: was not written by this program\n\nNothing was written.\n",
    );
    expect(readFileSync("main.tf", "utf8")).toBe("mine");
    expect(readdirSync("module")).toEqual(["README.md"]);
    expect((await init(["--module", "--force"])).exitCode).toBe(0);
    expect(readFileSync("main.tf", "utf8")).toContain('source = "./module"');
  });
});

test("settings that exist are not replaced without --force", async () => {
  writeFileSync("security-monitoring.yaml", "tags: { owner: security }\n");
  expect((await init([])).exitCode).toBe(1);
  expect(yaml()).toBe("tags: { owner: security }\n");
  expect((await init(["--force"])).exitCode).toBe(0);
  expect(yaml()).toContain("# tags:");
});

test.each([
  [
    "",
    "error: option '--out <folder>' argument '' is invalid. It names no folder.\nFor help: npm run init -- --help\n",
  ],
  ["/proc/none", "\ncannot write /proc/none: the folder above it does not exist and cannot be created\n"],
  ["file/below", "\ncannot write file/below: there is a file where a folder is needed\n"],
])("--out %j is refused in a sentence", async (out, message) => {
  writeFileSync("file", "");
  expect(await init(["--out", out])).toEqual({ exitCode: 1, stdout: "", stderr: message });
  expect(readdirSync(".")).toEqual(["file"]);
});

test("a folder where a file belongs is refused with --force as well, which is not suggested again", async () => {
  mkdirSync("security-monitoring.yaml");
  const { exitCode, stderr } = await init(["--force"]);
  expect([exitCode, stderr]).toEqual([
    1,
    "\n1 problem in this folder: move away or delete what is in the way\n  security-monitoring.yaml: is no file\n\nNothing was written.\n",
  ]);
});

test.each([[[]], [["--force"]]])("a second settings file next to another is refused: %j", async (args) => {
  mkdirSync("infra");
  writeFileSync("infra/security-monitoring.yml", "");
  const { exitCode, stderr } = await init(["--out", "infra", ...args]);
  expect([exitCode, readdirSync("infra")]).toEqual([1, ["security-monitoring.yml"]]);
  expect(stderr).toContain("infra/security-monitoring.yml: has the settings already");
});

test("the next command reads the settings of another folder", async () => {
  const { stdout } = await init(["--out", "a b"]);
  expect(stdout).toContain("Next: SECURITY_MONITORING_SETTINGS='a b/security-monitoring.yaml' npm run synth\n");
  process.env["SECURITY_MONITORING_SETTINGS"] = "a b/security-monitoring.yaml";
  try {
    expect(loadSettings().stackName).toBe("security-monitoring");
  } finally {
    delete process.env["SECURITY_MONITORING_SETTINGS"];
  }
});

test("wrong options are reported together, and nothing is written", async () => {
  const { exitCode, stderr } = await init(["--email", "a", "--email", "b", "--region", "mars"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('3 problems in the options\n  --email: got "a"; must be an e-mail address');
  expect(readdirSync(".")).toEqual([]);
});

describe("a person at a terminal", () => {
  test("is asked for what no option gives, again after a wrong answer", async () => {
    const { exitCode, stderr } = await init([], ["security", "security@example.com", "eu-west-1"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("must be an e-mail address");
    expect(parse(yaml())).toEqual({ alerts: { emails: ["security@example.com"] }, provider: { region: "eu-west-1" } });
  });

  test("may leave both open", async () => {
    expect((await init([], ["", ""])).exitCode).toBe(0);
    expect(parse(yaml())).toBeNull();
  });

  test("is not asked for what options give", async () => {
    expect(await init(exampleOptions, [])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("who ends the input gets no file", async () => {
    const { exitCode, stderr } = await init([], ["security@example.com"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The input ended before an answer. Nothing was written.");
    expect(readdirSync(".")).toEqual([]);
  });
});
