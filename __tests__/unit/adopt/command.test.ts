import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { adoptAccount } from "../../../src/cli/adopt/command";
import { permissionPolicy } from "../../../src/cli/adopt/permissions";
import { adoptWith } from "../../../src/cli/commands/adopt";
import { inShell } from "../../../src/cli/invocation";
import { inTemporaryFolders, runCaptured } from "../../support/command";
import { answers, fakeAccess, denied } from "../../support/fake-aws";
import { Project } from "../../support/project";

inTemporaryFolders();

/**
 * @param typed The answers of a person; undefined without a terminal.
 * @param topic The choice of the topic, which only a person can make.
 */
async function run(
  args: readonly string[],
  changed: typeof answers = {},
  typed?: readonly string[],
  told = ["--choose", "topic=manage"],
) {
  const declared = adoptWith(() => Promise.resolve({ adoptAccount }), fakeAccess(changed));
  return runCaptured(["adopt", ...args, ...told], [declared], typed);
}

const described = answers["DescribeTrails"] as { trailList: { Name: string; TrailARN: string }[] };
const twoTrails = {
  DescribeTrails: {
    trailList: [
      ...described.trailList,
      { ...described.trailList[0]!, Name: "other", TrailARN: `${described.trailList[0]!.TrailARN}-2` },
    ],
  },
};

test("is a command of the one program, and prints its usage", () => {
  const project = new Project();
  try {
    const { exitCode, stdout, stderr } = project.run("cli", ["adopt", "--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: npm run adopt -- /);
  } finally {
    project.remove();
  }
});

test("the name of a resource cannot forge a line of a question, or hide characters", async () => {
  const [first, second] = twoTrails.DescribeTrails.trailList;
  const trailList = [first!, { ...second!, Name: "x\nNothing\u3164was found" }];
  const { stderr } = await run([], { DescribeTrails: { trailList } }, ["1"]);
  expect(stderr).toContain("Nothing\\u3164was found");
  expect(stderr).not.toMatch(/^Nothing.was found/mu);
});

test("--policy prints the policy, and calls nothing", async () => {
  const { exitCode, stdout } = await run(["--policy"], { GetCallerIdentity: denied });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual(permissionPolicy());
  expect(stdout).not.toContain("arn:");
});

test("reports every wrong argument at once, with the remedy", async () => {
  const { exitCode, stdout, stderr } = await run([
    "--region",
    "mars",
    "--stack",
    "--module-source",
    "x",
    "--choose",
    "trial=x",
    "--choose",
    "trail",
    "--choose",
    "topic=b",
  ]);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("--region mars: must be an AWS region such as eu-west-1");
  expect(stderr).toContain("--module-source x is for a call of the module: omit it, or --stack");
  expect(stderr).toContain('--choose trial=x: got "trial"; did you mean "trail"?');
  expect(stderr).toContain("--choose trail: must be <what>=<which>, such as trail=company-trail");
  expect(stderr).toContain("--choose topic=manage: topic is chosen twice");
  expect((await run(["--module-address", "security_monitoring"])).stderr).toContain(
    "must be the address of a module call",
  );
  expect((await run(["--colour"])).stderr).toContain("'--colour'");
});

test("writes the module call and the imports, and reports", async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(readdirSync(".").sort()).toEqual(["security_monitoring.tf", "security_monitoring_imports.tf"]);
  expect(readFileSync("security_monitoring_imports.tf", "utf8")).toContain("aws_cloudtrail.trail");
  expect(stdout).toContain("Adopted:\n  trail company-trail: it belongs to this account\n");
  expect(stdout).toContain("delivery-role company-role: its path is /service-role/");
});

test("--dry-run writes nothing, and --json prints all of it", async () => {
  const { stdout } = await run(["--dry-run", "--json"]);
  expect(readdirSync(".")).toEqual([]);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
    "account",
    "region",
    "found",
    "imports",
    "settings",
    "changes",
    "new",
    "weaker",
    "notes",
    "questions",
    "collisions",
    "files",
  ]);
});

test("reports what is weaker than the default, also before a question is answered", async () => {
  const section =
    "\nWeaker than the default, or open to others:\n  trail.expireAfterDays: 400 (default: 2557); Days after which a file is deleted. The default is seven years.\n";
  expect((await run(["--dry-run"])).stdout).toContain(section);
  const open = await run(["--json"], {}, undefined, []);
  expect([open.exitCode, readdirSync(".")]).toEqual([2, []]);
  expect(JSON.parse(open.stdout)).toMatchObject({
    questions: [{ kind: "topic" }],
    weaker: [{ subject: "trail.expireAfterDays", found: 400, defaultValue: 2557 }, {}, {}, {}],
  });
  expect((await run([], {}, undefined, [])).stderr).toContain(section);
});

test.each([["--stack"], []])("refuses a name that looks like an expression: %s", async (...args) => {
  const [, recorder] = (answers["DescribeConfigurationRecorders"] as { ConfigurationRecorders: object[] })
    .ConfigurationRecorders;
  const { exitCode, stdout, stderr } = await run(args, {
    DescribeConfigurationRecorders: { ConfigurationRecorders: [{ ...recorder, name: "${file(x)}" }] },
    DescribeDeliveryChannels: { DeliveryChannels: [{ name: "${file(x)}", s3BucketName: "config-files" }] },
  });
  expect([exitCode, stdout, readdirSync(".")]).toEqual([1, "", []]);
  expect(stderr).toContain("1 problem in the existing resources\n  config.recorderName: must not contain ${ or %{");
  expect(stderr).toContain("Change that in AWS, or exclude the resource with --choose. Nothing was written.\n");
});

test("overwrites nothing without --force", async () => {
  writeFileSync("security_monitoring.tf", "mine");
  const { exitCode, stderr } = await run([]);
  expect([exitCode, stderr]).toEqual([
    1,
    "\n1 problem in this folder: move away or delete what is in the way, or use --force\n  security_monitoring.tf: exists\n\nNothing was written.\n",
  ]);
  expect(readdirSync(".")).toEqual(["security_monitoring.tf"]);
  expect((await run(["--force"])).exitCode).toBe(0);
  expect(readFileSync("security_monitoring.tf", "utf8")).toContain("module");
});

test("without a terminal it prints the flags that answer, and ends", async () => {
  const { exitCode, stdout, stderr } = await run([], twoTrails);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`trail: 2 candidates. Choose one:\n  --choose ${inShell("trail=company-trail")} `);
  expect(stderr).toContain("\nNothing was written.\n");
  expect(readdirSync(".")).toEqual([]);
});

test("on a terminal it asks until the answer is valid", async () => {
  const { exitCode, stdout, stderr } = await run(["--dry-run"], twoTrails, ["9", "1"]);
  expect(stderr.match(/trail: 2 candidates/g)).toHaveLength(2);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Adopted:\n  trail company-trail: chosen\n");
  expect(stdout).toContain("Not adopted:\n  trail other: chosen\n");
});

test("reports every denied call, and writes nothing", async () => {
  const { exitCode, stdout, stderr } = await run([], { DescribeTrails: denied, ListTopics: denied });
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("  cloudtrail:DescribeTrails: User is not authorized\n");
  expect(stderr).toContain("  sns:ListTopics: User is not authorized\n");
  expect(stderr).toContain("--policy prints the IAM policy");
  expect(readdirSync(".")).toEqual([]);
});

test("refuses a choice that is not possible, and lists those that are", async () => {
  const { exitCode, stderr } = await run(["--choose", "trail=gone"]);
  expect(exitCode).toBe(1);
  const [gone, manage, use] = ["gone", "company-trail", "use:company-trail"].map((which) => inShell(`trail=${which}`));
  expect(stderr).toContain(
    `--choose ${gone} is not possible here; possible: --choose ${manage}, --choose ${use}, --choose `,
  );
});

test("--dry-run names the files it would write and the next step, and repeats no line", async () => {
  const { stdout } = await run(["--dry-run"]);
  expect(stdout).toContain("\nWould write:\n  security_monitoring.tf\n  security_monitoring_imports.tf\n");
  expect(stdout).toMatch(/\nNext: run this again without --dry-run to write these files\.\n$/);
  const lines = stdout.split("\n").filter(Boolean);
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
});

describe("the next step", () => {
  const nextOf = async (...args: string[]) => {
    const { stdout } = await run(["--force", ...args]);
    return /\nNext:\n((?: {2}.*\n)+)/.exec(stdout)?.[1]?.split("\n").filter(Boolean);
  };
  const stack = "terraform -chdir=cdktf.out/stacks/security-monitoring";

  test("is a plan for a module, and a synthesis and a plan for the stack", async () => {
    expect(await nextOf()).toEqual(["  terraform init", "  terraform plan"]);
    expect(await nextOf("--stack")).toEqual(["  npm run synth", `  ${stack} init`, `  ${stack} plan`]);
  });

  test("is the script before the plan, with --commands", async () => {
    expect(await nextOf("--stack", "--commands")).toEqual([
      "  npm run synth",
      `  ${stack} init`,
      "  sh security-monitoring-imports.sh",
      `  ${stack} plan`,
    ]);
  });
});

describe("the settings file of the stack refers to the schema", () => {
  const firstLine = async () => {
    await run(["--stack", "--force"]);
    return readFileSync("security-monitoring.yaml", "utf8").split("\n")[0];
  };

  test("of the clone, of the installed package, or none", async () => {
    expect(await firstLine()).toBe("provider:");
    const installed = "node_modules/terraform-aws-security-monitoring";
    mkdirSync(installed, { recursive: true });
    writeFileSync(`${installed}/settings.schema.json`, "{}");
    expect(await firstLine()).toBe(`# yaml-language-server: $schema=./${installed}/settings.schema.json`);
    writeFileSync("settings.schema.json", "{}");
    expect(await firstLine()).toBe("# yaml-language-server: $schema=./settings.schema.json");
  });
});

describe("conflicts", () => {
  const foreign = {
    DescribeAlarms: {
      MetricAlarms: [
        {
          AlarmName: "root-account-usage",
          AlarmArn: "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root-account-usage",
          MetricName: "RootLogins",
          Namespace: "Billing",
        },
      ],
    },
  };

  test("have their own section, with the settings that avoid them", async () => {
    const { exitCode, stdout } = await run(["--dry-run", "--stack"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      [
        "Conflicts of an apply that does not adopt them:",
        "  alarm root-account-usage: AWS overwrites it without a warning, and a destroy deletes it",
        "  event rule root-account-usage: AWS overwrites it without a warning, and a destroy deletes it",
        "  topic security-alerts: AWS overwrites it without a warning, and a destroy deletes it",
        "  queue security-alert-rules: the apply fails half-way, or uses it if its attributes are the same, and a destroy deletes it",
        "  recorder default: the apply fails half-way, because a region has only one",
        "  analyzer company-analyzer: once accessAnalyzer.enabled is set, the apply fails half-way, because a region has only one of its type",
        "  analyzer company-unused: once accessAnalyzer.unusedAccessAgeDays is set, the apply fails half-way, because a region has only one of its type",
        "  detector 12abc34d567e8fa901bc2d34e56789f0: once guardduty.enabled is set, the apply fails half-way, because a region has only one",
        "  hub arn:aws:securityhub:eu-west-1:111122223333:hub/default: once securityHub.enabled is true, the apply fails half-way, because AWS refuses to enable Security Hub twice (ResourceConflictException)",
        "Settings that avoid these conflicts:",
        "  namePrefix: monitoring-",
        "  config:",
        "    existingRecorder:",
        "      name: default",
        "",
      ].join("\n"),
    );
    expect((await run(["--dry-run"])).stdout).toContain('\n  name_prefix = "monitoring-"\n  config = {\n');
  });

  test("with another owner's alarm are a question, with exit code 2 and the same list", async () => {
    const { exitCode, stderr } = await run(["--dry-run"], foreign);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("names: alarm root-account-usage watches Billing/RootLogins: a detection has this name");
    expect(stderr).toContain(`  --choose ${inShell("names=theirs")}  leave it unchanged`);
    expect(stderr).toContain("\n  alarm root-account-usage: AWS overwrites it");
    const theirs = await run(["--dry-run", "--json", "--choose", "names=theirs"], foreign);
    expect(theirs.exitCode).toBe(0);
    expect(JSON.parse(theirs.stdout)).toMatchObject({ settings: { detections: { disabled: ["root-account-usage"] } } });
    expect(theirs.stdout).not.toContain("aws_cloudwatch_metric_alarm");
    const ours = await run(["--dry-run", "--json", "--choose", "names=ours"], foreign);
    expect(ours.stdout).toContain('aws_cloudwatch_metric_alarm.alarm[\\"root-account-usage\\"]');
  });
});
