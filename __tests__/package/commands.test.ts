import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "../../src/terraform/module";
import { moduleFolder, repositoryFiles } from "../support/generated";
import { Project } from "../support/project";

let project: Project;

beforeEach(() => {
  project = new Project();
});

afterEach(() => {
  project.remove();
});

/** A file, as text or as bytes. */
function readAs(content: Content, path: string): Content {
  const file = readFileSync(join(project.folder, path));
  return typeof content === "string" ? file.toString() : new Uint8Array(file);
}

const written = () => readdirSync(project.folder, { recursive: true, encoding: "utf8" }).sort();

describe("synth", () => {
  test("writes the stack and the module, and prints what was written and the next steps", () => {
    writeFileSync(join(project.folder, "cdktf.json"), "{}");
    const { exitCode, stdout, stderr } = project.run("cli", ["synth"]);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Wrote the stack to cdktf.out/stacks/security-monitoring/cdk.tf.json");
    expect(stdout).toMatch(/\d+ resource blocks of \d+ kinds:/);
    expect(stdout).toMatch(/aws_cloudtrail +1\n/);
    expect(stdout).toMatch(/aws_s3_bucket +3\n/);
    expect(stdout).toContain(
      "\nAt least 2.00 USD a month, even if nothing happens in the account: npm run estimate says more.\n",
    );
    expect(stdout).toContain("npx cdktf deploy");
    expect(existsSync(join(project.stack, "cdk.tf.json"))).toBe(true);
    for (const [path, content] of moduleFolder()) expect(readAs(content, path)).toEqual(content);
  });

  test("writes the same stack as the app that cdktf runs", () => {
    project.run("cli", ["synth"]);
    const fromCommand = readFileSync(join(project.stack, "cdk.tf.json"), "utf8");
    project.run("main");
    expect(readFileSync(join(project.stack, "cdk.tf.json"), "utf8")).toBe(fromCommand);
  });

  test.each(["main", "cli"] as const)("needs no Terraform, as %s", (bundle) => {
    const none = { PATH: project.folder };
    expect(project.run(bundle, bundle === "cli" ? ["synth"] : [], none)).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("reports what is missing, and only while it is", () => {
    const before = project.run("cli", ["synth"]).stdout;
    expect(before).not.toContain("cdktf deploy");
    expect(before).toContain("! The alerts have no recipient yet");
    expect(before).not.toContain("! No region is set");
    expect(before).toContain("! provider.region is not set, so events of IAM");
    expect(before).toContain("! The state will be a file on this machine, terraform.security-monitoring.tfstate");

    writeFileSync(
      join(project.folder, "security-monitoring.yaml"),
      "provider: { region: eu-west-1 }\nbackend: { s3: { bucket: b, key: k } }\n",
    );
    const after = project.run("cli", ["synth"], {
      SECURITY_MONITORING_ALERT_EMAILS: "security@example.com",
    }).stdout;
    expect(after).not.toContain("! ");
  });

  test("says which settings leave nothing behind", () => {
    writeFileSync(
      join(project.folder, "security-monitoring.json"),
      '{"trail":{"enabled":false},"config":{"enabled":false}}',
    );
    const { stdout } = project.run("cli", ["synth"]);
    expect(stdout).toContain("! There are no detections: without a trail they need trail.existingLogGroup.");
    expect(stdout).toContain("! There are no AWS Config rules: without a recorder they need config.existingRecorder.");
  });

  test("warns of a pattern that AWS accepts and that does not match what it seems to", () => {
    const custom = { own: { title: "Own", pattern: '{ $.readOnly = "false" || $.errorCode != "AccessDenied" }' } };
    writeFileSync(join(project.folder, "security-monitoring.json"), JSON.stringify({ detections: { custom } }));
    const { exitCode, stdout } = project.run("cli", ["synth"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/! detections\.custom\.own\.pattern: .*readOnly/);
    expect(stdout).toMatch(/! detections\.custom\.own\.pattern: .*errorCode/);
  });
});

describe.each(["main", "cli"] as const)("%s", (bundle) => {
  const run = (env?: Record<string, string>) => project.run(bundle, bundle === "cli" ? ["synth"] : [], env);

  test("fails with every problem of the settings, and writes nothing", () => {
    writeFileSync(
      join(project.folder, "security-monitoring.yaml"),
      "trail: { retenionDays: 90 }\nalerts: { emails: [security] }\nprovider: { region: mars }\n",
    );
    const { exitCode, stdout, stderr } = run();
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("3 problems in security-monitoring.yaml");
    expect(stderr).toContain('alerts.emails[0]: got "security"; must be an e-mail address');
    expect(stderr).toContain("trail.retenionDays: unknown setting");
    expect(stderr).toContain('provider.region: got "mars"; must be an AWS region such as eu-west-1');
    expect(stderr).not.toContain("    at ");
    expect(written()).toEqual(["security-monitoring.yaml"]);
  });

  test("fails with line and column of a YAML mistake", () => {
    writeFileSync(join(project.folder, "security-monitoring.yaml"), "trail:\n  name: [a\n");
    const { exitCode, stderr } = run();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/security-monitoring\.yaml[\s\S]*line 3, column 1/);
  });

  test("fails in a sentence when it cannot write", () => {
    // A file in the way stops root as well, whom no permission does.
    writeFileSync(join(project.folder, bundle === "cli" ? "module" : "cdktf.out"), "");
    const { exitCode, stderr } = run();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/cannot write .*(module|cdktf\.out)/);
    expect(stderr).toContain("there is a file where a folder is needed");
    expect(existsSync(join(project.stack, "cdk.tf.json"))).toBe(false);
  });
});

test("module writes the module only", () => {
  expect(project.run("cli", ["module"]).exitCode).toBe(0);
  expect(readdirSync(project.folder)).toEqual(["module"]);
});

describe.each(["synth", "module"])("%s", (command) => {
  test("writes into the folder of --out, which it creates, and reads the settings here", () => {
    writeFileSync(join(project.folder, "security-monitoring.yaml"), "stackName: mine\n");
    const { exitCode, stdout } = project.run("cli", [command, "--out", "a/b"]);
    expect(exitCode).toBe(0);
    expect(readdirSync(project.folder).sort()).toEqual(["a", "security-monitoring.yaml"]);
    for (const [path, content] of moduleFolder()) expect(readAs(content, join("a/b", path))).toEqual(content);
    if (command === "module") return;
    expect(stdout).toContain(
      "Wrote the stack to a/b/cdktf.out/stacks/mine/cdk.tf.json\nWrote the module to a/b/module/",
    );
    expect(existsSync(join(project.folder, "a/b/cdktf.out/stacks/mine/cdk.tf.json"))).toBe(true);
  });

  test("replaces a file of the user only with --force, and never through a link", () => {
    const file = join(project.folder, "module/README.md");
    mkdirSync(join(project.folder, "module"));
    writeFileSync(file, "mine");
    const refused = project.run("cli", [command]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("or use --force\n  module/README.md: was not written by this program");
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(project.run("cli", [command, "--force"]).exitCode).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(moduleFolder().get("module/README.md"));
    rmSync(file);
    symlinkSync("/dev/null", file);
    expect(project.run("cli", [command, "--force"]).stderr).toContain("module/README.md: is a link");
  });
});

test("generate writes everything that is generated", () => {
  // Addresses that were recorded once stay.
  mkdirSync(join(project.folder, "docs"));
  writeFileSync(join(project.folder, "docs/addresses.json"), repositoryFiles().get("docs/addresses.json")!);
  expect(project.run("generate").exitCode).toBe(0);
  for (const [path, content] of repositoryFiles()) expect(readAs(content, path)).toEqual(content);
});
